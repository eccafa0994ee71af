// new and delete.

#include "Extract/ClangCompat.h"
#include "Extract/Names.h"
#include "Extract/Table.h"

namespace varscope::extract {
namespace {

using namespace clang;
using ir::Node;
using ir::Op;

/// A new array is a pointer to its first element.
const Node* lowerNewArray(Lowering& lowering, const CXXNewExpr& expr) {
  ASTContext& ast = lowering.unit.ast;
  std::optional<llvm::APSInt> count;
  if (std::optional<const Expr*> size = expr.getArraySize(); size && *size)
    count = (*size)->getIntegerConstantExpr(ast);
  if (!count || !count->isRepresentableByInt64())
    return lowering.unknown(expr, "new of an array whose size is not a constant is not understood");
  const Expr* init = expr.getInitializer();
  QualType array = ast.getConstantArrayType(expr.getAllocatedType(), llvm::APInt(64, count->getZExtValue()),
                                            nullptr, ArraySizeModifier::Normal, 0);
  const Node* elements = init && !isa<ImplicitValueInitExpr>(init)
                             ? lowering.value(*init)
                             : lowering.node(init ? Op::Zero : Op::Undef, expr, {}, {}, lowering.type(array));
  return lowering.node(Op::New, expr, {elements}, {}, lowering.type(expr.getType()));
}

const Node* lowerNew(Lowering& lowering, const CXXNewExpr& expr) {
  // Placement in storage makes an object like any other; what allocates may do anything.
  if (expr.getNumPlacementArgs() != 0 && !isLibrary(*expr.getOperatorNew()))
    return lowering.unknown(expr, "a program's own operator new is not understood");
  if (expr.isArray())
    return lowerNewArray(lowering, expr);
  const ir::Type* type = lowering.type(expr.getAllocatedType());
  const Expr* init = expr.getInitializer();
  const Node* object =
      init ? lowering.value(*init) : lowering.node(Op::Undef, expr, {}, {}, type);
  return lowering.node(Op::New, expr, {object}, {}, lowering.type(expr.getType()));
}

const Node* lowerDelete(Lowering& lowering, const CXXDeleteExpr& expr) {
  return lowering.node(Op::Delete, expr, {lowering.value(*expr.getArgument())});
}

} // namespace

void addAllocations(Table& table) {
  table.expr<lowerNew>({Stmt::CXXNewExprClass});
  table.expr<lowerDelete>({Stmt::CXXDeleteExprClass});
}

} // namespace varscope::extract
