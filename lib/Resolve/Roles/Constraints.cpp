#include "Resolve/Roles/Numbers.h"
#include "Resolve/Roles/Registry.h"

#include <varscope/constraint.h>

namespace varscope::resolve {
namespace {

/// One whose numbers are known at run time only is code, to the compiler.
Value finished(const NumberReader& read, Constraint made) {
  return coreValue(read.known ? std::move(made)
                              : Constraint::from_callable(
                                    std::make_shared<InterpretedCallable>(read.unknown)));
}

Value nonNegative(Interpreter&, const LibCall&) { return coreValue(non_neg()); }

Value maxNorm(Interpreter& in, const LibCall& call) {
  NumberReader read(in, call);
  double m = read.number("m", 2);
  std::int64_t axis = read.integer("axis", 0);
  return finished(read, max_norm(m, axis));
}

Value unitNorm(Interpreter& in, const LibCall& call) {
  NumberReader read(in, call);
  std::int64_t axis = read.integer("axis", 0);
  return finished(read, unit_norm(axis));
}

Value minMaxNorm(Interpreter& in, const LibCall& call) {
  NumberReader read(in, call);
  double lo = read.number("lo", 0), hi = read.number("hi", 1), rate = read.number("rate", 1);
  std::int64_t axis = read.integer("axis", 0);
  return finished(read, min_max_norm(lo, hi, rate, axis));
}

Value callable(Interpreter& in, const LibCall& call) {
  const Value& code = firstArgument(call);
  return in.peek(code).isUnknown() ? in.peek(code)
                                   : coreValue(Constraint::from_callable(interpreted(in, code)));
}

constexpr ModelEntry models[] = {
    {"varscope.Constraint", constructAbsent<Constraint>},
    {"varscope.Constraint::operator==", equal<Constraint>},
    {"varscope.constraint.callable", callable},
    {"varscope.constraint.non_neg", nonNegative},
    {"varscope.constraint.max_norm", maxNorm},
    {"varscope.constraint.unit_norm", unitNorm},
    {"varscope.constraint.min_max_norm", minMaxNorm},
};

} // namespace

void addConstraintsRoles(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{.name = "varscope.Constraint", .makeDefault = makeAbsent<Constraint>, .movesAsCopy = true});
}

} // namespace varscope::resolve
