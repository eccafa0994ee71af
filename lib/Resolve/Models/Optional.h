#pragma once
/// std::optional.

#include "Resolve/Model.h"

namespace varscope::resolve {

struct OptionalState final : LibraryStateOf<OptionalState> {
  Place value; ///< none: nullopt
  llvm::IntrusiveRefCntPtr<LibraryState> copy(Interpreter& in) const override;
  bool equals(const LibraryState& other) const override {
    return classof(other) && value == static_cast<const OptionalState&>(other).value;
  }
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override {
    if (value)
      visit(value, true);
  }
  std::string print() const override { return value ? "an optional" : "nullopt"; }
};

/// std::nullopt.
struct NulloptState final : LibraryStateOf<NulloptState> {
  bool equals(const LibraryState& other) const override { return classof(other); }
  std::string print() const override { return "nullopt"; }
};

/// As compareValues; one of them at least is an optional.
std::optional<int> compareOptionals(Interpreter& in, const Value& left, const Value& right);

} // namespace varscope::resolve
