#pragma once
/// Objects of other libraries that keep variables by name.

#include "Resolve/Roles/CoreState.h"

namespace varscope::resolve {

/// What a scope object (a module, a directory, a graph) stands for; copies are the same.
struct TreeState final : LibraryStateOf<TreeState> {
  core::TreePlace place;
  std::string what; ///< of a view of one kind of names; empty: what the call says
  bool equals(const LibraryState& other) const override {
    if (!classof(other))
      return false;
    const auto& o = static_cast<const TreeState&>(other);
    return place == o.place && what == o.what;
  }
  /// Which tree it is was decided when it was made.
  bool isIdentity() const override { return true; }
  std::string print() const override { return "an object with names"; }
};

/// The tree of an object, of its bases, or of what it points at; null if it has none or it
/// is not known.
const TreeState* treeOf(Interpreter& in, const Value& object);

/// The trees that a model's result leads to.
struct TreesOfResult {
  std::vector<core::TreeId> roots;  ///< of the object itself, or of what it consists of
  std::vector<core::TreeId> inside; ///< of what these objects hold: registered or not
};
TreesOfResult treesOf(Interpreter& in, const Value& result);

/// The first value of a variable: what is known of a tensor.
struct TensorState final : LibraryStateOf<TensorState> {
  bool defined = true;
  std::optional<Shape> shape; ///< absent: not known; dimensions may be unknown
  std::optional<DType> dtype;
  Initializer initializer;
  bool equals(const LibraryState& other) const override {
    if (!classof(other))
      return false;
    const auto& o = static_cast<const TensorState&>(other);
    return defined == o.defined && shape == o.shape && dtype == o.dtype && initializer == o.initializer;
  }
  std::string print() const override { return "a tensor"; }
};

/// The sizes that an argument gives; a dimension that is not known is `unknown`.
std::optional<Shape> softShape(Interpreter& in, const Value& given);

/// Options that were set one by one: LinearOptions(3, 4).bias(false).
struct SettingsState final : LibraryStateOf<SettingsState> {
  std::vector<std::pair<std::string, Value>> values;
  const Value* find(llvm::StringRef name) const;
  bool equals(const LibraryState& other) const override;
  std::string print() const override { return "options"; }
};

/// The variables that a class described in a role file has by itself.
void makeOwnVariables(Interpreter& in, const LibCall& call, core::TreeId tree);

/// what, without, separator.
core::TreeNames treeNames(Interpreter& in, const LibCall& call);

} // namespace varscope::resolve
