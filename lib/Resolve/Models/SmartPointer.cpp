#include "Resolve/Models/SmartPointer.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Support.h"

namespace varscope::resolve {

namespace {
/// How many share an object: one more, or one less. It is known on each path.
std::int64_t countOwner(Interpreter& in, Place count, int change) {
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

namespace {

bool isShared(const ir::Type* type) { return type && type->name == "std::shared_ptr"; }

Value owning(Interpreter& in, Place target, bool shared) {
  auto state = llvm::makeIntrusiveRefCnt<PointerState>();
  state->target = target;
  if (shared && target)
    state->count = in.memory().allocate(Value::int64(1));
  return Value::library(state);
}

/// The object loses one owner.
void release(Interpreter& in, const PointerState& state) {
  Place target = state.target, count = state.count;
  if (!target)
    return;
  if (count) {
    if (countOwner(in, count, -1) > 0)
      return;
    in.memory().free(count);
  }
  if (in.memory().alive(target))
    in.destroy(target);
}

void destroy(Interpreter& in, Place object) {
  if (const auto* state = in.state<PointerState>(Value::place(object)))
    release(in, *llvm::makeIntrusiveRefCnt<PointerState>(*state));
}

std::optional<Place> pointee(Interpreter& in, const Value& value) {
  Value content = in.load(value);
  if (content.is(ValueKind::Null))
    return Place();
  if (content.is(ValueKind::Pointer) && !content.hasIndex())
    return content.target();
  return std::nullopt;
}

/// (), (nullptr), (T*), and conversions and moves from another smart pointer.
Value construct(Interpreter& in, const LibCall& call) {
  if (call.args.empty())
    return Value::make<PointerState>();
  if (in.state<PointerState>(call.args[0])) {
    Value taken = take(in, call, 0);
    const auto* from = taken.as<PointerState>();
    if (from && isShared(call.type) && from->target && !from->count)
      return owning(in, from->target, true);
    return taken;
  }
  std::optional<Place> target = pointee(in, call.args[0]);
  return target && call.size() == 1 ? owning(in, *target, isShared(call.type))
                                    : in.unknownResult(call);
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

Value reset(Interpreter& in, const LibCall& call) {
  std::optional<Place> target = call.size() > 1 ? pointee(in, call.args[1]) : Place();
  if (!target || !call.args[0].isPlace() || !in.state<PointerState>(call.args[0]))
    return lost(in, call);
  auto old = llvm::makeIntrusiveRefCnt<PointerState>(*in.state<PointerState>(call.args[0]));
  in.write(call.args[0], owning(in, *target, isShared(objectType(in, call.args[0]))));
  release(in, *old);
  return {};
}

Value giveUp(Interpreter& in, const LibCall& call) {
  Value pointer = get(in, call);
  if (pointer.isUnknown() || !call.args[0].isPlace())
    return lost(in, call);
  in.write(call.args[0], Value::make<PointerState>());
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
    if (from && isShared(made.type) && from->target && !from->count)
      content = owning(in, from->target, true);
  } else {
    content = construct(in, made);
  }
  return assigned(in, call, std::move(content));
}

/// std::weak_ptr: the object and the count of its owners, of which it is none.
struct WeakState final : LibraryStateOf<WeakState> {
  Place target, count;
  bool equals(const LibraryState& other) const override {
    const auto& o = static_cast<const WeakState&>(other);
    return classof(other) && target == o.target && count == o.count;
  }
  bool expired(Interpreter& in) const { return !count || !in.memory().alive(count); }
  std::string print() const override { return "a weak pointer"; }
};

Value constructWeak(Interpreter& in, const LibCall& call) {
  if (call.args.empty())
    return Value::make<WeakState>();
  auto state = llvm::makeIntrusiveRefCnt<WeakState>();
  if (const auto* other = in.state<WeakState>(call.args[0]))
    state->target = other->target, state->count = other->count;
  else if (const auto* owner = in.state<PointerState>(call.args[0]))
    state->target = owner->target, state->count = owner->count;
  else
    return in.unknownResult(call);
  return Value::library(state);
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
  auto owner = llvm::makeIntrusiveRefCnt<PointerState>();
  if (state->expired(in))
    return Value::library(owner);
  owner->target = state->target;
  owner->count = state->count;
  return Value::library(owner->copy(in));
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

Value useCount(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<PointerState>(call.args[0]);
  if (!state)
    return in.unknownResult(call);
  return Value::int64(state->count ? in.memory().read(state->count).asInt() : 0);
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
    {"std::shared_ptr::use_count", useCount},
    {"std::unique_ptr::swap", swapContents},
    {"std::shared_ptr::swap", swapContents},
    {"std::static_pointer_cast", castPointer},
    {"std::const_pointer_cast", castPointer},
    {"std::weak_ptr::weak_ptr", constructWeak},
    {"std::weak_ptr::operator=", assignWeak},
    {"std::weak_ptr::lock", lock},
    {"std::weak_ptr::expired", expired},
    {"std::weak_ptr::reset", resetWeak},
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
