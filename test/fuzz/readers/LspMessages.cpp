/// What an editor sends to the language server: with headers ("Content-Length: ..."), or divided
/// by lines of dashes, which is easier to mutate.

#include "Target.h"
#include "lsp/Server.h"

#include "llvm/Support/LSP/Logging.h"

using namespace varscope;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0)
    return 0;
  llvm::lsp::Logger::setLogLevel(llvm::lsp::Logger::Level::Error);
  std::FILE* in = fmemopen(const_cast<std::uint8_t*>(data), size, "r");
  fuzz::require(in, "no stream to read");
  const auto style = data[0] == 'C' ? llvm::lsp::JSONStreamStyle::Standard : llvm::lsp::JSONStreamStyle::Delimited;
  lsp::ServerOptions options;
  options.inOrder = true;
  options.workspace.pause = {};
  options.workspace.resolve.maxSteps = 50'000;
  {
    auto input = std::make_unique<lsp::Gate>(in, style);
    lsp::Gate& gate = *input;
    llvm::lsp::JSONTransport transport(std::move(input), llvm::nulls());
    lsp::Server(transport, gate, std::move(options)).run();
  }
  std::fclose(in);
  return 0;
}
