// <utility> and the small functions of <algorithm> that shapes are computed with.

#include "Resolve/Models/Algorithm.h"
#include "Resolve/Models/BitReference.h"
#include "Resolve/Models/Compare.h"
#include "Resolve/Models/Iterator.h"
#include "Resolve/Models/Pair.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Sequence.h"
#include "Resolve/Models/Support.h"

#include <cmath>

namespace varscope::resolve {
namespace {

/// std::move, forward, as_const, ref: the same object.
Value same(Interpreter&, const LibCall& call) { return call.args[0]; }

Value addressOf(Interpreter& in, const LibCall& call) {
  return call.args[0].isPlace() ? Value::pointerTo(call.args[0].target()) : in.unknownResult(call);
}

/// std::exchange(object, value): the old value.
Value exchange(Interpreter& in, const LibCall& call) {
  Value old = in.moveOut(call.args[0]);
  in.assign(call.args[0], take(in, call, 1));
  return old;
}

Value swap(Interpreter& in, const LibCall& call) {
  for (const Value& arg : call.args)
    if (const Value element = bitElement(in, arg); !element.same(arg)) { // libraries differ in what they do
      for (const Value& each : call.args)
        in.havoc(bitElement(in, each), "references to bits are swapped");
      return {};
    }
  const Place first = in.materialize(in.moveOut(call.args[0]), objectType(in, call.args[0]));
  in.moveAssign(call.args[0], call.args[1]);
  in.moveAssign(call.args[1], Value::place(first));
  in.destroy(first);
  return {};
}

/// std::iter_swap(a, b).
Value swapPointed(Interpreter& in, const LibCall& call) {
  llvm::SmallVector<Value, 2> elements;
  for (const Value& iterator : call.args)
    elements.push_back(dereferenced(in, call, iterator));
  if (!llvm::all_of(elements, [](const Value& element) { return element.isPlace(); }))
    return lost(in, call);
  return swap(in, LibCall{call.node, call.key, call.type, elements, {}});
}

/// What min, max and minmax choose from: (a, b) or (list), and a comparison after them. In
/// std::ranges the list is a range, and a projection may follow.
struct Candidates {
  Elements elements;
  Value less, projection;
  bool isList = false, known = false;
};

Candidates candidates(Interpreter& in, const LibCall& call) {
  Candidates out;
  llvm::ArrayRef<Value> args = call.args;
  if (args.size() > 2 && in.callable(args.back()) && in.callable(args[args.size() - 2])) {
    out.projection = args.back();
    args = args.drop_back();
  }
  if (args.size() > 1 && in.callable(args.back())) {
    out.less = args.back();
    args = args.drop_back();
  }
  out.isList = args.size() == 1;
  if (out.isList)
    out.known = sequenceElements(in, args[0], out.elements) && !out.elements.empty();
  else if ((out.known = args.size() == 2))
    out.elements.append(args.begin(), args.end());
  return out;
}

/// The first smallest, or the first (for minmax: last) largest of them; None if it is not known.
Value extremeOf(Interpreter& in, const Candidates& from, bool largest, bool last = false) {
  Value best = from.elements[0];
  for (const Value& candidate : llvm::ArrayRef(from.elements).drop_front()) {
    Value a = projected(in, from.projection, candidate), b = projected(in, from.projection, best);
    std::optional<bool> better = largest && !last ? goesBefore(in, from.less, b, a) : goesBefore(in, from.less, a, b);
    if (!better)
      return {};
    if (*better != last)
      best = candidate;
  }
  return best;
}

/// The result is a reference to one of two, or a copy out of a list.
template <bool Largest> Value extreme(Interpreter& in, const LibCall& call) {
  Candidates from = candidates(in, call);
  Value best = from.known ? extremeOf(in, from, Largest) : Value();
  if (best.isNone())
    return in.unknownResult(call);
  return from.isList ? in.copyOf(best) : best;
}

Value minMax(Interpreter& in, const LibCall& call) {
  Candidates from = candidates(in, call);
  Value low = from.known ? extremeOf(in, from, false) : Value(), high = from.known ? extremeOf(in, from, true, true) : Value();
  if (low.isNone() || high.isNone())
    return in.unknownResult(call);
  static constexpr llvm::StringLiteral members[] = {"min", "max"};
  return makeStructure(in, isRanges(call) ? llvm::ArrayRef(members) : llvm::ArrayRef(TupleState::pairNames),
                       {in.copyOf(low), in.copyOf(high)});
}

Value clamp(Interpreter& in, const LibCall& call) {
  if (call.size() != 3)
    return in.unknownResult(call);
  std::optional<int> low = compareValues(in, call.args[0], call.args[1]);
  std::optional<int> high = compareValues(in, call.args[2], call.args[0]);
  if (!low || !high)
    return in.unknownResult(call);
  return *low < 0 ? call.args[1] : *high < 0 ? call.args[2] : call.args[0];
}

Value absolute(Interpreter& in, const LibCall& call) {
  Value value = in.load(call.args[0]);
  if (value.is(ValueKind::Float))
    return Value::floating(std::fabs(value.asDouble()), value.width());
  if (value.isInt())
    return Value::integer(value.isSigned() && value.asInt() < 0 ? -value.bits() : value.bits(),
                          value.width(), value.isSigned());
  return in.unknownResult(call);
}

constexpr ModelEntry models[] = {
    {"std::forward", same},
    {"std::as_const", same},
    {"std::addressof", addressOf},
    {"std::exchange", exchange},
    {"std::swap", swap},
    {"std::array::swap", swap},
    {"std::function::swap", swap},
    {"std::optional::swap", swap},
    {"std::pair::swap", swap},
    {"std::tuple::swap", swap},
    {"std::variant::swap", swap},
    {"std::iter_swap", swapPointed},
    {"std::min", extreme<false>},
    {"std::max", extreme<true>},
    {"std::minmax", minMax},
    {"std::clamp", clamp},
    {"std::ranges::min", extreme<false>},
    {"std::ranges::max", extreme<true>},
    {"std::ranges::minmax", minMax},
    {"std::ranges::clamp", clamp},
    {"std::ranges::swap", swap},
    {"std::abs", absolute},
    {"abs", absolute},
    {"labs", absolute},
};

} // namespace

void addUtility(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
