// What changes a std::vector, deque or list.

#include "Resolve/Models/Algorithm.h"
#include "Resolve/Models/Iterator.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Sequence.h"

#include "llvm/ADT/STLExtras.h"

namespace varscope::resolve {
namespace {

std::optional<std::uint64_t> sizeArgument(Interpreter& in, const LibCall& call) {
  std::optional<std::int64_t> size = in.integer(call.args[1]);
  return size ? std::optional<std::uint64_t>(*size) : std::nullopt;
}

/// The object, if its elements are known and may change.
SequenceState* mutableState(Interpreter& in, const LibCall& call) {
  if (!call.args[0].isPlace() || !in.state<SequenceState>(call.args[0]))
    return nullptr;
  return &in.edit<SequenceState>(call.args[0].target());
}

/// Elements that come (first == last) or go may make the container move others: a vector all or those behind them, a
/// deque those on one side of them.
void refuseMoves(Interpreter& in, const LibCall& call, std::size_t first, std::size_t last) {
  const ir::Type* type = objectType(in, call.args[0]);
  const SharedList<Place>& elements = in.state<SequenceState>(call.args[0])->elements;
  const bool atBack = last == elements.size();
  const bool moves = !type || (type->name == "std::vector"  ? !atBack || first == last
                               : type->name == "std::deque" ? !atBack && first != 0
                                                            : false);
  if (moves && !elements.empty())
    in.refuseMoves(call, Value::place(elements.front()));
}

const ir::Type* elementTypeOf(Interpreter& in, const LibCall& call) {
  return typeArgument(objectType(in, call.args[0]), 0);
}

void putAtEnd(Interpreter& in, const LibCall& call, Place element, bool front) {
  const std::size_t at = front ? 0 : in.state<SequenceState>(call.args[0])->elements.size();
  refuseMoves(in, call, at, at);
  mutableState(in, call)->elements.insert(at, element);
}

template <bool Front> Value push(Interpreter& in, const LibCall& call) {
  if (!mutableState(in, call))
    return lost(in, call);
  putAtEnd(in, call, in.materialize(take(in, call, 1), elementTypeOf(in, call)), Front);
  return {};
}

/// emplace_back and emplace_front: without a constructor in the call, of what one value
/// converts to alone.
template <bool Front> Value emplaceAtEnd(Interpreter& in, const LibCall& call) {
  const ir::Type* type = elementTypeOf(in, call);
  if (!mutableState(in, call))
    return lost(in, call);
  std::optional<Value> made = constructElement(in, call, type, 1);
  if (!made)
    return lost(in, call, "a constructor called inside of " + call.key);
  Place element = in.materialize(std::move(*made), type);
  putAtEnd(in, call, element, Front);
  return Value::place(element);
}

Value popBack(Interpreter& in, const LibCall& call) {
  SequenceState* state = mutableState(in, call);
  if (!state || state->elements.empty())
    return lost(in, call);
  Place last = state->elements.pop_back_val();
  in.destroy(last);
  return {};
}

Value popFront(Interpreter& in, const LibCall& call) {
  SequenceState* state = mutableState(in, call);
  if (!state || state->elements.empty())
    return lost(in, call);
  Place first = state->elements.front();
  state->elements.erase(0, 1);
  in.destroy(first);
  return {};
}

Value clear(Interpreter& in, const LibCall& call) {
  SequenceState* state = mutableState(in, call);
  if (!state)
    return lost(in, call);
  SharedList<Place> old;
  std::swap(old, state->elements);
  for (Place element : old)
    in.destroy(element);
  return {};
}

Value resize(Interpreter& in, const LibCall& call) {
  std::optional<std::uint64_t> size = sizeArgument(in, call);
  if (!size || *size > maxElements || !mutableState(in, call))
    return lost(in, call);
  const ir::Type* type = elementTypeOf(in, call);
  while (mutableState(in, call)->elements.size() > *size)
    in.destroy(mutableState(in, call)->elements.pop_back_val());
  if (const std::size_t before = mutableState(in, call)->elements.size(); before < *size)
    refuseMoves(in, call, before, before);
  while (mutableState(in, call)->elements.size() < *size) {
    Value value = call.size() > 2 ? in.copyOf(call.args[2]) : (type ? in.zero(*type) : in.unknown("an element of a type that is not known"));
    Place element = in.materialize(std::move(value), type);
    mutableState(in, call)->elements.push_back(element);
  }
  return {};
}

/// operator=(list) and assign(...): what the constructor of the same arguments makes.
Value assign(Interpreter& in, const LibCall& call) {
  const bool takesOver = call.size() == 2 && call.argNode(1).op == ir::Op::Temp && in.state<SequenceState>(call.args[1]);
  return assigned(in, call, takesOver ? in.moveOut(call.args[1])
                                      : constructSequence(in, call.with(call.key, objectType(in, call.args[0]), 1)));
}

/// The values that insert(position, ...) puts there: value; count, value; from, to; list.
std::optional<Elements> inserted(Interpreter& in, const LibCall& call) {
  Elements values;
  if (call.size() == 3) {
    const ir::Type* given = objectType(in, call.args[2]);
    const bool isList = given && given->name == "std::initializer_list";
    if (!isList)
      return Elements{take(in, call, 2)};
    if (!in.elements(call.args[2], values))
      return std::nullopt;
  } else if (call.size() != 4) {
    return std::nullopt;
  } else if (!iteratorRange(in, call.args[2], call.args[3], values)) {
    std::optional<std::int64_t> count = in.integer(call.args[2]);
    if (!count || *count < 0 || static_cast<std::uint64_t>(*count) > maxElements)
      return std::nullopt;
    values.assign(*count, call.args[3]);
  }
  for (Value& value : values)
    value = in.copyOf(value);
  return values;
}

/// The index of an iterator that goes forward.
std::optional<std::int64_t> positionOf(Interpreter& in, const Value& iterator) {
  const auto* state = in.state<IteratorState>(iterator);
  return state && !state->reverse ? iteratorIndex(in, iterator) : std::nullopt;
}

Value insertAt(Interpreter& in, const LibCall& call, std::int64_t index, llvm::ArrayRef<Value> values) {
  llvm::SmallVector<Place> places;
  for (const Value& value : values)
    places.push_back(in.materialize(value, elementTypeOf(in, call)));
  if (index < 0 || static_cast<std::size_t>(index) > in.state<SequenceState>(call.args[0])->elements.size())
    return lost(in, call);
  refuseMoves(in, call, index, index);
  auto& elements = mutableState(in, call)->elements;
  for (auto [offset, place] : llvm::enumerate(places))
    elements.insert(index + offset, place);
  return iteratorTo(in, call.args[0], index);
}

Value insert(Interpreter& in, const LibCall& call) {
  std::optional<std::int64_t> index = positionOf(in, call.args[1]);
  std::optional<Elements> values = index && mutableState(in, call) ? inserted(in, call) : std::nullopt;
  return values ? insertAt(in, call, *index, *values) : lost(in, call);
}

/// emplace(position, arguments...).
Value emplace(Interpreter& in, const LibCall& call) {
  std::optional<std::int64_t> index = positionOf(in, call.args[1]);
  if (!index || !mutableState(in, call))
    return lost(in, call);
  std::optional<Value> made = constructElement(in, call, elementTypeOf(in, call), 2);
  return made ? insertAt(in, call, *index, *made) : lost(in, call, "a constructor called inside of " + call.key);
}

/// erase(position) and erase(from, to).
Value erase(Interpreter& in, const LibCall& call) {
  std::optional<std::int64_t> from = positionOf(in, call.args[1]), to;
  if (call.size() > 2)
    to = positionOf(in, call.args[2]);
  else if (from)
    to = *from + 1;
  SequenceState* state = mutableState(in, call);
  if (!from || !to || !state || *from < 0 || *to < *from ||
      static_cast<std::size_t>(*to) > state->elements.size())
    return lost(in, call);
  if (*from != *to)
    refuseMoves(in, call, *from, *to);
  state = mutableState(in, call);
  llvm::SmallVector<Place> gone(state->elements.begin() + *from, state->elements.begin() + *to);
  state->elements.erase(*from, *to);
  for (Place element : gone)
    in.destroy(element);
  return iteratorTo(in, call.args[0], *from);
}

/// The elements that a test holds for go: erase, erase_if, list::remove, remove_if.
template <bool ByPredicate> Value eraseAll(Interpreter& in, const LibCall& call) {
  if (ByPredicate && !in.callable(call.args[1]))
    return lost(in, call);
  if (!in.state<SequenceState>(call.args[0])) {
    if (std::optional<Piece> text = piece(in, call.args[0]); text && !ByPredicate)
      if (std::optional<std::int64_t> gone = in.integer(call.args[1])) {
        std::size_t before = text->bytes.size();
        llvm::erase(text->bytes, static_cast<char>(*gone));
        in.write(call.args[0], stringValue(*text));
        return Value::size(before - text->bytes.size());
      }
    return lost(in, call);
  }
  SharedList<Place> gone, staying;
  const SharedList<Place> all = in.state<SequenceState>(call.args[0])->elements;
  for (Place element : all) {
    std::optional<bool> goes = ByPredicate ? in.decide(in.call(call.args[1], Value::place(element)))
                                           : areEqual(in, {}, Value::place(element), call.args[1]);
    if (!goes)
      return lost(in, call);
    (*goes ? gone : staying).push_back(element);
  }
  if (const ir::Type* type = objectType(in, call.args[0]); !gone.empty() && !staying.empty() && type && type->name != "std::list")
    in.refuseMoves(call, Value::place(staying.front()));
  mutableState(in, call)->elements = std::move(staying);
  for (Place element : gone)
    in.destroy(element);
  return Value::size(gone.size());
}

Value nothing(Interpreter&, const LibCall&) { return {}; }

#define VARSCOPE_WRITERS(type)                                                                     \
  {"std::" type "::" type, constructSequence}, {"std::" type "::push_back", push<false>},             \
      {"std::" type "::push_front", push<true>}, {"std::" type "::pop_front", popFront},            \
      {"std::" type "::emplace_back", emplaceAtEnd<false>},                                        \
      {"std::" type "::emplace_front", emplaceAtEnd<true>}, {"std::" type "::emplace", emplace},   \
      {"std::" type "::pop_back", popBack}, {"std::" type "::clear", clear},                       \
      {"std::" type "::resize", resize}, {"std::" type "::assign", assign},                        \
      {"std::" type "::operator=", assign}, {"std::" type "::insert", insert},                     \
      {"std::" type "::erase", erase}, {"std::" type "::reserve", nothing},                        \
      {"std::" type "::shrink_to_fit", nothing}, {                                                 \
    "std::" type "::swap", swapContents                                                            \
  }
constexpr ModelEntry models[] = {
    VARSCOPE_WRITERS("vector"),
    VARSCOPE_WRITERS("deque"),
    VARSCOPE_WRITERS("list"),
    {"std::list::remove", eraseAll<false>},
    {"std::list::remove_if", eraseAll<true>},
    {"std::erase", eraseAll<false>},
    {"std::erase_if", eraseAll<true>},
};
#undef VARSCOPE_WRITERS

} // namespace

void addSequenceChange(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
