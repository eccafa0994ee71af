#include "Resolve/Models/Support.h"

#include "Resolve/Models/Allocator.h"
#include "Resolve/Models/CString.h"

namespace varscope::resolve {

std::optional<Piece> piece(Interpreter& in, const Value& value) {
  Value content = in.load(value);
  if (content.isString())
    return Piece{content.chars().str(), content.text().origin};
  if (content.isInt() && content.width() == 8)
    return Piece{std::string(1, static_cast<char>(content.bits())), nullptr};
  if (content.is(ValueKind::Pointer))
    return cString(in, content);
  return std::nullopt;
}

Value textOf(Interpreter& in, const Value& value) {
  Value content = in.load(value);
  std::optional<Piece> text = content.is(ValueKind::Pointer) ? cString(in, content) : std::nullopt;
  return text ? stringValue(std::move(*text)) : content;
}

Value stringValue(Piece piece) { return Value::string(std::move(piece.bytes), piece.origin); }

Value numberOfSign(Interpreter& in, const LibCall& call, int order) {
  if (order == 0)
    return Value::integer(0, 32, true);
  Value number = in.unknown("the result of '" + call.key + "' is known by its sign alone: how large it is, the library chooses");
  number.why().width = 32;
  number.why().isSigned = true;
  number.why().sign = order < 0 ? -1 : 1;
  return number;
}

Piece concatenated(Piece first, const Piece& second) {
  first.bytes += second.bytes;
  if (second.origin)
    first.origin = second.origin;
  return first;
}

bool isMovedFrom(const LibCall& call, std::size_t position) {
  const ir::Node& node = call.argNode(position);
  return node.op == ir::Op::Lib && node.text == "std::move";
}

bool expires(const LibCall& call, std::size_t position) {
  return call.argNode(position).op == ir::Op::Temp || isMovedFrom(call, position);
}

Value take(Interpreter& in, const LibCall& call, std::size_t position) {
  const Value& value = call.args[position];
  if (!value.isPlace())
    return value;
  return expires(call, position) ? in.moveOut(value) : in.copyOf(value);
}

namespace {
/// The constructor of a class of the library; null: it has no model.
ModelFn constructorOf(Interpreter& in, const ir::Type& type, std::string& key) {
  key = (type.name + "::" + type.name.rsplit("::").second).str();
  return in.models().find(key);
}
} // namespace

Value takeAs(Interpreter& in, const LibCall& call, std::size_t position, const ir::Type* type) {
  const ir::Type* given = objectType(in, call.args[position]);
  const Value content = given ? Value() : in.stored(call.args[position]);
  const bool isText = content.is(ValueKind::Pointer) || (content.isString() && content.endsAtZero());
  if (type && type->kind == ir::TypeKind::Library && (given ? given->name != type->name : isText)) {
    std::string key;
    if (const ModelFn construct = constructorOf(in, *type, key))
      return construct(in, call.with(key, type, position, 1));
  }
  const bool isRecord = type && type->kind == ir::TypeKind::Record;
  if (isRecord && (given ? given->name != type->name : !content.isUnknown()))
    return in.unknown("a constructor is called inside of '" + call.key + "'");
  return take(in, call, position);
}

std::optional<Value> constructElement(Interpreter& in, const LibCall& call, const ir::Type* type,
                                      std::size_t firstArgument) {
  if (!type)
    return std::nullopt;
  llvm::ArrayRef<Value> args = call.args.drop_front(firstArgument);
  if (args.empty() && type->kind != ir::TypeKind::Record)
    return in.zero(*type);
  // A copy or a move, if the argument is of the class itself.
  const ir::Type* given = args.size() == 1 ? objectType(in, args[0]) : nullptr;
  if (given && given->kind == type->kind && given->name == type->name &&
      (type->kind == ir::TypeKind::Record || type->kind == ir::TypeKind::Library) && type->name != "std::shared_ptr")
    return take(in, call, firstArgument);
  if (type->kind == ir::TypeKind::Library) {
    llvm::StringRef name = type->name;
    if (name == "varscope.scope") // made where the arguments were
      return args.size() == 1 && !args[0].isPlace() ? std::optional(args[0]) : std::nullopt;
    std::string key;
    if (const ModelFn construct = constructorOf(in, *type, key))
      return construct(in, call.with(key, type, firstArgument));
    return std::nullopt;
  }
  if (args.size() != 1)
    return std::nullopt;
  if (type->kind != ir::TypeKind::Record)
    return in.converted(in.peek(args[0]), type);
  // What the library's constructor call made.
  return args[0].isPlace() ? std::nullopt : std::optional(args[0]);
}

llvm::ArrayRef<Value> withoutAllocator(Interpreter& in, llvm::ArrayRef<Value> args) {
  if (!args.empty() && in.peek(args.back()).as<AllocatorState>())
    args = args.drop_back();
  return args;
}

Value lost(Interpreter& in, const LibCall& call) {
  Value result = in.unknownResult(call);
  if (!call.args.empty())
    in.havoc(call.args[0], result.isUnknown() ? result.why().cause() : "an unknown argument");
  return result;
}

Value lost(Interpreter& in, const LibCall& call, const llvm::Twine& reason) {
  std::string text = reason.str();
  if (!call.args.empty())
    in.havoc(call.args[0], text);
  return in.unknown(text);
}

Value assigned(Interpreter& in, const LibCall& call, Value content) {
  if (content.isUnknown())
    return lost(in, call);
  in.assign(call.args[0], std::move(content));
  return call.args[0];
}

Value swapContents(Interpreter& in, const LibCall& call) {
  const auto held = [&](const Value& object) {
    const bool named = object.isPlace() && in.memory().alive(object.target());
    return named ? in.memory().read(object.target()) : in.peek(object);
  };
  Value left = held(call.args[0]), right = held(call.args[1]);
  in.write(call.args[0], right);
  in.write(call.args[1], left);
  return {};
}

Value unknownElement(Interpreter& in, Place container, const llvm::Twine& reason) {
  return unknownWithin(in.unknown(reason), container);
}

Value unknownWithin(const Value& unknown, Place container) {
  auto state = llvm::makeIntrusiveRefCnt<UnknownState>(unknown.why());
  state->within = container;
  return Value::unknown(state);
}

const ir::Type* typeArgument(const ir::Type* type, std::size_t position) {
  while (type && type->kind == ir::TypeKind::Ref && !type->args.empty())
    type = type->args[0];
  return type && position < type->args.size() ? type->args[position] : nullptr;
}

const ir::Type* objectType(Interpreter& in, const Value& place) {
  const bool isObject = place.isPlace() || place.is(ValueKind::Object);
  return isObject && in.memory().alive(place.target()) ? in.memory().type(place.target()) : nullptr;
}

bool resultIsConst(const LibCall& call) {
  return !call.type || call.type->kind != ir::TypeKind::Ref || call.type->args.empty() ||
         call.type->args[0]->isConst;
}

} // namespace varscope::resolve
