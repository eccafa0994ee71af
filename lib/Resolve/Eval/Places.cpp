#include "Resolve/Eval/Handlers.h"

namespace varscope::resolve {

Value evalLocal(Machine& in, const ir::Node& node) {
  const Value& place = in.slot(node.text);
  return place.isNone() ? in.fresh("'" + node.text + "' is not in scope here", node.loc) : place;
}

Value evalGlobal(Machine& in, const ir::Node& node) {
  const auto found = in.module.globals.find(node.text);
  if (found == in.module.globals.end())
    return in.fresh("the global '" + node.text + "' is not declared in this program", node.loc);
  return in.global(found->second);
}

/// A constant has its value; anything else may have been changed by code that
/// ran before the builder.
Value Machine::global(const ir::Global& global) {
  return Value::place(staticObject(&global, [&] { return makeGlobal(global); }));
}

Place Machine::makeGlobal(const ir::Global& global) {
  Value content;
  if (global.isConst && global.init) {
    // Its initialiser runs outside of any function.
    const ir::Function nobody;
    static const FunctionInfo none;
    Frame initialisation;
    initialisation.function = nullptr;
    initialisation.info = &none;
    initialisation.caller = frame;
    initialisation.chain = frame ? frame->chain : nullptr;
    Frame* const before = frame;
    frame = &initialisation;
    try {
      content = evalFull(*global.init);
    } catch (...) {
      frame = before;
      throw;
    }
    frame = before;
  } else {
    const std::string reason =
      global.isConst ? "the global '" + global.name.str() + "' is defined in a file that is not given"
                     : "the global '" + global.name.str() +
                         "' is mutable, so that its value when the model is built is not known";
    const Value origin = fresh(reason, global.loc,
                               global.isConst ? "give the command that file"
                                              : "declare '" + global.name.str() + "' const");
    content = global.type ? unknownObject(*global.type, origin, global.name.str(), global.name.str()) : origin;
  }
  return materialize(std::move(content), global.type);
}

Value evalThis(Machine& in, const ir::Node& node) {
  return in.frame->self.isNone() ? in.fresh("there is no object here", node.loc) : in.frame->self;
}

Value evalField(Machine& in, const ir::Node& node) {
  Value record = in.eval(*node.kids[0]);
  if (record.is(ValueKind::Object)) // a prvalue's member lives as long as the full expression
    in.frame->temporaries.push_back(record.target());
  return in.part(record, node.text);
}

Value evalMemberAt(Machine& in, const ir::Node& node) {
  const Value object = in.eval(*node.kids[0]);
  const Value member = in.load(in.eval(*node.kids[1]));
  if (member.isUnknown())
    return in.unknownLike(member);
  return member.is(ValueKind::Function) ? in.part(object, member.calleeName())
                                        : in.fresh("a pointer to no member is used", node.loc);
}

Value evalDynCast(Machine& in, const ir::Node& node) {
  const bool isReference = node.type->kind == ir::TypeKind::Ref;
  const Value given = in.eval(*node.kids[0]);
  const Value object = isReference ? given : in.load(given);
  if (object.is(ValueKind::Null))
    return object;
  const bool named = isReference ? object.isPlace() : object.is(ValueKind::Pointer) && !object.hasIndex();
  if (!named || !in.objects.alive(object.target()))
    return object.isUnknown() ? in.unknownLike(object) : in.fresh("dynamic_cast of what is not an object", node.loc);
  const Place whole = in.wholeOf(object.target());
  if (!in.layout(in.objects.type(whole)))
    return in.fresh("the class of the object is not known", node.loc);
  const Place found = in.subobject(object.target(), whole, node.type->args[0]->name);
  if (found)
    return isReference ? Value::place(found) : Value::pointerTo(found);
  if (isReference)
    in.raise("std::bad_cast", "std::bad_cast");
  return Value::null();
}

Value evalDeref(Machine& in, const ir::Node& node) { return in.deref(in.eval(*node.kids[0])); }

Value evalIndex(Machine& in, const ir::Node& node) {
  const Value array = in.eval(*node.kids[0]);
  return in.element(array, in.eval(*node.kids[1]));
}

namespace {
/// The type of a prvalue, where its node or callee tells it.
const ir::Type* valueType(Machine& in, const ir::Node& node) {
  switch (node.op) {
  case ir::Op::Call:
  case ir::Op::VCall: {
    const auto found = in.module.functions.find(node.text);
    return found == in.module.functions.end() ? nullptr : found->second.result;
  }
  case ir::Op::Order:
  case ir::Op::Inside:
    return valueType(in, *node.kids.back());
  default:
    return node.type;
  }
}

/// The object that a prvalue initialises; its type is that of the operand which is chosen.
Value temporary(Machine& in, const ir::Node& source) {
  if (source.op == ir::Op::Cond)
    return temporary(in, *source.kids[in.decide(in.eval(*source.kids[0])) ? 1 : 2]);
  if (source.op == ir::Op::Comma) {
    in.eval(*source.kids[0]);
    return temporary(in, *source.kids[1]);
  }
  const ir::Type* type = nullptr;
  Value value;
  if (source.op == ir::Op::Copy || source.op == ir::Op::Move) {
    const Value from = in.eval(*source.kids[0]);
    if ((from.isPlace() || from.is(ValueKind::Object)) && in.objects.alive(from.target()))
      type = in.objects.type(from.target());
    value = source.op == ir::Op::Copy ? in.copyOf(from) : in.moveOut(from);
  } else {
    value = in.eval(source);
    type = valueType(in, source);
  }
  if (value.isPlace())
    return value;
  const Place object = in.materialize(std::move(value), type);
  in.frame->temporaries.push_back(object);
  return Value::place(object);
}
} // namespace

Value evalTemp(Machine& in, const ir::Node& node) { return temporary(in, *node.kids[0]); }

Value evalConstant(Machine& in, const ir::Node& node) {
  return Value::place(
    in.staticObject(&node, [&] { return in.materialize(in.eval(*node.kids[0]), node.kids[0]->type); }));
}

Value evalAddressOf(Machine& in, const ir::Node& node) {
  const Value place = in.eval(*node.kids[0]);
  if (place.isUnknown())
    return in.derived("&", place, {}, nullptr);
  if (!place.isPlace())
    return place; // a function
  const Place object = place.target();
  const Place whole = in.objects.alive(object) ? in.objects.parent(object) : Place();
  if (whole && in.objects.alive(whole) && !in.layout(in.objects.type(whole)))
    return Value::pointerInto(whole, in.objects.indexInParent(object));
  return Value::pointerTo(object);
}

Value evalLoad(Machine& in, const ir::Node& node) {
  const Value place = in.eval(*node.kids[0]);
  const Value content = in.content(place); // a proxy stays one
  if (content.is(ValueKind::Undef))
    return in.fresh("an uninitialised value is used", node.loc);
  if (content.is(ValueKind::Aggregate)) // an object, passed on by value
    return in.copyOf(place);
  return content;
}

Value evalCopy(Machine& in, const ir::Node& node) { return in.copyOf(in.eval(*node.kids[0])); }
Value evalMove(Machine& in, const ir::Node& node) { return in.moveOut(in.eval(*node.kids[0])); }

} // namespace varscope::resolve
