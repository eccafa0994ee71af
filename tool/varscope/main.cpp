#include "varscope/Options.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/raw_ostream.h"

using namespace varscope;
using namespace varscope::tool;

namespace {
struct Command {
  llvm::StringRef name;
  ExitStatus (*run)(const Arguments&);
};
constexpr Command commands[] = {{"check", runCheck},     {"generate", runGenerate},
                                {"extract", runExtract}, {"link", runLink},
                                {"explain", runExplain}, {"diff", runDiff},
                                {"lock", runLock},
                                {"verify", runVerify},   {"flags", runFlags},
                                {"doctor", runDoctor},   {"lsp", runLsp},
                                {"report", runReport}};
} // namespace

int main(int argc, char** argv) {
  llvm::InitLLVM init(argc, argv);
  ExitStatus status = ExitStatus::Clean;
  std::optional<Arguments> arguments = parseCommandLine(argc, argv, status);
  if (arguments)
    status = llvm::find_if(commands, [&](const Command& command) {
               return command.name == arguments->command;
             })->run(*arguments);
  llvm::outs().flush();
  if (std::error_code error = llvm::outs().error()) {
    llvm::outs().clear_error(); // it would end the process with status 1
    status = failure("cannot write to standard output: " + error.message());
  }
  return static_cast<int>(status);
}
