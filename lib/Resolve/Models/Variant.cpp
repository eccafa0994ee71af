#include "Resolve/Models/Variant.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Support.h"

namespace varscope::resolve {

llvm::IntrusiveRefCntPtr<LibraryState> VariantState::from(Interpreter& in, bool moves) const {
  auto made = llvm::makeIntrusiveRefCnt<VariantState>(*this);
  if (value)
    made->value = in.partFrom(value, moves);
  return made;
}

Value variantElement(Interpreter& in, const VariantState& variant, std::size_t index) {
  if (variant.index != index)
    in.raise("std::bad_variant_access", "std::get: wrong index for variant");
  return Value::place(variant.value);
}

namespace {

bool isText(const ir::Type& type) {
  return type.name == "std::basic_string" || type.name == "std::basic_string_view" ||
         (type.kind == ir::TypeKind::Pointer && !type.args.empty() && type.args[0]->width == 8);
}

/// The type of an argument; of a number it is told by the value.
std::optional<ir::Type> typeOf(Interpreter& in, const Value& value) {
  if (const ir::Type* type = objectType(in, value))
    return *type;
  Value content = in.load(value);
  ir::Type type;
  if (!content.isInt() && !content.is(ValueKind::Float))
    return std::nullopt;
  type.kind = content.is(ValueKind::Float) ? ir::TypeKind::Float
              : content.width() == 1       ? ir::TypeKind::Bool
                                           : ir::TypeKind::Int;
  type.width = type.kind == ir::TypeKind::Bool ? 0 : content.width();
  type.isSigned = content.isInt() && content.isSigned();
  return type;
}

/// Whether a number of one type becomes the other without narrowing.
bool widens(const ir::Type& from, const ir::Type& to) {
  if (from.kind == ir::TypeKind::Float)
    return to.kind == ir::TypeKind::Float && to.width >= from.width;
  return from.kind == ir::TypeKind::Int && to.kind == ir::TypeKind::Int &&
         (from.isSigned == to.isSigned ? to.width >= from.width : to.isSigned && to.width > from.width);
}

/// The alternative that a value becomes: the one of its type, or the only one that it
/// converts to without narrowing.
std::optional<std::size_t> alternativeFor(Interpreter& in, const ir::Type& variant, const Value& given) {
  std::optional<ir::Type> type = typeOf(in, given);
  std::optional<std::size_t> chosen;
  auto consider = [&](auto fits) {
    unsigned count = 0;
    for (std::size_t i = 0; i < variant.args.size(); ++i)
      if (fits(*variant.args[i])) {
        chosen = i;
        ++count;
      }
    if (count != 1)
      chosen.reset();
    return count == 1;
  };
  if (type && type->kind != ir::TypeKind::Array && consider([&](const ir::Type& to) { return ir::sameType(*type, to); }))
    return chosen;
  if (type && consider([&](const ir::Type& to) { return widens(*type, to); }))
    return chosen;
  Value content = in.load(given);
  if ((content.isString() || content.is(ValueKind::Pointer)) && piece(in, content))
    consider(isText);
  return chosen;
}

/// The value as the alternative holds it.
Value converted(Interpreter& in, const LibCall& call, std::size_t argument, const ir::Type& to) {
  Value content = in.load(call.args[argument]);
  if (content.isInt() && to.kind == ir::TypeKind::Int)
    return Value::integer(content.bits(), to.width, to.isSigned);
  if (content.is(ValueKind::Float) && to.kind == ir::TypeKind::Float)
    return Value::floating(content.asDouble(), to.width);
  if (to.kind == ir::TypeKind::Library && (content.isString() || content.is(ValueKind::Pointer)))
    if (std::optional<Piece> text = piece(in, content))
      return stringValue(std::move(*text));
  return take(in, call, argument);
}

Value holding(Interpreter& in, std::size_t index, Value value, const ir::Type* type) {
  auto state = llvm::makeIntrusiveRefCnt<VariantState>();
  state->index = index;
  state->value = in.materialize(std::move(value), type);
  return Value::library(state);
}

Value makeDefault(Interpreter& in, const ir::Type& type) {
  return type.args.empty() ? in.unknown("a variant of no type")
                           : holding(in, 0, in.zero(*type.args[0]), type.args[0]);
}

/// variant(), variant(variant), variant(value).
Value construct(Interpreter& in, const LibCall& call) {
  if (!call.type)
    return in.unknownResult(call);
  if (call.args.empty())
    return makeDefault(in, *call.type);
  if (call.size() != 1)
    return in.unknownResult(call);
  if (in.state<VariantState>(call.args[0]))
    return take(in, call, 0);
  if (in.load(call.args[0]).isUnknown() && !objectType(in, call.args[0]))
    return in.unknownResult(call);
  std::optional<std::size_t> index = alternativeFor(in, *call.type, call.args[0]);
  if (!index)
    return in.unknownResult(call);
  const ir::Type* type = call.type->args[*index];
  return holding(in, *index, converted(in, call, 0, *type), type);
}

bool isVariant(Interpreter& in, const LibCall& call) {
  return call.args[0].isPlace() && in.state<VariantState>(call.args[0]);
}

Value assign(Interpreter& in, const LibCall& call) {
  const ir::Type* type = objectType(in, call.args[0]);
  if (!isVariant(in, call) || !type)
    return lost(in, call);
  std::optional<std::size_t> index = alternativeFor(in, *type, call.args[1]);
  if (!index)
    return lost(in, call);
  const ir::Type* to = type->args[*index];
  return assigned(in, call, holding(in, *index, converted(in, call, 1, *to), to));
}

/// emplace<I>(arguments...): the number comes last.
Value emplace(Interpreter& in, const LibCall& call) {
  const ir::Type* type = objectType(in, call.args[0]);
  std::optional<std::int64_t> index = in.integer(call.args.back());
  if (!isVariant(in, call) || !type || !index || call.size() < 2 || static_cast<std::size_t>(*index) >= type->args.size())
    return lost(in, call);
  const ir::Type* to = type->args[*index];
  LibCall made{call.node, call.key, to, call.args.drop_back(), {}};
  std::optional<Value> value = constructElement(in, made, to, 1);
  if (!value)
    return lost(in, call, "a constructor called inside of std::variant::emplace");
  const Place old = in.state<VariantState>(call.args[0])->value;
  in.write(call.args[0], holding(in, *index, std::move(*value), to));
  if (old)
    in.destroy(old);
  return Value::place(in.state<VariantState>(call.args[0])->value);
}

Value index(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<VariantState>(call.args[0]);
  return state ? Value::size(state->index) : in.unknownResult(call);
}

Value isValueless(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<VariantState>(call.args[0]);
  return state ? Value::boolean(state->index == VariantState::valueless) : in.unknownResult(call);
}

Value holds(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<VariantState>(call.args[0]);
  std::optional<std::int64_t> wanted = call.size() == 2 ? in.integer(call.args[1]) : std::nullopt;
  state = in.state<VariantState>(call.args[0]);
  return state && wanted ? Value::boolean(state->index == static_cast<std::size_t>(*wanted)) : in.unknownResult(call);
}

/// get_if<I>(pointer): null if it holds another alternative.
Value getIf(Interpreter& in, const LibCall& call) {
  Value pointer = in.load(call.args[0]);
  std::optional<std::int64_t> wanted = call.size() == 2 ? in.integer(call.args[1]) : std::nullopt;
  if (pointer.is(ValueKind::Null))
    return pointer;
  const auto* state = pointer.is(ValueKind::Pointer) && !pointer.hasIndex()
                          ? in.state<VariantState>(Value::place(pointer.target()))
                          : nullptr;
  if (!state || !wanted)
    return in.unknownResult(call);
  return state->index == static_cast<std::size_t>(*wanted) ? Value::pointerTo(state->value) : Value::null();
}

/// visit(callable, variants...).
Value visit(Interpreter& in, const LibCall& call) {
  llvm::SmallVector<Value, 2> values;
  for (const Value& arg : call.args.drop_front()) {
    const auto* state = in.state<VariantState>(arg);
    if (!state)
      return in.unknownResult(call);
    if (!state->value)
      in.raise("std::bad_variant_access", "std::visit: variant is valueless");
    values.push_back(Value::place(state->value));
  }
  return in.callable(call.args[0]) ? in.call(call.args[0], values) : in.unknownResult(call);
}

struct MonostateState final : LibraryStateOf<MonostateState> {
  bool equals(const LibraryState& other) const override { return classof(other); }
  std::string print() const override { return "monostate"; }
};
Value makeMonostate(Interpreter&, const ir::Type&) { return Value::make<MonostateState>(); }

constexpr ModelEntry models[] = {
    {"std::variant::variant", construct}, {"std::variant::operator=", assign},
    {"std::variant::emplace", emplace},   {"std::variant::index", index},
    {"std::variant::valueless_by_exception", isValueless},
    {"std::holds_alternative", holds},    {"std::get_if", getIf},
    {"std::visit", visit},
};

} // namespace

void addVariant(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{"std::variant", makeDefault});
  table.add(LibraryType{"std::monostate", makeMonostate});
}

} // namespace varscope::resolve
