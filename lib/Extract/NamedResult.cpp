// Results that compilers construct in place. C++ leaves it open whether `return local;` moves the local or makes it
// the result; it shows where constructors and destructors do something. This is the case in which Clang and GCC
// agree that it is the result: a local of the function's outermost block that every return statement names.

#include "Extract/Lowering.h"

namespace varscope::extract {

using namespace clang;

namespace {

void collectReturns(const Stmt& stmt, llvm::SmallVectorImpl<const ReturnStmt*>& out) {
  if (const auto* found = dyn_cast<ReturnStmt>(&stmt))
    out.push_back(found);
  if (isa<LambdaExpr>(stmt)) // its statements are another function's
    return;
  for (const Stmt* child : stmt.children())
    if (child)
      collectReturns(*child, out);
}

bool declares(const Stmt& stmt, const VarDecl& variable) {
  const auto* declaration = dyn_cast<DeclStmt>(&stmt);
  return declaration && llvm::is_contained(declaration->decls(), &variable);
}

const VarDecl* find(const FunctionDecl& function) {
  const auto* body = dyn_cast_or_null<CompoundStmt>(function.getBody());
  const CXXRecordDecl* record = function.getReturnType()->getAsCXXRecordDecl();
  if (!body || !record)
    return nullptr;
  llvm::SmallVector<const ReturnStmt*> returns;
  collectReturns(*body, returns);
  const VarDecl* result = returns.empty() ? nullptr : returns.front()->getNRVOCandidate();
  const bool byAll = llvm::all_of(returns, [&](const ReturnStmt* each) { return each->getNRVOCandidate() == result; });
  const bool isOutermost = result && llvm::any_of(body->body(), [&](const Stmt* each) { return declares(*each, *result); });
  return byAll && isOutermost ? result : nullptr;
}

} // namespace

const VarDecl* Lowering::namedResult() {
  if (!knownResult)
    knownResult = function ? find(*function) : nullptr;
  return *knownResult;
}

} // namespace varscope::extract
