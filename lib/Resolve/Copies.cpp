/// The interpreted program's copies, moves and assignments.

#include "Resolve/Machine.h"

#include "llvm/ADT/STLExtras.h"

namespace varscope::resolve {

using ir::Type;
using ir::TypeKind;

/// A record or array made of another: by the class's own constructor, or part by part.
Value Machine::aggregateFrom(Place from, AggregateState state, bool moves) {
  const RecordLayout* record = layout(state.type);
  if (record) {
    const llvm::StringRef own = moves ? record->record->moveConstructor : record->record->copyConstructor;
    if (own == ir::RecordType::copies)
      moves = false;
    else if (!own.empty())
      return construct(*state.type, own, Value::place(from), nullptr);
  }
  const Place made =
    objects.allocate(Value::aggregate(llvm::makeIntrusiveRefCnt<AggregateState>(state.type)), objects.type(from));
  for (std::size_t i = 0; i < state.parts.size(); ++i) {
    const Place part = state.parts[i];
    const bool isConst = record && record->parts[i] && record->parts[i]->isConst;
    // A reference member stays bound to the same object.
    const Value& inner = objects.read(part);
    objects.append(made, inner.isPlace() ? objects.allocate(inner, objects.type(part)) : partFrom(part, moves && !isConst));
  }
  return Value::object(made);
}

Value Machine::copyOf(const Value& given) {
  const Value source = given.isChoice() ? settle(given) : given;
  if (!source.isPlace() && !source.is(ValueKind::Object))
    return source;
  const Place from = source.target();
  if (!objects.alive(from))
    return unknown("an object whose lifetime has ended is copied");
  const Value content = wholeContent(from);
  if (content.is(ValueKind::Aggregate))
    return aggregateFrom(from, content.parts(), false);
  if (content.is(ValueKind::Library))
    return Value::library(content.state().copy(*this));
  return content;
}

Value Machine::wholeContent(Place object) {
  const Value content = objects.read(object);
  const bool differs = content.isChoice() && (content.alternatives().whenTrue.is(ValueKind::Library) ||
                                              content.alternatives().whenFalse.is(ValueKind::Library));
  return differs ? settle(content) : content;
}

Value Machine::moveOut(const Value& given) {
  const Value source = given.isChoice() ? settle(given) : given;
  if (!source.isPlace())
    return source.is(ValueKind::Object) ? source : copyOf(source);
  const Place from = source.target();
  if (!objects.alive(from))
    return unknown("an object whose lifetime has ended is moved from");
  const Type* type = objects.type(from);
  if (type && type->isConst) // a member
    return copyOf(source);
  const Value content = wholeContent(from);
  if (content.is(ValueKind::Aggregate))
    return aggregateFrom(from, content.parts(), true);
  if (content.is(ValueKind::Library))
    if (llvm::IntrusiveRefCntPtr<LibraryState> moved = content.state().move(*this, type))
      return Value::library(std::move(moved));
  if (type && type->kind == TypeKind::Library)
    if (const LibraryType* library = table.type(type->name); library && library->makeDefault && !library->movesAsCopy)
      objects.write(from, materializeContent(library->makeDefault(*this, *type)));
  return content;
}

/// The content of a prvalue that becomes an existing object's.
Value Machine::materializeContent(Value value) {
  if (!value.is(ValueKind::Object))
    return value;
  const Place temporary = value.target();
  Value content = objects.read(temporary);
  objects.free(temporary);
  return content;
}

/// A reference that is kept in an object, as a member or in a tuple, of which it is not known what it is bound to.
bool Machine::isUnknownReference(Place place) const {
  const Type* type = objects.type(place);
  return type && type->kind == TypeKind::Ref && objects.read(place).isUnknown();
}

void Machine::write(const Value& given, Value content) {
  const Value target = given.isChoice() ? settle(given) : given;
  if (target.isUnknown())
    return changeThrough(target, target.why().within ? "it is written at an index that is not known"
                                                     : "it may have been changed through a pointer that is not known");
  if (!target.isPlace() && !target.is(ValueKind::Object)) {
    // A library call's result that was to be a reference: what it refers to would change unseen.
    const ir::Node here{ir::Op::Unknown, location(), {}, nullptr, {}};
    unresolved(here, unknown("the library's reference is not followed"), "what this assignment changes",
               "an assignment to a named object");
  }
  if (!objects.alive(target.target()))
    return;
  if (isUnknownReference(target.target()))
    return write(objects.read(target.target()), std::move(content));
  objects.write(target.target(), converted(std::move(content), objects.type(target.target())));
}

/// The part of an object, from that of a prvalue.
void Machine::assignPart(Place part, Place other) {
  const Value inner = objects.read(other);
  const bool isWhole = inner.is(ValueKind::Aggregate);
  assign(Value::place(part), isWhole ? Value::object(other) : inner);
  if (!isWhole)
    objects.free(other);
}

/// Assigns the parts of a library object one by one; false if its class is none that does.
bool Machine::assignParts(Place to, const LibraryState& value) {
  const Type* type = objects.type(to);
  if (value.partsLike(value, type).empty())
    return false;
  const Value before = wholeContent(to);
  if (!before.is(ValueKind::Library) || before.state().kind != value.kind)
    return false;
  const llvm::SmallVector<Place, 2> parts = before.state().partsLike(value, type), others = value.partsLike(before.state(), type);
  if (parts.empty() || parts.size() != others.size())
    return false;
  llvm::SmallVector<bool, 2> owned; // what a tuple of references names stays
  value.forEachPlace([&](Place, bool owns) { owned.push_back(owns); });
  for (auto [part, other, owns] : llvm::zip_equal(parts, others, owned))
    if (owns)
      assignPart(part, other);
    else
      assign(Value::place(part), copyOf(Value::place(other)));
  return true;
}

bool Machine::assignByClass(Place to, Place from) {
  const Value& content = objects.read(to);
  const RecordLayout* record = content.is(ValueKind::Aggregate) ? layout(content.parts().type) : nullptr;
  const auto found = record ? module.functions.find(record->record->assignment) : module.functions.end();
  if (found == module.functions.end())
    return false;
  callFunction(found->second, {Value::place(to), Value::place(from)});
  return true;
}

void Machine::moveAssign(const Value& to, const Value& from) {
  const bool named = to.isPlace() && from.isPlace() && objects.alive(to.target()) && objects.alive(from.target());
  if (named && assignByClass(to.target(), from.target()))
    return;
  const RecordLayout* record = named ? layout(objects.type(to.target())) : nullptr;
  const bool copies = record && record->record->assignment == ir::RecordType::copies;
  assign(to, copies ? copyOf(from) : moveOut(from));
}

void Machine::assign(const Value& given, Value value) {
  const Value target = given.isChoice() ? settle(given) : given;
  if (value.isPlace())
    value = copyOf(value);
  if (!target.isPlace() || !objects.alive(target.target()) || isUnknownReference(target.target()))
    return write(target, materializeContent(std::move(value)));
  const Place to = target.target();
  if (!value.is(ValueKind::Object)) {
    if (objects.read(to).is(ValueKind::Aggregate) && value.isUnknown() && layout(objects.type(to))) {
      const Value whole = unknownObject(*objects.type(to), value, value.why().print(), value.why().binding);
      return assign(given, whole);
    }
    if (value.is(ValueKind::Library) && assignParts(to, value.state()))
      return;
    const Value old = endingContent(to);
    objects.write(to, converted(std::move(value), objects.type(to)));
    if (old.is(ValueKind::Library) || old.isUnknown()) // what it owned ends
      destroy(objects.allocate(old, objects.type(to)));
    return;
  }
  const Place from = value.target();
  const Value before = objects.read(to), after = objects.read(from);
  if (assignByClass(to, from))
    return objects.free(from);
  if (before.is(ValueKind::Aggregate) && after.is(ValueKind::Aggregate) &&
      before.parts().parts.size() == after.parts().parts.size()) {
    // Memberwise: references to members stay valid.
    const auto old = before.parts().parts, made = after.parts().parts;
    for (auto [part, other] : llvm::zip_equal(old, made))
      assignPart(part, other);
    objects.free(from);
    return;
  }
  objects.write(to, after);
  if (after.is(ValueKind::Aggregate)) {
    const auto parts = after.parts().parts;
    for (std::uint32_t i = 0; i < parts.size(); ++i)
      objects.adopt(to, i, parts[i]);
  }
  objects.free(from);
}

} // namespace varscope::resolve
