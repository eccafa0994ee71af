#include "Resolve/Roles/CoreState.h"

#include "Resolve/Roles/Registry.h"

namespace varscope::resolve {

Value shapeValue(const Shape& shape) {
  auto state = llvm::makeIntrusiveRefCnt<ShapeState>();
  state->specified = shape.is_specified();
  for (std::int64_t size : shape)
    state->dims.push_back(Value::int64(size));
  return Value::library(state);
}

std::shared_ptr<const Callable> interpreted(Interpreter& in, const Value& callable) {
  Value content = in.load(callable);
  if (content.is(ValueKind::Function))
    return std::make_shared<InterpretedCallable>(content);
  return std::make_shared<InterpretedCallable>(Value::place(in.materialize(in.copyOf(callable))));
}

Value asResult(Interpreter& in, const LibCall& call, Value value) {
  if (!call.type || call.type->kind != ir::TypeKind::Ref || value.isPlace() || value.isUnknown())
    return value;
  return Value::place(in.materialize(std::move(value), call.type->args.empty() ? nullptr
                                                                              : call.type->args[0]));
}

const Value& firstArgument(const LibCall& call) {
  static const Value none;
  return !call.named.empty() ? call.named.front().second
         : !call.args.empty() ? call.args.front()
                              : none;
}

const Value& operand(const LibCall& call, std::size_t index) {
  return call.named.empty() ? call.args[index] : call.named[index].second;
}

const Value& firstNamed(const LibCall& call) {
  static const Value none;
  return call.named.empty() ? none : call.named.front().second;
}

const ir::Node& firstArgumentNode(const LibCall& call) {
  return !call.named.empty() ? call.argNode(call.named.front().first)
         : !call.args.empty() ? call.argNode(0)
                              : call.node;
}

void addRoles(ModelTable& table) {
#define VARSCOPE_ROLES(name) add##name##Roles(table);
#include "Resolve/Roles/Registry.def"
#undef VARSCOPE_ROLES
  table.makeHost = makeHost;
}

} // namespace varscope::resolve
