#include "Resolve/Models/Sequence.h"
#include "Resolve/Models/Optional.h"
#include "Resolve/Roles/Options.h"
#include "Resolve/Roles/Registry.h"

#include <limits>

namespace varscope::resolve {
namespace {

/// One size; a number beyond 64 bits with sign becomes the least one, as Dimension has it.
Value dimensionOf(Interpreter& in, const Value& value) {
  Value size = in.peek(value);
  if (!size.isInt())
    return size;
  if (!size.isSigned() && size.bits() > std::uint64_t(std::numeric_limits<std::int64_t>::max()))
    return Value::int64(std::numeric_limits<std::int64_t>::min());
  return Value::int64(size.asInt());
}

Value dimension(Interpreter& in, const LibCall& call) {
  return dimensionOf(in, firstArgument(call));
}

/// Shape(), Shape(unspecified), Shape({2, 3}), Shape(range).
Value construct(Interpreter& in, const LibCall& call) {
  const Value& given = firstArgument(call);
  auto state = llvm::makeIntrusiveRefCnt<ShapeState>();
  if (given.isNone())
    return Value::library(state);
  Value content = in.load(given);
  if (content.as<ShapeState>())
    return content;
  if (content.as<UnspecifiedState>()) {
    state->specified = false;
    return Value::library(state);
  }
  llvm::SmallVector<Value> dims;
  if (content.isInt()) { // of another library's class
    state->dims.push_back(content);
    return Value::library(state);
  }
  if (content.isUnknown() || !sequenceElements(in, given, dims))
    return content.isUnknown() ? content : in.unknownResult(call);
  for (const Value& dim : dims)
    state->dims.push_back(dimensionOf(in, dim));
  return Value::library(state);
}

Value rank(Interpreter& in, const LibCall& call) {
  const auto* shape = in.state<ShapeState>(call.args[0]);
  return shape ? Value::size(shape->dims.size()) : in.unknownResult(call);
}

Value axis(Interpreter& in, const LibCall& call) {
  const Value& given = call.size() > 1 ? call.args[1] : firstNamed(call);
  std::optional<std::int64_t> index = in.integer(given);
  const auto* shape = in.state<ShapeState>(call.args[0]);
  if (!shape || !index)
    return in.unknownResult(call);
  if (*index < 0 || static_cast<std::size_t>(*index) >= shape->dims.size())
    return in.unknown("an axis that the shape does not have");
  return shape->dims[*index];
}

Value isSpecified(Interpreter& in, const LibCall& call) {
  const auto* shape = in.state<ShapeState>(call.args[0]);
  return shape ? Value::boolean(shape->specified) : in.unknownResult(call);
}

/// The shape with every dimension's number; none if one is not known to the resolver.
std::optional<Shape> numbers(Interpreter& in, const Value& given) {
  const auto* state = in.state<ShapeState>(given);
  if (!state)
    return std::nullopt;
  if (!state->specified)
    return Shape(unspecified);
  std::vector<std::int64_t> sizes;
  llvm::SmallVector<Value, 4> dims = state->dims;
  for (const Value& dim : dims) {
    std::optional<std::int64_t> size = in.integer(dim);
    if (!size)
      return std::nullopt;
    sizes.push_back(*size);
  }
  return Shape(sizes);
}

Value isFullyDefined(Interpreter& in, const LibCall& call) {
  std::optional<Shape> shape = numbers(in, call.args[0]);
  return shape ? Value::boolean(shape->is_fully_defined()) : in.unknownResult(call);
}

Value numElements(Interpreter& in, const LibCall& call) {
  std::optional<Shape> shape = numbers(in, call.args[0]);
  if (!shape)
    return in.unknownResult(call);
  auto result = llvm::makeIntrusiveRefCnt<OptionalState>();
  if (std::optional<std::uint64_t> count = shape->num_elements())
    result->value = in.materialize(Value::size(*count));
  return Value::library(result);
}

Value str(Interpreter& in, const LibCall& call) {
  std::optional<Shape> shape = numbers(in, call.args[0]);
  return shape ? Value::string(shape->str()) : in.unknownResult(call);
}

Value equal(Interpreter& in, const LibCall& call) {
  std::optional<Shape> left = numbers(in, operand(call, 0));
  std::optional<Shape> right = numbers(in, operand(call, 1));
  return left && right ? Value::boolean(*left == *right) : in.unknownResult(call);
}

Value unspecifiedConstant(Interpreter&, const LibCall&) { return Value::make<UnspecifiedState>(); }
Value unknownConstant(Interpreter&, const LibCall&) { return Value::int64(-1); }
Value makeScalar(Interpreter&, const ir::Type&) { return Value::make<ShapeState>(); }
Value makeUnspecified(Interpreter&, const ir::Type&) { return Value::make<UnspecifiedState>(); }

void elements(Interpreter& in, Place range, llvm::SmallVectorImpl<Value>& out) {
  if (const auto* shape = in.state<ShapeState>(Value::place(range)))
    for (const Value& dim : llvm::SmallVector<Value, 4>(shape->dims))
      out.push_back(Value::place(in.materialize(dim)));
}

constexpr ModelEntry models[] = {
    {"varscope.Shape", construct},
    {"varscope.Dimension", dimension},
    {"varscope.Shape.rank", rank},
    {"varscope.Shape.operator[]", axis},
    {"varscope.Shape.is_specified", isSpecified},
    {"varscope.Shape.is_fully_defined", isFullyDefined},
    {"varscope.Shape.num_elements", numElements},
    {"varscope.Shape::str", str},
    {"varscope.Shape::operator==", equal},
    {"varscope.unspecified", unspecifiedConstant},
    {"varscope.Unspecified", unspecifiedConstant},
    {"varscope.unknown", unknownConstant},
};

} // namespace

void addShapesRoles(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{"varscope.Shape", makeScalar, nullptr, elements});
  table.add(LibraryType{"varscope.Unspecified", makeUnspecified});
}

} // namespace varscope::resolve
