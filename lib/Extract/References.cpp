// Names: variables, functions, enumerators, members, `this`.

#include "Extract/ClangCompat.h"
#include "Extract/Names.h"
#include "Extract/Roles.h"
#include "Extract/Table.h"

#include "clang/AST/DeclTemplate.h"

namespace varscope::extract {
namespace {

using namespace clang;
using ir::Node;
using ir::Op;

const Node* lowerVariable(Lowering& lowering, const VarDecl& variable, const Expr& at) {
  Unit& unit = lowering.unit;
  const ir::Type* type = lowering.type(variable.getType());
  bool isReference = type->kind == ir::TypeKind::Ref;
  if (std::string role = roleOf(variable); !role.empty())
    return lowering.node(Op::Temp, at, {lowering.node(Op::Lib, at, {}, role, type)});
  if (&variable == lowering.declaring)
    lowering.refersToItself = true;
  if (llvm::StringRef name = lowering.localName(variable); !name.empty())
    return lowering.node(Op::Local, at, {}, name);
  if (llvm::StringRef field = lowering.captureOf(&variable); !field.empty())
    return lowering.node(Op::Field, at, {lowering.node(Op::This, at)}, field);
  if (!variable.hasGlobalStorage() || variable.isStaticLocal())
    return lowering.unknown(at, "'" + variable.getNameAsString() + "' belongs to another function", {});
  if (variable.getTLSKind() != VarDecl::TLS_None)
    return lowering.unknown(at, "'" + variable.getNameAsString() + "' differs between threads", {});
  if (isLibrary(variable) && !variable.isStaticLocal())
    return lowering.node(Op::Lib, at, {}, qualifiedName(variable),
                         isReference ? type : unit.types.reference(type));
  return lowering.node(Op::Global, at, {}, unit.global(variable));
}

const Node* lowerDeclRef(Lowering& lowering, const DeclRefExpr& ref) {
  const ValueDecl& decl = *ref.getDecl();
  if (const auto* function = dyn_cast<FunctionDecl>(&decl)) {
    std::string role = roleOf(*function);
    if (role.empty() && isLibrary(*function))
      role = qualifiedName(*function);
    return lowering.node(Op::FnRef, ref, {}, role.empty() ? lowering.unit.function(*function) : role);
  }
  if (const auto* enumerator = dyn_cast<EnumConstantDecl>(&decl))
    return lowering.constant(APValue(enumerator->getInitVal()), ref.getType(), ref);
  if (const auto* variable = dyn_cast<VarDecl>(&decl)) {
    const Node* place = lowerVariable(lowering, *variable, ref);
    // A reference to a function is bound to a value.
    if (ref.getType()->isFunctionType() && place->op != Op::Unknown)
      return lowering.node(Op::Load, ref, {place});
    return place;
  }
  if (isa<BindingDecl>(decl)) {
    if (llvm::StringRef name = lowering.localName(decl); !name.empty())
      return lowering.node(Op::Local, ref, {}, name);
    if (llvm::StringRef field = lowering.captureOf(&decl); !field.empty())
      return lowering.node(Op::Field, ref, {lowering.node(Op::This, ref)}, field);
    return lowering.unknown(ref, "'" + decl.getNameAsString() + "' is not understood here", {});
  }
  if (const auto* object = dyn_cast<TemplateParamObjectDecl>(&decl))
    if (const Node* folded = lowering.constant(object->getValue(), object->getType(), ref))
      return lowering.node(Op::Constant, ref, {folded});
  return lowering.unknown(ref, "'" + decl.getNameAsString() + "' is not understood", {});
}

const Node* lowerMember(Lowering& lowering, const MemberExpr& member) {
  const ValueDecl& decl = *member.getMemberDecl();
  const Expr& base = *member.getBase();
  if (const auto* field = dyn_cast<FieldDecl>(&decl)) {
    const Node* object = member.isArrow() ? lowering.deref(lowering.value(base), member)
                                          : lowering.place(base);
    if (field->getParent()->isUnion())
      return lowering.unknown(member, "the members of a union share their storage", {object});
    return lowering.node(Op::Field, member, {object}, lowering.unit.fieldName(*field));
  }
  // The object of a static member or an enumerator is evaluated for nothing.
  const Node* out = nullptr;
  if (const auto* variable = dyn_cast<VarDecl>(&decl))
    out = lowerVariable(lowering, *variable, member);
  else if (const auto* enumerator = dyn_cast<EnumConstantDecl>(&decl))
    out = lowering.constant(APValue(enumerator->getInitVal()), member.getType(), member);
  else if (const auto* method = dyn_cast<CXXMethodDecl>(&decl); method && method->isStatic())
    out = lowering.node(Op::FnRef, member, {}, lowering.unit.function(*method));
  else
    return lowering.unknown(member, "'" + decl.getNameAsString() + "' is not understood", {});
  if (!base.HasSideEffects(lowering.unit.ast))
    return out;
  return lowering.node(Op::Comma, member, {lowering.discarded(base), out});
}

const Node* lowerThis(Lowering& lowering, const CXXThisExpr& self) {
  if (lowering.insideAggregate)
    return lowering.unknown(self, "'this' of an aggregate under construction is not understood", {});
  const auto* method = dyn_cast_or_null<CXXMethodDecl>(lowering.function);
  if (!method)
    return lowering.unknown(self, "'this' is not known here", {});
  const Node* object = lowering.node(Op::This, self);
  if (lowering.closure) {
    llvm::StringRef field = lowering.captureOf(nullptr);
    if (field.empty())
      return lowering.unknown(self, "'this' is not captured", {});
    object = lowering.node(Op::Field, self, {object}, field);
  }
  return lowering.node(Op::AddressOf, self, {object});
}

} // namespace

void addReferences(Table& table) {
  table.expr<lowerDeclRef>({Stmt::DeclRefExprClass});
  table.expr<lowerMember>({Stmt::MemberExprClass});
  table.expr<lowerThis>({Stmt::CXXThisExprClass});
}

} // namespace varscope::extract
