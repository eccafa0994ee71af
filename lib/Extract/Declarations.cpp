// Local declarations.

#include "Extract/ClangCompat.h"
#include "Extract/Constness.h"
#include "Extract/Table.h"

#include "llvm/Support/SaveAndRestore.h"

namespace varscope::extract {

using namespace clang;
using ir::Node;
using ir::Op;

namespace {

/// The name of one element of a structured binding is bound to what it stands for.
void declareBinding(Lowering& lowering, const BindingDecl& binding) {
  const Expr* expr = binding.getBinding();
  if (!expr)
    return;
  // Of a tuple: a variable that holds the result of get<i>().
  if (const VarDecl* holding = binding.getHoldingVar()) {
    lowering.declare(*holding);
    lowering.alias(binding, lowering.localName(*holding));
    return;
  }
  const Node* place = lowering.place(*expr);
  lowering.emit(lowering.node(Op::RefVar, *expr, {place}, lowering.declareLocal(binding)));
}

const Node* initialValue(Lowering& lowering, const VarDecl& variable, ir::Loc loc) {
  if (variable.getInit())
    return lowering.value(*variable.getInit());
  return lowering.unit.module.node(Op::Undef, loc, {}, {}, lowering.type(variable.getType()));
}

/// Whether it has to do with the call that runs: its arguments, locals and object.
bool isOfCall(const Stmt& expr, const ASTContext& ast) {
  if (isa<CXXThisExpr>(expr))
    return true;
  if (const auto* ref = dyn_cast<DeclRefExpr>(&expr)) {
    const auto* variable = dyn_cast_or_null<VarDecl>(ref->getDecl()->getPotentiallyDecomposedVarDecl());
    return variable && variable->hasLocalStorage() && !variable->isUsableInConstantExpressions(ast);
  }
  const auto visit = [&](const Stmt* child) { return child && isOfCall(*child, ast); };
  if (const auto* lambda = dyn_cast<LambdaExpr>(&expr)) // its body has locals of its own
    return llvm::any_of(lambda->capture_inits(), visit);
  return llvm::any_of(expr.children(), visit);
}

void declareStatic(Lowering& lowering, const VarDecl& variable, ir::Loc loc) {
  ir::Module& module = lowering.unit.module;
  const ir::Type* type = lowering.type(variable.getType());
  if (type->kind == ir::TypeKind::Ref || variable.getTLSKind() != VarDecl::TLS_None) {
    const Node* place = module.node(Op::Unknown, loc, {}, "a static reference is not understood");
    return lowering.emit(module.node(Op::RefVar, loc, {place}, lowering.declareLocal(variable)));
  }
  const Node* init = initialValue(lowering, variable, loc);
  // Without an initialiser its storage is zero.
  if (init->op == Op::Undef)
    init = module.node(Op::Zero, loc, {}, {}, type);
  const auto unknown = [&](const llvm::Twine& why) {
    init = module.node(Op::Unknown, loc, {init}, ("the static '" + variable.getName() + "' " + why).str());
  };
  // Another instance of the model finds in it what this one leaves there.
  if (!isConstant(variable))
    unknown("is mutable, so that its value when the model is built is not known");
  else if (variable.getInit() && isOfCall(*variable.getInit(), lowering.unit.ast))
    unknown("has the value that the first call in the program gives it, which may be before this one");
  lowering.emit(module.node(Op::StaticVar, loc, {init}, lowering.declareLocal(variable), type));
}

} // namespace

void Lowering::declare(const VarDecl& variable) {
  ir::Module& module = unit.module;
  ir::Loc loc = unit.locations.of(variable.getSourceRange());
  if (variable.isStaticLocal())
    return declareStatic(*this, variable, loc);
  if (!variable.isLocalVarDeclOrParm())
    return; // extern
  llvm::SaveAndRestore<const VarDecl*> current(declaring, &variable);
  llvm::SaveAndRestore unseen(refersToItself, false);
  const ir::Type* type = this->type(variable.getType());
  llvm::StringRef name = declareLocal(variable);
  if (type->kind == ir::TypeKind::Ref) {
    const Node* place = variable.getInit()
                            ? this->place(*variable.getInit())
                            : module.node(Op::Unknown, loc, {}, "this reference is bound to nothing");
    emit(module.node(Op::RefVar, loc, {place}, name));
  } else {
    const Node* init = initialValue(*this, variable, loc);
    // A closure that captures the variable it initialises: the name comes first.
    if (refersToItself) {
      emit(module.node(Op::Var, loc, {module.node(Op::Undef, loc, {}, {}, type)}, name, type));
      const Node* self = module.node(Op::Local, loc, {}, name);
      emit(module.node(Op::ExprStmt, loc, {module.node(Op::Assign, loc, {self, init})}));
    } else {
      emit(module.node(Op::Var, loc, {init}, name, type));
    }
  }
  if (const auto* decomposition = dyn_cast<DecompositionDecl>(&variable))
    for (const BindingDecl* binding : decomposition->flat_bindings())
      declareBinding(*this, *binding);
}

namespace {

void lowerDeclStmt(Lowering& lowering, const DeclStmt& stmt) {
  for (const Decl* decl : stmt.decls())
    if (const auto* variable = dyn_cast<VarDecl>(decl))
      lowering.declare(*variable);
}

} // namespace

void addDeclarations(Table& table) { table.stmt<lowerDeclStmt>({Stmt::DeclStmtClass}); }

} // namespace varscope::extract
