#include "varscope/Program.h"

#include "lsp/Server.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/LSP/Logging.h"
#include "llvm/Support/Program.h"

using namespace llvm;
using namespace varscope;

ExitStatus tool::runLsp(const Arguments& arguments) {
  if (!arguments.inputs.empty())
    return usageError("'lsp' takes no sources; the editor opens them");
  lsp::ServerOptions options;
  options.version = VARSCOPE_VERSION;
  options.inOrder = arguments.options.hasArg(OPT_lit_test);
  ide::WorkspaceOptions& workspace = options.workspace;
  if (options.inOrder)
    workspace.pause = {};
  if (const opt::Arg* directory = arguments.options.getLastArg(OPT_p)) {
    SmallString<128> absolute(directory->getValue());
    sys::fs::make_absolute(absolute);
    workspace.buildDirectory = absolute.str().str();
  }
  std::optional<RoleFiles> roles = readRoleFiles(arguments);
  if (!roles)
    return ExitStatus::Failed;
  workspace.extract = extractOptions(arguments, *roles);
  workspace.extract.sourceRoot.clear();
  workspace.extract.colors = false;
  workspace.warnings = warningOptions(arguments);
  std::optional<resolve::ResolveOptions> resolve = resolveOptions(arguments);
  if (!resolve)
    return ExitStatus::Failed;
  workspace.resolve = std::move(*resolve);
  if (arguments.flags)
    workspace.flags = *arguments.flags;

  llvm::lsp::Logger::setLogLevel(llvm::lsp::Logger::Level::Error);
  sys::ChangeStdinToBinary();
  const auto style = options.inOrder ? llvm::lsp::JSONStreamStyle::Delimited
                                     : llvm::lsp::JSONStreamStyle::Standard;
  auto input = std::make_unique<lsp::Gate>(stdin, style);
  lsp::Gate& gate = *input;
  llvm::lsp::JSONTransport transport(std::move(input), outs(), /*PrettyOutput=*/options.inOrder);
  lsp::Server server(transport, gate, std::move(options));
  return server.run() == 0 ? ExitStatus::Clean : ExitStatus::Errors;
}
