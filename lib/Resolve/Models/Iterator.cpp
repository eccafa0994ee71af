#include "Resolve/Models/Iterator.h"
#include "Resolve/Models/Characters.h"
#include "Resolve/Models/Map.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Sequence.h"
#include "Resolve/Models/Support.h"
#include "Resolve/Models/View.h"

namespace varscope::resolve {

bool IteratorState::equals(const LibraryState& other) const {
  if (!classof(other))
    return false;
  const auto& o = static_cast<const IteratorState&>(other);
  return index == o.index && reverse == o.reverse && element == o.element && container.same(o.container);
}

void IteratorState::forEachPlace(llvm::function_ref<void(Place, bool)> visit) const {
  if (container.isPlace())
    visit(container.target(), false);
}

namespace {

/// Calls the visitor with the elements' places of a container.
template <class Visit> void withElements(Interpreter& in, const Value& container, Visit visit) {
  if (const auto* map = in.state<MapState>(container))
    visit(map->entries.size(), [&](std::size_t i) { return map->at(i); });
  else if (const auto* sequence = in.state<SequenceState>(container))
    visit(sequence->elements.size(), [&](std::size_t i) { return sequence->elements[i]; });
}

/// Whether iterators stay with their elements when others come and go.
bool hasNodes(Interpreter& in, const Value& container) {
  const ir::Type* type = objectType(in, container);
  return in.state<MapState>(container) || (type && type->name == "std::list");
}

std::optional<std::int64_t> indexNow(Interpreter& in, const IteratorState& iterator) {
  std::optional<std::int64_t> found = iterator.index;
  if (iterator.reverse)
    return found;
  const bool follows = hasNodes(in, iterator.container);
  withElements(in, iterator.container, [&](std::size_t size, auto at) {
    const auto last = static_cast<std::size_t>(iterator.index);
    if (!iterator.element) {
      found = follows ? size : last;
    } else if (last >= size || !(at(last) == iterator.element)) {
      found.reset();
      for (std::size_t i = 0; follows && i < size && !found; ++i)
        if (at(i) == iterator.element)
          found = i;
    }
  });
  return found;
}

std::optional<std::uint64_t> sizeOf(Interpreter& in, const Value& container) {
  if (const auto* map = in.state<MapState>(container))
    return map->ordered() ? std::optional<std::uint64_t>(map->entries.size()) : std::nullopt;
  if (std::optional<CharactersState> view = viewed(in, container))
    return view->length;
  Value content = in.load(container);
  if (content.isString())
    return content.str().size();
  llvm::SmallVector<Value> elements;
  if (content.as<ViewState>())
    return sequenceElements(in, container, elements) ? std::optional<std::uint64_t>(elements.size()) : std::nullopt;
  return sequenceSize(in, container);
}

/// The element at an index; None if not known.
Value elementOf(Interpreter& in, const Value& container, std::uint64_t index) {
  if (const auto* map = in.state<MapState>(container))
    return index < map->entries.size() ? Value::place(map->at(index)) : Value();
  if (std::optional<CharactersState> view = viewed(in, container))
    return index < view->length ? characterAt(in, view->owner, view->start + index) : Value();
  Value content = in.load(container);
  if (content.as<ViewState>()) {
    llvm::SmallVector<Value> elements;
    return sequenceElements(in, container, elements) && index < elements.size() ? elements[index] : Value();
  }
  if (!content.isString())
    return sequenceElement(in, container, index);
  if (index >= content.str().size())
    return {};
  return container.isPlace() ? characterPlace(in, container.target(), index)
                             : Value::integer(static_cast<std::uint64_t>(content.str()[index]), 8, true);
}

/// An iterator or a pointer into an array as one thing.
struct Position {
  Value container;
  std::int64_t index;
  bool reverse = false;
};

std::optional<Position> positionOf(Interpreter& in, const Value& value) {
  Value content = in.load(value);
  if (const auto* iterator = content.as<IteratorState>()) {
    std::optional<std::int64_t> index = indexNow(in, *iterator);
    return index ? std::optional(Position{iterator->container, *index, iterator->reverse}) : std::nullopt;
  }
  if (content.is(ValueKind::Pointer) && content.hasIndex() && pointsInto(in, Value::place(content.target())))
    return Position{Value::place(content.target()), content.index()};
  if (content.isString())
    return Position{Value::string(content.text().bytes, content.text().origin), content.offset()};
  return std::nullopt;
}

Value moved(Interpreter& in, const Value& iterator, std::int64_t by) {
  Value content = in.load(iterator);
  if (const auto* state = content.as<IteratorState>()) {
    std::optional<std::int64_t> index = indexNow(in, *state);
    const auto* map = in.state<MapState>(state->container);
    if (!index || (map && !map->ordered()))
      return {};
    return iteratorTo(in, state->container, *index + by, state->reverse);
  }
  if (content.is(ValueKind::Pointer) && content.hasIndex())
    return Value::pointerInto(content.target(), content.index() + by);
  return {};
}

std::int64_t step(const LibCall& call) { return call.key.ends_with("--") || call.key.ends_with("-=") ||
                                                call.key.ends_with("operator-") || call.key.ends_with("prev") ? -1 : 1; }

/// ++it, --it; with a second (dummy) argument it++ and it--.
Value increment(Interpreter& in, const LibCall& call) {
  Value before = in.load(call.args[0]);
  Value after = moved(in, before, step(call));
  if (after.isNone())
    return lost(in, call);
  in.write(call.args[0], after);
  return call.size() > 1 ? before : call.args[0];
}

/// it += n, it -= n.
Value advanceBy(Interpreter& in, const LibCall& call) {
  std::optional<std::int64_t> by = in.integer(call.args[1]);
  Value after = by ? moved(in, call.args[0], step(call) * *by) : Value();
  if (after.isNone())
    return lost(in, call);
  in.write(call.args[0], after);
  return call.args[0];
}

/// it + n, it - n, and the distance a - b; std::next, std::prev.
Value sum(Interpreter& in, const LibCall& call) {
  if (call.size() == 2)
    if (auto left = positionOf(in, call.args[0]), right = positionOf(in, call.args[1]); left && right)
      return Value::int64((left->index - right->index));
  std::size_t iterator = call.size() == 2 && in.integer(call.args[0]) ? 1 : 0;
  std::optional<std::int64_t> by = call.size() == 2 ? in.integer(call.args[1 - iterator])
                                                    : std::optional<std::int64_t>(1);
  Value after = by ? moved(in, call.args[iterator], step(call) * *by) : Value();
  return after.isNone() ? in.unknownResult(call) : after;
}

Value dereference(Interpreter& in, const LibCall& call) {
  return dereferenced(in, call, call.args[0]);
}

Value arrow(Interpreter& in, const LibCall& call) {
  Value element = dereferenced(in, call, call.args[0]);
  return element.isPlace() ? Value::pointerTo(element.target()) : in.unknownResult(call);
}

Value subscript(Interpreter& in, const LibCall& call) {
  std::optional<std::int64_t> by = in.integer(call.args[1]);
  Value at = by ? moved(in, call.args[0], *by) : Value();
  return at.isNone() ? in.unknownResult(call) : dereferenced(in, call, at);
}

Value same(Interpreter& in, const LibCall& call) {
  if (call.args.empty())
    return in.unknown("an iterator that points nowhere");
  return in.load(call.args[0]);
}

/// Of an iterator, the one that goes backwards from the element before it.
Value reversed(Interpreter& in, const LibCall& call) {
  std::optional<Position> position = positionOf(in, call.args[0]);
  std::optional<std::uint64_t> size = position ? sizeOf(in, position->container) : std::nullopt;
  if (!size || position->reverse)
    return in.unknownResult(call);
  return iteratorTo(in, position->container, static_cast<std::int64_t>(*size) - position->index, true);
}

Value begin(Interpreter& in, const LibCall& call) { return beginOf(in, call.args[0], false); }
Value end(Interpreter& in, const LibCall& call) { return endOf(in, call.args[0], false); }
Value rbegin(Interpreter& in, const LibCall& call) { return beginOf(in, call.args[0], true); }
Value rend(Interpreter& in, const LibCall& call) { return endOf(in, call.args[0], true); }

Value size(Interpreter& in, const LibCall& call) {
  std::optional<std::uint64_t> size = sizeOf(in, call.args[0]);
  return size ? Value::size(*size) : in.unknownResult(call);
}
Value empty(Interpreter& in, const LibCall& call) {
  std::optional<std::uint64_t> size = sizeOf(in, call.args[0]);
  return size ? Value::boolean(*size == 0) : in.unknownResult(call);
}

Value distance(Interpreter& in, const LibCall& call) {
  if (call.size() == 1) { // std::ranges::distance of a range
    std::optional<std::uint64_t> length = sizeOf(in, call.args[0]);
    return length ? Value::int64(*length) : in.unknownResult(call);
  }
  auto from = positionOf(in, call.args[0]), to = positionOf(in, call.args[1]);
  return from && to ? Value::int64(to->index - from->index) : in.unknownResult(call);
}

Value advance(Interpreter& in, const LibCall& call) {
  advanceBy(in, call);
  return {};
}

constexpr llvm::StringLiteral classes[] = {
    "__gnu_cxx::__normal_iterator", "std::_Deque_iterator",       "std::_List_iterator",
    "std::_List_const_iterator",    "std::_Rb_tree_iterator",     "std::_Rb_tree_const_iterator",
    "std::reverse_iterator",        "std::move_iterator",         "std::_Bit_iterator",
    "std::_Bit_const_iterator",     "std::__wrap_iter",           "std::__map_iterator",
    "std::__map_const_iterator",    "std::__tree_const_iterator", "std::__tree_iterator",
    "std::__deque_iterator",        "std::__list_iterator",       "std::__list_const_iterator",
    "std::__hash_iterator",         "std::__hash_const_iterator", "std::__hash_map_iterator",
    "std::__hash_map_const_iterator", "std::__bit_iterator",      "std::__bounded_iter",
    "std::__static_bounded_iter",   "std::__detail::_Node_iterator",
    "std::__detail::_Node_const_iterator"};

struct Member {
  llvm::StringLiteral name;
  ModelFn fn;
};
constexpr Member members[] = {
    {"operator*", dereference}, {"operator->", arrow},    {"operator[]", subscript},
    {"operator++", increment},  {"operator--", increment}, {"operator+=", advanceBy},
    {"operator-=", advanceBy},  {"operator+", sum},        {"operator-", sum},
    {"base", same},
};

constexpr ModelEntry models[] = {
    {"std::begin", begin},     {"std::cbegin", begin},      {"std::end", end},
    {"std::cend", end},        {"std::rbegin", rbegin},     {"std::rend", rend},
    {"std::size", size},       {"std::ssize", size},        {"std::empty", empty},
    {"std::make_reverse_iterator", reversed}, {"std::make_move_iterator", same},
    {"std::next", sum},        {"std::prev", sum},          {"std::distance", distance},
    {"std::advance", advance}, {"__gnu_cxx::operator+", sum}, {"__gnu_cxx::operator-", sum},
    {"std::operator-", sum},
    {"std::ranges::begin", begin}, {"std::ranges::end", end}, {"std::ranges::size", size},
    {"std::ranges::ssize", size},  {"std::ranges::empty", empty}, {"std::ranges::next", sum},
    {"std::ranges::prev", sum},    {"std::ranges::distance", distance},
    {"std::ranges::advance", advance},
};

} // namespace

Value iteratorTo(Interpreter& in, const Value& container, std::int64_t index, bool reverse) {
  auto state = llvm::makeIntrusiveRefCnt<IteratorState>(container, index, reverse);
  if (!reverse)
    withElements(in, container, [&](std::size_t size, auto at) {
      if (index >= 0 && static_cast<std::size_t>(index) < size)
        state->element = at(index);
    });
  return Value::library(state);
}

std::optional<std::int64_t> iteratorIndex(Interpreter& in, const Value& iterator) {
  Value content = in.load(iterator);
  const auto* state = content.as<IteratorState>();
  return state ? indexNow(in, *state) : std::nullopt;
}

namespace {
/// What iterators refer to: the container or, where it only looks at characters or elements of
/// others, those.
Value referred(Interpreter& in, const Value& container, const Value& content) {
  const ir::Type* type = objectType(in, container);
  const auto* sequence = content.as<SequenceState>();
  if ((type && type->name.ends_with("string_view")) || (sequence && !sequence->owns))
    return in.stored(container);
  return container.isPlace() ? container : content;
}
} // namespace

// Whoever changes how many elements there are ends iterators; whoever writes to elements leaves iterators as they are:
// so they see nothing of a container, as far as the order of operands goes.
Value beginOf(Interpreter& in, const Value& container, bool reverse) {
  const Memory::Unseen unseen(in.memory());
  Value content = in.load(container);
  if (content.isUnknown())
    return content;
  if (content.is(ValueKind::Aggregate) && container.isPlace() && !reverse)
    return Value::pointerInto(container.target(), 0);
  if (const auto* map = content.as<MapState>(); map && !map->ordered())
    return in.unknown("the order of an unordered container's elements");
  return iteratorTo(in, referred(in, container, content), 0, reverse);
}

Value endOf(Interpreter& in, const Value& container, bool reverse) {
  const Memory::Unseen unseen(in.memory());
  Value content = in.load(container);
  if (content.isUnknown())
    return content;
  std::optional<std::uint64_t> size = sizeOf(in, container);
  if (!size)
    return in.unknown("the order of an unordered container's elements");
  if (content.is(ValueKind::Aggregate) && container.isPlace() && !reverse)
    return Value::pointerInto(container.target(), *size);
  return iteratorTo(in, referred(in, container, content), *size, reverse);
}

Value dereferenced(Interpreter& in, const LibCall& call, const Value& iterator) {
  if (const auto* state = in.state<IteratorState>(iterator); state && in.memory().alive(state->element))
    return Value::place(state->element); // whichever container has it by now
  std::optional<Position> position = positionOf(in, iterator);
  if (!position)
    return in.unknownResult(call);
  std::int64_t index = position->index;
  if (position->reverse) {
    std::optional<std::uint64_t> size = sizeOf(in, position->container);
    if (!size)
      return in.unknownResult(call);
    index = static_cast<std::int64_t>(*size) - 1 - index;
  }
  Value element = elementOf(in, position->container, index);
  if (!element.isNone())
    return element;
  return position->container.isPlace()
             ? unknownElement(in, position->container.target(), "an iterator that points nowhere")
             : in.unknown("an iterator that points nowhere");
}

bool iteratorRange(Interpreter& in, const Value& from, const Value& to,
                   llvm::SmallVectorImpl<Value>& out) {
  std::optional<Position> first = positionOf(in, from), last = positionOf(in, to);
  if (!first || !last || first->reverse != last->reverse)
    return false;
  std::optional<std::uint64_t> size = sizeOf(in, first->container);
  if (!size || first->index < 0 || last->index < first->index ||
      static_cast<std::uint64_t>(last->index) > *size)
    return false;
  if (in.state<ViewState>(first->container)) { // all at once
    llvm::SmallVector<Value> elements;
    if (first->reverse || !sequenceElements(in, first->container, elements))
      return false;
    out.append(elements.begin() + first->index, elements.begin() + last->index);
    return true;
  }
  for (std::int64_t i = first->index; i < last->index; ++i) {
    Value element = elementOf(in, first->container, first->reverse ? *size - 1 - i : i);
    if (element.isNone())
      return false;
    out.push_back(element);
  }
  return true;
}

Value iteratorPlus(Interpreter& in, const LibCall& call) { return sum(in, call); }

Value characterPlace(Interpreter& in, Place string, std::size_t index) {
  return Value::place(in.memory().characterOf(string, index));
}

void addIterator(ModelTable& table) {
  table.add(models);
  static const std::vector<std::string> keys = [] {
    std::vector<std::string> keys;
    for (llvm::StringRef name : classes) {
      for (const Member& member : members)
        keys.push_back((name + "::" + member.name).str());
      keys.push_back((name + "::" + name.rsplit("::").second).str());
    }
    return keys;
  }();
  std::size_t i = 0;
  for ([[maybe_unused]] llvm::StringRef name : classes) {
    for (const Member& member : members)
      table.add(keys[i++], member.fn);
    table.add(keys[i++], same);
  }
}

} // namespace varscope::resolve
