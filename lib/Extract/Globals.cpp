// Variables of namespaces and classes.

#include "Extract/ClangCompat.h"
#include "Extract/Constness.h"
#include "Extract/Lowering.h"
#include "Extract/Names.h"

namespace varscope::extract {

using namespace clang;

bool isConstant(const VarDecl& variable) {
  QualType type = variable.getType();
  const CXXRecordDecl* record =
      compat::classOf(QualType(type->getBaseElementTypeUnsafe(), 0));
  return type.isConstQualified() && !(record && record->hasDefinition() && record->hasMutableFields());
}

namespace {

const ir::Node* initialValue(Unit& unit, const VarDecl& variable) {
  Lowering lowering(unit, nullptr);
  const VarDecl* definition = nullptr;
  const Expr* init = variable.getAnyInitializer(definition);
  if (!init) {
    if (!variable.getDefinition())
      return nullptr;
    return unit.module.node(ir::Op::Zero, unit.locations.of(variable.getLocation()), {}, {},
                            unit.types.of(variable.getType()));
  }
  const ir::Node* value = lowering.value(*init);
  return lowering.tooDeep ? nullptr : value;
}

} // namespace

void lowerGlobal(Unit& unit, const VarDecl& variable, llvm::StringRef usr) {
  ir::Global out;
  out.usr = usr;
  out.name = unit.module.intern(qualifiedName(variable));
  out.loc = unit.locations.of(variable.getLocation());
  out.type = unit.types.of(variable.getType());
  out.isConst = isConstant(variable);
  // What a reference is bound to at start-up is not a value.
  if (!variable.getType()->isReferenceType())
    out.init = initialValue(unit, variable);
  unit.module.globals.emplace(usr, out);
}

} // namespace varscope::extract
