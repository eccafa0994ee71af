#pragma once
/// std::unique_ptr and std::shared_ptr.

#include "Resolve/Model.h"

namespace varscope::resolve {

struct PointerState final : LibraryStateOf<PointerState> {
  Place target; ///< none: null
  Place count;  ///< of a shared pointer: how many share; none: unique
  /// One more shares the object.
  llvm::IntrusiveRefCntPtr<LibraryState> copy(Interpreter& in) const override;
  bool equals(const LibraryState& other) const override {
    return classof(other) && target == static_cast<const PointerState&>(other).target;
  }
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override {
    if (target)
      visit(target, false); // LibraryType::destroy ends its life
  }
  std::string print() const override { return target ? "a smart pointer" : "a null pointer"; }
};

/// A std::shared_ptr that owns the object.
Value sharedPointerTo(Interpreter& in, Place object);

} // namespace varscope::resolve
