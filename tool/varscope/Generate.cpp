#include "varscope/Program.h"

using namespace varscope;

ExitStatus tool::runGenerate(const Arguments& arguments) {
  if (!arguments.options.hasArg(OPT_o))
    return usageError("'generate' needs '-o DIR'");
  return runOnSources(arguments);
}
