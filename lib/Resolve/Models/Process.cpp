// Functions that end the program: no builder goes on behind them.

#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Support.h"

namespace varscope::resolve {
namespace {

/// As an exception that no handler of the program catches by its type.
Value end(Interpreter& in, const LibCall& call) { in.raise("the end of the program", call.key); }

} // namespace

void addProcess(ModelTable& table) {
  for (llvm::StringRef name : {"abort", "exit", "_Exit", "quick_exit"}) {
    table.add(name, end);
    table.add(("std::" + name).str(), end);
  }
  for (llvm::StringRef name : {"std::terminate", "__assert_fail", "__builtin_trap", "__builtin_abort", "__builtin_unreachable"})
    table.add(name, end);
}

} // namespace varscope::resolve
