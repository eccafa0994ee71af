// <utility> and the small functions of <algorithm> and <cmath> that shapes are computed with.

#include "Resolve/Models/Compare.h"
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
  Value first = in.moveOut(call.args[0]);
  in.assign(call.args[0], in.moveOut(call.args[1]));
  in.assign(call.args[1], std::move(first));
  return {};
}

/// min(a, b) and min(list), max likewise; the result is a reference to one of them.
template <int Wanted>
Value extreme(Interpreter& in, const LibCall& call) {
  llvm::SmallVector<Value> candidates(call.args.begin(), call.args.end());
  if (call.size() == 1) {
    candidates.clear();
    if (!sequenceElements(in, call.args[0], candidates) || candidates.empty())
      return in.unknownResult(call);
  } else if (call.size() != 2) {
    return in.unknownResult(call);
  }
  Value best = candidates[0];
  for (const Value& candidate : llvm::ArrayRef(candidates).drop_front()) {
    std::optional<int> order = compareValues(in, candidate, best);
    if (!order || *order == 2)
      return in.unknownResult(call);
    if (*order == Wanted)
      best = candidate;
  }
  return call.size() == 1 ? in.load(best) : best;
}

Value clamp(Interpreter& in, const LibCall& call) {
  std::optional<int> low = compareValues(in, call.args[0], call.args[1]);
  std::optional<int> high = compareValues(in, call.args[2], call.args[0]);
  if (call.size() != 3 || !low || !high)
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

unsigned resultWidth(const LibCall& call) {
  return call.type && call.type->kind == ir::TypeKind::Float && call.type->width == 32 ? 32 : 64;
}

/// Functions whose results IEEE 754 fixes; others may differ between libraries.
template <double (*Fn)(double)>
Value exact(Interpreter& in, const LibCall& call) {
  std::optional<double> number = in.number(call.args[0]);
  return number ? Value::floating(Fn(*number), resultWidth(call)) : in.unknownResult(call);
}
double squareRoot(double x) { return std::sqrt(x); }
double ceiling(double x) { return std::ceil(x); }
double floorOf(double x) { return std::floor(x); }
double rounded(double x) { return std::round(x); }
double truncated(double x) { return std::trunc(x); }

constexpr ModelEntry models[] = {
    {"std::move", same},
    {"std::forward", same},
    {"std::as_const", same},
    {"std::addressof", addressOf},
    {"std::exchange", exchange},
    {"std::swap", swap},
    {"std::min", extreme<-1>},
    {"std::max", extreme<1>},
    {"std::clamp", clamp},
    {"std::abs", absolute},
    {"abs", absolute},
    {"labs", absolute},
    {"std::sqrt", exact<squareRoot>},
    {"sqrt", exact<squareRoot>},
    {"std::ceil", exact<ceiling>},
    {"ceil", exact<ceiling>},
    {"std::floor", exact<floorOf>},
    {"floor", exact<floorOf>},
    {"std::round", exact<rounded>},
    {"round", exact<rounded>},
    {"std::trunc", exact<truncated>},
};

} // namespace

void addUtility(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
