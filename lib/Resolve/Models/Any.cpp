// std::any: a value and its type.

#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Support.h"

namespace varscope::resolve {
namespace {

struct AnyState final : LibraryStateOf<AnyState> {
  Place value; ///< none: empty
  llvm::IntrusiveRefCntPtr<LibraryState> copy(Interpreter& in) const override {
    auto made = llvm::makeIntrusiveRefCnt<AnyState>(*this);
    if (value)
      made->value = in.partFrom(value, false);
    return made;
  }
  bool equals(const LibraryState& other) const override {
    return classof(other) && value == static_cast<const AnyState&>(other).value;
  }
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override {
    if (value)
      visit(value, true);
  }
  std::string print() const override { return value ? "an any" : "an empty any"; }
};

Value makeDefault(Interpreter&, const ir::Type&) { return Value::make<AnyState>(); }

/// any(), any(any), any(value).
Value construct(Interpreter& in, const LibCall& call) {
  if (call.args.empty())
    return Value::make<AnyState>();
  if (in.state<AnyState>(call.args[0]))
    return take(in, call, 0);
  const ir::Type* type = objectType(in, call.args[0]);
  if (!type || call.size() != 1)
    return in.unknownResult(call);
  auto state = llvm::makeIntrusiveRefCnt<AnyState>();
  state->value = in.materialize(take(in, call, 0), type);
  return Value::library(state);
}

Value assign(Interpreter& in, const LibCall& call) {
  Value made = construct(in, call.with(call.key, call.type, 1));
  return call.args[0].isPlace() && in.state<AnyState>(call.args[0]) ? assigned(in, call, std::move(made)) : lost(in, call);
}

/// any_cast<T>(any): T is the call's own type; of a pointer, a pointer or null.
Value cast(Interpreter& in, const LibCall& call) {
  Value object = in.load(call.args[0]);
  const bool isPointer = object.is(ValueKind::Pointer);
  const auto* state = in.state<AnyState>(isPointer ? Value::place(object.target()) : call.args[0]);
  const ir::Type* wanted = call.type;
  if (wanted && !wanted->args.empty() && (isPointer || wanted->kind == ir::TypeKind::Ref))
    wanted = wanted->args[0];
  if (!state || !wanted) {
    if (!isPointer)
      in.mayRaise("std::bad_any_cast", call);
    return in.unknownResult(call);
  }
  const ir::Type* held = state->value ? in.memory().type(state->value) : nullptr;
  if (state->value && !held)
    return in.unknownResult(call);
  if (held && ir::sameType(*held, *wanted))
    return isPointer                                ? Value::pointerTo(state->value)
           : call.type->kind == ir::TypeKind::Ref ? Value::place(state->value)
                                                  : in.copyOf(Value::place(state->value));
  if (isPointer)
    return Value::null();
  in.raise("std::bad_any_cast", "bad any_cast");
}

Value hasValue(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<AnyState>(call.args[0]);
  return state ? Value::boolean(bool(state->value)) : in.unknownResult(call);
}

constexpr ModelEntry models[] = {
    {"std::any::any", construct},      {"std::any::operator=", assign}, {"std::any_cast", cast},
    {"std::any::has_value", hasValue},
};

} // namespace

void addAny(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{"std::any", makeDefault});
}

} // namespace varscope::resolve
