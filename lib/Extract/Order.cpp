// The order of evaluation of a call's operands, where C++ fixes it and it may matter.

#include "Extract/Calls.h"

#include "ScopeIR/Effects.h"

namespace varscope::extract {

using namespace clang;
using ir::Node;
using ir::Op;

const Node* inOrder(Lowering& lowering, const Node* call, llvm::StringRef order, const Stmt& at) {
  const bool isCall = call->op == Op::Call || call->op == Op::VCall || call->op == Op::Lib ||
                      call->op == Op::Construct;
  if (order.empty() || !isCall || !ir::orderMayMatter(call->kids))
    return call;
  return lowering.node(Op::Order, at, {call}, order);
}

llvm::StringRef orderOf(OverloadedOperatorKind op) {
  switch (op) {
  case OO_LessLess:
  case OO_GreaterGreater:
  case OO_Subscript:
  case OO_ArrowStar:
  case OO_AmpAmp:
  case OO_PipePipe:
  case OO_Comma:
    return "left";
  case OO_Equal:
  case OO_PlusEqual:
  case OO_MinusEqual:
  case OO_StarEqual:
  case OO_SlashEqual:
  case OO_PercentEqual:
  case OO_CaretEqual:
  case OO_AmpEqual:
  case OO_PipeEqual:
  case OO_LessLessEqual:
  case OO_GreaterGreaterEqual:
    return "right";
  default:
    return {};
  }
}

} // namespace varscope::extract
