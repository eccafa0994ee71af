#include "Frontend/ExtractSource.h"

#include "Extract/Extract.h"
#include "Extract/Roles.h"

#include "clang/AST/DeclCXX.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/Version.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Frontend/Utils.h"
#include "clang/Tooling/Tooling.h"

#include "llvm/Support/VirtualFileSystem.h"

using namespace varscope;

namespace {

/// g++ refuses options in another order than declared, so do we. Of other classes
/// it is the user's compiler's business.
bool isReorderedOption(const clang::Diagnostic& diagnostic) {
  if (diagnostic.getID() != clang::diag::ext_designated_init_reordered)
    return false;
  for (unsigned i = 0; i < diagnostic.getNumArgs(); ++i) {
    if (diagnostic.getArgKind(i) != clang::DiagnosticsEngine::ak_nameddecl)
      continue;
    const auto* decl = reinterpret_cast<const clang::NamedDecl*>(diagnostic.getRawArg(i));
    const auto* field = llvm::dyn_cast<clang::FieldDecl>(decl);
    const auto* record = field ? llvm::dyn_cast<clang::CXXRecordDecl>(field->getParent()) : nullptr;
    return record && extract::isOptions(*record);
  }
  return false;
}

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
    if (isReorderedOption(diagnostic))
      level = clang::DiagnosticsEngine::Error;
    if (level != clang::DiagnosticsEngine::Note)
      showing = level >= clang::DiagnosticsEngine::Error;
    if (!showing)
      return;
    DiagnosticConsumer::HandleDiagnostic(level, diagnostic); // counts
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
  ExtractToolAction(ir::Module& module, const ExtractOptions& options, llvm::raw_ostream& os)
      : module(module), options(options), os(os) {}

  std::shared_ptr<AllDependencies> dependencies = std::make_shared<AllDependencies>();

  bool runInvocation(std::shared_ptr<clang::CompilerInvocation> invocation,
                     clang::FileManager* files,
                     std::shared_ptr<clang::PCHContainerOperations> pch,
                     clang::DiagnosticConsumer* consumer) override {
    clang::CompilerInstance compiler(std::move(invocation), std::move(pch));
    compiler.setVirtualFileSystem(files->getVirtualFileSystemPtr());
    compiler.setFileManager(files);
    compiler.setVerboseOutputStream(os); // "1 error generated." belongs to its source
    compiler.createDiagnostics(consumer, /*ShouldOwnClient=*/false);
    compiler.createSourceManager();
    compiler.addDependencyCollector(dependencies);
    std::unique_ptr<clang::FrontendAction> action = makeExtractAction(module, options);
    return compiler.ExecuteAction(*action);
  }

private:
  ir::Module& module;
  const ExtractOptions& options;
  llvm::raw_ostream& os;
};

} // namespace

std::string varscope::clangVersion() { return clang::getClangToolFullVersion("clang"); }
std::string varscope::resourceDirectory() { return VARSCOPE_RESOURCE_DIR; }

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

  ExtractOptions extract{options.sourceRoot, options.roles};
  ExtractToolAction action(*summary.module, extract, os);
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
