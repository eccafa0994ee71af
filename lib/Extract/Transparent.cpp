// Nodes that say how an expression is written or when its temporaries end.

#include "Extract/Table.h"

namespace varscope::extract {
namespace {

using namespace clang;
using ir::Node;
using ir::Op;

const Node* lowerParen(Lowering& lowering, const ParenExpr& expr) {
  return lowering.expr(*expr.getSubExpr());
}
const Node* lowerFull(Lowering& lowering, const ExprWithCleanups& expr) {
  return lowering.expr(*expr.getSubExpr());
}
const Node* lowerBindTemporary(Lowering& lowering, const CXXBindTemporaryExpr& expr) {
  return lowering.expr(*expr.getSubExpr());
}
const Node* lowerMaterialize(Lowering& lowering, const MaterializeTemporaryExpr& expr) {
  return lowering.node(Op::Temp, expr, {lowering.expr(*expr.getSubExpr())});
}
const Node* lowerPackIndex(Lowering& lowering, const PackIndexingExpr& expr) {
  return lowering.expr(*expr.getSelectedExpr());
}
const Node* lowerSelection(Lowering& lowering, const GenericSelectionExpr& expr) {
  return lowering.expr(*expr.getResultExpr());
}
const Node* lowerBroken(Lowering& lowering, const RecoveryExpr& expr) {
  return lowering.unknown(expr, "this does not compile", {});
}

} // namespace

void addTransparent(Table& table) {
  table.expr<lowerParen>({Stmt::ParenExprClass});
  table.expr<lowerFull>({Stmt::ExprWithCleanupsClass});
  table.expr<lowerBindTemporary>({Stmt::CXXBindTemporaryExprClass});
  table.expr<lowerMaterialize>({Stmt::MaterializeTemporaryExprClass});
  table.expr<lowerPackIndex>({Stmt::PackIndexingExprClass});
  table.expr<lowerSelection>({Stmt::GenericSelectionExprClass});
  table.expr<lowerBroken>({Stmt::RecoveryExprClass});
}

} // namespace varscope::extract
