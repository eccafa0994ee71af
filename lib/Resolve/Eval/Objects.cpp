#include "Resolve/Eval/Handlers.h"

namespace varscope::resolve {

using ir::Op;
using ir::Type;
using ir::TypeKind;

Value evalPart(Machine& in, const ir::Node& part) {
  Value value = in.eval(*part.kids[0]);
  if (part.op == Op::Init && value.isPlace())
    return in.copyOf(value);
  return value;
}

namespace {
/// Record and closure alike: named parts, the rest value-initialised or absent.
Value aggregate(Machine& in, const ir::Node& node) {
  const RecordLayout* record = in.layout(node.type);
  if (!record) {
    for (const ir::Node* kid : node.kids)
      evalPart(in, *kid);
    return in.fresh("a class that is not defined in this program", node.loc);
  }
  const Place object =
    in.objects.allocate(Value::aggregate(llvm::makeIntrusiveRefCnt<AggregateState>(node.type)), node.type);
  for (const Type* part : record->parts)
    in.objects.append(object, in.objects.allocate({}, part));
  for (const ir::Node* kid : node.kids) {
    const auto found = record->index.find(kid->text);
    Value value = evalPart(in, *kid);
    if (found == record->index.end())
      continue;
    const Type* type = record->parts[found->second];
    in.name(value, kid->text, type);
    const Place old = in.objects.read(object).parts().parts[found->second];
    if (value.is(ValueKind::Object)) {
      in.objects.adopt(object, found->second, value.target());
      in.objects.free(old);
    } else {
      in.objects.write(old, std::move(value));
    }
  }
  return Value::object(object);
}
} // namespace

Value evalRecord(Machine& in, const ir::Node& node) { return aggregate(in, node); }
Value evalClosure(Machine& in, const ir::Node& node) { return aggregate(in, node); }

Value evalList(Machine& in, const ir::Node& node) {
  const Place object =
    in.objects.allocate(Value::aggregate(llvm::makeIntrusiveRefCnt<AggregateState>(node.type)), node.type);
  const Type* element = node.type && !node.type->args.empty() ? node.type->args[0] : nullptr;
  for (const ir::Node* kid : node.kids)
    in.objects.append(object, in.materialize(in.eval(*kid), element));
  if (node.type && node.type->kind == TypeKind::Array && element)
    for (std::uint64_t i = node.kids.size(); i < node.type->count && i < (1u << 20); ++i)
      in.objects.append(object, in.materialize(in.zero(*element), element));
  return Value::object(object);
}

Value evalConstruct(Machine& in, const ir::Node& node) {
  return in.construct(*node.type, node.text, evalArgs(in, node, node.kids, false), &node);
}

const ir::Node* delegatedTo(const ir::Function& constructor) {
  if (constructor.inits.empty() || constructor.inits.front()->text != "this")
    return nullptr;
  const ir::Node* made = constructor.inits.front()->kids[0];
  while (made->op == Op::Order)
    made = made->kids[0];
  return made->op == Op::Construct ? made : nullptr;
}

Value evalNew(Machine& in, const ir::Node& node) {
  const Type* type = node.type && node.type->kind == TypeKind::Pointer && !node.type->args.empty() ? node.type->args[0]
                                                                                                   : nullptr;
  const Place made = in.materialize(in.eval(*node.kids[0]), type);
  // Of an array, to its first element.
  const Type* object = in.objects.type(made);
  const bool isArray = object && object->kind == TypeKind::Array && in.objects.read(made).is(ValueKind::Aggregate);
  return isArray ? Value::pointerInto(made, 0) : Value::pointerTo(made);
}

Value evalDelete(Machine& in, const ir::Node& node) {
  const Value pointer = in.load(in.eval(*node.kids[0]));
  if (pointer.is(ValueKind::Pointer)) // through a base: the whole object ends
    in.destroy(in.wholeOf(pointer.target()));
  return {};
}

Value evalDestroy(Machine& in, const ir::Node& node) {
  const Value object = in.eval(*node.kids[0]);
  if (object.isPlace())
    in.destroy(in.wholeOf(object.target()));
  return {};
}

Value evalMemberPtr(Machine&, const ir::Node& node) { return Value::function(nullptr, &node); }

Value evalFnRef(Machine& in, const ir::Node& node) {
  const auto found = in.module.functions.find(node.text);
  return Value::function(found == in.module.functions.end() ? nullptr : &found->second, &node);
}

} // namespace varscope::resolve
