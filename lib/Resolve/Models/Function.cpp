// std::function, and reference wrappers of callables.

#include "Resolve/Models/Functors.h"
#include "Resolve/Models/Pair.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Sequence.h"
#include "Resolve/Models/SmartPointer.h"
#include "Resolve/Models/Support.h"

namespace varscope::resolve {
namespace {

struct FunctionState final : LibraryStateOf<FunctionState> {
  Place target;      ///< a closure or functor held by value; none: see `pointer`
  Value pointer;     ///< a function pointer; None if empty

  llvm::IntrusiveRefCntPtr<LibraryState> copy(Interpreter& in) const override {
    auto made = llvm::makeIntrusiveRefCnt<FunctionState>(*this);
    if (target)
      made->target = in.partFrom(target, false);
    return made;
  }
  bool equals(const LibraryState& other) const override {
    const auto& o = static_cast<const FunctionState&>(other);
    return classof(other) && target == o.target && pointer.same(o.pointer);
  }
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override {
    if (target)
      visit(target, true);
  }
  Value callable() const override { return target ? Value::place(target) : pointer; }
  std::string print() const override { return "a std::function"; }
};

Value construct(Interpreter& in, const LibCall& call) {
  if (call.args.empty())
    return Value::make<FunctionState>();
  Value content = in.load(call.args[0]);
  if (content.as<FunctionState>())
    return take(in, call, 0);
  auto state = llvm::makeIntrusiveRefCnt<FunctionState>();
  if (content.is(ValueKind::Function))
    state->pointer = content;
  else if (content.is(ValueKind::Null))
    state->pointer = Value();
  else if (content.isUnknown() || !in.callable(call.args[0]))
    return in.unknownResult(call);
  else
    state->target = in.materialize(take(in, call, 0), objectType(in, call.args[0]));
  return Value::library(state);
}

Value assign(Interpreter& in, const LibCall& call) {
  return assigned(in, call, construct(in, call.with(call.key, call.type, 1)));
}

Value invoke(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<FunctionState>(call.args[0]);
  if (!state)
    return in.unknownResult(call);
  Value callee = state->callable();
  if (callee.isNone())
    in.raise("std::bad_function_call", "bad_function_call");
  return in.call(callee, call.args.drop_front());
}

/// The object of a pointer to a member function: itself, or behind a pointer.
Value objectOf(Interpreter& in, const Value& given) {
  Value content = in.load(given);
  if (content.is(ValueKind::Pointer) && !content.hasIndex())
    return Value::place(content.target());
  const auto* owner = content.as<PointerState>();
  return owner && owner->target ? Value::place(owner->target) : given;
}

/// invoke(callable, arguments...).
Value invokeAny(Interpreter& in, const LibCall& call) {
  return in.callable(call.args[0]) ? invoked(in, call.args[0], call.args.drop_front()) : in.unknownResult(call);
}

/// target_type(): the classes of the program have no names here.
Value targetType(Interpreter& in, const LibCall& call) { return in.unknown("'" + call.key + "' is not modelled"); }

/// apply(callable, tuple).
Value apply(Interpreter& in, const LibCall& call) {
  llvm::SmallVector<Value, 4> args;
  if (const auto* tuple = in.state<TupleState>(call.args[1]))
    for (Place part : tuple->parts)
      args.push_back(Value::place(part));
  else if (!sequenceElements(in, call.args[1], args))
    return in.unknownResult(call);
  return in.callable(call.args[0]) ? in.call(call.args[0], args) : in.unknownResult(call);
}

Value test(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<FunctionState>(call.args[0]);
  return state ? Value::boolean(!state->callable().isNone()) : in.unknownResult(call);
}

Value makeDefault(Interpreter&, const ir::Type&) { return Value::make<FunctionState>(); }

constexpr ModelEntry models[] = {
    {"std::function::function", construct},
    {"std::function::operator=", assign},
    {"std::function::operator()", invoke},
    {"std::function::operator bool", test},
    {"std::function::target_type", targetType},
    {"std::invoke", invokeAny},
    {"std::apply", apply},
};

} // namespace

Value invoked(Interpreter& in, const Value& callable, llvm::ArrayRef<Value> given) {
  llvm::SmallVector<Value, 4> args(given);
  Value callee = in.load(callable);
  const bool isMember = callee.is(ValueKind::Function) &&
                        (callee.isMember() || (callee.callee() && !callee.callee()->self.empty()));
  if (isMember && !args.empty())
    args[0] = objectOf(in, args[0]);
  return in.call(callable, args);
}

void addFunction(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{"std::function", makeDefault});
}

} // namespace varscope::resolve
