#include "Resolve/Models/SmartPointer.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Support.h"

namespace varscope::resolve {

namespace {
/// How many share an object: one more, or one less. It is known on each path, and whichever of two owners comes first.
std::int64_t countOwner(Interpreter& in, Place count, int change) {
  const Memory::Unseen unseen(in.memory());
  const std::int64_t owners = in.load(Value::place(count)).asInt() + change;
  in.memory().write(count, Value::int64(owners));
  return owners;
}
} // namespace

llvm::IntrusiveRefCntPtr<LibraryState> PointerState::copy(Interpreter& in) const {
  if (count)
    countOwner(in, count, 1);
  return clone();
}

Value PointerState::sharing(Interpreter& in, const Ownership& owner) {
  countOwner(in, owner.count, 1);
  auto state = llvm::makeIntrusiveRefCnt<PointerState>();
  static_cast<Ownership&>(*state) = owner;
  return Value::library(std::move(state));
}

namespace {

bool isShared(const ir::Type* type) { return type && type->name == "std::shared_ptr"; }

Value owning(Interpreter& in, Ownership owner, bool shared) {
  auto state = llvm::makeIntrusiveRefCnt<PointerState>();
  static_cast<Ownership&>(*state) = owner;
  if (shared && owner.owned) {
    state->count = in.memory().allocate(Value::int64(1));
    tellOwner(in, *state);
  }
  return Value::library(state);
}
Value owning(Interpreter& in, Place target, bool shared) { return owning(in, Ownership{target, target, {}, {}}, shared); }

void endOwned(Interpreter& in, const Ownership& owner) {
  if (!in.memory().alive(owner.owned))
    return;
  if (owner.deleter)
    in.call(Value::place(owner.deleter), Value::pointerTo(owner.owned));
  else
    in.destroy(owner.owned);
}

/// The object loses one owner.
void release(Interpreter& in, const Ownership& owner) {
  if (owner.count) {
    if (countOwner(in, owner.count, -1) > 0)
      return;
    in.memory().free(owner.count);
  }
  endOwned(in, owner);
  if (owner.deleter)
    in.destroy(owner.deleter);
}

void destroy(Interpreter& in, Place object) {
  if (const auto* state = in.state<PointerState>(Value::place(object)))
    release(in, Ownership(*state));
}

/// The deleter that a std::unique_ptr's type names, made anew; none: the default.
Place deleterOf(Interpreter& in, const ir::Type* type) {
  const ir::Type* deleter = type && type->name == "std::unique_ptr" ? typeArgument(type, 1) : nullptr;
  return deleter && deleter->kind == ir::TypeKind::Record ? in.materialize(in.zero(*deleter), deleter) : Place();
}

std::optional<Place> pointee(Interpreter& in, const Value& value) {
  Value content = in.load(value);
  if (content.is(ValueKind::Null))
    return Place();
  if (content.is(ValueKind::Pointer) && !content.hasIndex())
    return content.target();
  return std::nullopt;
}

/// (owner): a conversion, a copy or a move. (owner, T*): a part of what it owns.
Value constructFromOwner(Interpreter& in, const LibCall& call) {
  const std::optional<Place> part = call.size() == 2 ? pointee(in, call.args[1]) : std::nullopt;
  if (call.size() > 1 && !part)
    return in.unknownResult(call);
  Value taken = take(in, call, 0);
  const auto* from = taken.as<PointerState>();
  if (!from)
    return taken;
  Ownership owner = *from;
  if (part)
    owner.target = *part;
  const bool startsSharing = isShared(call.type) && !owner.count;
  return part || startsSharing ? owning(in, owner, startsSharing) : taken;
}

/// (), (nullptr), (T*), (T*, deleter), and from another smart pointer.
Value construct(Interpreter& in, const LibCall& call) {
  if (!call.args.empty() && in.state<PointerState>(call.args[0]))
    return constructFromOwner(in, call);
  const std::optional<Place> target = call.args.empty() ? Place() : pointee(in, call.args[0]);
  const bool hasDeleter = call.size() > 1;
  if (!target || call.size() > 2 || (hasDeleter && (!*target || !in.callable(call.args[1]))))
    return in.unknownResult(call);
  const Place deleter = hasDeleter ? in.materialize(take(in, call, 1)) : deleterOf(in, call.type);
  return owning(in, Ownership{*target, *target, {}, deleter}, isShared(call.type));
}

Value make(Interpreter& in, const LibCall& call) {
  const ir::Type* type = typeArgument(call.type, 0);
  std::optional<Value> made = constructElement(in, call, type, 0);
  if (!made)
    return in.unknown("a constructor called inside of " + call.key);
  return owning(in, in.materialize(std::move(*made), type), isShared(call.type));
}

Value get(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<PointerState>(call.args[0]);
  if (!state)
    return in.unknownResult(call);
  return state->target ? Value::pointerTo(state->target) : Value::null();
}

Value dereference(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<PointerState>(call.args[0]);
  if (state && !state->target)
    return in.unknown("a null pointer is dereferenced");
  return state ? Value::place(state->target) : in.unknownResult(call);
}

Value test(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<PointerState>(call.args[0]);
  return state ? Value::boolean(bool(state->target)) : in.unknownResult(call);
}

/// (), (T*), and of a std::shared_ptr (T*, deleter).
Value reset(Interpreter& in, const LibCall& call) {
  if (!call.args[0].isPlace() || !in.state<PointerState>(call.args[0]))
    return lost(in, call);
  const Ownership old = *in.state<PointerState>(call.args[0]);
  const ir::Type* type = objectType(in, call.args[0]);
  if (isShared(type)) {
    Value made = construct(in, call.with(call.key, type, 1));
    return made.isUnknown() ? lost(in, call) : (in.assign(call.args[0], std::move(made)), Value());
  }
  const std::optional<Place> target = call.size() > 1 ? pointee(in, call.args[1]) : Place();
  if (!target)
    return lost(in, call);
  const Place deleter = old.deleter ? old.deleter : deleterOf(in, type);
  in.write(call.args[0], owning(in, Ownership{*target, *target, {}, deleter}, false));
  endOwned(in, old);
  return {};
}

Value giveUp(Interpreter& in, const LibCall& call) {
  Value pointer = get(in, call);
  if (pointer.isUnknown() || !call.args[0].isPlace())
    return lost(in, call);
  Ownership owner;
  owner.deleter = in.state<PointerState>(call.args[0])->deleter;
  in.write(call.args[0], owning(in, owner, false));
  return pointer;
}

Value assign(Interpreter& in, const LibCall& call) {
  if (!call.args[0].isPlace() || !in.state<PointerState>(call.args[0]))
    return lost(in, call);
  if (call.args[1].isPlace() && call.args[1].target() == call.args[0].target())
    return call.args[0];
  const LibCall made = call.with(call.key, objectType(in, call.args[0]), 1);
  Value content;
  if (in.state<PointerState>(call.args[1])) {
    bool moves = !isShared(made.type) || expires(call, 1);
    content = !call.args[1].isPlace() ? call.args[1]
              : moves                 ? in.moveOut(call.args[1])
                                      : in.copyOf(call.args[1]);
    const auto* from = content.as<PointerState>();
    if (from && isShared(made.type) && from->owned && !from->count)
      content = owning(in, *from, true);
  } else {
    content = construct(in, made);
  }
  return assigned(in, call, std::move(content));
}

Value constructWeak(Interpreter& in, const LibCall& call) {
  if (call.args.empty())
    return Value::make<WeakState>();
  if (const auto* other = in.state<WeakState>(call.args[0]))
    return Value::make<WeakState>(*other);
  if (const auto* owner = in.state<PointerState>(call.args[0]))
    return Value::make<WeakState>(*owner);
  return in.unknownResult(call);
}

Value assignWeak(Interpreter& in, const LibCall& call) {
  Value made = constructWeak(in, call.with(call.key, call.type, 1));
  in.write(call.args[0], made);
  return call.args[0];
}

Value lock(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<WeakState>(call.args[0]);
  if (!state)
    return in.unknownResult(call);
  return state->expired(in) ? Value::make<PointerState>() : PointerState::sharing(in, *state);
}

Value expired(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<WeakState>(call.args[0]);
  return state ? Value::boolean(state->expired(in)) : in.unknownResult(call);
}

Value resetWeak(Interpreter& in, const LibCall& call) {
  in.write(call.args[0], Value::make<WeakState>());
  return {};
}

Value makeWeak(Interpreter&, const ir::Type&) { return Value::make<WeakState>(); }

/// static_pointer_cast and const_pointer_cast: another owner of the same object.
Value castPointer(Interpreter& in, const LibCall& call) {
  return in.state<PointerState>(call.args[0]) ? in.copyOf(call.args[0]) : in.unknownResult(call);
}

template <class State> Value useCount(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<State>(call.args[0]);
  if (!state)
    return in.unknownResult(call);
  const bool isShared = state->count && in.memory().alive(state->count);
  return Value::int64(isShared ? in.memory().read(state->count).asInt() : 0);
}

Value makeDefault(Interpreter&, const ir::Type&) { return Value::make<PointerState>(); }

constexpr ModelEntry models[] = {
    {"std::unique_ptr::unique_ptr", construct},
    {"std::shared_ptr::shared_ptr", construct},
    {"std::make_unique", make},
    {"std::make_shared", make},
    {"std::unique_ptr::get", get},
    {"std::shared_ptr::get", get},
    {"std::unique_ptr::operator->", get},
    {"std::shared_ptr::operator->", get},
    {"std::unique_ptr::operator*", dereference},
    {"std::shared_ptr::operator*", dereference},
    {"std::unique_ptr::operator bool", test},
    {"std::shared_ptr::operator bool", test},
    {"std::unique_ptr::reset", reset},
    {"std::shared_ptr::reset", reset},
    {"std::unique_ptr::release", giveUp},
    {"std::unique_ptr::operator=", assign},
    {"std::shared_ptr::operator=", assign},
    {"std::shared_ptr::use_count", useCount<PointerState>},
    {"std::unique_ptr::swap", swapContents},
    {"std::shared_ptr::swap", swapContents},
    {"std::static_pointer_cast", castPointer},
    {"std::const_pointer_cast", castPointer},
    {"std::weak_ptr::weak_ptr", constructWeak},
    {"std::weak_ptr::operator=", assignWeak},
    {"std::weak_ptr::lock", lock},
    {"std::weak_ptr::expired", expired},
    {"std::weak_ptr::reset", resetWeak},
    {"std::weak_ptr::use_count", useCount<WeakState>},
};

} // namespace

Value sharedPointerTo(Interpreter& in, Place object) { return owning(in, object, true); }

void addSmartPointer(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{"std::unique_ptr", makeDefault, destroy});
  table.add(LibraryType{"std::shared_ptr", makeDefault, destroy});
  table.add(LibraryType{"std::weak_ptr", makeWeak});
}

} // namespace varscope::resolve
