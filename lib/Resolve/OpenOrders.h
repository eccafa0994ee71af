#pragma once
/// Whether a model is the same in whatever order operands are evaluated.

#include "Resolve/Machine.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace varscope::resolve {

/// C++ leaves the order of a call's operands to the compiler: clang goes from left to right, g++ often from right to left. The
/// model that was resolved from left to right is resolved again in other orders, if one of its calls may show them
/// (Machine::openOrders). Where it then is another model, that is `unresolved`: reported to the first one.
/// \param resolveAgain the model as it is in the machine's order
void checkOpenOrders(Machine& machine, ResolvedModel& resolved, llvm::function_ref<ResolvedModel()> resolveAgain);

} // namespace varscope::resolve
