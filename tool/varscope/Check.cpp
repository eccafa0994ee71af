#include "varscope/Program.h"

using namespace varscope;

ExitStatus tool::runCheck(const Arguments& arguments) {
  return runOnSources(arguments);
}
