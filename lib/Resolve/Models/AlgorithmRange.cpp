#include "Resolve/Models/Algorithm.h"
#include "Resolve/Models/Compare.h"
#include "Resolve/Models/Inserter.h"
#include "Resolve/Models/Iterator.h"
#include "Resolve/Models/Sequence.h"

namespace varscope::resolve {

bool isRanges(const LibCall& call) { return call.key.starts_with("std::ranges::"); }

namespace {
bool isIterator(Interpreter& in, const Value& value) {
  Value content = in.load(value);
  return content.as<IteratorState>() || (content.is(ValueKind::Pointer) && content.hasIndex());
}
} // namespace

AlgorithmRange algorithmRange(Interpreter& in, const LibCall& call, std::size_t first) {
  AlgorithmRange range;
  if (first >= call.size())
    return range;
  range.isWhole = isRanges(call) && !isIterator(in, call.args[first]);
  range.next = first + (range.isWhole ? 1 : 2);
  range.known = range.isWhole ? sequenceElements(in, call.args[first], range.elements)
                              : range.next <= call.size() &&
                                    iteratorRange(in, call.args[first], call.args[first + 1], range.elements);
  return range;
}

AlgorithmRange rangeFrom(Interpreter& in, const LibCall& call, std::size_t first, std::size_t length) {
  AlgorithmRange range;
  range.next = first + 1;
  range.known = first < call.size() && isIterator(in, call.args[first]);
  for (std::size_t i = 0; range.known && i < length; ++i) {
    Value element = dereferenced(in, call, iteratorInto(in, call, range, i, first));
    range.known = !in.peek(element).isUnknown();
    range.elements.push_back(element);
  }
  return range;
}

Value projected(Interpreter& in, const Value& projection, const Value& element) {
  return projection.isNone() ? element : in.call(projection, element);
}

std::optional<bool> goesBefore(Interpreter& in, const Value& less, const Value& a, const Value& b) {
  if (!less.isNone())
    return in.decide(in.call(less, {a, b}));
  std::optional<int> order = compareValues(in, a, b);
  return order && *order != 2 ? std::optional(*order < 0) : std::nullopt;
}

std::optional<bool> areEqual(Interpreter& in, const Value& equal, const Value& a, const Value& b) {
  if (!equal.isNone())
    return in.decide(in.call(equal, {a, b}));
  std::optional<int> order = compareValues(in, a, b);
  return order ? std::optional(*order == 0) : std::nullopt;
}

Value iteratorInto(Interpreter& in, const LibCall& call, const AlgorithmRange& range, std::size_t index,
                   std::size_t firstArgument) {
  if (range.isWhole)
    return iteratorTo(in, call.args[firstArgument], index);
  Value first = in.load(call.args[firstArgument]);
  if (const auto* iterator = first.as<IteratorState>())
    return iteratorTo(in, iterator->container, iteratorIndex(in, first).value_or(iterator->index) + index, iterator->reverse);
  if (first.isString())
    return first.advanced(index);
  return Value::pointerInto(first.target(), first.index() + index);
}

Value lostRange(Interpreter& in, const LibCall& call, std::size_t first) {
  if (first < call.size())
    loseTarget(in, call.args[first].isPlace() && !isIterator(in, call.args[first])
                       ? Value::pointerTo(call.args[first].target())
                       : call.args[first],
               "an algorithm on a range that is not known");
  return in.unknownResult(call);
}

} // namespace varscope::resolve
