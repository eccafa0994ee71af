#include "Resolve/Roles/Numbers.h"
#include "Resolve/Roles/Registry.h"

#include <varscope/regularizer.h>

namespace varscope::resolve {
namespace {

/// One whose scale is known at run time only: code, to the compiler.
Value deferred(const NumberReader& read) {
  return coreValue(Regularizer::from_callable(std::make_shared<InterpretedCallable>(read.unknown)));
}

Value makeL1(Interpreter& in, const LibCall& call) {
  NumberReader read(in, call);
  double scale = read.number("scale", 0);
  return read.known ? coreValue(l1(scale)) : deferred(read);
}

Value makeL2(Interpreter& in, const LibCall& call) {
  NumberReader read(in, call);
  double scale = read.number("scale", 0);
  return read.known ? coreValue(l2(scale)) : deferred(read);
}

Value makeL1L2(Interpreter& in, const LibCall& call) {
  NumberReader read(in, call);
  double a = read.number("a", 1), b = read.number("b", 1);
  return read.known ? coreValue(l1_l2(a, b)) : deferred(read);
}

Value none(Interpreter&, const LibCall&) { return coreValue(no_regularizer()); }

Value callable(Interpreter& in, const LibCall& call) {
  const Value& code = firstArgument(call);
  return in.peek(code).isUnknown() ? in.peek(code)
                                   : coreValue(Regularizer::from_callable(interpreted(in, code)));
}

constexpr ModelEntry models[] = {
    {"varscope.Regularizer", constructAbsent<Regularizer>},
    {"varscope.Regularizer::operator==", equal<Regularizer>},
    {"varscope.regularizer.callable", callable},
    {"varscope.regularizer.l1", makeL1},
    {"varscope.regularizer.l2", makeL2},
    {"varscope.regularizer.l1_l2", makeL1L2},
    {"varscope.regularizer.no_regularizer", none},
};

} // namespace

void addRegularizersRoles(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{.name = "varscope.Regularizer", .makeDefault = makeAbsent<Regularizer>, .movesAsCopy = true});
}

} // namespace varscope::resolve
