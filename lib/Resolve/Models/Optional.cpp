#include "Resolve/Models/Optional.h"
#include "Resolve/Models/Compare.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Support.h"

namespace varscope::resolve {

llvm::IntrusiveRefCntPtr<LibraryState> OptionalState::from(Interpreter& in, bool moves) const {
  auto made = llvm::makeIntrusiveRefCnt<OptionalState>(*this);
  if (value)
    made->value = in.partFrom(value, moves);
  return made;
}

std::optional<int> compareOptionals(Interpreter& in, const Value& left, const Value& right) {
  auto content = [](const Value& value) {
    if (const auto* optional = value.as<OptionalState>())
      return optional->value ? Value::place(optional->value) : Value();
    return value.as<NulloptState>() ? Value() : value;
  };
  Value a = content(left), b = content(right);
  if (left.isUnknown() || right.isUnknown())
    return std::nullopt;
  if (a.isNone() || b.isNone())
    return int(!a.isNone()) - int(!b.isNone());
  return compareValues(in, a, b);
}

namespace {

Value some(Interpreter& in, Value value, const ir::Type* type) {
  auto state = llvm::makeIntrusiveRefCnt<OptionalState>();
  state->value = in.materialize(std::move(value), type);
  return Value::library(state);
}

Value construct(Interpreter& in, const LibCall& call) {
  if (call.args.empty())
    return Value::make<OptionalState>();
  if (call.size() != 1)
    return in.unknownResult(call);
  Value content = in.peek(call.args[0]);
  if (content.as<NulloptState>())
    return Value::make<OptionalState>();
  if (content.as<OptionalState>())
    return take(in, call, 0);
  // An unknown argument may be an optional itself.
  const ir::Type* type = typeArgument(call.type, 0);
  if (content.isUnknown() && !(type && type->kind <= ir::TypeKind::Float))
    return in.unknownResult(call);
  return some(in, takeAs(in, call, 0, type), type);
}

Value makeOptional(Interpreter& in, const LibCall& call) {
  return call.size() == 1 ? some(in, takeAs(in, call, 0, typeArgument(call.type, 0)), typeArgument(call.type, 0))
                          : in.unknownResult(call);
}

void release(Interpreter& in, const LibCall& call) {
  auto& state = in.edit<OptionalState>(call.args[0].target());
  Place old = std::exchange(state.value, Place());
  if (old)
    in.destroy(old);
}

bool mutableState(Interpreter& in, const LibCall& call) {
  return call.args[0].isPlace() && in.state<OptionalState>(call.args[0]);
}

Value reset(Interpreter& in, const LibCall& call) {
  if (!mutableState(in, call))
    return lost(in, call);
  release(in, call);
  return {};
}

/// operator=(nullopt), (optional) and (value).
Value assign(Interpreter& in, const LibCall& call) {
  if (!call.args[0].isPlace())
    return in.unknownResult(call);
  return assigned(in, call, construct(in, call.with(call.key, objectType(in, call.args[0]), 1)));
}

Value emplace(Interpreter& in, const LibCall& call) {
  const ir::Type* type = typeArgument(objectType(in, call.args[0]), 0);
  if (!mutableState(in, call))
    return lost(in, call);
  std::optional<Value> made = constructElement(in, call, type, 1);
  if (!made)
    return lost(in, call, "a constructor called inside of std::optional::emplace");
  release(in, call);
  Place value = in.materialize(std::move(*made), type);
  in.edit<OptionalState>(call.args[0].target()).value = value;
  return Value::place(value);
}

Value hasValue(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<OptionalState>(call.args[0]);
  return state ? Value::boolean(bool(state->value)) : in.unknownResult(call);
}

Value value(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<OptionalState>(call.args[0]);
  if (!state) {
    in.mayRaise("std::bad_optional_access", call);
    return in.unknownResult(call);
  }
  if (!state->value)
    in.raise("std::bad_optional_access", "bad optional access");
  return Value::place(state->value);
}

Value dereference(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<OptionalState>(call.args[0]);
  if (state && !state->value)
    return in.unknown("the value of an empty std::optional");
  return state ? Value::place(state->value) : in.unknownResult(call);
}

Value arrow(Interpreter& in, const LibCall& call) {
  Value place = dereference(in, call);
  return place.isPlace() ? Value::pointerTo(place.target()) : place;
}

Value valueOr(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<OptionalState>(call.args[0]);
  if (!state)
    return in.unknownResult(call);
  return state->value ? in.copyOf(Value::place(state->value)) : takeAs(in, call, 1, call.type);
}

Value nullopt(Interpreter&, const LibCall&) { return Value::make<NulloptState>(); }
Value makeDefault(Interpreter&, const ir::Type&) { return Value::make<OptionalState>(); }
Value makeNullopt(Interpreter&, const ir::Type&) { return Value::make<NulloptState>(); }

constexpr ModelEntry models[] = {
    {"std::optional::optional", construct},      {"std::make_optional", makeOptional},
    {"std::optional::operator=", assign},        {"std::optional::reset", reset},
    {"std::optional::emplace", emplace},         {"std::optional::has_value", hasValue},
    {"std::optional::operator bool", hasValue},  {"std::optional::value", value},
    {"std::optional::operator*", dereference},   {"std::optional::operator->", arrow},
    {"std::optional::value_or", valueOr},        {"std::nullopt", nullopt},
    {"std::nullopt_t::nullopt_t", nullopt},
};

} // namespace

void addOptional(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{"std::optional", makeDefault});
  table.add(LibraryType{"std::nullopt_t", makeNullopt});
}

} // namespace varscope::resolve
