// Lambda expressions: a record of captures. The body is a function of its own.

#include "Extract/Table.h"

namespace varscope::extract {
namespace {

using namespace clang;
using ir::Node;
using ir::Op;

const Node* lowerCapture(Lowering& lowering, const LambdaExpr& lambda, const LambdaCapture& capture,
                         const Expr& init) {
  llvm::StringRef name = lowering.unit.captureName(
      *lambda.getLambdaClass(), capture.capturesVariable() ? capture.getCapturedVar() : nullptr);
  if (capture.getCaptureKind() == LCK_This) {
    const Node* pointer = lowering.value(init);
    return lowering.node(Op::Bind, init, {lowering.deref(pointer, init)}, name);
  }
  bool byReference = capture.getCaptureKind() == LCK_ByRef;
  return byReference ? lowering.node(Op::Bind, init, {lowering.place(init)}, name)
                     : lowering.node(Op::Init, init, {lowering.value(init)}, name);
}

const Node* lowerLambda(Lowering& lowering, const LambdaExpr& lambda) {
  Nodes kids;
  auto init = lambda.capture_init_begin();
  for (const LambdaCapture& capture : lambda.captures()) {
    const Expr* value = *init++;
    if (capture.capturesVLAType() || !value)
      continue;
    kids.push_back(lowerCapture(lowering, lambda, capture, *value));
  }
  return lowering.node(Op::Closure, lambda, kids, {}, lowering.type(lambda.getType()));
}

} // namespace

void addLambdas(Table& table) { table.expr<lowerLambda>({Stmt::LambdaExprClass}); }

} // namespace varscope::extract
