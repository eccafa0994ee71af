#pragma once
/// std::variant.

#include "Resolve/Model.h"

namespace varscope::resolve {

struct VariantState final : LibraryStateOf<VariantState> {
  std::size_t index = valueless;
  Place value;
  static constexpr std::size_t valueless = ~std::size_t(0);

  llvm::IntrusiveRefCntPtr<LibraryState> copy(Interpreter& in) const override;
  bool equals(const LibraryState& other) const override {
    const auto& o = static_cast<const VariantState&>(other);
    return classof(other) && index == o.index && value == o.value;
  }
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override {
    if (value)
      visit(value, true);
  }
  std::string print() const override { return "a variant of alternative " + std::to_string(index); }
};

/// std::get of a variant: the alternative's place; throws if it holds another.
Value variantElement(Interpreter& in, const VariantState& variant, std::size_t index);

} // namespace varscope::resolve
