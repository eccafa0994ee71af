// Functions that end the program, or do not return: no builder goes on behind them.

#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Support.h"

namespace varscope::resolve {
namespace {

/// As an exception that no handler of the program catches by its type.
Value end(Interpreter& in, const LibCall& call) { in.raise("the end of the program", call.key); }

/// Behind a call of a [[noreturn]] function that was not followed to its end.
Value noReturn(Interpreter& in, const LibCall& call) {
  if (in.mayCatch())
    in.unresolved(call.node, in.unknown("a function that does not return may throw what the program catches"),
                  "what this call throws", "a throw expression, or give the command the function's source");
  return end(in, call);
}

} // namespace

void addProcess(ModelTable& table) {
  for (llvm::StringRef name : {"abort", "exit", "_Exit", "quick_exit"}) {
    table.add(name, end);
    table.add(("std::" + name).str(), end);
  }
  for (llvm::StringRef name : {"std::terminate", "__assert_fail", "__builtin_trap", "__builtin_abort", "__builtin_unreachable"})
    table.add(name, end);
  table.add("noreturn", noReturn);
}

} // namespace varscope::resolve
