/// std::enable_shared_from_this: a base class whose objects know who owns them.

#include "Resolve/Models/Registry.h"
#include "Resolve/Models/SmartPointer.h"

namespace varscope::resolve {

namespace {

constexpr llvm::StringLiteral className = "std::enable_shared_from_this";

/// Whose count is none, nobody is known to own.
struct OwnedState final : LibraryStateOf<OwnedState>, Ownership {
  /// Another object has another owner, or none: a copy, a move and an assignment leave that as it is.
  llvm::IntrusiveRefCntPtr<LibraryState> copy(Interpreter&) const override {
    return llvm::makeIntrusiveRefCnt<OwnedState>();
  }
  llvm::IntrusiveRefCntPtr<LibraryState> move(Interpreter& in, const ir::Type*) const override { return copy(in); }
  bool equals(const LibraryState& other) const override {
    return classof(other) && static_cast<const Ownership&>(*this) == static_cast<const OwnedState&>(other);
  }
  std::string print() const override { return "an object that knows its owner"; }
};

const Ownership* ownerOf(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<OwnedState>(call.args[0]);
  return state && state->count && in.memory().alive(state->count) ? state : nullptr;
}

Value sharedFromThis(Interpreter& in, const LibCall& call) {
  const Ownership* owner = ownerOf(in, call);
  return owner ? PointerState::sharing(in, *owner) : in.unknown("whether a std::shared_ptr owns the object is not known");
}

Value weakFromThis(Interpreter& in, const LibCall& call) {
  const Ownership* owner = ownerOf(in, call);
  return owner ? Value::make<WeakState>(*owner) : in.unknown("whether a std::shared_ptr owns the object is not known");
}

Value construct(Interpreter&, const LibCall&) { return Value::make<OwnedState>(); }
Value makeDefault(Interpreter&, const ir::Type&) { return Value::make<OwnedState>(); }

constexpr ModelEntry models[] = {
    {"std::enable_shared_from_this::enable_shared_from_this", construct},
    {"std::enable_shared_from_this::shared_from_this", sharedFromThis},
    {"std::enable_shared_from_this::weak_from_this", weakFromThis},
};

} // namespace

void tellOwner(Interpreter& in, const Ownership& owner) {
  const Place base = in.libraryBase(owner.owned, className);
  if (!base)
    return;
  auto state = llvm::makeIntrusiveRefCnt<OwnedState>();
  static_cast<Ownership&>(*state) = owner;
  const Memory::Unseen unseen(in.memory());
  in.memory().write(base, Value::library(std::move(state)));
}

void addEnableSharedFromThis(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{className, makeDefault});
}

} // namespace varscope::resolve
