#pragma once
/// std::variant.

#include "Resolve/Model.h"

namespace varscope::resolve {

struct VariantState final : LibraryStateOf<VariantState> {
  std::size_t index = valueless;
  Place value;
  static constexpr std::size_t valueless = ~std::size_t(0);

  llvm::IntrusiveRefCntPtr<LibraryState> copy(Interpreter& in) const override { return from(in, false); }
  llvm::IntrusiveRefCntPtr<LibraryState> move(Interpreter& in, const ir::Type*) const override { return from(in, true); }
  llvm::SmallVector<Place, 2> partsLike(const LibraryState& other, const ir::Type*) const override {
    return value && static_cast<const VariantState&>(other).index == index ? llvm::SmallVector<Place, 2>{value} : llvm::SmallVector<Place, 2>();
  }
  bool equals(const LibraryState& other) const override {
    const auto& o = static_cast<const VariantState&>(other);
    return classof(other) && index == o.index && value == o.value;
  }
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override {
    if (value)
      visit(value, true);
  }
  std::string print() const override { return "a variant of alternative " + std::to_string(index); }

private:
  llvm::IntrusiveRefCntPtr<LibraryState> from(Interpreter& in, bool moves) const;
};

/// std::get of a variant: the alternative's place; throws if it holds another.
Value variantElement(Interpreter& in, const VariantState& variant, std::size_t index);

} // namespace varscope::resolve
