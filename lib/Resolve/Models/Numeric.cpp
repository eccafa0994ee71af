// <numeric>: sums and products of ranges.

#include "Resolve/Models/Algorithm.h"
#include "Resolve/Models/Functors.h"
#include "Resolve/Models/Inserter.h"
#include "Resolve/Models/Registry.h"

#include <numeric>

namespace varscope::resolve {
namespace {

/// A sum is of its start's type.
Value asTypeOf(Interpreter& in, const Value& start, Value sum) {
  Value first = in.load(start), value = in.load(sum);
  if (first.isInt() && value.isInt())
    return Value::integer(value.bits(), first.width(), first.isSigned());
  if (first.is(ValueKind::Float) && (value.isInt() || value.is(ValueKind::Float)))
    return Value::floating(*in.number(value), first.width());
  if (first.isInt() && value.is(ValueKind::Float))
    return in.unknown("a sum of numbers that are cut off");
  return sum;
}

/// accumulate(range, start[, operation]); reduce, and fold_left of std::ranges.
Value accumulate(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  Value operation = optionalArgument(call, range.next + 1);
  if (!range.known || call.size() <= range.next || (!operation.isNone() && !in.callable(operation)))
    return in.unknownResult(call);
  Value sum = in.copyOf(call.args[range.next]);
  for (const Value& element : range.elements)
    sum = asTypeOf(in, call.args[range.next],
                   operation.isNone() ? plus(in, sum, element) : in.call(operation, {sum, element}));
  return sum.isPlace() ? in.copyOf(sum) : sum;
}

/// partial_sum(from, to, out[, operation]), inclusive_scan.
Value partialSum(Interpreter& in, const LibCall& call) {
  AlgorithmRange range = algorithmRange(in, call);
  Value operation = optionalArgument(call, range.next + 1);
  if (!range.known || call.size() <= range.next || (!operation.isNone() && !in.callable(operation))) {
    if (call.size() > range.next)
      loseTarget(in, call.args[range.next], "sums that are not known are written");
    return in.unknownResult(call);
  }
  Value out = in.load(call.args[range.next]), sum;
  for (const Value& element : range.elements) {
    sum = sum.isNone() ? in.copyOf(element)
                       : asTypeOf(in, element, operation.isNone() ? plus(in, sum, element) : in.call(operation, {sum, element}));
    if (!insertElement(in, call, out, in.copyOf(sum)))
      return in.unknownResult(call);
  }
  return out;
}

template <std::uint64_t (*Fn)(std::uint64_t, std::uint64_t)> Value divisor(Interpreter& in, const LibCall& call) {
  Value a = in.load(call.args[0]), b = in.load(call.args[1]);
  if (!a.isInt() || !b.isInt())
    return in.unknownResult(call);
  auto magnitude = [](const Value& value) {
    return value.isSigned() && value.asInt() < 0 ? -value.bits() : value.bits();
  };
  return Value::integer(Fn(magnitude(a), magnitude(b)), std::max(a.width(), b.width()), a.isSigned() && b.isSigned());
}
std::uint64_t gcd(std::uint64_t a, std::uint64_t b) { return std::gcd(a, b); }
std::uint64_t lcm(std::uint64_t a, std::uint64_t b) { return std::lcm(a, b); }

constexpr ModelEntry models[] = {
    {"std::accumulate", accumulate},
    {"std::reduce", accumulate},
    {"std::ranges::fold_left", accumulate},
    {"std::partial_sum", partialSum},
    {"std::inclusive_scan", partialSum},
    {"std::gcd", divisor<gcd>},
    {"std::lcm", divisor<lcm>},
};

} // namespace

void addNumeric(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
