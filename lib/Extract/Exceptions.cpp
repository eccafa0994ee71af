// try, catch, throw.

#include "Extract/Exceptions.h"
#include "Extract/Table.h"

namespace varscope::extract {
namespace {

using namespace clang;
using ir::Node;
using ir::Op;

const Node* lowerThrow(Lowering& lowering, const CXXThrowExpr& expr) {
  const Expr* thrown = expr.getSubExpr();
  if (!thrown)
    return lowering.node(Op::Throw, expr, {}, {}, lowering.unit.types.voidType());
  return lowering.node(Op::Throw, expr, {lowering.value(*thrown)}, {},
                       lowering.type(thrown->getType()));
}

const Node* lowerCatch(Lowering& lowering, const CXXCatchStmt& handler) {
  const VarDecl* variable = handler.getExceptionDecl();
  if (!variable)
    return lowering.node(Op::Catch, handler, {lowering.block(handler.getHandlerBlock())}, {},
                         lowering.unit.types.voidType());
  llvm::StringRef name = lowering.declareLocal(*variable);
  return lowering.node(Op::Catch, handler, {lowering.block(handler.getHandlerBlock())}, name,
                       lowering.type(variable->getType()));
}

void lowerTry(Lowering& lowering, const CXXTryStmt& stmt) {
  lowering.emit(tried(lowering, stmt, lowering.block(stmt.getTryBlock())));
}

} // namespace

const Node* tried(Lowering& lowering, const CXXTryStmt& stmt, const Node* block) {
  Nodes kids{block};
  for (unsigned i = 0; i < stmt.getNumHandlers(); ++i)
    kids.push_back(lowerCatch(lowering, *stmt.getHandler(i)));
  return lowering.node(Op::Try, stmt, kids);
}

void addExceptions(Table& table) {
  table.expr<lowerThrow>({Stmt::CXXThrowExprClass});
  table.stmt<lowerTry>({Stmt::CXXTryStmtClass});
}

} // namespace varscope::extract
