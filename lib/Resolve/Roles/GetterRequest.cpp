#include "Resolve/Roles/GetterRequest.h"
#include "Resolve/Models/Optional.h"
#include "Resolve/Roles/Options.h"

namespace varscope::resolve {

const ir::Type* requestType(Interpreter& in, const Value& callee) {
  Value content = in.load(callee);
  const ir::Function* function = nullptr;
  if (content.is(ValueKind::Function)) {
    function = content.callee();
  } else if (content.is(ValueKind::Library)) {
    Value inner = content.state().callable();
    return inner.isNone() ? nullptr : requestType(in, inner);
  } else if (callee.isPlace()) {
    const ir::Type* type = in.memory().type(callee.target());
    auto record = type ? in.program().records.find(type->name) : in.program().records.end();
    if (record == in.program().records.end())
      return nullptr;
    auto found = in.program().functions.find(record->second.callOperator);
    function = found == in.program().functions.end() ? nullptr : &found->second;
  }
  if (!function || function->params.size() != 3)
    return nullptr;
  const ir::Type* type = function->params[2].type;
  return type->kind == ir::TypeKind::Ref && !type->args.empty() ? type->args[0] : type;
}

namespace {

Value optionalValue(Interpreter& in, std::optional<Value> value) {
  auto state = llvm::makeIntrusiveRefCnt<OptionalState>();
  if (value)
    state->value = in.materialize(std::move(*value));
  return Value::library(state);
}

std::optional<Value> flag(const std::optional<bool>& value) {
  return value ? std::optional(Value::boolean(*value)) : std::nullopt;
}

template <class Enum>
std::optional<Value> enumerator(const std::optional<Enum>& value) {
  return value ? std::optional(Value::integer(static_cast<std::uint64_t>(*value), 8, false))
               : std::nullopt;
}

} // namespace

Value requestValue(Interpreter& in, const core::GetRequest& request, const ir::Type& type) {
  Value record = in.zero(type);
  const VariableOptions& options = request.options;
  auto set = [&](llvm::StringRef name, Value value) {
    Value member = in.field(record, name);
    if (!member.isNone())
      in.write(member, std::move(value));
  };
  set("shape", shapeValue(request.shape.value_or(Shape(unspecified))));
  set("dtype", optionalValue(in, options.dtype ? std::optional(dtypeValue(*options.dtype))
                                               : std::nullopt));
  set("initializer", coreValue(options.initializer));
  set("regularizer", coreValue(options.regularizer));
  set("trainable", optionalValue(in, flag(options.trainable)));
  set("collections", coreValue(options.collections));
  set("caching_device",
      optionalValue(in, options.caching_device
                            ? std::optional(Value::string(*options.caching_device))
                            : std::nullopt));
  set("partitioner", coreValue(options.partitioner));
  set("validate_shape", optionalValue(in, flag(options.validate_shape)));
  set("use_resource", optionalValue(in, flag(options.use_resource)));
  set("constraint", coreValue(options.constraint));
  set("synchronization", optionalValue(in, enumerator(options.synchronization)));
  set("aggregation", optionalValue(in, enumerator(options.aggregation)));
  set("reuse", coreValue(options.reuse));
  return record;
}

core::GetRequest requestFrom(Interpreter& in, const Value& record, const ir::Node& node) {
  core::GetRequest request;
  request.shape =
      knownShape(in, OptionReader(in, record, node).argument("shape", "the variable's shape"));
  request.options = variableOptions(in, record, node);
  return request;
}

} // namespace varscope::resolve
