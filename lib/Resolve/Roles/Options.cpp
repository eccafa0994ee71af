#include "Resolve/Roles/Options.h"
#include "Resolve/Models/Optional.h"
#include "Resolve/Models/Support.h"

namespace varscope::resolve {

void unresolvedArgument(Interpreter& in, const Argument& argument) {
  in.unresolved(argument.node, argument.value, argument.what, argument.instead);
}

std::optional<std::string> knownName(Interpreter& in, const Argument& argument) {
  Value content = in.load(argument.value);
  if (content.isNone() || content.is(ValueKind::Null))
    return std::nullopt;
  std::optional<std::string> name = in.string(content);
  if (!name)
    unresolvedArgument(in, {content, argument.node, argument.what,
                            "a string literal, or a string put together from literals and known numbers"});
  return name;
}

static constexpr llvm::StringLiteral shapeAdvice =
    "dimensions that are constants, or parameters that the model's expression gives constants";

std::optional<Shape> knownShape(Interpreter& in, const Argument& argument) {
  Value content = in.load(argument.value);
  if (content.isNone() || content.as<UnspecifiedState>())
    return std::nullopt;
  const auto* state = content.as<ShapeState>();
  if (!state)
    unresolvedArgument(in, {content, argument.node, argument.what, shapeAdvice});
  if (!state->specified)
    return std::nullopt;
  std::vector<std::int64_t> sizes;
  for (const Value& dim : state->dims) {
    Value size = in.load(dim);
    if (!size.isInt())
      unresolvedArgument(in, {size, argument.node, argument.what, shapeAdvice});
    sizes.push_back(size.asInt());
  }
  return Shape(sizes);
}

std::optional<DType> dtypeOf(const Value& value) {
  if (value.is(ValueKind::Float))
    return value.width() == 32 ? float32 : float64;
  if (!value.isInt())
    return std::nullopt;
  switch (value.width()) {
  case 1:
    return boolean;
  case 8:
    return value.isSigned() ? int8 : uint8;
  case 16:
    return value.isSigned() ? int16 : uint16;
  case 32:
    return value.isSigned() ? int32 : uint32;
  default:
    return value.isSigned() ? int64 : uint64;
  }
}

std::optional<DType> dtypeFromEnum(const Value& value) {
  if (!value.isInt() || value.bits() >= std::size(detail::dtype_table))
    return std::nullopt;
  return static_cast<DType>(value.bits());
}

Value dtypeValue(DType dtype) {
  return Value::integer(static_cast<std::uint64_t>(dtype), 8, false);
}

/// The node of a designated member, or the whole record's.
static const ir::Node& memberNode(const ir::Node& record, llvm::StringRef name) {
  const ir::Node* at = &record;
  while ((at->op == ir::Op::Temp || at->op == ir::Op::Init || at->op == ir::Op::Copy) &&
         at->kids.size() == 1)
    at = at->kids[0];
  for (const ir::Node* kid : at->kids)
    if (at->op == ir::Op::Record && kid->op == ir::Op::Init && kid->text == name)
      return *kid->kids[0];
  return record;
}

bool OptionReader::has(llvm::StringRef name) { return !argument(name, name).value.isNone(); }

Argument OptionReader::argument(llvm::StringRef name, llvm::StringRef what) {
  if (record.isNone())
    return {Value(), node, what};
  return {in.load(in.field(record, name)), memberNode(node, name), what};
}

Argument OptionReader::content(llvm::StringRef name, llvm::StringRef what) {
  Argument given = argument(name, what);
  if (given.value.as<NulloptState>())
    return {Value(), given.node, what};
  if (const auto* optional = given.value.as<OptionalState>())
    return {optional->value ? in.load(Value::place(optional->value)) : Value(), given.node, what};
  return given;
}

void OptionReader::unresolved(const Argument& argument) { unresolvedArgument(in, argument); }

std::optional<bool> OptionReader::boolean(llvm::StringRef name, llvm::StringRef what) {
  Argument given = content(name, what);
  if (given.value.isNone())
    return std::nullopt;
  if (!given.value.isInt())
    unresolved(given);
  return given.value.asBool();
}

std::optional<std::int64_t> OptionReader::integer(llvm::StringRef name, llvm::StringRef what) {
  Argument given = content(name, what);
  if (given.value.isNone())
    return std::nullopt;
  if (!given.value.isInt())
    unresolved(given);
  return given.value.asInt();
}

std::optional<std::string> OptionReader::string(llvm::StringRef name, llvm::StringRef what) {
  return knownName(in, content(name, what));
}

std::optional<DType> OptionReader::dtype(llvm::StringRef name) {
  Argument given = content(name, "the dtype");
  if (given.value.isNone())
    return std::nullopt;
  std::optional<DType> dtype = dtypeFromEnum(given.value);
  if (!dtype)
    unresolved(given);
  return dtype;
}

Reuse OptionReader::reuse(llvm::StringRef name) {
  return core<Reuse>(name, "the reuse flag", "true, false or vs::AUTO_REUSE, or one model for each case,");
}

NamedScopeOptions scopeOptions(Interpreter& in, const Value& record, const ir::Node& node) {
  OptionReader read(in, record, node);
  NamedScopeOptions result;
  Argument defaultName = read.argument("default_name", "the scope's default name");
  result.givenDefaultName = defaultName.value;
  result.defaultName = knownName(in, defaultName);
  ScopeOptions& options = result.options;
  options.initializer = read.core<Initializer>("initializer", "the scope's initialiser");
  options.regularizer = read.core<Regularizer>("regularizer", "the scope's regulariser");
  options.caching_device = read.string("caching_device", "the scope's caching device");
  options.partitioner = read.core<Partitioner>("partitioner", "the scope's partitioner");
  options.custom_getter = read.core<CustomGetter>("custom_getter", "the scope's custom getter");
  options.reuse = read.reuse("reuse");
  options.dtype = read.dtype("dtype");
  options.use_resource = read.boolean("use_resource", "the flag use_resource");
  options.constraint = read.core<Constraint>("constraint", "the scope's constraint");
  options.auxiliary_name_scope =
      read.boolean("auxiliary_name_scope", "the flag auxiliary_name_scope");
  return result;
}

VariableOptions variableOptions(Interpreter& in, const Value& record, const ir::Node& node) {
  OptionReader read(in, record, node);
  VariableOptions options;
  options.dtype = read.dtype("dtype");
  options.initializer = read.core<Initializer>("initializer", "the variable's initialiser");
  options.regularizer = read.core<Regularizer>("regularizer", "the variable's regulariser");
  options.trainable = read.boolean("trainable", "the flag trainable");
  options.collections = read.core<Collections>("collections", "the variable's collections");
  options.caching_device = read.string("caching_device", "the variable's caching device");
  options.partitioner = read.core<Partitioner>("partitioner", "the variable's partitioner");
  options.validate_shape = read.boolean("validate_shape", "the flag validate_shape");
  options.use_resource = read.boolean("use_resource", "the flag use_resource");
  if (read.has("custom_getter"))
    options.custom_getter = read.core<CustomGetter>("custom_getter", "the custom getter");
  options.constraint = read.core<Constraint>("constraint", "the variable's constraint");
  if (auto mode = read.integer("synchronization", "the synchronization"))
    options.synchronization = static_cast<VariableSynchronization>(*mode);
  if (auto mode = read.integer("aggregation", "the aggregation"))
    options.aggregation = static_cast<VariableAggregation>(*mode);
  options.reuse = read.reuse("reuse");
  return options;
}

} // namespace varscope::resolve
