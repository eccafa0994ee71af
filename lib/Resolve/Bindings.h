#pragma once
/// What --bind says of values that the source does not tell.
///
/// A binding's name is a global's ("layers"), a field's of a global ("flags.layers"), or a
/// field's of a class, for every object whose content is not known ("Flags::layers"). It never
/// overrides a value that is known.

#include "Resolve/Value.h"

#include "llvm/ADT/ArrayRef.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace varscope::resolve {

class Bindings {
public:
  /// \param given text by name: a number, true, false, or a string
  explicit Bindings(const std::map<std::string, std::string>& given) : given(given) {}

  /// A bool, an integer, a floating-point number or a string.
  static bool accepts(const ir::Type& type);

  /// The value of the first name that is bound.
  std::optional<Value> find(llvm::ArrayRef<std::string> names, const ir::Type& type);

  /// Bindings that `find` was never asked for.
  std::vector<std::string> unused() const;
  /// A line for each binding whose text is no value of its type.
  const std::set<std::string>& errors() const { return complaints; }

private:
  const std::map<std::string, std::string>& given;
  std::set<std::string> used, complaints;
};

} // namespace varscope::resolve
