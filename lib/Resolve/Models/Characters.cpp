#include "Resolve/Models/Characters.h"
#include "Resolve/Models/CString.h"
#include "Resolve/Models/Iterator.h"
#include "Resolve/Models/Sequence.h"
#include "Resolve/Models/Support.h"

namespace varscope::resolve {

Value CharactersState::shown(Interpreter& in) const {
  const Value whole = in.load(Value::place(owner));
  if (whole.isUnknown())
    return whole;
  if (whole.isString() && !whole.endsAtZero() && start == 0 && length == whole.str().size())
    return whole;
  std::optional<Piece> text = characters(in, Value::pointerInto(owner, start), length);
  return text ? stringValue(std::move(*text)) : in.unknown("a view of characters that are not there any more, or not known");
}

bool CharactersState::equals(const LibraryState& other) const {
  const auto& o = static_cast<const CharactersState&>(other);
  return classof(other) && owner == o.owner && start == o.start && length == o.length;
}

bool isStringObject(Interpreter& in, const Value& value) {
  const ir::Type* type = objectType(in, value);
  return type && type->name == "std::basic_string";
}

std::optional<CharactersState> viewed(Interpreter& in, const Value& view) {
  const Value content = in.stored(view);
  const auto* state = content.as<CharactersState>();
  return state ? std::optional(*state) : std::nullopt;
}

namespace {

/// Of what a pointer leads to: `count` characters, or those up to a zero.
Value fromPointer(Interpreter& in, const Value& pointer, std::optional<std::uint64_t> count) {
  if (!count) {
    std::optional<Piece> text = cString(in, pointer);
    if (!text)
      return {};
    count = text->bytes.size();
  }
  if (pointer.isString())
    return *count <= pointer.str().size() ? Value::string(pointer.str().take_front(*count).str(), pointer.text().origin) : Value();
  return pointer.hasIndex() && *count <= maxStringSize ? Value::make<CharactersState>(pointer.target(), pointer.index(), *count) : Value();
}

/// Of the characters between two iterators into one string or view.
Value fromIterators(Interpreter& in, const Value& from, const Value& to) {
  const auto* state = in.state<IteratorState>(from);
  if (!state || state->reverse)
    return {};
  const Value container = state->container;
  const std::int64_t first = state->index;
  const auto* last = in.state<IteratorState>(to);
  if (!last || last->reverse || last->index < first || !last->container.same(container))
    return {};
  const std::uint64_t count = last->index - first;
  if (std::optional<CharactersState> view = viewed(in, container))
    return Value::make<CharactersState>(view->owner, view->start + first, count);
  return container.isPlace() ? Value::make<CharactersState>(container.target(), first, count) : Value();
}

} // namespace

Value constructView(Interpreter& in, const LibCall& call) {
  if (call.args.empty())
    return Value::string("");
  const Value given = in.stored(call.args[0]);
  Value made;
  if (call.size() == 2) {
    const std::optional<std::int64_t> count = in.integer(call.args[1]);
    made = !count                                              ? fromIterators(in, call.args[0], call.args[1])
           : given.isString() || given.is(ValueKind::Pointer) ? fromPointer(in, given, *count)
                                                              : Value();
  } else if (given.as<CharactersState>()) {
    return given;
  } else if (given.isString() && isStringObject(in, call.args[0])) {
    made = Value::make<CharactersState>(call.args[0].target(), 0, given.str().size());
  } else if (given.is(ValueKind::Pointer) || given.isString()) {
    made = given.isString() && !given.endsAtZero() ? given : fromPointer(in, given, std::nullopt);
  }
  return made.isNone() ? in.unknownResult(call) : made;
}

Value partOfView(Interpreter& in, const Value& given, std::uint64_t start, std::uint64_t length) {
  if (std::optional<CharactersState> view = viewed(in, given))
    return Value::make<CharactersState>(view->owner, view->start + start, length);
  const Value text = in.load(given);
  return text.isString() ? Value::string(text.str().substr(start, length).str(), text.text().origin) : in.unknownLike(text);
}

Value characterAt(Interpreter& in, Place owner, std::uint64_t index) {
  const Value place = Value::place(owner);
  return in.load(place).isString() ? characterPlace(in, owner, index) : sequenceElement(in, place, index);
}

} // namespace varscope::resolve
