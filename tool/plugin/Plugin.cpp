// Extraction within the user's own compile:
//   clang++ -fplugin=.../varscope-plugin.so [-fplugin-arg-varscope-o=FILE.vsum]
//           [-fplugin-arg-varscope-source-root=DIR] -c SRC -o OBJECT
// The summary is the one that `varscope extract` makes; without a name it lies beside the object.
#include "Driver/OutputFiles.h"
#include "Extract/Extract.h"
#include "ScopeIR/Printer.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendPluginRegistry.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace varscope;

namespace {

struct PluginOptions {
  std::string output;     ///< of the summary
  std::string sourceRoot; ///< absolute
};

/// Extracts, then writes the summary if the source compiles.
class SummaryWriter : public clang::ASTConsumer {
public:
  SummaryWriter(clang::DiagnosticsEngine& diagnostics, PluginOptions options)
      : diagnostics(diagnostics), options(std::move(options)),
        extractor(makeExtractor(module, {.sourceRoot = this->options.sourceRoot, .roles = {}})) {}

  void HandleTranslationUnit(clang::ASTContext& ast) override {
    if (diagnostics.hasErrorOccurred())
      return;
    extractor->HandleTranslationUnit(ast);
    if (llvm::Error error = writeOutput(options.output, ir::toString(module)))
      diagnostics.Report(
          diagnostics.getCustomDiagID(clang::DiagnosticsEngine::Error, "VarScope: %0"))
          << llvm::toString(std::move(error));
  }

private:
  clang::DiagnosticsEngine& diagnostics;
  PluginOptions options;
  ir::Module module;
  std::unique_ptr<clang::ASTConsumer> extractor;
};

/// Consumes nothing: a run without an output file has no place for a summary.
class Nothing : public clang::ASTConsumer {};

class ExtractPlugin : public clang::PluginASTAction {
  PluginOptions options;

  // Before code generation, which may free the AST.
  ActionType getActionType() override { return AddBeforeMainAction; }

  bool ParseArgs(const clang::CompilerInstance& compiler,
                 const std::vector<std::string>& arguments) override {
    for (llvm::StringRef argument : arguments) {
      if (argument.consume_front("o=")) {
        options.output = argument.str();
      } else if (argument.consume_front("source-root=")) {
        options.sourceRoot = argument.str();
      } else {
        clang::DiagnosticsEngine& diagnostics = compiler.getDiagnostics();
        diagnostics.Report(diagnostics.getCustomDiagID(clang::DiagnosticsEngine::Error,
                                                       "the VarScope plugin takes no '%0'"))
            << argument;
        return false;
      }
    }
    return true;
  }

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& compiler,
                                                        llvm::StringRef) override {
    const std::string& object = compiler.getFrontendOpts().OutputFile;
    if (options.output.empty() && !object.empty() && object != "-")
      options.output = object + ".vsum";
    if (options.output.empty())
      return std::make_unique<Nothing>();
    llvm::SmallString<128> root(options.sourceRoot.empty() ? "." : options.sourceRoot);
    llvm::sys::fs::make_absolute(root);
    llvm::sys::path::remove_dots(root, /*remove_dot_dot=*/true);
    options.sourceRoot = root.str().str();
    return std::make_unique<SummaryWriter>(compiler.getDiagnostics(), options);
  }
};

clang::FrontendPluginRegistry::Add<ExtractPlugin> registered("varscope", "extract variable scopes");

} // namespace
