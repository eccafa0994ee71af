// Variable: the handle of a variable, of a partitioned whole, or of nothing.

#include "Resolve/Models/Sequence.h"
#include "Resolve/Roles/Options.h"
#include "Resolve/Roles/Registry.h"

#include <varscope/core/layout.h>

namespace varscope::resolve {
namespace {

using Handle = core::VariableHandle;
using Kind = Handle::Kind;

/// What a handle names: one of them, or neither.
struct Named {
  const core::Variable* single = nullptr;
  const core::PartitionedVariable* whole = nullptr;
  explicit operator bool() const { return single || whole; }
};

Named named(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<CoreState<Handle>>(call.args[0]);
  if (!state)
    return {};
  Handle handle = state->value;
  if (handle.kind == Kind::none)
    in.raise("std::logic_error", "an empty varscope::Variable has no properties");
  if (handle.kind == Kind::single)
    return {&in.graph().variables()[handle.index], nullptr};
  if (handle.kind == Kind::partitioned)
    return {nullptr, &in.graph().partitioned()[handle.index]};
  return {};
}

Value test(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<CoreState<Handle>>(call.args[0]);
  return state ? Value::boolean(state->value.kind != Kind::none) : in.unknownResult(call);
}

Value name(Interpreter& in, const LibCall& call) {
  Named of = named(in, call);
  if (!of)
    return in.unknownResult(call);
  return Value::string(of.single ? of.single->name + ":0" : of.whole->key);
}

Value opName(Interpreter& in, const LibCall& call) {
  Named of = named(in, call);
  return of ? Value::string(of.single ? of.single->name : of.whole->key) : in.unknownResult(call);
}

Value shape(Interpreter& in, const LibCall& call) {
  Named of = named(in, call);
  return of ? asResult(in, call, shapeValue(of.single ? of.single->shape : of.whole->shape))
            : in.unknownResult(call);
}

Value dtype(Interpreter& in, const LibCall& call) {
  Named of = named(in, call);
  return of ? dtypeValue(of.single ? of.single->dtype : of.whole->dtype) : in.unknownResult(call);
}

/// Of a whole, what its first slice has.
const core::Variable* first(Interpreter& in, const LibCall& call) {
  Named of = named(in, call);
  if (of.single || !of.whole || of.whole->slices.empty())
    return of.single;
  return &in.graph().variables()[of.whole->slices.front()];
}

Value trainable(Interpreter& in, const LibCall& call) {
  const core::Variable* variable = first(in, call);
  return variable ? Value::boolean(variable->trainable) : in.unknownResult(call);
}

Value sizeBytes(Interpreter& in, const LibCall& call) {
  Named of = named(in, call);
  if (!of)
    return in.unknownResult(call);
  std::optional<std::uint64_t> count =
      (of.single ? of.single->shape : of.whole->shape).num_elements();
  return count ? Value::size(*count * size_of(of.single ? of.single->dtype : of.whole->dtype))
               : in.unknownResult(call);
}

template <class T, T core::Variable::*Member>
Value member(Interpreter& in, const LibCall& call) {
  const core::Variable* variable = first(in, call);
  return variable ? asResult(in, call, coreValue(variable->*Member)) : in.unknownResult(call);
}

Value cachingDevice(Interpreter& in, const LibCall& call) {
  const core::Variable* variable = first(in, call);
  return variable ? Value::string(variable->caching_device.value_or("")) : in.unknownResult(call);
}

Value collections(Interpreter& in, const LibCall& call) {
  Named of = named(in, call);
  if (!of)
    return in.unknownResult(call);
  llvm::SmallVector<Value> keys;
  if (of.single)
    for (const std::string& key : of.single->collections)
      keys.push_back(Value::string(key));
  return asResult(in, call, makeSequence(in, keys));
}

Value slices(Interpreter& in, const LibCall& call) {
  Named of = named(in, call);
  if (!of)
    return in.unknownResult(call);
  llvm::SmallVector<Value> handles;
  if (of.whole)
    for (std::uint32_t index : of.whole->slices)
      handles.push_back(coreValue(Handle{Kind::single, index}));
  return asResult(in, call, makeSequence(in, handles));
}

constexpr ModelEntry models[] = {
    {"varscope.Variable", constructAbsent<Handle>},
    {"varscope.Variable.operator bool", test},
    {"varscope.Variable.name", name},
    {"varscope.Variable.op_name", opName},
    {"varscope.Variable.shape", shape},
    {"varscope.Variable.dtype", dtype},
    {"varscope.Variable.trainable", trainable},
    {"varscope.Variable.size_bytes", sizeBytes},
    {"varscope.Variable.initializer", member<Initializer, &core::Variable::initializer>},
    {"varscope.Variable.constraint", member<Constraint, &core::Variable::constraint>},
    {"varscope.Variable.caching_device", cachingDevice},
    {"varscope.Variable.collections", collections},
    {"varscope.Variable.slices", slices},
    {"varscope.Variable::operator==", equal<Handle>},
};

} // namespace

void addVariablesRoles(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{.name = "varscope.Variable", .makeDefault = makeAbsent<Handle>, .movesAsCopy = true});
}

} // namespace varscope::resolve
