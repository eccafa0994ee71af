// What the language makes a constant is folded by Clang: sizes, traits, template
// arguments, constexpr variables and calls.

#include "Extract/Table.h"

#include "clang/AST/APValue.h"
#include "clang/AST/ExprConcepts.h"

namespace varscope::extract {
namespace {

using namespace clang;
using ir::Node;
using ir::Op;

/// A pointer into a string literal, or null.
const Node* stringConstant(Lowering& lowering, const APValue& value, QualType type, const Stmt& at) {
  if (!type->isPointerType())
    return nullptr;
  if (value.isNullPointer())
    return lowering.node(Op::Null, at);
  const auto* base = value.getLValueBase().dyn_cast<const Expr*>();
  const auto* literal = dyn_cast_or_null<StringLiteral>(base);
  if (!literal || literal->getCharByteWidth() != 1)
    return nullptr;
  std::uint64_t offset = value.getLValueOffset().getQuantity();
  if (offset > literal->getBytes().size())
    return nullptr;
  return lowering.node(Op::Str, at, {}, literal->getBytes().drop_front(offset));
}

} // namespace

const Node* Lowering::constant(const APValue& value, QualType type, const Stmt& at) {
  if (value.isInt() && type->isBooleanType())
    return node(Op::Bool, at, {}, value.getInt().getBoolValue() ? "true" : "false");
  if (value.isInt() && type->isIntegralOrEnumerationType()) {
    llvm::SmallString<24> digits;
    value.getInt().toString(digits, 10);
    return node(Op::Int, at, {}, digits, this->type(type));
  }
  if (value.isFloat() && value.getFloat().isFinite() && type->isRealFloatingType()) {
    char digits[64];
    value.getFloat().convertToHexString(digits, 0, false, llvm::APFloat::rmNearestTiesToEven);
    return node(Op::Float, at, {}, digits, this->type(type));
  }
  return value.isLValue() ? stringConstant(*this, value, type, at) : nullptr;
}

const Node* Lowering::constant(const Expr& expr) {
  QualType type = expr.getType();
  if (expr.isGLValue() || expr.isValueDependent() || expr.containsErrors() ||
      !(type->isArithmeticType() || type->isEnumeralType() || type->isPointerType()))
    return nullptr;
  Expr::EvalResult result;
  if (!expr.EvaluateAsRValue(result, unit.ast) || result.HasSideEffects ||
      result.HasUndefinedBehavior)
    return nullptr;
  return constant(result.Val, type, expr);
}

namespace {

const Node* lowerFolded(Lowering& lowering, const Expr& expr) {
  if (const Node* folded = lowering.constant(expr))
    return folded;
  return lowering.unknown(expr, "the compiler's value of this expression is not known", {});
}

const Node* lowerConstant(Lowering& lowering, const ConstantExpr& expr) {
  if (expr.isPRValue() && expr.hasAPValueResult())
    if (const Node* folded =
            lowering.constant(expr.getAPValueResult(), expr.getType(), expr))
      return folded;
  return lowering.expr(*expr.getSubExpr());
}

const Node* lowerTemplateArgument(Lowering& lowering, const SubstNonTypeTemplateParmExpr& expr) {
  return lowering.expr(*expr.getReplacement());
}

} // namespace

void addConstants(Table& table) {
  table.expr<lowerFolded>({Stmt::UnaryExprOrTypeTraitExprClass, Stmt::TypeTraitExprClass,
                           Stmt::SizeOfPackExprClass, Stmt::CXXNoexceptExprClass,
                           Stmt::RequiresExprClass, Stmt::ConceptSpecializationExprClass,
                           Stmt::SourceLocExprClass, Stmt::ArrayTypeTraitExprClass,
                           Stmt::ExpressionTraitExprClass, Stmt::OffsetOfExprClass});
  table.expr<lowerConstant>({Stmt::ConstantExprClass});
  table.expr<lowerTemplateArgument>({Stmt::SubstNonTypeTemplateParmExprClass});
}

} // namespace varscope::extract
