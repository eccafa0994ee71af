#include "Frontend/ExtractSource.h"

#include "Extract/Extract.h"
#include "Extract/Roles.h"
#include "Frontend/PreambleState.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/Version.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/Tooling.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/Support/xxhash.h"

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

/// Ends a parse whose result is not wanted any more.
class CancelConsumer : public clang::ASTConsumer {
public:
  explicit CancelConsumer(const std::function<bool()>& cancelled) : cancelled(cancelled) {}
  bool HandleTopLevelDecl(clang::DeclGroupRef) override { return !cancelled(); }

private:
  const std::function<bool()>& cancelled;
};

class CancellableAction : public clang::WrapperFrontendAction {
public:
  CancellableAction(std::unique_ptr<clang::FrontendAction> action,
                    const std::function<bool()>& cancelled)
      : WrapperFrontendAction(std::move(action)), cancelled(cancelled) {}

protected:
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& compiler,
                                                        llvm::StringRef file) override {
    std::vector<std::unique_ptr<clang::ASTConsumer>> consumers;
    consumers.push_back(std::make_unique<CancelConsumer>(cancelled));
    consumers.push_back(WrapperFrontendAction::CreateASTConsumer(compiler, file));
    return std::make_unique<clang::MultiplexConsumer>(std::move(consumers));
  }

private:
  const std::function<bool()>& cancelled;
};

class ExtractToolAction : public clang::tooling::ToolAction {
public:
  ExtractToolAction(ir::Module& module, ExtractOptions options, const EditorState& editor,
                    Preamble* preamble, llvm::raw_ostream& os)
      : module(module), options(std::move(options)), editor(editor), preamble(preamble), os(os) {}

  std::shared_ptr<AllFiles> dependencies = std::make_shared<AllFiles>();

  bool runInvocation(std::shared_ptr<clang::CompilerInvocation> invocation,
                     clang::FileManager* files,
                     std::shared_ptr<clang::PCHContainerOperations> pch,
                     clang::DiagnosticConsumer* consumer) override {
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> vfs = files->getVirtualFileSystemPtr();
    if (preamble && preamble->state().apply(*invocation, vfs, pch)) {
      files = new clang::FileManager(files->getFileSystemOpts(), vfs);
      early = preamble->state().dependencies;
      preambleFile = invocation->getPreprocessorOpts().ImplicitPCHInclude;
      if (options.roles.empty()) // which speak of declarations of the headers
        options.headers = preamble->state().roots;
    }
    clang::CompilerInstance compiler(std::move(invocation), std::move(pch));
    compiler.setVirtualFileSystem(vfs);
    compiler.setFileManager(files);
    compiler.setVerboseOutputStream(os); // "1 error generated." belongs to its source
    compiler.createDiagnostics(consumer, /*ShouldOwnClient=*/false);
    compiler.createSourceManager();
    compiler.addDependencyCollector(dependencies);
    CancellableAction action(makeExtractAction(module, options), editor.cancelled);
    return compiler.ExecuteAction(action);
  }

  /// Every file once, the source first.
  std::vector<std::string> allDependencies() const {
    llvm::StringSet<> seen;
    seen.insert(preambleFile); // no file of the disk
    std::vector<std::string> all;
    const auto add = [&](llvm::ArrayRef<std::string> files) {
      for (const std::string& file : files)
        if (seen.insert(file).second)
          all.push_back(file);
    };
    llvm::ArrayRef<std::string> late = dependencies->getDependencies();
    add(late.take_front(1));
    add(early);
    add(late);
    return all;
  }

private:
  ir::Module& module;
  ExtractOptions options;
  const EditorState& editor;
  Preamble* preamble;
  std::string preambleFile;
  std::vector<std::string> early; ///< files that the preamble read
  llvm::raw_ostream& os;
};

} // namespace

std::string varscope::clangVersion() { return clang::getClangToolFullVersion("clang"); }
std::string varscope::resourceDirectory() { return VARSCOPE_RESOURCE_DIR; }

/// The disk below what the editor has open.
static llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> fileSystem(const EditorState& editor) {
  // A file system of its own: its working directory is not the process's.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk = llvm::vfs::createPhysicalFileSystem();
  if (editor.unsaved.empty())
    return disk;
  auto open = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto& [path, text] : editor.unsaved) {
    // A file that is as it is on the disk keeps its time, and preambles that have read it.
    auto saved = disk->getBufferForFile(path);
    if (saved && (*saved)->getBuffer() == *text)
      continue;
    // Clang tells versions apart by size and time.
    open->addFile(path, time_t(llvm::xxh3_64bits(*text) & 0xffffffff),
                  llvm::MemoryBuffer::getMemBufferCopy(*text, path));
  }
  auto both = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(std::move(disk));
  both->pushOverlay(std::move(open));
  return both;
}

SourceSummary varscope::extractSource(const CompileCommand& command,
                                      const ExtractSourceOptions& options,
                                      const EditorState& editor, Preamble* preamble) {
  SourceSummary summary;
  summary.module = std::make_unique<ir::Module>();

  llvm::raw_string_ostream os(summary.diagnostics);
  os.enable_colors(options.colors);
  clang::DiagnosticOptions diagnosticOptions;
  diagnosticOptions.ShowColors = options.colors;
  ErrorPrinter printer(os, diagnosticOptions);

  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> vfs = fileSystem(editor);
  if (std::error_code error = vfs->setCurrentWorkingDirectory(command.directory)) {
    os << "error: cannot enter directory '" << command.directory << "': " << error.message() << '\n';
    summary.module = nullptr;
    return summary;
  }
  llvm::IntrusiveRefCntPtr<clang::FileManager> files(
      new clang::FileManager(clang::FileSystemOptions(), vfs));

  ExtractToolAction action(*summary.module, {options.sourceRoot, options.roles}, editor, preamble, os);
  clang::tooling::ToolInvocation invocation(
      adaptFlags(command.arguments, command.file, options.flags), &action, files.get(),
      std::make_shared<clang::PCHContainerOperations>());
  invocation.setDiagnosticConsumer(&printer);
  invocation.setDiagnosticOptions(&diagnosticOptions);
  if (!invocation.run() || printer.getNumErrors() != 0 || editor.cancelled())
    summary.module = nullptr;
  summary.dependencies = action.allDependencies();
  return summary;
}
