// What a unit offers to others: models, and functions that can matter for names.

#include "Extract/ClangCompat.h"
#include "Extract/Names.h"
#include "Extract/Roles.h"
#include "Extract/Unit.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

namespace varscope::extract {

using namespace clang;

namespace {

/// Could a name, a shape, a bound or a flag come out through a value of this type?
bool carries(QualType type, bool onlyIfWritable) {
  type = type.getCanonicalType();
  if (type->isReferenceType() || type->isPointerType()) {
    QualType inner = type->getPointeeType();
    if (inner->isFunctionType())
      return true;
    return (!onlyIfWritable || !inner.isConstQualified()) && carries(inner, false);
  }
  return !onlyIfWritable && !type->isVoidType() && !type->isRealFloatingType();
}

bool carries(const FunctionDecl& function) {
  if (carries(function.getReturnType(), false))
    return true;
  if (const auto* method = dyn_cast<CXXMethodDecl>(&function); method && !method->isStatic())
    return true;
  return llvm::any_of(function.parameters(),
                      [](const ParmVarDecl* each) { return carries(each->getType(), true); });
}

/// Whether a body calls a function of the program, which may lead to a scope.
bool callsProgram(const Stmt* stmt) {
  if (!stmt)
    return false;
  if (const auto* call = dyn_cast<CallExpr>(stmt)) {
    const FunctionDecl* callee = call->getDirectCallee();
    if (!callee || !isLibrary(*callee))
      return true;
  }
  return llvm::any_of(stmt->children(), callsProgram);
}

class RootFinder {
public:
  template <typename Declarations>
  explicit RootFinder(Declarations declarations, bool hasRoles = false) : hasRoles(hasRoles) {
    visit(declarations);
  }

  Roots found() const { return {hasRoles, !anyway.empty() || !functions.empty()}; }

  void addTo(Unit& unit) const {
    for (const NamedDecl* decl : anyway)
      if (const auto* function = dyn_cast<FunctionDecl>(decl))
        unit.module.models.push_back({unit.module.intern(*modelTagOf(*function)),
                                      unit.function(*function),
                                      unit.locations.of(function->getLocation())});
      else
        unit.global(*cast<VarDecl>(decl));
    for (const FunctionDecl* function : functions)
      if (hasRoles || matters(*function))
        unit.function(*function);
  }

private:
  static bool matters(const FunctionDecl& function) {
    return function.isExternallyVisible() && !function.isMain() &&
           (carries(function) || callsProgram(function.getBody()));
  }

  template <typename Declarations> void visit(Declarations declarations) {
    for (const Decl* decl : declarations) {
      if (decl->isImplicit() || decl->getLocation().isInvalid())
        continue;
      // Roles are looked for in every header, functions in the user's.
      hasRoles |= isAnnotated(*decl);
      bool passed = decl->isInStdNamespace() || isa<RecordDecl, FunctionDecl, VarDecl>(decl);
      if (passed && isInSystemHeader(*decl))
        continue;
      visitDecl(*decl);
    }
  }

  void visitDecl(const Decl& decl) {
    if (const auto* function = dyn_cast<FunctionDecl>(&decl))
      return visitFunction(*function);
    if (const auto* variable = dyn_cast<VarDecl>(&decl))
      return visitVariable(*variable);
    if (const auto* record = dyn_cast<CXXRecordDecl>(&decl)) {
      if (!record->isDependentContext())
        visitRecord(*record);
      return;
    }
    if (isa<NamespaceDecl, LinkageSpecDecl, ExportDecl>(decl))
      visit(cast<DeclContext>(&decl)->decls());
    // `template` instantiated explicitly needs no visit: it is reached by calls.
  }

  /// What the class of a model declares beside it is the macro's own.
  void visitRecord(const CXXRecordDecl& record) {
    for (const CXXMethodDecl* method : record.methods())
      if (modelTagOf(*method))
        return visitFunction(*method);
    visit(record.decls());
  }

  void visitFunction(const FunctionDecl& function) {
    if (!function.doesThisDeclarationHaveABody() || function.isDependentContext())
      return;
    if (modelTagOf(function))
      return anyway.push_back(&function);
    const SourceManager& sources = function.getASTContext().getSourceManager();
    bool inMainFile = sources.isInMainFile(sources.getExpansionLoc(function.getLocation()));
    if (inMainFile || !function.isInlined())
      functions.push_back(&function);
  }

  /// Another unit may read a global.
  void visitVariable(const VarDecl& variable) {
    if (variable.isThisDeclarationADefinition() == VarDecl::Definition &&
        variable.isExternallyVisible() && !variable.isInline() &&
        !variable.getDeclContext()->isDependentContext() && !isLibrary(variable) &&
        !isa<VarTemplatePartialSpecializationDecl>(variable) &&
        !variable.getDescribedVarTemplate())
      anyway.push_back(&variable);
  }

  static bool isAnnotated(const Decl& decl) {
    const Decl* at = &decl;
    if (const auto* pattern = dyn_cast<TemplateDecl>(at))
      at = pattern->getTemplatedDecl();
    return at && llvm::any_of(at->specific_attrs<AnnotateAttr>(), [](const AnnotateAttr* attribute) {
             return attribute->getAnnotation().starts_with("varscope.");
           });
  }

  std::vector<const NamedDecl*> anyway; ///< builders of models, and globals
  std::vector<const FunctionDecl*> functions;
  bool hasRoles;
};

} // namespace

void findRoots(Unit& unit, std::optional<Roots> headers) {
  const TranslationUnitDecl& all = *unit.ast.getTranslationUnitDecl();
  // To read every declaration of the headers back from a precompiled preamble costs as much as
  // parsing the source does.
  const bool skipsHeaders = headers && !headers->any;
  (skipsHeaders ? RootFinder(all.noload_decls(), headers->roles) : RootFinder(all.decls())).addTo(unit);
}

} // namespace varscope::extract

varscope::Roots varscope::rootsSoFar(const clang::ASTContext& ast) {
  return extract::RootFinder(ast.getTranslationUnitDecl()->decls()).found();
}
