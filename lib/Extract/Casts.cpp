// Conversions, by what they do rather than how they are written.

#include "Extract/ClangCompat.h"
#include "Extract/Names.h"
#include "Extract/Roles.h"
#include "Extract/Table.h"

namespace varscope::extract {
namespace {

using namespace clang;
using ir::Node;
using ir::Op;

/// From a place of a class to its base along a path of the hierarchy; null for a
/// virtual base, whose place depends on the whole object. A library's object is one with
/// its bases.
const Node* toBase(Lowering& lowering, const CastExpr& cast, const Node* object) {
  for (const CXXBaseSpecifier* step : cast.path()) {
    const CXXRecordDecl* base = compat::classOf(step->getType());
    if (base && step->isVirtual() && isLibrary(*base))
      continue;
    if (step->isVirtual() || !base)
      return nullptr;
    object = lowering.node(Op::Field, cast, {object}, lowering.unit.baseName(*base));
  }
  return object;
}

const Node* lowerUpcast(Lowering& lowering, const CastExpr& cast) {
  const Expr& sub = *cast.getSubExpr();
  const Node* from = sub.getType()->isPointerType() ? lowering.value(sub) : lowering.place(sub);
  bool pointer = cast.getType()->isPointerType();
  if (pointer && from->op != Op::AddressOf)
    return lowering.node(Op::Cast, cast, {from}, {}, lowering.type(cast.getType()));
  const Node* place = toBase(lowering, cast, pointer ? from->kids[0] : from);
  if (!place)
    return lowering.unknown(cast, "a virtual base class is not understood", {from});
  return pointer ? lowering.node(Op::AddressOf, cast, {place}) : place;
}

const Node* lowerDowncast(Lowering& lowering, const CastExpr& cast) {
  const Expr& sub = *cast.getSubExpr();
  if (cast.getType()->isPointerType())
    return lowering.node(Op::Cast, cast, {lowering.value(sub)}, {}, lowering.type(cast.getType()));
  QualType pointer = lowering.unit.ast.getPointerType(cast.getType());
  const Node* address = lowering.addressOf(lowering.place(sub), cast);
  return lowering.deref(lowering.node(Op::Cast, cast, {address}, {}, lowering.type(pointer)), cast);
}

/// To another class of the object's hierarchy, or to a reference to it.
const Node* lowerDynamic(Lowering& lowering, const CastExpr& cast) {
  const Expr& sub = *cast.getSubExpr();
  if (cast.getType()->isVoidPointerType())
    return lowering.unknown(cast, "dynamic_cast to void* is not understood");
  if (cast.getType()->isPointerType())
    return lowering.node(Op::DynCast, cast, {lowering.value(sub)}, {}, lowering.type(cast.getType()));
  return lowering.node(Op::DynCast, cast, {lowering.place(sub)}, {},
                       lowering.unit.types.reference(lowering.type(cast.getType())));
}

/// A constant keeps to be one: (int "784" i64) instead of a cast of an i32.
const Node* lowerNumeric(Lowering& lowering, const CastExpr& cast) {
  const Expr* from = cast.getSubExpr()->IgnoreParenImpCasts();
  if (const auto* minus = dyn_cast<UnaryOperator>(from); minus && minus->getOpcode() == UO_Minus)
    from = minus->getSubExpr()->IgnoreParenImpCasts();
  if (isa<IntegerLiteral, FloatingLiteral, CharacterLiteral, CXXBoolLiteralExpr>(from))
    if (const Node* folded = lowering.constant(cast))
      return folded;
  return lowering.node(Op::Cast, cast, {lowering.value(*cast.getSubExpr())}, {},
                       lowering.type(cast.getType()));
}

/// The address of an array's first element; of whichever array a condition chooses
/// (`first ? "a" : "b"` is an array when both have one length).
const Node* decayed(Lowering& lowering, const CastExpr& cast, const Node* array) {
  if (array->op == Op::Cond)
    return lowering.node(Op::Cond, cast,
                         {array->kids[0], decayed(lowering, cast, array->kids[1]),
                          decayed(lowering, cast, array->kids[2])});
  if (array->op == Op::Temp && array->kids[0]->op == Op::Str)
    return array->kids[0];
  const Node* first =
      lowering.node(Op::Int, cast, {}, "0", lowering.type(lowering.unit.ast.getPointerDiffType()));
  return lowering.node(Op::AddressOf, cast, {lowering.node(Op::Index, cast, {array, first})});
}

const Node* lowerDecay(Lowering& lowering, const CastExpr& cast) {
  return decayed(lowering, cast, lowering.place(*cast.getSubExpr()));
}

/// Reading a variable that is a constant expression gives its value; an annotated
/// one stands for its role.
const Node* lowerLoad(Lowering& lowering, const CastExpr& cast) {
  const Expr* from = cast.getSubExpr()->IgnoreParens();
  const ValueDecl* named = nullptr;
  if (const auto* ref = dyn_cast<DeclRefExpr>(from))
    named = ref->getDecl();
  else if (const auto* member = dyn_cast<MemberExpr>(from))
    named = member->getMemberDecl();
  if (const auto* variable = dyn_cast_or_null<VarDecl>(named);
      variable && variable->getType().isConstQualified() &&
      variable->mightBeUsableInConstantExpressions(lowering.unit.ast) && roleOf(*variable).empty())
    if (const Node* folded = lowering.constant(cast))
      return folded;
  return lowering.value(*cast.getSubExpr());
}

const Node* lowerCast(Lowering& lowering, const CastExpr& cast) {
  const Expr& sub = *cast.getSubExpr();
  switch (cast.getCastKind()) {
  case CK_LValueToRValue:
    return lowerLoad(lowering, cast);
  case CK_NoOp:
  case CK_UserDefinedConversion:
  case CK_ConstructorConversion:
  case CK_FunctionToPointerDecay:
    return lowering.expr(sub);
  case CK_ToVoid:
    return lowering.discarded(sub);
  case CK_ArrayToPointerDecay:
    return lowerDecay(lowering, cast);
  case CK_NullToPointer:
    return lowering.node(Op::Null, cast);
  case CK_DerivedToBase:
  case CK_UncheckedDerivedToBase:
    return lowerUpcast(lowering, cast);
  case CK_BaseToDerived:
    return lowerDowncast(lowering, cast);
  case CK_IntegralCast:
  case CK_IntegralToBoolean:
  case CK_IntegralToFloating:
  case CK_FloatingToIntegral:
  case CK_FloatingToBoolean:
  case CK_FloatingCast:
  case CK_BooleanToSignedIntegral:
    return lowerNumeric(lowering, cast);
  case CK_PointerToBoolean:
    return lowering.node(Op::Cast, cast, {lowering.value(sub)}, {}, lowering.type(cast.getType()));
  case CK_BitCast:
    if (!isa<CXXReinterpretCastExpr>(cast) && cast.getType()->isPointerType() &&
        sub.getType()->isPointerType())
      return lowering.node(Op::Cast, cast, {lowering.value(sub)}, {}, lowering.type(cast.getType()));
    return lowering.unknown(cast, "the same bits seen as another type are not understood");
  case CK_Dynamic:
    return lowerDynamic(lowering, cast);
  default:
    return lowering.unknown(cast, ("a conversion of kind " +
                                   llvm::StringRef(cast.getCastKindName()) +
                                   " is not understood").str());
  }
}

} // namespace

void addCasts(Table& table) {
  table.expr<lowerCast>({Stmt::ImplicitCastExprClass, Stmt::CStyleCastExprClass,
                         Stmt::CXXFunctionalCastExprClass, Stmt::CXXStaticCastExprClass,
                         Stmt::CXXConstCastExprClass, Stmt::CXXReinterpretCastExprClass,
                         Stmt::CXXDynamicCastExprClass, Stmt::BuiltinBitCastExprClass});
}

} // namespace varscope::extract
