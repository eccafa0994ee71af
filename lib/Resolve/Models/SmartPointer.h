#pragma once
/// std::unique_ptr, std::shared_ptr and std::weak_ptr.

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

  /// One more that shares the object.
  static Value sharing(Interpreter& in, const Ownership& owner);
};

/// std::weak_ptr: knows the owners, of which it is none.
struct WeakState final : LibraryStateOf<WeakState>, Ownership {
  WeakState() = default;
  explicit WeakState(const Ownership& owner) : Ownership(owner) {}
  bool equals(const LibraryState& other) const override {
    return classof(other) && static_cast<const Ownership&>(*this) == static_cast<const WeakState&>(other);
  }
  bool expired(Interpreter& in) const { return !count || !in.memory().alive(count); }
  std::string print() const override { return "a weak pointer"; }
};

/// The object is shared from now on, and may have a base class that wants to know (std::enable_shared_from_this).
void tellOwner(Interpreter& in, const Ownership& owner);

/// A std::shared_ptr that owns the object.
Value sharedPointerTo(Interpreter& in, Place object);

} // namespace varscope::resolve
