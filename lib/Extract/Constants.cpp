// What the language makes a constant is folded by Clang: sizes, traits, template
// arguments, constexpr variables and calls.

#include "Extract/ClangCompat.h"
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

/// Longer arrays are not spelled out.
constexpr std::uint64_t maxElements = 4096;

const Node* arrayConstant(Lowering& lowering, const APValue& value, QualType type, const Stmt& at) {
  const ConstantArrayType* array = lowering.unit.ast.getAsConstantArrayType(type);
  if (!array || value.getArraySize() > maxElements)
    return nullptr;
  Nodes kids;
  for (unsigned i = 0; i < value.getArraySize(); ++i) {
    const APValue& element = i < value.getArrayInitializedElts() ? value.getArrayInitializedElt(i)
                                                                 : value.getArrayFiller();
    kids.push_back(lowering.constant(element, array->getElementType(), at));
    if (!kids.back())
      return nullptr;
  }
  return lowering.node(Op::List, at, kids, {}, lowering.type(type));
}

/// An object of a class of the program.
const Node* recordConstant(Lowering& lowering, const APValue& value, QualType type, const Stmt& at) {
  const CXXRecordDecl* record = compat::classOf(type);
  const ir::Type* lowered = lowering.type(type);
  if (!record || lowered->kind != ir::TypeKind::Record)
    return nullptr;
  Nodes kids;
  auto add = [&](llvm::StringRef name, const APValue& part, QualType partType) {
    const Node* folded = partType->isReferenceType() ? nullptr : lowering.constant(part, partType, at);
    if (folded)
      kids.push_back(lowering.node(Op::Init, at, {folded}, name));
    return folded != nullptr;
  };
  unsigned next = 0;
  for (const CXXBaseSpecifier& base : record->bases())
    if (!add(lowering.unit.baseName(*compat::classOf(base.getType())), value.getStructBase(next++), base.getType()))
      return nullptr;
  for (const FieldDecl* field : record->fields())
    if (!field->isUnnamedBitField() &&
        !add(lowering.unit.fieldName(*field), value.getStructField(field->getFieldIndex()), field->getType()))
      return nullptr;
  return lowering.node(Op::Record, at, kids, {}, lowered);
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
  if (value.isArray())
    return arrayConstant(*this, value, type, at);
  if (value.isStruct())
    return recordConstant(*this, value, type, at);
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
