#include "Frontend/PreambleState.h"

#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendOptions.h"
#include "clang/Lex/PreprocessorOptions.h"

using namespace varscope;

namespace {

/// What is known of a preamble beside its tree.
class Facts : public clang::PreambleCallbacks {
public:
  std::shared_ptr<AllFiles> files = std::make_shared<AllFiles>();
  Roots roots;
  void BeforeExecute(clang::CompilerInstance& compiler) override {
    compiler.addDependencyCollector(files);
  }
  void AfterExecute(clang::CompilerInstance& compiler) override {
    roots = rootsSoFar(compiler.getASTContext());
  }
};

/// Prints nothing. Its count of errors is cleared on the way, so it keeps its own word.
class AnyError : public clang::DiagnosticConsumer {
public:
  bool found = false;
  void HandleDiagnostic(clang::DiagnosticsEngine::Level level,
                        const clang::Diagnostic& diagnostic) override {
    // Options out of order are an error to ExtractSource.cpp, which nothing in a preamble reaches.
    found |= level >= clang::DiagnosticsEngine::Error ||
             diagnostic.getID() == clang::diag::ext_designated_init_reordered;
  }
};

} // namespace

Preamble::Preamble() : kept(std::make_unique<State>()) {}
Preamble::~Preamble() = default;

bool Preamble::State::apply(clang::CompilerInvocation& invocation,
                            llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>& files,
                            std::shared_ptr<clang::PCHContainerOperations> pch) {
  const auto& inputs = invocation.getFrontendOpts().Inputs;
  if (inputs.size() != 1 || !inputs.front().isFile())
    return false;
  auto buffer = files->getBufferForFile(inputs.front().getFile());
  if (!buffer)
    return false;
  source = std::move(*buffer);
  const clang::PreambleBounds bounds = clang::ComputePreambleBounds(
      invocation.getLangOpts(), source->getMemBufferRef(), /*MaxLines=*/0);
  if (bounds.Size == 0)
    return false;
  if (!precompiled ||
      !precompiled->CanReuse(invocation, source->getMemBufferRef(), bounds, *files)) {
    precompiled.reset();
    dependencies.clear();
    clang::DiagnosticOptions options;
    AnyError errors;
    auto diagnostics = llvm::makeIntrusiveRefCnt<clang::DiagnosticsEngine>(
        clang::DiagnosticIDs::create(), options, &errors, /*ShouldOwnClient=*/false);
    Facts facts;
    // What the headers instantiate is instantiated once, not after each keystroke.
    invocation.getLangOpts().PCHInstantiateTemplates = true;
    auto built = clang::PrecompiledPreamble::Build(invocation, source.get(), bounds, diagnostics,
                                                   files, std::move(pch), /*StoreInMemory=*/true,
                                                   /*StoragePath=*/"", facts);
    if (!built || errors.found)
      return false;
    precompiled.emplace(std::move(*built));
    dependencies = facts.files->getDependencies().vec();
    roots = facts.roots;
  }
  precompiled->AddImplicitPreamble(invocation, files, source.get());
  invocation.getPreprocessorOpts().RetainRemappedFileBuffers = true;
  return true;
}
