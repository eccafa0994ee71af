#include "varscope/Program.h"

#include "Driver/Sources.h"

using namespace varscope;

ExitStatus tool::runLink(const Arguments& arguments) {
  if (!arguments.options.hasArg(OPT_o))
    return usageError("'link' needs '-o DIR'");
  if (arguments.inputs.empty())
    return usageError("no summary");
  if (!findingsFormat(arguments))
    return ExitStatus::Failed;
  Timing timing(arguments);
  std::vector<std::unique_ptr<ir::Module>> modules = readSummaries(arguments.inputs, llvm::errs());
  if (modules.empty())
    return ExitStatus::Failed;
  std::vector<const ir::Module*> pointers;
  for (const std::unique_ptr<ir::Module>& module : modules)
    pointers.push_back(module.get());
  timing.spentOn("read");
  return runOnModules(arguments, pointers, timing);
}
