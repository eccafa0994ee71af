// Literals, and values that are written without one (T(), T{}).

#include "Extract/Table.h"

namespace varscope::extract {
namespace {

using namespace clang;
using ir::Node;
using ir::Op;

const Node* lowerInteger(Lowering& lowering, const IntegerLiteral& literal) {
  llvm::SmallString<24> digits;
  literal.getValue().toString(digits, 10, literal.getType()->isSignedIntegerType());
  return lowering.node(Op::Int, literal, {}, digits, lowering.type(literal.getType()));
}

const Node* lowerCharacter(Lowering& lowering, const CharacterLiteral& literal) {
  llvm::APSInt value = lowering.unit.ast.MakeIntValue(literal.getValue(), literal.getType());
  llvm::SmallString<24> digits;
  value.toString(digits, 10);
  return lowering.node(Op::Int, literal, {}, digits, lowering.type(literal.getType()));
}

const Node* lowerBool(Lowering& lowering, const CXXBoolLiteralExpr& literal) {
  return lowering.node(Op::Bool, literal, {}, literal.getValue() ? "true" : "false");
}

const Node* lowerFloat(Lowering& lowering, const FloatingLiteral& literal) {
  return lowering.constant(APValue(literal.getValue()), literal.getType(), literal);
}

const Node* lowerString(Lowering& lowering, const StringLiteral& literal) {
  if (literal.getCharByteWidth() != 1)
    return lowering.unknown(literal, "a wide string is not understood", {});
  const Node* text = lowering.node(Op::Str, literal, {}, literal.getBytes());
  // One that initialises an array of char is no object of its own.
  return literal.isGLValue() ? lowering.node(Op::Temp, literal, {text}) : text;
}

const Node* lowerFunctionName(Lowering& lowering, const PredefinedExpr& name) {
  if (!name.getFunctionName())
    return lowering.unknown(name, "the name of a function is not known here", {});
  if (name.getIdentKind() != PredefinedIdentKind::Func && name.getIdentKind() != PredefinedIdentKind::Function)
    return lowering.unknown(name, "compilers write this name of a function differently", {});
  return lowering.expr(*name.getFunctionName());
}

const Node* lowerNull(Lowering& lowering, const Expr& null) { return lowering.node(Op::Null, null); }

const Node* lowerZero(Lowering& lowering, const Expr& zero) {
  return lowering.node(Op::Zero, zero, {}, {}, lowering.type(zero.getType()));
}

} // namespace

void addLiterals(Table& table) {
  table.expr<lowerInteger>({Stmt::IntegerLiteralClass});
  table.expr<lowerCharacter>({Stmt::CharacterLiteralClass});
  table.expr<lowerBool>({Stmt::CXXBoolLiteralExprClass});
  table.expr<lowerFloat>({Stmt::FloatingLiteralClass});
  table.expr<lowerString>({Stmt::StringLiteralClass});
  table.expr<lowerFunctionName>({Stmt::PredefinedExprClass});
  table.expr<lowerNull>({Stmt::CXXNullPtrLiteralExprClass, Stmt::GNUNullExprClass});
  table.expr<lowerZero>({Stmt::CXXScalarValueInitExprClass, Stmt::ImplicitValueInitExprClass});
}

} // namespace varscope::extract
