/// Scope summaries: what is parsed prints as text that parses to the same, and what the verifier
/// lets pass can be analysed.

#include "Target.h"

#include "Driver/Program.h"
#include "ScopeIR/Parser.h"
#include "ScopeIR/Printer.h"
#include "ScopeIR/Verifier.h"

using namespace varscope;

/// A program that runs for long is no fault.
static resolve::ResolveOptions budgets() {
  resolve::ResolveOptions options;
  options.maxPaths = 8;
  options.maxSteps = 50'000;
  options.maxDepth = 100;
  options.maxSeconds = 1;
  return options;
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto module = ir::parse(fuzz::textOf(data, size), "input");
  if (!module) {
    llvm::consumeError(module.takeError());
    return 0;
  }
  const std::string printed = ir::toString(**module);
  auto again = ir::parse(printed, "printed");
  fuzz::require(bool(again), "the printed module does not parse");
  fuzz::require(ir::toString(**again) == printed, "the module prints as something else");
  if (!ir::verify(**module).empty())
    return 0;
  const ir::Module* units[] = {module->get()};
  analyse(units, {}, budgets());
  return 0;
}
