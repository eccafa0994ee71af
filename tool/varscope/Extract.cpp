#include "varscope/Program.h"

#include "Driver/DependencyFile.h"
#include "Driver/OutputFiles.h"
#include "Driver/Sources.h"
#include "ScopeIR/Printer.h"

using namespace llvm;
using namespace varscope;

ExitStatus tool::runExtract(const Arguments& arguments) {
  if (!arguments.options.hasArg(OPT_o))
    return usageError("'extract' needs '-o FILE.vsum'");
  if (arguments.inputs.size() != 1)
    return usageError("'extract' takes one source");
  std::string output = arguments.options.getLastArgValue(OPT_o).str();
  bool toStandardOutput = output == "-";
  bool withDependencies = arguments.options.hasArg(OPT_MD);
  std::string dependencyFile =
      arguments.options.getLastArgValue(OPT_MF, toStandardOutput ? "" : output + ".d").str();
  if (withDependencies && dependencyFile.empty())
    return usageError("'-MD' with '-o -' needs '-MF FILE'");

  auto commands = compileCommands(arguments);
  std::optional<RoleFiles> roles = readRoleFiles(arguments);
  if (!commands || !roles)
    return ExitStatus::Failed;
  Timing timing(arguments);
  std::vector<SourceSummary> summaries =
      extractSources(*commands, extractOptions(arguments, *roles), /*jobs=*/1, errs());
  timing.spentOn("extract");
  const SourceSummary& summary = summaries.front();
  if (!summary.module)
    return ExitStatus::Failed; // Clang has said why

  std::string text = ir::toString(*summary.module);
  if (toStandardOutput)
    outs() << text;
  else if (!succeeded(writeOutput(output, text)))
    return ExitStatus::Failed;
  StringRef target = arguments.options.getLastArgValue(OPT_MT, output);
  if (withDependencies &&
      !succeeded(writeOutput(dependencyFile, makeDependencyFile(target, summary.dependencies))))
    return ExitStatus::Failed;
  return ExitStatus::Clean;
}
