#pragma once
/// std::optional.

#include "Resolve/Model.h"

namespace varscope::resolve {

struct OptionalState final : LibraryStateOf<OptionalState> {
  Place value; ///< none: nullopt
  llvm::IntrusiveRefCntPtr<LibraryState> copy(Interpreter& in) const override { return from(in, false); }
  llvm::IntrusiveRefCntPtr<LibraryState> move(Interpreter& in, const ir::Type*) const override { return from(in, true); }
  llvm::SmallVector<Place, 2> partsLike(const LibraryState& other, const ir::Type*) const override {
    return value && static_cast<const OptionalState&>(other).value ? llvm::SmallVector<Place, 2>{value} : llvm::SmallVector<Place, 2>();
  }
  bool equals(const LibraryState& other) const override {
    return classof(other) && value == static_cast<const OptionalState&>(other).value;
  }
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override {
    if (value)
      visit(value, true);
  }
  std::string print() const override { return value ? "an optional" : "nullopt"; }

private:
  llvm::IntrusiveRefCntPtr<LibraryState> from(Interpreter& in, bool moves) const;
};

/// std::nullopt.
struct NulloptState final : LibraryStateOf<NulloptState> {
  bool equals(const LibraryState& other) const override { return classof(other); }
  std::string print() const override { return "nullopt"; }
};

/// As compareValues; one of them at least is an optional.
std::optional<int> compareOptionals(Interpreter& in, const Value& left, const Value& right);

} // namespace varscope::resolve
