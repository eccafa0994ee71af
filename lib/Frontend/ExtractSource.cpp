#include "Frontend/ExtractSource.h"

#include "Extract/Extract.h"

#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/FileManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Frontend/Utils.h"
#include "clang/Tooling/Tooling.h"

#include "llvm/Support/VirtualFileSystem.h"

using namespace varscope;

namespace {

/// Prints errors and their notes. Warnings are the user's compiler's business.
class ErrorPrinter : public clang::DiagnosticConsumer {
public:
  ErrorPrinter(llvm::raw_ostream& os, clang::DiagnosticOptions& options) : printer(os, options) {}

  void BeginSourceFile(const clang::LangOptions& language, const clang::Preprocessor* pp) override {
    printer.BeginSourceFile(language, pp);
  }
  void EndSourceFile() override { printer.EndSourceFile(); }
  void HandleDiagnostic(clang::DiagnosticsEngine::Level level,
                        const clang::Diagnostic& diagnostic) override {
    DiagnosticConsumer::HandleDiagnostic(level, diagnostic); // counts
    if (level != clang::DiagnosticsEngine::Note)
      showing = level >= clang::DiagnosticsEngine::Error;
    if (showing)
      printer.HandleDiagnostic(level, diagnostic);
  }

private:
  clang::TextDiagnosticPrinter printer;
  bool showing = false; // the last diagnostic that was no note
};

class AllDependencies : public clang::DependencyCollector {
  bool needSystemDependencies() override { return true; }
  bool sawDependency(llvm::StringRef file, bool, bool, bool, bool missing) override {
    return !missing && !file.starts_with("<");
  }
};

class ExtractToolAction : public clang::tooling::ToolAction {
public:
  ExtractToolAction(ir::Module& module, const ExtractOptions& options)
      : module(module), options(options) {}

  std::shared_ptr<AllDependencies> dependencies = std::make_shared<AllDependencies>();

  bool runInvocation(std::shared_ptr<clang::CompilerInvocation> invocation,
                     clang::FileManager* files,
                     std::shared_ptr<clang::PCHContainerOperations> pch,
                     clang::DiagnosticConsumer* consumer) override {
    clang::CompilerInstance compiler(std::move(invocation), std::move(pch));
    compiler.setVirtualFileSystem(files->getVirtualFileSystemPtr());
    compiler.setFileManager(files);
    compiler.createDiagnostics(consumer, /*ShouldOwnClient=*/false);
    compiler.createSourceManager();
    compiler.addDependencyCollector(dependencies);
    std::unique_ptr<clang::FrontendAction> action = makeExtractAction(module, options);
    return compiler.ExecuteAction(*action);
  }

private:
  ir::Module& module;
  const ExtractOptions& options;
};

} // namespace

SourceSummary varscope::extractSource(const CompileCommand& command,
                                      const ExtractSourceOptions& options) {
  SourceSummary summary;
  summary.module = std::make_unique<ir::Module>();

  llvm::raw_string_ostream os(summary.diagnostics);
  os.enable_colors(options.colors);
  clang::DiagnosticOptions diagnosticOptions;
  diagnosticOptions.ShowColors = options.colors;
  ErrorPrinter printer(os, diagnosticOptions);

  // A file system of its own: its working directory is not the process's.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> vfs = llvm::vfs::createPhysicalFileSystem();
  if (std::error_code error = vfs->setCurrentWorkingDirectory(command.directory)) {
    os << "error: cannot enter directory '" << command.directory << "': " << error.message() << '\n';
    summary.module = nullptr;
    return summary;
  }
  llvm::IntrusiveRefCntPtr<clang::FileManager> files(
      new clang::FileManager(clang::FileSystemOptions(), vfs));

  ExtractOptions extract{options.sourceRoot};
  ExtractToolAction action(*summary.module, extract);
  clang::tooling::ToolInvocation invocation(
      adaptFlags(command.arguments, command.file, options.flags), &action, files.get(),
      std::make_shared<clang::PCHContainerOperations>());
  invocation.setDiagnosticConsumer(&printer);
  invocation.setDiagnosticOptions(&diagnosticOptions);
  if (!invocation.run() || printer.getNumErrors() != 0)
    summary.module = nullptr;
  summary.dependencies = action.dependencies->getDependencies();
  return summary;
}
