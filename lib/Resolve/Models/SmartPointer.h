#pragma once
/// std::unique_ptr and std::shared_ptr.

#include "Resolve/Model.h"

namespace varscope::resolve {

/// What a smart pointer knows of an object.
struct Ownership {
  Place target;  ///< what it points at; none: null
  Place owned;   ///< what ends with the last owner: the same, or what that is a part of
  Place count;   ///< of a shared pointer: how many share; none: unique
  Place deleter; ///< a callable that ends the object; none: its destructor does
  friend bool operator==(const Ownership&, const Ownership&) = default;
};

struct PointerState final : LibraryStateOf<PointerState>, Ownership {
  /// One more shares the object.
  llvm::IntrusiveRefCntPtr<LibraryState> copy(Interpreter& in) const override;
  bool equals(const LibraryState& other) const override {
    return classof(other) && static_cast<const Ownership&>(*this) == static_cast<const PointerState&>(other);
  }
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override {
    for (Place each : {target, deleter})
      if (each)
        visit(each, false); // LibraryType::destroy ends its life
  }
  std::string print() const override { return target ? "a smart pointer" : "a null pointer"; }
};

/// A std::shared_ptr that owns the object.
Value sharedPointerTo(Interpreter& in, Place object);

} // namespace varscope::resolve
