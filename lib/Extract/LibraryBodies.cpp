#include "Extract/LibraryBodies.h"

#include "Extract/Names.h"

#include "clang/AST/DeclCXX.h"

namespace varscope::extract {

using namespace clang;

void LibraryBodies::walk(const FunctionDecl& function) {
  add(function);
  while (!work.empty()) {
    const FunctionDecl& next = *work.pop_back_val();
    if (const auto* constructor = dyn_cast<CXXConstructorDecl>(&next))
      for (const CXXCtorInitializer* init : constructor->inits())
        visit(*init->getInit());
    visit(*next.getBody());
  }
}

void LibraryBodies::add(const FunctionDecl& function) {
  const FunctionDecl* definition = nullptr;
  if (function.hasBody(definition) && !seen.contains(definition) && !isKnown(*definition) && isLibrary(*definition)) {
    seen.insert(definition);
    work.push_back(definition);
  }
}

void LibraryBodies::visit(const Stmt& stmt) {
  const auto* construct = dyn_cast<CXXConstructExpr>(&stmt);
  const bool isConstruction = construct || isa<CXXParenListInitExpr>(stmt);
  if (isConstruction && considers(cast<Expr>(stmt)))
    ;
  else if (construct)
    add(*construct->getConstructor());
  else if (const auto* inherited = dyn_cast<CXXInheritedCtorInitExpr>(&stmt))
    add(*inherited->getConstructor());
  else if (const auto* call = dyn_cast<CallExpr>(&stmt))
    if (const FunctionDecl* callee = call->getDirectCallee())
      add(*callee);
  for (const Stmt* child : stmt.children())
    if (child)
      visit(*child);
}

} // namespace varscope::extract
