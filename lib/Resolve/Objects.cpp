/// The interpreted program's objects: how they are made, copied and taken apart.

#include "Resolve/Eval/Handlers.h"
#include "Resolve/Models/Support.h"

#include "llvm/ADT/STLExtras.h"

namespace varscope::resolve {

using ir::Type;
using ir::TypeKind;

const RecordLayout* Machine::layout(llvm::StringRef usr) {
  std::unique_ptr<RecordLayout>& known = layouts[usr];
  if (known)
    return known->record ? known.get() : nullptr;
  known = std::make_unique<RecordLayout>();
  RecordLayout* made = known.get(); // the map may grow below
  const auto found = module.records.find(usr);
  if (found == module.records.end())
    return nullptr;
  const ir::RecordType& record = found->second;
  made->record = &record;
  made->needsDestruction = !record.destructor.empty();
  const auto add = [&](llvm::StringRef name, const Type* type) {
    made->index[name] = made->parts.size();
    made->names.push_back(name);
    made->parts.push_back(type);
    made->needsDestruction |= needsDestruction(type);
  };
  for (llvm::StringRef base : record.bases) {
    Type type;
    type.kind = table.type(base) ? TypeKind::Library : TypeKind::Record;
    type.name = base;
    auto& owned = baseTypes[base];
    if (!owned)
      owned = std::make_unique<Type>(type);
    add(baseNames.save("base:" + base), owned.get());
  }
  for (const ir::FieldDecl& field : record.fields)
    add(field.name, field.type);
  return made;
}

const RecordLayout* Machine::layout(const Type* type) {
  return type && type->kind == TypeKind::Record ? layout(type->name) : nullptr;
}

bool Machine::needsDestruction(const Type* type) {
  if (!type)
    return false;
  switch (type->kind) {
  case TypeKind::Array:
    return needsDestruction(type->args[0]);
  case TypeKind::Record: {
    const RecordLayout* record = layout(type->name);
    return record && record->needsDestruction;
  }
  case TypeKind::Library:
    return true;
  default:
    return false;
  }
}

Place Machine::materialize(Value value, const Type* type) {
  if (value.is(ValueKind::Object))
    return value.target();
  if (value.isPlace())
    value = copyOf(value);
  if (value.is(ValueKind::Object))
    return value.target();
  return objects.allocate(converted(std::move(value), type), type);
}

Value Machine::converted(Value value, const Type* type) {
  if (!type)
    return value;
  if (value.is(ValueKind::Library))
    return value.state().isOf(*type) ? value : converted(shown(std::move(value)), type);
  const bool isNumber = type->kind == TypeKind::Bool || type->kind == TypeKind::Int || type->kind == TypeKind::Float;
  const bool isText = type->name == "std::basic_string";
  if (isText && (value.is(ValueKind::Pointer) || (value.isString() && value.endsAtZero()))) {
    std::optional<Piece> text = piece(*this, value);
    return text ? stringValue(std::move(*text)) : unknown("characters that are not known");
  }
  if (isNumber && (value.isInt() || value.is(ValueKind::Float)))
    return convert(*this, value, *type);
  if (!value.isChoice() || !(isNumber || isText))
    return value;
  const ChoiceState& from = value.alternatives();
  const Value whenTrue = converted(from.whenTrue, type), whenFalse = converted(from.whenFalse, type);
  if (whenTrue.same(from.whenTrue) && whenFalse.same(from.whenFalse))
    return value;
  return choice(from.condition, whenTrue, whenFalse);
}

Value Machine::uninitialised(const Type& type, const FunctionInfo* initialisedBy) {
  switch (type.kind) {
  case TypeKind::Record: {
    const RecordLayout* record = layout(&type);
    if (!record)
      return fresh("the class '" + type.name + "' is not defined in this program", location());
    const Place object = objects.allocate(Value::aggregate(llvm::makeIntrusiveRefCnt<AggregateState>(&type)), &type);
    for (auto [name, part] : llvm::zip(record->names, record->parts)) {
      const RecordLayout* inner = layout(part);
      Value content = Value::undef();
      if (initialisedBy && initialisedBy->initialised.contains(name))
        ; // its initialiser comes
      else if (inner && !inner->record->defaultConstructor.empty())
        content = construct(*part, inner->record->defaultConstructor, {}, nullptr);
      else if (part)
        content = uninitialised(*part);
      objects.append(object, materialize(std::move(content), part));
    }
    return Value::object(object);
  }
  case TypeKind::Array: {
    const Place object = objects.allocate(Value::aggregate(llvm::makeIntrusiveRefCnt<AggregateState>(&type)), &type);
    if (type.count > maxArray)
      return fresh("an array of " + llvm::Twine(type.count) + " elements", location());
    for (std::uint64_t i = 0; i < type.count; ++i)
      objects.append(object, materialize(uninitialised(*type.args[0]), type.args[0]));
    return Value::object(object);
  }
  case TypeKind::Library:
    return zero(type);
  default:
    return Value::undef();
  }
}

Value Machine::zero(const Type& type) {
  switch (type.kind) {
  case TypeKind::Void:
    return {};
  case TypeKind::Bool:
    return Value::boolean(false);
  case TypeKind::Int:
    return type.width >= 1 && type.width <= 64 ? Value::integer(0, type.width, type.isSigned)
                                               : fresh("an integer of more than 64 bits", location());
  case TypeKind::Float:
    return Value::floating(0, type.width);
  case TypeKind::Pointer:
    return Value::null();
  case TypeKind::Record: {
    const RecordLayout* record = layout(&type);
    if (!record)
      return fresh("the class '" + type.name + "' is not defined in this program", location());
    if (!record->record->defaultConstructor.empty())
      return construct(type, record->record->defaultConstructor, {}, nullptr);
    const Place object = objects.allocate(Value::aggregate(llvm::makeIntrusiveRefCnt<AggregateState>(&type)), &type);
    for (const Type* part : record->parts)
      objects.append(object, materialize(part ? zero(*part) : Value(), part));
    return Value::object(object);
  }
  case TypeKind::Array: {
    if (type.count > maxArray)
      return fresh("an array of " + llvm::Twine(type.count) + " elements", location());
    const Place object = objects.allocate(Value::aggregate(llvm::makeIntrusiveRefCnt<AggregateState>(&type)), &type);
    for (std::uint64_t i = 0; i < type.count; ++i)
      objects.append(object, materialize(zero(*type.args[0]), type.args[0]));
    return Value::object(object);
  }
  case TypeKind::Library:
    if (const LibraryType* library = table.type(type.name); library && library->makeDefault)
      return library->makeDefault(*this, type);
    return fresh("the library type '" + type.name + "' is not modelled", location());
  case TypeKind::Ref:
  case TypeKind::Other:
    break;
  }
  return fresh("a value of type '" + type.name + "'", location());
}

Value Machine::unknownObject(const Type& type, const Value& origin, const std::string& spelled,
                             const std::string& binding) {
  if (const RecordLayout* record = layout(&type)) {
    const Place object = objects.allocate(Value::aggregate(llvm::makeIntrusiveRefCnt<AggregateState>(&type)), &type);
    for (auto [name, part] : llvm::zip(record->names, record->parts)) {
      if (name.starts_with("base:")) {
        objects.append(object, materialize(part ? unknownObject(*part, origin, spelled, binding) : Value(), part));
        continue;
      }
      const std::string member = binding.empty() ? (record->record->name + "::" + name).str() : binding + "." + name.str();
      Value content = part ? unknownObject(*part, origin, spelled + "." + name.str(), member) : Value();
      objects.append(object, materialize(std::move(content), part));
    }
    return Value::object(object);
  }
  if (std::optional<Value> value = bindings.find(binding, type))
    return *value;
  auto leaf = llvm::makeIntrusiveRefCnt<UnknownState>(origin.why().root());
  leaf->id = nextUnknown++;
  leaf->binding = Bindings::accepts(type) ? binding : "";
  leaf->name.clear();
  leaf->expression.clear();
  const Value made = Value::unknown(leaf);
  name(made, spelled, &type);
  return made;
}

void Machine::delegate(const ir::Node& init) {
  if (init.op == ir::Op::Order) {
    order = &init;
    return delegate(*init.kids[0]);
  }
  const auto found = module.functions.find(init.text);
  const ir::Function* function = found == module.functions.end() ? nullptr : &found->second;
  const Value self = frame->self;
  const llvm::SmallVector<Value, 6> args = evalArgs(*this, init, init.kids, false);
  if (!function || !function->body)
    spoil(self, callUndefined(init, init.text, function, args).why().cause(), Memory::Exposure::Strangers);
  else
    callWith(*function, self, args, &init);
}

void Machine::initialise(const ir::Node& init) {
  if (init.text == "this")
    return (void)fullExpression([&] { return delegate(*init.kids[0]), true; });
  Value value = evalFull(*init.kids[0]);
  if (init.op == ir::Op::Init && value.isPlace())
    value = copyOf(value);
  const Value self = frame->self;
  if (!self.isPlace() || !objects.alive(self.target()))
    return;
  const Value content = objects.read(self.target());
  const RecordLayout* record = content.is(ValueKind::Aggregate) ? layout(content.parts().type) : nullptr;
  if (!record)
    return;
  const auto found = record->index.find(init.text);
  if (found == record->index.end())
    return;
  name(value, init.text, record->parts[found->second]);
  const Place old = content.parts().parts[found->second];
  if (value.is(ValueKind::Object)) {
    objects.adopt(self.target(), found->second, value.target());
    objects.free(old);
  } else {
    objects.write(old, std::move(value));
  }
}

Place Machine::wholeOf(Place object) const {
  while (objects.alive(object)) {
    const Place parent = objects.parent(object);
    if (!parent || !isBaseOf(object, parent) || llvm::is_contained(ending, parent))
      break;
    object = parent;
  }
  return object;
}

/// The record's bases and members are its parts, in order.
bool Machine::isBaseOf(Place part, Place whole) const {
  const Type* type = objects.alive(whole) ? objects.type(whole) : nullptr;
  const auto found = type && type->kind == TypeKind::Record ? layouts.find(type->name) : layouts.end();
  if (found == layouts.end() || !found->second->record)
    return false;
  const auto& names = found->second->names;
  const std::uint32_t index = objects.indexInParent(part);
  return index < names.size() && names[index].starts_with("base:");
}

llvm::StringRef Machine::overrider(llvm::StringRef method, Place object) {
  // The dynamic type is that of the whole object, which a base is part of.
  llvm::StringRef target = method;
  for (Place whole = wholeOf(object);; object = objects.parent(object)) {
    if (const RecordLayout* record = layout(objects.type(object)))
      if (const auto found = record->record->overrides.find(method); found != record->record->overrides.end())
        target = found->second;
    if (object == whole)
      return target;
  }
}

Place Machine::subobject(Place object, Place whole, llvm::StringRef usr) {
  // Upwards from the named subobject, then down into the bases of the whole.
  for (Place up = object;; up = objects.parent(up)) {
    const RecordLayout* record = layout(objects.type(up));
    if (record && record->record->usr == usr)
      return up;
    if (up == whole)
      break;
  }
  return baseOf(whole, usr);
}

Place Machine::baseOf(Place whole, llvm::StringRef name) {
  llvm::SmallVector<std::pair<Place, llvm::StringRef>, 4> work;
  if (const RecordLayout* record = layout(objects.type(whole)))
    work.emplace_back(whole, record->record->usr);
  while (!work.empty()) {
    const auto [next, itsName] = work.pop_back_val();
    if (itsName == name)
      return next;
    const RecordLayout* record = layout(objects.type(next));
    if (!record || !objects.read(next).is(ValueKind::Aggregate))
      continue;
    const auto& parts = objects.read(next).parts().parts;
    for (std::size_t i = 0; i < record->names.size() && i < parts.size(); ++i)
      if (llvm::StringRef base = record->names[i]; base.consume_front("base:"))
        work.emplace_back(parts[i], base);
  }
  return {};
}

Place Machine::libraryBase(Place object, llvm::StringRef name) {
  return objects.alive(object) ? baseOf(wholeOf(object), name) : Place();
}

// -- members and elements ---------------------------------------------------------

Value Machine::part(const Value& given, llvm::StringRef name) {
  const Value record = given.isChoice() ? settle(given) : given;
  if (record.isUnknown()) {
    Value member = derived(".", record, Value::string(name.str()), nullptr);
    member.why().name = record.why().print() + "." + name.str();
    return member;
  }
  if (!record.isPlace() && !record.is(ValueKind::Object))
    return unknown("a member of something that is not an object");
  const Place place = record.target();
  if (!objects.alive(place))
    return unknown("an object whose lifetime has ended");
  Value content = objects.read(place);
  if (content.isChoice())
    content = settle(content);
  if (content.isUnknown()) {
    const Type* type = objects.type(place);
    if (!layout(type))
      return part(content, name);
    const Memory::Unseen unseen(objects); // only how it is kept changes
    const std::string spelled = content.why().print();
    const Value whole = unknownObject(*type, content, spelled, content.why().binding);
    objects.write(place, objects.read(whole.target()));
    const AggregateState parts = objects.read(place).parts();
    for (std::uint32_t i = 0; i < parts.parts.size(); ++i)
      objects.adopt(place, i, parts.parts[i]);
    content = objects.read(place);
  }
  if (content.is(ValueKind::Library) || content.isString()) {
    if (name.starts_with("base:")) // a model's object is one with its bases
      return Value::place(place);
    if (const Place member = content.is(ValueKind::Library) ? content.state().member(name) : Place())
      return Value::place(member);
  }
  if (!content.is(ValueKind::Aggregate))
    return unknown("a member of something that is not a record");
  const AggregateState& state = content.parts();
  const RecordLayout* record_ = layout(state.type);
  if (!record_)
    return unknown("a member of something that is not a record");
  const auto found = record_->index.find(name);
  if (found == record_->index.end() || found->second >= state.parts.size()) {
    // A member of a base named by its own class.
    for (unsigned i = 0; i < record_->names.size(); ++i)
      if (record_->names[i].starts_with("base:"))
        if (const RecordLayout* base = layout(record_->parts[i]); base && base->index.count(name))
          return part(Value::place(state.parts[i]), name);
    return unknown("the member '" + name + "' is not declared");
  }
  const Place member = state.parts[found->second];
  // A reference member is the object that it is bound to, known or not.
  const Value& inner = objects.read(member);
  if (inner.isPlace() || isUnknownReference(member))
    return inner;
  return Value::place(member);
}

Value Machine::field(const Value& record, llvm::StringRef name) {
  const Value whole = record.isChoice() ? settle(record) : record;
  if ((whole.isPlace() || whole.is(ValueKind::Object)) && objects.alive(whole.target())) {
    const RecordLayout* known = layout(objects.type(whole.target()));
    if (known && !known->index.count(name))
      return {};
  }
  return part(whole, name);
}

Value Machine::character(Place string, llvm::StringRef text, std::uint64_t index) {
  const Type* type = objects.type(string);
  const std::uint64_t size = type && type->kind == TypeKind::Array ? type->count : text.size() + 1;
  if (index >= size)
    return unknownElement(*this, wholeArray(string), "index " + llvm::Twine(index) + " is out of the bounds of " + llvm::Twine(size) + " characters");
  return Value::place(objects.characterOf(string, index));
}

Value Machine::element(const Value& givenArray, const Value& givenIndex) {
  const Value array = givenArray.isChoice() ? settle(givenArray) : givenArray;
  const Value index = load(givenIndex);
  if (array.isUnknown())
    return derived("[]", array, index, nullptr);
  if ((!array.isPlace() && !array.is(ValueKind::Object)) || !objects.alive(array.target()))
    return unknown("an element of something that is not an array");
  const Value content = load(Value::place(array.target()));
  if (content.isUnknown())
    return derived("[]", content, index, nullptr);
  if (content.isString() && index.isInt()) // a std::string's, or those of an array that a literal filled
    return character(array.target(), content.str(), index.bits());
  if (!content.is(ValueKind::Aggregate) && !content.isString() && !content.is(ValueKind::Library))
    return unknown("an element of something that is not an array");
  if (!index.isInt())
    return unknownElement(*this, array.target(), "an element at an index that is not known ('" + index.print() + "')");
  if (content.is(ValueKind::Library)) {
    const Type* type = objects.type(array.target());
    const LibraryType* library = type ? table.type(type->name) : nullptr;
    const Value found = library && library->element ? library->element(*this, array, index.bits()) : Value();
    return found.isNone() ? unknown("a pointer to no element of " + content.print()) : found;
  }
  const AggregateState& state = content.parts();
  if (index.asInt() < 0 || index.bits() >= state.parts.size())
    return unknownElement(*this, wholeArray(array.target()), "index " + llvm::Twine(index.print()) + " is out of the bounds of an array of " +
                                                               llvm::Twine(state.parts.size()) + " elements");
  return Value::place(state.parts[index.bits()]);
}

Value Machine::deref(const Value& givenPointer) {
  const Value pointer = load(givenPointer);
  switch (pointer.kind()) {
  case ValueKind::Pointer: {
    const Place target = pointer.target();
    if (!objects.alive(target))
      return unknown("a pointer to an object whose lifetime has ended");
    if (pointer.hasIndex())
      return element(Value::place(target), Value::size(pointer.index()));
    return Value::place(target);
  }
  case ValueKind::Str: {
    const llvm::StringRef rest = pointer.str();
    const Place character =
      objects.allocate(Value::integer(rest.empty() ? 0 : static_cast<unsigned char>(rest.front()), 8, true));
    frame->temporaries.push_back(character);
    return Value::place(character);
  }
  case ValueKind::Null:
    return unknown("the null pointer is dereferenced");
  case ValueKind::Unknown:
    return derived("*", pointer, {}, nullptr);
  case ValueKind::Function: // *f is f
    return pointer;
  case ValueKind::Undef:
    return unknown("an uninitialised pointer is dereferenced");
  default:
    return unknown("something that is not a pointer is dereferenced");
  }
}

bool Machine::elements(const Value& range, llvm::SmallVectorImpl<Value>& out) {
  const Value content = load(range.is(ValueKind::Object) ? Value::place(range.target()) : range);
  if (content.is(ValueKind::Aggregate)) {
    const RecordLayout* record = layout(content.parts().type);
    if (record)
      return false;
    for (Place part : content.parts().parts)
      out.push_back(Value::place(part));
    return true;
  }
  if (!range.isPlace() && !range.is(ValueKind::Object))
    return false;
  const Place place = range.target();
  const Type* type = objects.type(place);
  if (content.isUnknown() || !type || type->kind != TypeKind::Library)
    return false;
  const LibraryType* library = table.type(type->name);
  if (!library || !library->elements)
    return false;
  library->elements(*this, place, out);
  return true;
}

// -- what is not known ----------------------------------------------------------------

void Machine::mayChangeKids(const ir::Node& node) {
  for (const ir::Node* kid : node.kids) {
    const Value value = eval(*kid);
    if (!value.isPlace())
      continue;
    const ir::Node* const around = std::exchange(current, &node);
    havoc(value, "it may have been changed, since " + node.text); // a reason is a sentence
    current = around;
  }
}

} // namespace varscope::resolve
