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
  const auto module = fuzz::readTwice(
    fuzz::textOf(data, size), ir::parse,
    [](llvm::raw_ostream& os, const std::unique_ptr<ir::Module>& read) { ir::print(*read, os); });
  if (!module || !ir::verify(**module).empty())
    return 0;
  const ir::Module* units[] = {module->get()};
  analyse(units, {}, budgets());
  return 0;
}
