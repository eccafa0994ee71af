#include "Extract/Extract.h"
#include "Extract/Roles.h"
#include "Extract/Unit.h"

#include "clang/Basic/Stack.h"
#include "clang/Frontend/CompilerInstance.h"

namespace varscope {
namespace {

class Extractor : public clang::ASTConsumer {
public:
  Extractor(ir::Module& module, ExtractOptions options)
      : module(module), options(std::move(options)) {}

  void HandleTranslationUnit(clang::ASTContext& ast) override {
    clang::noteBottomOfStack();
    for (const RoleFile* roles : options.roles)
      extract::applyRoleFile(ast, *roles);
    extract::Unit unit(ast, module, options);
    extract::findRoots(unit, options.headers);
    unit.run();
    unit.locations.keepSuppressions();
    unit.locations.keepLines();
  }

private:
  ir::Module& module;
  ExtractOptions options;
};

class ExtractAction : public clang::ASTFrontendAction {
public:
  ExtractAction(ir::Module& module, ExtractOptions options)
      : module(module), options(std::move(options)) {}

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance&,
                                                        llvm::StringRef) override {
    return makeExtractor(module, options);
  }

private:
  ir::Module& module;
  ExtractOptions options;
};

} // namespace

std::unique_ptr<clang::ASTConsumer> makeExtractor(ir::Module& module, ExtractOptions options) {
  return std::make_unique<Extractor>(module, std::move(options));
}

std::unique_ptr<clang::FrontendAction> makeExtractAction(ir::Module& module,
                                                         ExtractOptions options) {
  return std::make_unique<ExtractAction>(module, std::move(options));
}

} // namespace varscope
