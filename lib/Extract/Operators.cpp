// Built-in operators. Overloaded ones are calls.

#include "Extract/ClangCompat.h"
#include "Extract/Table.h"

namespace varscope::extract {
namespace {

using namespace clang;
using ir::Node;
using ir::Op;

const Node* lowerUnary(Lowering& lowering, const UnaryOperator& op) {
  const Expr& sub = *op.getSubExpr();
  switch (op.getOpcode()) {
  case UO_Plus:
  case UO_Minus:
  case UO_Not:
  case UO_LNot:
    return lowering.node(Op::Unary, op, {lowering.value(sub)},
                         UnaryOperator::getOpcodeStr(op.getOpcode()), lowering.type(op.getType()));
  case UO_PreInc:
    return lowering.node(Op::Inc, op, {lowering.place(sub)}, "++x");
  case UO_PreDec:
    return lowering.node(Op::Inc, op, {lowering.place(sub)}, "--x");
  case UO_PostInc:
    return lowering.node(Op::Inc, op, {lowering.place(sub)}, "x++");
  case UO_PostDec:
    return lowering.node(Op::Inc, op, {lowering.place(sub)}, "x--");
  case UO_Deref:
    if (op.getType()->isFunctionType())
      return lowering.value(sub);
    return lowering.deref(lowering.value(sub), op);
  case UO_AddrOf:
    if (sub.getType()->isFunctionType())
      return lowering.expr(sub);
    if (op.getType()->isMemberPointerType()) {
      if (const auto* ref = dyn_cast<DeclRefExpr>(sub.IgnoreParens()))
        if (const auto* method = dyn_cast<CXXMethodDecl>(ref->getDecl()))
          return lowering.node(Op::FnRef, op, {}, lowering.unit.function(*method));
      if (const auto* ref = dyn_cast<DeclRefExpr>(sub.IgnoreParens()))
        if (const auto* field = dyn_cast<FieldDecl>(ref->getDecl()); field && !field->isBitField())
          return lowering.node(Op::MemberPtr, op, {}, lowering.unit.fieldName(*field));
      return lowering.unknown(op, "a pointer to this member is not understood", {});
    }
    return lowering.addressOf(lowering.place(sub), op);
  case UO_Extension:
    return lowering.expr(sub);
  default:
    return lowering.unknown(op, "this operator is not understood");
  }
}

const Node* lowerBinary(Lowering& lowering, const BinaryOperator& op) {
  const Expr &left = *op.getLHS(), &right = *op.getRHS();
  switch (op.getOpcode()) {
  case BO_Assign:
    // The right side is evaluated first; both are kids, the place first.
    if (const FieldDecl* field = left.getSourceBitField())
      return lowering.node(Op::Assign, op, {lowering.place(left), lowering.fieldValue(*field, right)});
    return lowering.node(Op::Assign, op, {lowering.place(left), lowering.value(right)});
  case BO_LAnd:
    return lowering.node(Op::And, op, {lowering.value(left), lowering.value(right)});
  case BO_LOr:
    return lowering.node(Op::Or, op, {lowering.value(left), lowering.value(right)});
  case BO_Comma:
    return lowering.node(Op::Comma, op, {lowering.discarded(left), lowering.expr(right)});
  case BO_PtrMemD:
    return lowering.node(Op::MemberAt, op, {lowering.place(left), lowering.value(right)});
  case BO_PtrMemI:
    return lowering.node(Op::MemberAt, op,
                         {lowering.deref(lowering.value(left), op), lowering.value(right)});
  case BO_Cmp: // orderings are ints here
    return lowering.node(Op::Binary, op, {lowering.value(left), lowering.value(right)}, op.getOpcodeStr(),
                         lowering.type(lowering.unit.ast.IntTy));
  default:
    return lowering.node(Op::Binary, op, {lowering.value(left), lowering.value(right)},
                         op.getOpcodeStr(), lowering.type(op.getType()));
  }
}

const Node* lowerCompoundAssign(Lowering& lowering, const CompoundAssignOperator& op) {
  return lowering.node(
      Op::OpAssign, op, {lowering.place(*op.getLHS()), lowering.value(*op.getRHS())},
      BinaryOperator::getOpcodeStr(BinaryOperator::getOpForCompoundAssignment(op.getOpcode())),
      lowering.type(op.getComputationResultType()));
}

const Node* lowerConditional(Lowering& lowering, const ConditionalOperator& op) {
  return lowering.node(Op::Cond, op,
                       {lowering.value(*op.getCond()), lowering.expr(*op.getTrueExpr()),
                        lowering.expr(*op.getFalseExpr())});
}

/// `a != b` by way of a user's ==.
const Node* lowerRewritten(Lowering& lowering, const CXXRewrittenBinaryOperator& op) {
  return lowering.expr(*op.getSemanticForm());
}

const Node* lowerSubscript(Lowering& lowering, const ArraySubscriptExpr& subscript) {
  const Expr* base = subscript.getBase()->IgnoreParens();
  const Node* index = lowering.value(*subscript.getIdx());
  if (const auto* decay = dyn_cast<ImplicitCastExpr>(base);
      decay && decay->getCastKind() == CK_ArrayToPointerDecay)
    return lowering.node(Op::Index, subscript, {lowering.place(*decay->getSubExpr()), index});
  return lowering.node(Op::Deref, subscript,
                       {lowering.node(Op::Binary, subscript, {lowering.value(*base), index}, "+",
                                      lowering.type(base->getType()))});
}

} // namespace

void addOperators(Table& table) {
  table.expr<lowerUnary>({Stmt::UnaryOperatorClass});
  table.expr<lowerBinary>({Stmt::BinaryOperatorClass});
  table.expr<lowerCompoundAssign>({Stmt::CompoundAssignOperatorClass});
  table.expr<lowerConditional>({Stmt::ConditionalOperatorClass});
  table.expr<lowerRewritten>({Stmt::CXXRewrittenBinaryOperatorClass});
  table.expr<lowerSubscript>({Stmt::ArraySubscriptExprClass});
}

} // namespace varscope::extract
