// Loops. A range-for over a library container or an array is one node; over a class of
// the program it is the loop that the language defines it to be.

#include "Extract/ClangCompat.h"
#include "Extract/Names.h"
#include "Extract/Table.h"

namespace varscope::extract {
namespace {

using namespace clang;
using ir::Node;
using ir::Op;

const Node* always(Lowering& lowering, const Stmt& at) {
  return lowering.node(Op::Bool, at, {}, "true");
}

/// (for cond step body). A variable that the condition declares lives for one
/// iteration, so that it moves into the body.
void emitFor(Lowering& lowering, const Stmt& stmt, const VarDecl* variable, const Expr* cond,
             const Node* step, const Stmt* body) {
  if (!variable) {
    const Node* test = cond ? lowering.value(*cond) : always(lowering, stmt);
    return lowering.emit(lowering.node(Op::For, stmt, {test, step, lowering.block(body)}));
  }
  const Node* whole = lowering.block(lowering.loc(stmt), [&] {
    lowering.declare(*variable);
    const Node* leave =
        lowering.block(lowering.loc(stmt), [&] { lowering.emit(lowering.node(Op::Break, stmt)); });
    const Node* failed =
        lowering.node(Op::Unary, *cond, {lowering.value(*cond)}, "!", lowering.type(cond->getType()));
    lowering.emit(lowering.node(Op::If, stmt, {failed, leave}));
    lowering.emit(lowering.block(body));
  });
  lowering.emit(lowering.node(Op::For, stmt, {always(lowering, stmt), step, whole}));
}

void lowerWhile(Lowering& lowering, const WhileStmt& stmt) {
  emitFor(lowering, stmt, stmt.getConditionVariable(), stmt.getCond(),
          lowering.block(lowering.loc(stmt), [] {}), stmt.getBody());
}

void lowerDo(Lowering& lowering, const DoStmt& stmt) {
  const Node* body = lowering.block(stmt.getBody());
  lowering.emit(lowering.node(Op::DoWhile, stmt, {body, lowering.value(*stmt.getCond())}));
}

void lowerFor(Lowering& lowering, const ForStmt& stmt) {
  lowering.emit(lowering.block(lowering.loc(stmt), [&] {
    lowering.stmt(stmt.getInit());
    const Node* step = lowering.block(stmt.getInc());
    emitFor(lowering, stmt, stmt.getConditionVariable(), stmt.getCond(), step, stmt.getBody());
  }));
}

/// `*__begin` in the initialiser of a range-for's variable.
const Expr* elementIn(const Stmt* stmt, const VarDecl* begin) {
  if (!stmt)
    return nullptr;
  const auto* expr = dyn_cast<Expr>(stmt);
  const Expr* iterator = nullptr;
  if (const auto* unary = dyn_cast<UnaryOperator>(stmt))
    iterator = unary->getOpcode() == UO_Deref ? unary->getSubExpr() : nullptr;
  else if (const auto* call = dyn_cast<CXXOperatorCallExpr>(stmt))
    iterator = call->getOperator() == OO_Star ? call->getArg(0) : nullptr;
  if (iterator)
    if (const auto* ref = dyn_cast<DeclRefExpr>(iterator->IgnoreParenImpCasts()))
      if (ref->getDecl() == begin)
        return expr;
  for (const Stmt* child : stmt->children())
    if (const Expr* found = elementIn(child, begin))
      return found;
  return nullptr;
}

/// Whether the variable is the element itself or a plain copy of it.
bool isPlain(Lowering& lowering, const VarDecl& variable, const Expr& element) {
  if (isa<DecompositionDecl>(variable))
    return false;
  QualType type = variable.getType();
  if (type->isReferenceType())
    return element.isGLValue() && variable.getInit()->IgnoreParenNoopCasts(lowering.unit.ast)->IgnoreParens() == &element;
  const Expr* init = variable.getInit()->IgnoreParens();
  if (const auto* cast = dyn_cast<ImplicitCastExpr>(init))
    return cast->getCastKind() == CK_LValueToRValue && cast->getSubExpr()->IgnoreParens() == &element;
  return init == &element && !element.isGLValue();
}

/// Whether it makes objects with destructors of the program's.
bool makesTemporaries(const Stmt& expr) {
  if (const auto* bound = dyn_cast<CXXBindTemporaryExpr>(&expr))
    if (!isLibrary(*bound->getTemporary()->getDestructor()))
      return true;
  return !isa<LambdaExpr>(expr) &&
         llvm::any_of(expr.children(), [](const Stmt* child) { return child && makesTemporaries(*child); });
}

/// Whether such objects are made for the range; itself it lives as long as the loop.
bool rangeMakesTemporaries(const Expr& range) {
  const Expr* itself = range.IgnoreParens();
  if (const auto* full = dyn_cast<ExprWithCleanups>(itself))
    itself = full->getSubExpr();
  if (const auto* made = dyn_cast<MaterializeTemporaryExpr>(itself))
    itself = made->getSubExpr();
  if (const auto* bound = dyn_cast<CXXBindTemporaryExpr>(itself))
    itself = bound->getSubExpr();
  return makesTemporaries(*itself);
}

void emitForEach(Lowering& lowering, const CXXForRangeStmt& stmt, const Node* range) {
  const VarDecl& variable = *stmt.getLoopVariable();
  const auto* begin = cast<VarDecl>(stmt.getBeginStmt()->getSingleDecl());
  const Expr* element = elementIn(variable.getInit(), begin);
  if (!element)
    return lowering.emitDisordered(stmt, "this range is not understood",
                                   [&] { lowering.stmt(stmt.getBody()); });
  if (isPlain(lowering, variable, *element)) {
    llvm::StringRef name = lowering.declareLocal(variable);
    const ir::Type* type = lowering.type(variable.getType());
    return lowering.emit(
        lowering.node(Op::ForEach, stmt, {range, lowering.block(stmt.getBody())}, name, type));
  }
  // The element is given a name of its own, of which the variable is made.
  llvm::StringRef name = lowering.freshLocal("element");
  const ir::Type* type = lowering.type(element->getType());
  if (element->isGLValue())
    type = lowering.unit.types.reference(type, element->getType().isConstQualified());
  const Node* place = lowering.node(Op::Local, *element, {}, name);
  lowering.substitute(*element, element->isGLValue()
                                    ? place
                                    : lowering.load(place, element->getType(), *element));
  const Node* body = lowering.block(lowering.loc(*stmt.getBody()), [&] {
    lowering.declare(variable);
    lowering.emit(lowering.block(stmt.getBody()));
  });
  lowering.emit(lowering.node(Op::ForEach, stmt, {range, body}, name, type));
}

/// With __range, __begin and __end spelled out.
void emitDesugared(Lowering& lowering, const CXXForRangeStmt& stmt) {
  lowering.stmt(stmt.getRangeStmt());
  lowering.stmt(stmt.getBeginStmt());
  lowering.stmt(stmt.getEndStmt());
  const Node* step = lowering.block(stmt.getInc());
  const Node* test = lowering.value(*stmt.getCond());
  const Node* body = lowering.block(lowering.loc(*stmt.getBody()), [&] {
    lowering.declare(*stmt.getLoopVariable());
    lowering.emit(lowering.block(stmt.getBody()));
  });
  lowering.emit(lowering.node(Op::For, stmt, {test, step, body}));
}

void lowerRangeFor(Lowering& lowering, const CXXForRangeStmt& stmt) {
  if (!stmt.getBeginStmt() || !stmt.getCond())
    return lowering.emitDisordered(stmt, "this range does not compile", [] {});
  lowering.emit(lowering.block(lowering.loc(stmt), [&] {
    lowering.stmt(stmt.getInit());
    const auto* range = cast<VarDecl>(stmt.getRangeStmt()->getSingleDecl());
    QualType type = range->getType().getNonReferenceType();
    const Expr& init = *range->getInit();
    const bool makesTemporaries = rangeMakesTemporaries(init);
    if (makesTemporaries && lowering.unit.ast.getLangOpts().CPlusPlus23)
      return emitForEach(lowering, stmt,
                         lowering.unknown(init, "what is made for this range ends before the loop or, in compilers that "
                                                "have C++23's rule, after it", {lowering.place(init)}));
    if (type->isArrayType() || lowering.type(type)->kind == ir::TypeKind::Library) {
      if (!makesTemporaries)
        return emitForEach(lowering, stmt, lowering.place(init));
      lowering.stmt(stmt.getRangeStmt());
      return emitForEach(lowering, stmt, lowering.node(Op::Local, init, {}, lowering.localName(*range)));
    }
    emitDesugared(lowering, stmt);
  }));
}

} // namespace

void addLoops(Table& table) {
  table.stmt<lowerWhile>({Stmt::WhileStmtClass});
  table.stmt<lowerDo>({Stmt::DoStmtClass});
  table.stmt<lowerFor>({Stmt::ForStmtClass});
  table.stmt<lowerRangeFor>({Stmt::CXXForRangeStmtClass});
}

} // namespace varscope::extract
