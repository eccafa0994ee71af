// Blocks, conditions and jumps.

#include "Extract/ClangCompat.h"
#include "Extract/Table.h"

namespace varscope::extract {

using namespace clang;
using ir::Node;
using ir::Op;

const Node* Lowering::block(const Stmt* stmt) {
  return block(stmt ? loc(*stmt) : ir::Loc(), [&] {
    if (const auto* compound = dyn_cast_or_null<CompoundStmt>(stmt)) {
      for (const Stmt* child : compound->body())
        this->stmt(child);
      return;
    }
    this->stmt(stmt);
  });
}

namespace {

void lowerCompound(Lowering& lowering, const CompoundStmt& compound) {
  lowering.emit(lowering.block(&compound));
}

void lowerNothing(Lowering&, const NullStmt&) {}

void lowerAttributed(Lowering& lowering, const AttributedStmt& stmt) {
  lowering.stmt(stmt.getSubStmt());
}

/// The branch that is taken whatever happens, as of `if constexpr`.
const Stmt* onlyBranch(Lowering& lowering, const IfStmt& stmt, bool& decided) {
  decided = true;
  if (stmt.isConsteval())
    return stmt.isNegatedConsteval() ? stmt.getThen() : stmt.getElse();
  if (stmt.isConstexpr())
    if (std::optional<const Stmt*> taken = stmt.getNondiscardedCase(lowering.unit.ast))
      return *taken;
  decided = false;
  return nullptr;
}

void emitIf(Lowering& lowering, const IfStmt& stmt) {
  bool decided;
  if (const Stmt* taken = onlyBranch(lowering, stmt, decided); decided) {
    if (taken)
      lowering.stmt(taken);
    return;
  }
  Nodes kids{lowering.value(*stmt.getCond()), lowering.block(stmt.getThen())};
  if (stmt.getElse())
    kids.push_back(lowering.block(stmt.getElse()));
  lowering.emit(lowering.node(Op::If, stmt, kids));
}

void lowerIf(Lowering& lowering, const IfStmt& stmt) {
  if (!stmt.getInit() && !stmt.getConditionVariable())
    return emitIf(lowering, stmt);
  lowering.emit(lowering.block(lowering.loc(stmt), [&] {
    lowering.stmt(stmt.getInit());
    if (stmt.getConditionVariable())
      lowering.declare(*stmt.getConditionVariable());
    emitIf(lowering, stmt);
  }));
}

void lowerReturn(Lowering& lowering, const ReturnStmt& stmt) {
  const Expr* value = stmt.getRetValue();
  if (!value)
    return lowering.emit(lowering.node(Op::Return, stmt));
  if (const VarDecl* result = stmt.getNRVOCandidate(); result && result == lowering.namedResult())
    if (llvm::StringRef name = lowering.localName(*result); !name.empty())
      return lowering.emit(lowering.node(Op::Return, stmt, {lowering.node(Op::Local, *value, {}, name)}));
  if (!value->getType()->isVoidType())
    return lowering.emit(lowering.node(Op::Return, stmt, {lowering.expr(*value)}));
  lowering.emitExpr(*value);
  lowering.emit(lowering.node(Op::Return, stmt));
}

void lowerBreak(Lowering& lowering, const BreakStmt& stmt) {
  lowering.emit(lowering.node(Op::Break, stmt));
}

void lowerContinue(Lowering& lowering, const ContinueStmt& stmt) {
  lowering.emit(lowering.node(Op::Continue, stmt));
}

/// The whole body becomes one of unknown order.
void lowerGoto(Lowering& lowering, const Stmt&) { lowering.jumps = true; }

void lowerLabel(Lowering& lowering, const LabelStmt& stmt) {
  lowering.jumps = true;
  lowering.stmt(stmt.getSubStmt());
}

void lowerAsm(Lowering& lowering, const AsmStmt& stmt) {
  Nodes outputs;
  for (unsigned i = 0; i < stmt.getNumOutputs(); ++i)
    outputs.push_back(lowering.place(*stmt.getOutputExpr(i)));
  lowering.emit(lowering.node(Op::Opaque, stmt, outputs, "inline assembly is not understood"));
}

/// When the parts of a coroutine run is up to those who resume it.
void lowerCoroutine(Lowering& lowering, const CoroutineBodyStmt& stmt) {
  lowering.jumps = true;
  lowering.stmt(stmt.getBody());
}

} // namespace

void addStatements(Table& table) {
  table.stmt<lowerCompound>({Stmt::CompoundStmtClass});
  table.stmt<lowerNothing>({Stmt::NullStmtClass});
  table.stmt<lowerAttributed>({Stmt::AttributedStmtClass});
  table.stmt<lowerIf>({Stmt::IfStmtClass});
  table.stmt<lowerReturn>({Stmt::ReturnStmtClass});
  table.stmt<lowerBreak>({Stmt::BreakStmtClass});
  table.stmt<lowerContinue>({Stmt::ContinueStmtClass});
  table.stmt<lowerGoto>({Stmt::GotoStmtClass, Stmt::IndirectGotoStmtClass});
  table.stmt<lowerLabel>({Stmt::LabelStmtClass});
  table.stmt<lowerAsm>({Stmt::GCCAsmStmtClass, Stmt::MSAsmStmtClass});
  table.stmt<lowerCoroutine>({Stmt::CoroutineBodyStmtClass});
}

} // namespace varscope::extract
