// The common algorithms, on ranges whose elements are known.

#include "Resolve/Models/Compare.h"
#include "Resolve/Models/Iterator.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Sequence.h"
#include "Resolve/Models/Support.h"

#include <algorithm>
#include <list>

namespace varscope::resolve {
namespace {

using Elements = llvm::SmallVector<Value>;

/// The elements of the range that starts at an argument: two iterators, or, in
/// namespace std::ranges, a range. `next` is the argument that follows.
bool range(Interpreter& in, const LibCall& call, Elements& out, std::size_t& next) {
  if (call.key.starts_with("std::ranges::")) {
    next = 1;
    return sequenceElements(in, call.args[0], out);
  }
  next = 2;
  return call.size() >= 2 && iteratorRange(in, call.args[0], call.args[1], out);
}

/// What the range is part of may have changed.
Value lostRange(Interpreter& in, const LibCall& call) {
  Value first = in.load(call.args[0]);
  if (const auto* iterator = first.as<IteratorState>())
    in.havoc(iterator->container, "an algorithm on a range that is not known");
  else if (first.is(ValueKind::Pointer))
    in.havoc(Value::place(first.target()), "an algorithm on a range that is not known");
  else if (call.args[0].isPlace())
    in.havoc(call.args[0], "an algorithm on a range that is not known");
  return in.unknownResult(call);
}

Value iota(Interpreter& in, const LibCall& call) {
  Elements elements;
  std::size_t next;
  if (!range(in, call, elements, next) || call.size() <= next)
    return lostRange(in, call);
  Value value = in.load(call.args[next]);
  if (!value.isInt())
    return lostRange(in, call);
  for (const Value& element : elements) {
    in.assign(element, value);
    value = Value::integer(value.bits() + 1, value.width(), value.isSigned());
  }
  return {};
}

Value fill(Interpreter& in, const LibCall& call) {
  Elements elements;
  std::size_t next;
  if (!range(in, call, elements, next) || call.size() <= next)
    return lostRange(in, call);
  for (const Value& element : elements)
    in.assign(element, in.copyOf(call.args[next]));
  return {};
}

/// accumulate(from, to, start[, operation]).
Value accumulate(Interpreter& in, const LibCall& call) {
  Elements elements;
  std::size_t next;
  if (!range(in, call, elements, next) || call.size() <= next)
    return in.unknownResult(call);
  Value sum = in.copyOf(call.args[next]);
  for (const Value& element : elements) {
    if (call.size() > next + 1) {
      sum = in.call(call.args[next + 1], {sum, element});
      continue;
    }
    Value left = in.load(sum), right = in.load(element);
    if (left.isInt() && right.isInt())
      sum = Value::integer(left.bits() + right.bits(), left.width(), left.isSigned());
    else if (left.is(ValueKind::Float) && in.number(right))
      sum = Value::floating(left.asDouble() + *in.number(right), left.width());
    else if (left.isString() && piece(in, right))
      sum = stringValue(concatenated(*piece(in, left), *piece(in, right)));
    else
      return in.unknownResult(call);
  }
  return in.load(sum);
}

/// Also the products and sums of function objects that accumulate is given.
template <bool Product>
Value arithmetic(Interpreter& in, const LibCall& call) {
  Value left = in.load(call.args[1]), right = in.load(call.args[2]);
  if (left.isInt() && right.isInt())
    return Value::integer(Product ? left.bits() * right.bits() : left.bits() + right.bits(),
                          std::max(left.width(), right.width()), left.isSigned());
  return in.unknownResult(call);
}

Value forEach(Interpreter& in, const LibCall& call) {
  Elements elements;
  std::size_t next;
  if (!range(in, call, elements, next) || call.size() <= next || !in.callable(call.args[next]))
    return lostRange(in, call);
  for (const Value& element : elements)
    in.call(call.args[next], {element});
  return call.args[next].isPlace() ? in.copyOf(call.args[next]) : call.args[next];
}

/// transform(from, to, out, operation), where `out` is an iterator to elements.
Value transform(Interpreter& in, const LibCall& call) {
  Elements elements;
  std::size_t next;
  if (!range(in, call, elements, next) || call.size() != next + 2 ||
      !in.callable(call.args[next + 1]))
    return lostRange(in, call);
  Value out = in.load(call.args[next]);
  const auto* iterator = out.as<IteratorState>();
  if (!iterator || iterator->reverse)
    return lostRange(in, call);
  std::int64_t index = iterator->index;
  for (const Value& element : elements) {
    Value result = in.call(call.args[next + 1], {element});
    Value target = sequenceElement(in, iterator->container, index++);
    if (!target.isPlace())
      return lostRange(in, call);
    in.assign(target, in.copyOf(result));
  }
  return Value::make<IteratorState>(iterator->container, index, false);
}

/// An iterator to the index-th element of the searched range.
Value found(Interpreter& in, const LibCall& call, std::size_t index) {
  if (call.key.starts_with("std::ranges::"))
    return Value::make<IteratorState>(call.args[0], index, false);
  Value first = in.load(call.args[0]);
  if (const auto* iterator = first.as<IteratorState>())
    return Value::make<IteratorState>(iterator->container, iterator->index + index, iterator->reverse);
  return Value::pointerInto(first.target(), first.index() + index);
}

Value find(Interpreter& in, const LibCall& call) {
  Elements elements;
  std::size_t next;
  if (!range(in, call, elements, next) || call.size() <= next)
    return in.unknownResult(call);
  std::size_t index = 0;
  for (; index < elements.size(); ++index) {
    std::optional<int> order = compareValues(in, elements[index], call.args[next]);
    if (!order)
      return in.unknownResult(call);
    if (*order == 0)
      break;
  }
  return found(in, call, index);
}

/// The first index for which the predicate holds.
std::size_t firstHolding(Interpreter& in, const Elements& elements, const Value& predicate, bool wanted) {
  std::size_t index = 0;
  while (index < elements.size() && in.decide(in.call(predicate, {elements[index]})) != wanted)
    ++index;
  return index;
}

Value findIf(Interpreter& in, const LibCall& call) {
  Elements elements;
  std::size_t next;
  if (!range(in, call, elements, next) || call.size() <= next || !in.callable(call.args[next]))
    return in.unknownResult(call);
  return found(in, call, firstHolding(in, elements, call.args[next], true));
}

enum class Quantifier { All, Any, None };
template <Quantifier Q>
Value test(Interpreter& in, const LibCall& call) {
  Elements elements;
  std::size_t next;
  if (!range(in, call, elements, next) || call.size() <= next || !in.callable(call.args[next]))
    return in.unknownResult(call);
  bool stopped = firstHolding(in, elements, call.args[next], Q != Quantifier::All) < elements.size();
  return Value::boolean(Q == Quantifier::Any ? stopped : !stopped);
}

Value count(Interpreter& in, const LibCall& call) {
  Elements elements;
  std::size_t next;
  if (!range(in, call, elements, next) || call.size() <= next)
    return in.unknownResult(call);
  std::int64_t count = 0;
  for (const Value& element : elements) {
    std::optional<int> order = compareValues(in, element, call.args[next]);
    if (!order)
      return in.unknownResult(call);
    count += *order == 0;
  }
  return Value::int64(count);
}

Value reverse(Interpreter& in, const LibCall& call) {
  Elements elements;
  std::size_t next;
  if (!range(in, call, elements, next))
    return lostRange(in, call);
  Elements values;
  for (const Value& element : elements) {
    if (!element.isPlace())
      return lostRange(in, call);
    values.push_back(in.moveOut(element));
  }
  std::reverse(values.begin(), values.end());
  for (std::size_t i = 0; i < values.size(); ++i)
    in.assign(elements[i], values[i]);
  return {};
}

/// Sorts by less-than or by the program's comparison. The order of equal elements is
/// not specified, so (but for stable_sort) elements that are equal, yet differ, are
/// not known afterwards.
Value sort(Interpreter& in, const LibCall& call) {
  Elements elements;
  std::size_t next;
  if (!range(in, call, elements, next))
    return lostRange(in, call);
  Value less = call.size() > next ? call.args[next] : Value();
  if (!less.isNone() && !in.callable(less))
    return lostRange(in, call);
  bool known = true, ties = false;
  auto before = [&](const Value& a, const Value& b) {
    if (!less.isNone())
      return in.decide(in.call(less, {a, b}));
    std::optional<int> order = compareValues(in, a, b);
    known &= order && *order != 2;
    return order && *order < 0;
  };
  // A list's merge sort survives a comparison that is not an order.
  std::list<Value> sorted(elements.begin(), elements.end());
  sorted.sort(before);
  if (!less.isNone())
    for (auto at = sorted.begin(); !ties && at != sorted.end() && std::next(at) != sorted.end(); ++at)
      ties = !before(*at, *std::next(at));
  if (!known || (ties && !call.key.contains("stable")))
    return lostRange(in, call);
  Elements values;
  for (const Value& element : sorted)
    values.push_back(in.copyOf(element));
  for (std::size_t i = 0; i < values.size(); ++i)
    in.assign(elements[i], values[i]);
  return {};
}

#define VARSCOPE_BOTH(name, fn) {"std::" name, fn}, {"std::ranges::" name, fn}
constexpr ModelEntry models[] = {
    {"std::accumulate", accumulate},
    {"std::reduce", accumulate},
    {"std::plus::operator()", arithmetic<false>},
    {"std::multiplies::operator()", arithmetic<true>},
    {"std::iota", iota},
    VARSCOPE_BOTH("fill", fill),
    VARSCOPE_BOTH("for_each", forEach),
    VARSCOPE_BOTH("transform", transform),
    VARSCOPE_BOTH("find", find),
    VARSCOPE_BOTH("find_if", findIf),
    VARSCOPE_BOTH("all_of", test<Quantifier::All>),
    VARSCOPE_BOTH("any_of", test<Quantifier::Any>),
    VARSCOPE_BOTH("none_of", test<Quantifier::None>),
    VARSCOPE_BOTH("count", count),
    VARSCOPE_BOTH("reverse", reverse),
    VARSCOPE_BOTH("sort", sort),
    VARSCOPE_BOTH("stable_sort", sort),
};
#undef VARSCOPE_BOTH

} // namespace

void addAlgorithm(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
