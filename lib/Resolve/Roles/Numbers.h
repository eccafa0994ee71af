#pragma once
/// Numeric parameters of initialisers and their kin. They decide nothing about names,
/// so one that is not known is left to the run time.

#include "Resolve/Roles/CoreState.h"

namespace varscope::resolve {

class NumberReader {
public:
  NumberReader(Interpreter& in, const LibCall& call) : in(in), call(call) {}

  double number(llvm::StringRef parameter, double otherwise);
  std::int64_t integer(llvm::StringRef parameter, std::int64_t otherwise);
  /// Of a std::optional parameter; empty if absent.
  std::optional<std::int64_t> optional(llvm::StringRef parameter);

  std::optional<std::int64_t> content(const Value& optional);
  double numberOf(const Value& value, double otherwise);

  /// Every parameter read so far was known.
  bool known = true;
  /// The first one that was not.
  Value unknown;

private:
  void missing(const Value& value);
  Interpreter& in;
  const LibCall& call;
};

} // namespace varscope::resolve
