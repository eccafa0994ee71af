#include "Extract/Lowering.h"
#include "Extract/ClangCompat.h"
#include "Extract/Table.h"

#include "clang/Basic/Stack.h"
#include "llvm/Support/SaveAndRestore.h"

namespace varscope::extract {

using namespace clang;
using ir::Node;
using ir::Op;

namespace {

/// One level of the AST makes at most three of scope IR.
constexpr unsigned maxAstDepth = ir::maxDepth / 4;

} // namespace

const Table& Table::get() {
  static const Table table = [] {
    Table made;
    for (auto add : {addLiterals, addConstants, addReferences, addOperators, addCasts, addCalls,
                     addConstructions, addInitLists, addAllocations, addLambdas, addTransparent,
                     addStatements, addSwitch, addLoops, addDeclarations, addExceptions, addVariableArguments})
      add(made);
    return made;
  }();
  return table;
}

Lowering::Lowering(Unit& unit, const FunctionDecl* function) : unit(unit), function(function) {
  if (const auto* method = dyn_cast_or_null<CXXMethodDecl>(function))
    if (method->getParent()->isLambda())
      closure = method->getParent();
}

const Node* Lowering::dispatch(const Expr& expr) {
  if (auto known = substitutes.find(&expr); known != substitutes.end())
    return known->second;
  if (Table::ExprHandler handler = Table::get().expr(expr.getStmtClass()))
    return handler(*this, expr);
  return unknown(expr, ("an expression of kind " + llvm::StringRef(expr.getStmtClassName()) +
                        " is not understood").str());
}

const Node* Lowering::expr(const Expr& expr) {
  if (depth >= maxAstDepth) {
    tooDeep = true;
    return unknown(expr, "nested too deeply", {});
  }
  llvm::SaveAndRestore deeper(depth, depth + 1);
  const Node* out = nullptr;
  runWithSufficientStackSpace([] {}, [&] { out = dispatch(expr); });
  return out;
}

const Node* Lowering::load(const Node* place, QualType type, const Stmt& at) {
  if (type->isFunctionType())
    return place;
  if (type.isVolatileQualified())
    return unknown(at, "a volatile object can change at any time", {place});
  Op op = compat::classOf(type) || type->isArrayType() ? Op::Copy : Op::Load;
  return node(op, at, {place});
}

const Node* Lowering::value(const Expr& expr) {
  const Node* out = this->expr(expr);
  if (!expr.isGLValue() || expr.getType()->isFunctionType())
    return out;
  // A temporary's value is the value that it was made of.
  out = out->op == Op::Temp ? out->kids[0] : load(out, expr.getType(), expr);
  return expr.refersToBitField() ? node(Op::Cast, expr, {out}, {}, type(expr.getType())) : out;
}

const Node* Lowering::fieldValue(const FieldDecl& field, const Expr& expr) {
  const Node* out = value(expr);
  return field.isBitField() ? node(Op::Cast, expr, {out}, {}, unit.types.ofField(field)) : out;
}

const Node* Lowering::place(const Expr& expr) {
  const Node* out = this->expr(expr);
  return expr.isGLValue() && !expr.getType()->isFunctionType() ? out
                                                               : node(Op::Temp, expr, {out});
}

const Node* Lowering::unknown(const Stmt& at, llvm::StringRef reason, llvm::ArrayRef<const Node*> kids) {
  return node(Op::Unknown, at, kids, reason);
}

const Node* Lowering::unknown(const Stmt& at, llvm::StringRef reason) {
  Nodes kids;
  for (const Stmt* child : at.children())
    if (const auto* sub = dyn_cast_or_null<Expr>(child))
      kids.push_back(expr(*sub));
  return unknown(at, reason, kids);
}

const Node* Lowering::deref(const Node* pointer, const Stmt& at) {
  return pointer->op == Op::AddressOf ? pointer->kids[0] : node(Op::Deref, at, {pointer});
}

const Node* Lowering::addressOf(const Node* place, const Stmt& at) {
  return place->op == Op::Deref ? place->kids[0] : node(Op::AddressOf, at, {place});
}

void Lowering::stmt(const Stmt* stmt) {
  if (!stmt)
    return;
  if (const auto* expr = dyn_cast<Expr>(stmt))
    return emitExpr(*expr);
  if (depth >= maxAstDepth) {
    tooDeep = true;
    return;
  }
  llvm::SaveAndRestore deeper(depth, depth + 1);
  runWithSufficientStackSpace([] {}, [&] {
    if (Table::StmtHandler handler = Table::get().stmt(stmt->getStmtClass()))
      return handler(*this, *stmt);
    emitDisordered(*stmt,
                   ("a statement of kind " + llvm::StringRef(stmt->getStmtClassName()) +
                    " is not understood").str(),
                   [&] {
                     for (const Stmt* child : stmt->children())
                       this->stmt(child);
                   });
  });
}

const Node* Lowering::discarded(const Expr& expr) {
  const Node* out = this->expr(expr);
  const bool isObject = expr.isPRValue() && compat::classOf(expr.getType());
  return isObject && out->op != Op::Temp ? node(Op::Temp, expr, {out}) : out;
}

void Lowering::emitExpr(const Expr& expr) { emit(node(Op::ExprStmt, expr, {discarded(expr)})); }

llvm::StringRef Lowering::freshLocal(llvm::StringRef stem) {
  unsigned use = taken[stem]++;
  return unit.module.intern(use == 0 ? stem.str() : (stem + "." + llvm::Twine(use)).str());
}

llvm::StringRef Lowering::declareLocal(const ValueDecl& variable) {
  llvm::StringRef stem = variable.getIdentifier() ? variable.getName() : llvm::StringRef("unnamed");
  llvm::StringRef name = freshLocal(stem);
  locals[cast<ValueDecl>(variable.getCanonicalDecl())] = name;
  return name;
}

llvm::StringRef Lowering::localName(const ValueDecl& variable) const {
  return locals.lookup(cast<ValueDecl>(variable.getCanonicalDecl()));
}

void Lowering::alias(const ValueDecl& variable, llvm::StringRef name) {
  locals[cast<ValueDecl>(variable.getCanonicalDecl())] = name;
}

llvm::StringRef Lowering::captureOf(const ValueDecl* variable) const {
  if (!closure)
    return {};
  for (const LambdaCapture& capture : closure->captures())
    if (variable ? capture.capturesVariable() && capture.getCapturedVar()->getCanonicalDecl() ==
                                                     variable->getCanonicalDecl()
                 : capture.capturesThis())
      return unit.captureName(*closure, variable);
  return {};
}

} // namespace varscope::extract
