// Algorithms that look at their elements, or call something for each.

#include "Resolve/Models/Algorithm.h"
#include "Resolve/Models/Pair.h"
#include "Resolve/Models/Registry.h"

namespace varscope::resolve {
namespace {

/// for_each(range, function[, projection]). In std::ranges the result has members.
Value forEach(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  if (!range.known || call.size() <= range.next || !in.callable(call.args[range.next]))
    return lostRange(in, call);
  Value function = call.args[range.next], projection = optionalArgument(call, range.next + 1);
  for (const Value& element : range.elements)
    in.call(function, projected(in, projection, element));
  if (isRanges(call))
    return in.unknown("what std::ranges::for_each returns");
  return function.isPlace() ? in.copyOf(function) : function;
}

/// for_each_n(from, count, function).
Value forEachN(Interpreter& in, const LibCall& call) {
  std::optional<std::int64_t> count = in.integer(call.args[1]);
  if (!count || *count < 0 || !in.callable(call.args[2]))
    return lostRange(in, call);
  LibCall whole{call.node, "std::next", nullptr, {}, {}};
  llvm::SmallVector<Value> args{call.args[0], Value::int64(*count)};
  whole.args = args;
  Value end = in.models().find("std::next")(in, whole);
  llvm::SmallVector<Value> bounds{call.args[0], end, call.args[2]};
  LibCall each{call.node, "std::for_each", call.type, bounds, {}};
  forEach(in, each);
  return end;
}

/// The first index for which the predicate holds (or does not).
std::size_t firstHolding(Interpreter& in, const AlgorithmRange& range, const Value& predicate, const Value& projection,
                         bool wanted) {
  std::size_t index = 0;
  while (index < range.elements.size() &&
         in.decide(in.call(predicate, projected(in, projection, range.elements[index]))) != wanted)
    ++index;
  return index;
}

template <bool Wanted> Value findIf(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  if (!range.known || call.size() <= range.next || !in.callable(call.args[range.next]))
    return in.unknownResult(call);
  return iteratorInto(in, call, range,
                      firstHolding(in, range, call.args[range.next], optionalArgument(call, range.next + 1), Wanted));
}

Value find(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  if (!range.known || call.size() <= range.next)
    return in.unknownResult(call);
  std::size_t index = 0;
  for (; index < range.elements.size(); ++index) {
    Value element = projected(in, optionalArgument(call, range.next + 1), range.elements[index]);
    std::optional<bool> equal = areEqual(in, {}, element, call.args[range.next]);
    if (!equal)
      return in.unknownResult(call);
    if (*equal)
      break;
  }
  return iteratorInto(in, call, range, index);
}

enum class Quantifier { All, Any, None };
template <Quantifier Q> Value test(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  if (!range.known || call.size() <= range.next || !in.callable(call.args[range.next]))
    return in.unknownResult(call);
  bool stopped = firstHolding(in, range, call.args[range.next], optionalArgument(call, range.next + 1),
                              Q != Quantifier::All) < range.elements.size();
  return Value::boolean(Q == Quantifier::Any ? stopped : !stopped);
}

Value count(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  if (!range.known || call.size() <= range.next)
    return in.unknownResult(call);
  std::int64_t count = 0;
  for (const Value& element : range.elements) {
    std::optional<bool> equal =
        areEqual(in, {}, projected(in, optionalArgument(call, range.next + 1), element), call.args[range.next]);
    if (!equal)
      return in.unknownResult(call);
    count += *equal;
  }
  return Value::int64(count);
}

Value countIf(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  if (!range.known || call.size() <= range.next || !in.callable(call.args[range.next]))
    return in.unknownResult(call);
  std::int64_t count = 0;
  for (const Value& element : range.elements)
    count += in.decide(in.call(call.args[range.next], projected(in, optionalArgument(call, range.next + 1), element)));
  return Value::int64(count);
}

/// equal(range, from[, to][, predicate]), and of two ranges.
Value equal(Interpreter& in, const LibCall& call) {
  AlgorithmRange left = algorithmRange(in, call);
  // equal(from, to, from[, predicate]): as many as in the first range.
  const bool isOpen = !isRanges(call) && (call.size() == 3 || (call.size() == 4 && in.callable(call.args[3])));
  AlgorithmRange right = !left.known ? AlgorithmRange()
                         : isOpen    ? rangeFrom(in, call, left.next, left.elements.size())
                                     : algorithmRange(in, call, left.next);
  Value predicate = optionalArgument(call, right.next);
  if (!right.known || (!predicate.isNone() && !in.callable(predicate)))
    return in.unknownResult(call);
  if (left.elements.size() != right.elements.size())
    return Value::boolean(false);
  for (auto [a, b] : llvm::zip(left.elements, right.elements)) {
    std::optional<bool> same = areEqual(in, predicate, a, b);
    if (!same)
      return in.unknownResult(call);
    if (!*same)
      return Value::boolean(false);
  }
  return Value::boolean(true);
}

/// The index of the first smallest (largest: for max_element, std::max) element.
std::optional<std::size_t> extremeIndex(Interpreter& in, const AlgorithmRange& range, const Value& less,
                                        const Value& projection, bool largest, bool last = false) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < range.elements.size(); ++i) {
    Value a = projected(in, projection, range.elements[i]), b = projected(in, projection, range.elements[best]);
    std::optional<bool> better = largest ? goesBefore(in, less, b, a) : goesBefore(in, less, a, b);
    if (last && better && !*better) // minmax: the last of the largest
      better = !goesBefore(in, less, a, b).value_or(true);
    if (!better)
      return std::nullopt;
    if (*better)
      best = i;
  }
  return best;
}

template <bool Largest> Value extremeElement(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  Value less = optionalArgument(call, range.next);
  if (!range.known || (!less.isNone() && !in.callable(less)))
    return in.unknownResult(call);
  std::optional<std::size_t> best = extremeIndex(in, range, less, optionalArgument(call, range.next + 1), Largest);
  return best ? iteratorInto(in, call, range, *best) : in.unknownResult(call);
}

Value minMaxElement(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  Value less = optionalArgument(call, range.next);
  if (!range.known || (!less.isNone() && !in.callable(less)))
    return in.unknownResult(call);
  Value projection = optionalArgument(call, range.next + 1);
  std::optional<std::size_t> low = extremeIndex(in, range, less, projection, false);
  std::optional<std::size_t> high = extremeIndex(in, range, less, projection, true, true);
  if (!low || !high)
    return in.unknownResult(call);
  static constexpr llvm::StringLiteral members[] = {"min", "max"};
  Value first = iteratorInto(in, call, range, *low), second = iteratorInto(in, call, range, *high);
  return isRanges(call) ? makeStructure(in, members, {first, second}) : makePair(in, first, second);
}

/// lower_bound(range, value[, less]), upper_bound; binary_search.
enum class Bound { Lower, Upper, Found };
template <Bound B> Value bound(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  Value less = optionalArgument(call, range.next + 1), projection = optionalArgument(call, range.next + 2);
  if (!range.known || call.size() <= range.next || (!less.isNone() && !in.callable(less)))
    return in.unknownResult(call);
  const Value& value = call.args[range.next];
  std::size_t index = 0;
  for (; index < range.elements.size(); ++index) {
    Value element = projected(in, projection, range.elements[index]);
    std::optional<bool> before =
        B == Bound::Upper ? goesBefore(in, less, value, element) : goesBefore(in, less, element, value);
    if (!before)
      return in.unknownResult(call);
    if (*before == (B == Bound::Upper))
      break;
  }
  if (B != Bound::Found)
    return iteratorInto(in, call, range, index);
  if (index == range.elements.size())
    return Value::boolean(false);
  std::optional<bool> beyond = goesBefore(in, less, value, projected(in, projection, range.elements[index]));
  return beyond ? Value::boolean(!*beyond) : in.unknownResult(call);
}

Value isSorted(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  Value less = optionalArgument(call, range.next);
  if (!range.known || (!less.isNone() && !in.callable(less)))
    return in.unknownResult(call);
  for (std::size_t i = 1; i < range.elements.size(); ++i) {
    std::optional<bool> before = goesBefore(in, less, range.elements[i], range.elements[i - 1]);
    if (!before)
      return in.unknownResult(call);
    if (*before)
      return Value::boolean(false);
  }
  return Value::boolean(true);
}

#define VARSCOPE_BOTH(name, fn) {"std::" name, fn}, {"std::ranges::" name, fn}
constexpr ModelEntry models[] = {
    VARSCOPE_BOTH("for_each", forEach),
    {"std::for_each_n", forEachN},
    VARSCOPE_BOTH("find", find),
    VARSCOPE_BOTH("find_if", findIf<true>),
    VARSCOPE_BOTH("find_if_not", findIf<false>),
    VARSCOPE_BOTH("all_of", test<Quantifier::All>),
    VARSCOPE_BOTH("any_of", test<Quantifier::Any>),
    VARSCOPE_BOTH("none_of", test<Quantifier::None>),
    VARSCOPE_BOTH("count", count),
    VARSCOPE_BOTH("count_if", countIf),
    VARSCOPE_BOTH("equal", equal),
    VARSCOPE_BOTH("min_element", extremeElement<false>),
    VARSCOPE_BOTH("max_element", extremeElement<true>),
    VARSCOPE_BOTH("minmax_element", minMaxElement),
    VARSCOPE_BOTH("lower_bound", bound<Bound::Lower>),
    VARSCOPE_BOTH("upper_bound", bound<Bound::Upper>),
    VARSCOPE_BOTH("binary_search", bound<Bound::Found>),
    VARSCOPE_BOTH("is_sorted", isSorted),
};
#undef VARSCOPE_BOTH

} // namespace

void addAlgorithm(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
