// The order of evaluation of a call's operands, where C++ fixes it and it may matter.

#include "Extract/Calls.h"

#include "llvm/ADT/STLExtras.h"

namespace varscope::extract {

using namespace clang;
using ir::Node;
using ir::Op;

namespace {

/// Whether evaluating it may call something or change an object. What is too large to
/// look through may.
bool hasEffects(const Node& node, unsigned& budget) {
  switch (node.op) {
  case Op::Call:
  case Op::VCall:
  case Op::ICall:
  case Op::Lib:
  case Op::Construct:
  case Op::Order:
  case Op::Inc:
  case Op::Assign:
  case Op::OpAssign:
  case Op::New:
  case Op::Delete:
  case Op::Destroy:
  case Op::Throw:
    return true;
  default:
    return budget == 0 || (--budget, llvm::any_of(node.kids, [&](const Node* kid) { return hasEffects(*kid, budget); }));
  }
}

bool hasEffects(const Node& node) {
  unsigned budget = 64;
  return hasEffects(node, budget);
}

} // namespace

const Node* inOrder(Lowering& lowering, const Node* call, llvm::StringRef order, const Stmt& at) {
  const bool isCall = call->op == Op::Call || call->op == Op::VCall || call->op == Op::Lib ||
                      call->op == Op::Construct;
  if (order.empty() || !isCall || llvm::count_if(call->kids, [](const Node* kid) { return hasEffects(*kid); }) < 2)
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
