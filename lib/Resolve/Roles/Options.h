#pragma once
/// Interpreted arguments become the core's. What decides about names, sharing or a
/// variable's description and is not known ends the path as `unresolved`.

#include "Resolve/Roles/CoreState.h"

namespace varscope::resolve {

/// An argument of a role: its value, the node that wrote it, and what to call it.
struct Argument {
  Value value;
  const ir::Node& node;
  llvm::StringRef what; ///< "the variable's name"
  /// What to write, if it is not known.
  llvm::StringRef instead = "a constant, or a parameter that the model's expression gives a constant";
};

/// The known string; none for a null pointer or an absent argument.
std::optional<std::string> knownName(Interpreter& in, const Argument& argument);
std::optional<Shape> knownShape(Interpreter& in, const Argument& argument);

/// The members of an options record that were written.
class OptionReader {
public:
  /// \param record an options aggregate; None: all options are absent
  OptionReader(Interpreter& in, const Value& record, const ir::Node& node)
      : in(in), record(record), node(node) {}

  bool has(llvm::StringRef name);
  Argument argument(llvm::StringRef name, llvm::StringRef what);

  std::optional<bool> boolean(llvm::StringRef name, llvm::StringRef what);
  std::optional<std::int64_t> integer(llvm::StringRef name, llvm::StringRef what);
  std::optional<std::string> string(llvm::StringRef name, llvm::StringRef what);
  std::optional<DType> dtype(llvm::StringRef name);
  Reuse reuse(llvm::StringRef name);
  /// An Initializer, Regularizer, ... ; T() if absent.
  template <class T> T core(llvm::StringRef name, llvm::StringRef what, llvm::StringRef instead = {}) {
    Argument given = argument(name, what);
    if (!instead.empty())
      given.instead = instead;
    if (given.value.isNone())
      return T();
    if (const auto* state = given.value.as<CoreState<T>>())
      return state->value;
    unresolved(given);
  }

private:
  /// The content of a std::optional member; None if empty.
  Argument content(llvm::StringRef name, llvm::StringRef what);
  [[noreturn]] void unresolved(const Argument& argument);

  Interpreter& in;
  Value record;
  const ir::Node& node;
};

struct NamedScopeOptions {
  std::optional<std::string> defaultName; ///< what options.default_name looks at
  Value givenDefaultName;
  ScopeOptions options;
};
NamedScopeOptions scopeOptions(Interpreter& in, const Value& record, const ir::Node& node);
VariableOptions variableOptions(Interpreter& in, const Value& record, const ir::Node& node);

/// The dtype of a C++ value; none if there is none.
std::optional<DType> dtypeOf(const Value& value);
std::optional<DType> dtypeFromEnum(const Value& value);
Value dtypeValue(DType dtype);

/// Reports `unresolved` with advice that fits any argument.
[[noreturn]] void unresolvedArgument(Interpreter& in, const Argument& argument);

} // namespace varscope::resolve
