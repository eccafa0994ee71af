// Constructor calls.

#include "Extract/Calls.h"
#include "Extract/ClangCompat.h"
#include "Extract/Names.h"
#include "Extract/Roles.h"
#include "Extract/Table.h"

namespace varscope::extract {
namespace {

using namespace clang;
using ir::Node;
using ir::Op;

/// Arrays of class objects are spelled out up to this length.
constexpr std::uint64_t maxElements = 1024;

/// What a constructor call makes: of an array, each element.
const ir::Type* constructedType(Lowering& lowering, const CXXConstructExpr& expr) {
  return lowering.type(lowering.unit.ast.getBaseElementType(expr.getType()));
}

const Node* lowerUserConstruct(Lowering& lowering, const CXXConstructExpr& expr,
                               llvm::ArrayRef<const Expr*> arguments) {
  const CXXConstructorDecl& constructor = *expr.getConstructor();
  const CXXRecordDecl& record = *constructor.getParent();
  const ir::Type* type = constructedType(lowering, expr);
  if (record.isUnion() || hasVirtualBases(record))
    return lowering.unknown(expr, record.isUnion() ? "a union is not understood"
                                                   : "a virtual base class is not understood");
  if (constructor.isCopyOrMoveConstructor() && constructor.isDefaulted() && isMemberwise(record))
    return copyOrMove(lowering, *arguments[0], constructor.isMoveConstructor(), expr);
  if (constructor.isDefaultConstructor() && constructor.isTrivial())
    return lowering.node(expr.requiresZeroInitialization() ? Op::Zero : Op::Undef, expr, {}, {}, type);
  if (constructor.isDefaultConstructor() && isOptions(record))
    return lowering.node(Op::Record, expr, {}, {}, type);
  const Node* made = lowering.node(Op::Construct, expr, lowerArguments(lowering, arguments, true),
                                   lowering.unit.function(constructor), type);
  return expr.isListInitialization() ? inOrder(lowering, made, "left", expr) : made;
}

const Node* lowerConstruct(Lowering& lowering, const CXXConstructExpr& expr) {
  const CXXConstructorDecl& constructor = *expr.getConstructor();
  const CXXRecordDecl& record = *constructor.getParent();
  llvm::ArrayRef<const Expr*> arguments(expr.getArgs(), expr.getNumArgs());
  std::string role = roleOf(constructor);
  bool library = isLibrary(record);
  if ((library || !role.empty()) && constructor.isCopyOrMoveConstructor())
    return copyOrMove(lowering, *arguments[0], constructor.isMoveConstructor(), expr);
  const Node* made = nullptr;
  if (!role.empty())
    made = lowerRoleCall(lowering, {expr, constructor, arguments}, role);
  else if (library)
    made = lowering.node(Op::Lib, expr, lowerLibraryArguments(lowering, constructor, arguments),
                         qualifiedName(constructor), constructedType(lowering, expr));
  if (!made)
    return lowerUserConstruct(lowering, expr, arguments);
  if (expr.isListInitialization())
    made = inOrder(lowering, made, "left", expr);
  return role.empty() ? withHiddenConstructions(lowering, {expr, constructor, arguments}, made) : made;
}

const Node* lowerConstructExpr(Lowering& lowering, const CXXConstructExpr& expr) {
  const ConstantArrayType* array = lowering.unit.ast.getAsConstantArrayType(expr.getType());
  if (!array)
    return lowerConstruct(lowering, expr);
  if (expr.getConstructor()->isTrivial())
    return lowering.node(Op::Undef, expr, {}, {}, lowering.type(expr.getType()));
  std::uint64_t count = lowering.unit.ast.getConstantArrayElementCount(array);
  bool nested = array->getElementType()->isArrayType();
  if (nested || count > maxElements)
    return lowering.unknown(expr, "so large an array of objects is not understood");
  return lowering.node(Op::List, expr, Nodes(count, lowerConstruct(lowering, expr)), {},
                       lowering.type(expr.getType()));
}

/// A constructor that a class inherits passes its own parameters on.
const Node* lowerInherited(Lowering& lowering, const CXXInheritedCtorInitExpr& expr) {
  const CXXConstructorDecl& constructor = *expr.getConstructor();
  if (!roleOf(constructor).empty() || !lowering.function)
    return lowering.unknown(expr, "an inherited constructor with a role is not understood", {});
  const bool library = isLibrary(constructor);
  Nodes kids;
  for (const ParmVarDecl* parameter : lowering.function->parameters()) {
    const Node* place = lowering.node(Op::Local, expr, {}, lowering.localName(*parameter));
    QualType type = parameter->getType();
    if (!type->isReferenceType())
      place = compat::classOf(type) ? lowering.node(Op::Move, expr, {place})
                                    : lowering.load(place, type, expr);
    else if (library && type->getPointeeType().isConstQualified())
      place = lowering.node(Op::ReadOnly, expr, {place});
    kids.push_back(place);
  }
  const ir::Type* made = lowering.type(lowering.unit.ast.getCanonicalTagType(constructor.getParent()));
  return library ? lowering.node(Op::Lib, expr, kids, qualifiedName(constructor), made)
                 : lowering.node(Op::Construct, expr, kids, lowering.unit.function(constructor), made);
}

} // namespace

void addConstructions(Table& table) {
  table.expr<lowerConstructExpr>({Stmt::CXXConstructExprClass, Stmt::CXXTemporaryObjectExprClass});
  table.expr<lowerInherited>({Stmt::CXXInheritedCtorInitExprClass});
}

} // namespace varscope::extract
