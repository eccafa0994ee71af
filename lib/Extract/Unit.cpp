#include "Extract/Unit.h"
#include "Extract/ClangCompat.h"
#include "Extract/Names.h"
#include "Extract/Roles.h"

#include "clang/Basic/SourceManager.h"

namespace varscope::extract {

using namespace clang;

Unit::Unit(ASTContext& ast, ir::Module& module, const ExtractOptions& options)
    : ast(ast), module(module), locations(ast, module, options.sourceRoot), types(*this),
      mainFile(locations.path(ast.getSourceManager().getMainFileID())) {}

llvm::StringRef Unit::usr(const NamedDecl& decl) {
  auto [it, added] = usrs.try_emplace(decl.getCanonicalDecl(), llvm::StringRef());
  if (!added)
    return it->second;
  std::string name = usrOf(*cast<NamedDecl>(decl.getCanonicalDecl()), mainFile);
  // Two declarations under one name would be taken for one: tell them apart.
  if (unsigned use = uses[name]++)
    name += "#" + std::to_string(use + 1);
  waiting.push_back(&decl);
  return usrs[decl.getCanonicalDecl()] = module.intern(name);
}

llvm::StringRef Unit::function(const FunctionDecl& function) { return usr(function); }
llvm::StringRef Unit::global(const VarDecl& variable) { return usr(variable); }

llvm::StringRef Unit::record(const CXXRecordDecl& record) {
  std::string library = types.libraryName(record);
  llvm::StringRef name = usr(record);
  return library.empty() ? name : module.intern(library);
}

llvm::StringRef Unit::fieldName(const FieldDecl& field) {
  if (field.getIdentifier())
    return module.intern(field.getName()); // the module outlives Clang's identifiers
  return module.intern("anon:" + std::to_string(field.getFieldIndex()));
}

llvm::StringRef Unit::baseName(const CXXRecordDecl& base) {
  return module.intern("base:" + record(base).str());
}

llvm::StringRef Unit::captureName(const CXXRecordDecl& closure, const ValueDecl* variable) {
  if (!variable)
    return "this";
  // A captured pack is several variables of one name.
  unsigned same = 0;
  for (const LambdaCapture& capture : closure.captures()) {
    if (!capture.capturesVariable())
      continue;
    if (capture.getCapturedVar()->getCanonicalDecl() == variable->getCanonicalDecl())
      break;
    same += capture.getCapturedVar()->getName() == variable->getName();
  }
  return same == 0 ? module.intern(variable->getName())
                   : module.intern((variable->getName() + "." + llvm::Twine(same)).str());
}

void Unit::run() {
  while (!waiting.empty()) {
    const NamedDecl* decl = waiting.front();
    waiting.pop_front();
    llvm::StringRef name = usrs[decl->getCanonicalDecl()];
    if (const auto* function = dyn_cast<FunctionDecl>(decl))
      lowerFunction(*this, *function, name);
    else if (const auto* record = dyn_cast<CXXRecordDecl>(decl))
      lowerRecord(*this, *record, name);
    else if (const auto* variable = dyn_cast<VarDecl>(decl))
      lowerGlobal(*this, *variable, name);
  }
}

} // namespace varscope::extract
