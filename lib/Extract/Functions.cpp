// Functions, methods, constructors and destructors as a whole.

#include "Extract/ClangCompat.h"
#include "Extract/Exceptions.h"
#include "Extract/Lowering.h"
#include "Extract/Names.h"

namespace varscope::extract {

using namespace clang;
using ir::Node;
using ir::Op;

namespace {

const Node* lowerInitializer(Lowering& lowering, const CXXCtorInitializer& init) {
  const Expr& value = *init.getInit();
  if (init.isDelegatingInitializer())
    return lowering.node(Op::Init, value, {lowering.value(value)}, "this");
  if (init.isBaseInitializer()) {
    if (init.isBaseVirtual()) // part of the library's base class that it is a base of
      return nullptr;
    const CXXRecordDecl* base = compat::classOf(QualType(init.getBaseClass(), 0));
    return base ? lowering.node(Op::Init, value, {lowering.value(value)}, lowering.unit.baseName(*base))
                : nullptr;
  }
  const FieldDecl& field = *init.getMember();
  llvm::StringRef name = lowering.unit.fieldName(field);
  return field.getType()->isReferenceType()
             ? lowering.node(Op::Bind, value, {lowering.place(value)}, name)
             : lowering.node(Op::Init, value, {lowering.fieldValue(field, value)}, name);
}

/// What no single name leads to becomes an assignment: a member of an unnamed struct.
bool isAssigned(const CXXCtorInitializer& init) { return init.isIndirectMemberInitializer(); }

void emitAssigned(Lowering& lowering, const CXXCtorInitializer& init) {
  const Expr& value = *init.getInit();
  const Node* place = lowering.node(Op::This, value);
  for (const NamedDecl* step : init.getIndirectMember()->chain()) {
    const auto& field = *cast<FieldDecl>(step);
    if (field.getParent()->isUnion())
      return lowering.emit(lowering.node(
          Op::Opaque, value, {place}, "the members of a union share their storage"));
    place = lowering.node(Op::Field, value, {place}, lowering.unit.fieldName(field));
  }
  const Node* assign = lowering.node(Op::Assign, value, {place, lowering.value(value)});
  lowering.emit(lowering.node(Op::ExprStmt, value, {assign}));
}

void lowerBody(Lowering& lowering, const FunctionDecl& definition, ir::Function& out) {
  const Stmt& body = *definition.getBody();
  const auto* constructor = dyn_cast<CXXConstructorDecl>(&definition);
  if (constructor)
    for (const CXXCtorInitializer* init : constructor->inits())
      if (!isAssigned(*init))
        if (const Node* lowered = lowerInitializer(lowering, *init))
          out.inits.push_back(lowered);
  const auto* guarded = constructor || isa<CXXDestructorDecl>(definition) ? dyn_cast<CXXTryStmt>(&body) : nullptr;
  auto fill = [&] {
    if (constructor)
      for (const CXXCtorInitializer* init : constructor->inits())
        if (isAssigned(*init))
          emitAssigned(lowering, *init);
    const auto* compound = dyn_cast<CompoundStmt>(guarded ? guarded->getTryBlock() : &body);
    if (!compound)
      return lowering.stmt(&body);
    for (const Stmt* child : compound->body())
      lowering.stmt(child);
  };
  out.body = lowering.block(lowering.loc(body), fill);
  if (guarded)
    out.body = tried(lowering, *guarded, out.body);
  if (lowering.tooDeep) {
    out.body = nullptr;
    out.inits.clear();
  } else if (lowering.jumps) {
    const Node* once = out.body;
    out.body = lowering.block(lowering.loc(body), [&] {
      lowering.emitDisordered(body, "the order in which this body runs is not understood",
                              [&] { lowering.emit(once); });
      if (!definition.getReturnType()->isVoidType())
        lowering.emit(lowering.node(
            Op::Return, body,
            {lowering.unknown(body, "the order in which this body runs is not understood", {})}));
    });
  }
}

} // namespace

void lowerFunction(Unit& unit, const FunctionDecl& function, llvm::StringRef usr) {
  if (isLibrary(function) || function.isDependentContext())
    return;
  const FunctionDecl* definition = nullptr;
  function.hasBody(definition);
  const FunctionDecl& seen = definition ? *definition : function;

  ir::Function out;
  out.usr = usr;
  out.name = unit.module.intern(qualifiedName(function));
  out.loc = unit.locations.of(seen.getLocation());
  out.result = unit.types.of(seen.getReturnType());
  out.isVariadic = seen.isVariadic();
  if (const auto* method = dyn_cast<CXXMethodDecl>(&seen); method && !method->isStatic())
    out.self = unit.record(*method->getParent());
  Lowering lowering(unit, &seen);
  for (const ParmVarDecl* parameter : seen.parameters())
    out.params.push_back({lowering.declareLocal(*parameter), unit.types.of(parameter->getType())});
  if (definition && definition->getBody())
    lowerBody(lowering, *definition, out);
  unit.module.functions.emplace(usr, std::move(out));
}

} // namespace varscope::extract
