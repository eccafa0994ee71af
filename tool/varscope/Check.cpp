#include "varscope/Program.h"

using namespace varscope;

ExitStatus tool::runCheck(const Arguments& arguments) {
  const bool isDryRun = arguments.options.hasArg(OPT_fix_dry_run);
  if (isDryRun || arguments.options.hasArg(OPT_fix))
    return runFix(arguments, isDryRun);
  return runOnSources(arguments);
}
