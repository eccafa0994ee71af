// Algorithms that write: to their range, or where an iterator stands.

#include "Resolve/Models/Algorithm.h"
#include "Resolve/Models/Inserter.h"
#include "Resolve/Models/Iterator.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Sequence.h"

#include <algorithm>
#include <list>

namespace varscope::resolve {
namespace {

/// The result of an algorithm that writes: where the last element went. std::ranges'
/// results have members, which are not followed.
Value writtenTo(Interpreter& in, const LibCall& call, Value out) {
  return isRanges(call) ? in.unknown("what '" + call.key + "' returns") : out;
}

Value loseBoth(Interpreter& in, const LibCall& call, std::size_t out) {
  if (out < call.size())
    loseTarget(in, call.args[out], "an algorithm writes what is not known");
  return in.unknownResult(call);
}

Value fill(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  if (!range.known || call.size() <= range.next)
    return lostRange(in, call);
  for (const Value& element : range.elements)
    in.assign(element, in.copyOf(call.args[range.next]));
  return {};
}

Value iota(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  Value value = call.size() > range.next ? in.load(call.args[range.next]) : Value();
  if (!range.known || !value.isInt())
    return lostRange(in, call);
  for (const Value& element : range.elements) {
    const ir::Type* type = objectType(in, element);
    const bool narrower = type && type->kind == ir::TypeKind::Int;
    in.assign(element, narrower ? Value::integer(value.bits(), type->width, type->isSigned) : value);
    value = Value::integer(value.bits() + 1, value.width(), value.isSigned());
  }
  return {};
}

Value generate(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  if (!range.known || call.size() <= range.next || !in.callable(call.args[range.next]))
    return lostRange(in, call);
  for (const Value& element : range.elements)
    in.assign(element, in.copyOf(in.call(call.args[range.next], {})));
  return {};
}

/// fill_n(out, count, value), generate_n(out, count, function).
template <bool Generates> Value writeN(Interpreter& in, const LibCall& call) {
  std::optional<std::int64_t> count = in.integer(call.args[1]);
  if (!count || call.size() < 3 || (Generates && !in.callable(call.args[2])))
    return loseBoth(in, call, 0);
  Value out = in.load(call.args[0]);
  for (std::int64_t i = 0; i < *count; ++i)
    if (!insertElement(in, call, out, in.copyOf(Generates ? in.call(call.args[2], {}) : call.args[2])))
      return in.unknownResult(call);
  return writtenTo(in, call, out);
}

/// transform(range, out, operation[, projection]), and of two ranges.
Value transform(Interpreter& in, const LibCall& call) {
  AlgorithmRange left = algorithmRange(in, call);
  const bool isBinary = call.size() > left.next + 2 && !in.callable(call.args[left.next + 1]);
  AlgorithmRange right;
  std::size_t next = left.next;
  if (isBinary && isRanges(call)) {
    right = algorithmRange(in, call, left.next);
    next = right.next;
  } else if (isBinary) { // the second range is as long as the first
    right = rangeFrom(in, call, left.next, left.elements.size());
    next = right.next;
  }
  if (!left.known || (isBinary && !right.known) || call.size() <= next + 1 || !in.callable(call.args[next + 1]))
    return loseBoth(in, call, next);
  Value out = in.load(call.args[next]), projection = isBinary ? Value() : optionalArgument(call, next + 2);
  std::size_t count = isBinary ? std::min(left.elements.size(), right.elements.size()) : left.elements.size();
  for (std::size_t i = 0; i < count; ++i) {
    Value result = isBinary ? in.call(call.args[next + 1], {left.elements[i], right.elements[i]})
                            : in.call(call.args[next + 1], projected(in, projection, left.elements[i]));
    if (!insertElement(in, call, out, in.copyOf(result)))
      return in.unknownResult(call);
  }
  return writtenTo(in, call, out);
}

/// copy, move (of elements), copy_if and remove_copy_if: those for which the predicate
/// gives `Wanted`.
enum class Chosen { All, Holding, Failing };
template <Chosen Which, bool Moves = false> Value copy(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  Value predicate = Which == Chosen::All ? Value() : optionalArgument(call, range.next + 1);
  if (!range.known || call.size() <= range.next || (Which != Chosen::All && !in.callable(predicate)))
    return loseBoth(in, call, range.next);
  Value out = in.load(call.args[range.next]);
  for (const Value& element : range.elements) {
    if (Which != Chosen::All && in.decide(in.call(predicate, element)) != (Which == Chosen::Holding))
      continue;
    if (!insertElement(in, call, out, Moves && element.isPlace() ? in.moveOut(element) : in.copyOf(element)))
      return in.unknownResult(call);
  }
  return writtenTo(in, call, out);
}

/// std::move(value) is the same object; std::move(from, to, out) moves elements.
Value move(Interpreter& in, const LibCall& call) {
  return call.size() == 1 ? call.args[0] : copy<Chosen::All, true>(in, call);
}

/// copy_n(from, count, out).
Value copyN(Interpreter& in, const LibCall& call) {
  std::optional<std::int64_t> count = in.integer(call.args[1]);
  if (!count || call.size() < 3)
    return loseBoth(in, call, 2);
  AlgorithmRange from = rangeFrom(in, call, 0, *count);
  if (!from.known)
    return loseBoth(in, call, 2);
  Value out = in.load(call.args[2]);
  for (const Value& element : from.elements) {
    if (!insertElement(in, call, out, in.copyOf(element)))
      return in.unknownResult(call);
  }
  return writtenTo(in, call, out);
}

/// The elements take these values, in order.
void put(Interpreter& in, const AlgorithmRange& range, llvm::ArrayRef<Value> values) {
  for (auto [element, value] : llvm::zip(range.elements, values))
    in.assign(element, value);
}

Elements movedOut(Interpreter& in, const LibCall& call, const Elements& elements) {
  Elements values;
  for (const Value& element : elements) {
    in.refuseMoves(call, element);
    values.push_back(element.isPlace() ? in.moveOut(element) : element);
  }
  return values;
}

/// The elements' values, if each can be written; they are taken out.
std::optional<Elements> takeOut(Interpreter& in, const LibCall& call, const AlgorithmRange& range) {
  if (!range.known || !llvm::all_of(range.elements, [](const Value& element) { return element.isPlace(); }))
    return std::nullopt;
  return movedOut(in, call, range.elements);
}

Value reverse(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  std::optional<Elements> values = takeOut(in, call, range);
  if (!values)
    return lostRange(in, call);
  std::reverse(values->begin(), values->end());
  put(in, range, *values);
  return {};
}

/// rotate(from, middle, to).
Value rotate(Interpreter& in, const LibCall& call) {
  llvm::SmallVector<Value> whole{call.args[0], call.size() > 2 ? call.args[2] : call.args[0]};
  LibCall bounds{call.node, call.key, nullptr, whole, {}};
  AlgorithmRange range = algorithmRange(in, bounds);
  Elements head;
  if (call.size() != 3 || !iteratorRange(in, call.args[0], call.args[1], head))
    return lostRange(in, call);
  std::optional<Elements> values = takeOut(in, call, range);
  if (!values)
    return lostRange(in, call);
  std::rotate(values->begin(), values->begin() + head.size(), values->end());
  put(in, range, *values);
  return iteratorInto(in, bounds, range, range.elements.size() - head.size());
}

/// remove(range, value), remove_if(range, predicate), unique(range): those that stay move
/// to the front.
enum class Removal { Equal, Holding, Repeated };
template <Removal Which> Value remove(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  Value test = optionalArgument(call, range.next);
  const bool isKnown = range.known && (Which == Removal::Repeated ? test.isNone() || in.callable(test)
                                       : Which == Removal::Holding ? in.callable(test)
                                                                   : !test.isNone());
  if (!isKnown)
    return lostRange(in, call);
  Elements staying;
  for (const Value& element : range.elements) {
    std::optional<bool> goes = false;
    if (Which == Removal::Holding)
      goes = in.decide(in.call(test, element));
    else if (Which == Removal::Equal)
      goes = areEqual(in, {}, element, test);
    else if (!staying.empty())
      goes = areEqual(in, test, staying.back(), element);
    if (!goes || !element.isPlace())
      return lostRange(in, call);
    if (!*goes)
      staying.push_back(element);
  }
  const Elements values = movedOut(in, call, staying);
  put(in, range, values);
  return isRanges(call) ? in.unknown("what '" + call.key + "' returns") : iteratorInto(in, call, range, values.size());
}

/// replace(range, old, new), replace_if(range, predicate, new).
template <bool ByPredicate> Value replace(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  if (!range.known || call.size() < range.next + 2 || (ByPredicate && !in.callable(call.args[range.next])))
    return lostRange(in, call);
  for (const Value& element : range.elements) {
    std::optional<bool> goes = ByPredicate ? in.decide(in.call(call.args[range.next], element))
                                           : areEqual(in, {}, element, call.args[range.next]);
    if (!goes)
      return lostRange(in, call);
    if (*goes)
      in.assign(element, in.copyOf(call.args[range.next + 1]));
  }
  return {};
}

/// The elements in order; none if it is not known. (A list's merge sort is stable, and survives a comparison that is
/// not an order.)
std::optional<Elements> sorted(Interpreter& in, const Elements& elements, const Value& less, const Value& projection = {}) {
  bool known = true;
  std::list<Value> list(elements.begin(), elements.end());
  list.sort([&](const Value& a, const Value& b) {
    std::optional<bool> first = goesBefore(in, less, projected(in, projection, a), projected(in, projection, b));
    known &= first.has_value();
    return first.value_or(false);
  });
  return known ? std::optional(Elements(list.begin(), list.end())) : std::nullopt;
}

/// Whether two neighbours that neither goes before differ.
bool hasTies(Interpreter& in, const Elements& ordered, const Value& less, const Value& projection) {
  for (std::size_t i = 1; i < ordered.size(); ++i) {
    const Value &a = ordered[i - 1], &b = ordered[i];
    if (!goesBefore(in, less, projected(in, projection, a), projected(in, projection, b)).value_or(false) &&
        !areEqual(in, {}, a, b).value_or(false))
      return true;
  }
  return false;
}

/// Sorts by less-than or by the program's comparison. The order of equal elements is
/// not specified, so (but for stable_sort) elements that are equal, yet differ, are
/// not known afterwards.
Value sort(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  Value less = optionalArgument(call, range.next), projection = optionalArgument(call, range.next + 1);
  if (!range.known || (!less.isNone() && !in.callable(less)))
    return lostRange(in, call);
  const std::optional<Elements> ordered = sorted(in, range.elements, less, projection);
  const bool ownOrder = !less.isNone() || !projection.isNone();
  if (!ordered || (ownOrder && !call.key.contains("stable") && hasTies(in, *ordered, less, projection)))
    return lostRange(in, call);
  put(in, range, movedOut(in, call, *ordered));
  return {};
}

/// list::sort, list::reverse: the elements stay, in another order.
Value sortList(Interpreter& in, const LibCall& call) {
  const auto* list = in.state<SequenceState>(call.args[0]);
  const Value less = optionalArgument(call, 1);
  if (!list || (!less.isNone() && !in.callable(less)))
    return lost(in, call);
  Elements elements;
  for (Place element : list->elements)
    elements.push_back(Value::place(element));
  const std::optional<Elements> ordered = sorted(in, elements, less);
  if (!ordered)
    return lost(in, call);
  in.edit<SequenceState>(call.args[0].target()).elements =
    SharedList<Place>(llvm::map_range(*ordered, [](const Value& element) { return element.target(); }));
  return {};
}
Value reverseList(Interpreter& in, const LibCall& call) {
  if (!in.state<SequenceState>(call.args[0]))
    return lost(in, call);
  auto& elements = in.edit<SequenceState>(call.args[0].target()).elements;
  elements = SharedList<Place>(llvm::reverse(elements));
  return {};
}

#define VARSCOPE_BOTH(name, fn) {"std::" name, fn}, {"std::ranges::" name, fn}
constexpr ModelEntry models[] = {
    VARSCOPE_BOTH("fill", fill),
    VARSCOPE_BOTH("iota", iota),
    VARSCOPE_BOTH("generate", generate),
    VARSCOPE_BOTH("fill_n", writeN<false>),
    VARSCOPE_BOTH("generate_n", writeN<true>),
    VARSCOPE_BOTH("transform", transform),
    VARSCOPE_BOTH("copy", copy<Chosen::All>),
    VARSCOPE_BOTH("move", move),
    VARSCOPE_BOTH("copy_if", copy<Chosen::Holding>),
    VARSCOPE_BOTH("remove_copy_if", copy<Chosen::Failing>),
    VARSCOPE_BOTH("copy_n", copyN),
    VARSCOPE_BOTH("reverse", reverse),
    {"std::rotate", rotate},
    VARSCOPE_BOTH("remove", remove<Removal::Equal>),
    VARSCOPE_BOTH("remove_if", remove<Removal::Holding>),
    VARSCOPE_BOTH("unique", remove<Removal::Repeated>),
    VARSCOPE_BOTH("replace", replace<false>),
    VARSCOPE_BOTH("replace_if", replace<true>),
    VARSCOPE_BOTH("sort", sort),
    VARSCOPE_BOTH("stable_sort", sort),
    {"std::list::sort", sortList},
    {"std::list::reverse", reverseList},
};
#undef VARSCOPE_BOTH

} // namespace

void addAlgorithmChange(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
