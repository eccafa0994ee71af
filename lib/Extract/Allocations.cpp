// new and delete.

#include "Extract/ClangCompat.h"
#include "Extract/Table.h"

namespace varscope::extract {
namespace {

using namespace clang;
using ir::Node;
using ir::Op;

const Node* lowerNew(Lowering& lowering, const CXXNewExpr& expr) {
  if (expr.isArray())
    return lowering.unknown(expr, "new of an array is not understood");
  if (expr.getNumPlacementArgs() != 0)
    return lowering.unknown(expr, "placement new is not understood");
  const ir::Type* type = lowering.type(expr.getAllocatedType());
  const Expr* init = expr.getInitializer();
  const Node* object =
      init ? lowering.value(*init) : lowering.node(Op::Undef, expr, {}, {}, type);
  return lowering.node(Op::New, expr, {object}, {}, lowering.type(expr.getType()));
}

const Node* lowerDelete(Lowering& lowering, const CXXDeleteExpr& expr) {
  if (expr.isArrayForm())
    return lowering.unknown(expr, "delete of an array is not understood");
  return lowering.node(Op::Delete, expr, {lowering.value(*expr.getArgument())});
}

} // namespace

void addAllocations(Table& table) {
  table.expr<lowerNew>({Stmt::CXXNewExprClass});
  table.expr<lowerDelete>({Stmt::CXXDeleteExprClass});
}

} // namespace varscope::extract
