// switch.

#include "Extract/Table.h"

namespace varscope::extract {
namespace {

using namespace clang;
using ir::Node;
using ir::Op;

constexpr std::uint64_t maxRange = 256;

/// Adds the values of one `case`; false for a range that is too long to spell out.
bool addLabels(Lowering& lowering, const CaseStmt& label, Nodes& values) {
  if (!label.caseStmtIsGNURange()) {
    values.push_back(lowering.value(*label.getLHS()));
    return true;
  }
  const ASTContext& ast = lowering.unit.ast;
  llvm::APSInt at = label.getLHS()->EvaluateKnownConstInt(ast);
  llvm::APSInt last = label.getRHS()->EvaluateKnownConstInt(ast);
  for (std::uint64_t count = 0; at <= last; ++at, ++count) {
    if (count == maxRange)
      return false;
    values.push_back(lowering.constant(APValue(at), label.getLHS()->getType(), label));
    if (at == last)
      return true;
  }
  return true;
}

/// One group of labels with the statements up to the next.
struct Group {
  const Stmt* at;
  Nodes labels;
  bool isDefault = false;
  llvm::SmallVector<const Stmt*, 4> statements;
};

/// The labels that stand directly in the body; false if some stand elsewhere, as in
/// the middle of a loop.
bool collect(Lowering& lowering, const SwitchStmt& stmt, std::vector<Group>& groups) {
  unsigned found = 0, expected = 0;
  for (const SwitchCase* label = stmt.getSwitchCaseList(); label; label = label->getNextSwitchCase())
    ++expected;
  const auto* body = dyn_cast<CompoundStmt>(stmt.getBody());
  llvm::ArrayRef<Stmt*> children;
  Stmt* single = const_cast<Stmt*>(stmt.getBody());
  if (body)
    children = {const_cast<Stmt**>(body->body_begin()), body->size()};
  else
    children = single;
  for (const Stmt* child : children) {
    if (isa<SwitchCase>(child))
      groups.push_back({child, {}, false, {}});
    while (const auto* label = dyn_cast<SwitchCase>(child)) {
      ++found;
      if (const auto* value = dyn_cast<CaseStmt>(label)) {
        if (!addLabels(lowering, *value, groups.back().labels))
          return false;
      } else {
        groups.back().isDefault = true;
      }
      child = label->getSubStmt();
    }
    // What stands before the first label is never run.
    if (!groups.empty())
      groups.back().statements.push_back(child);
  }
  return found == expected;
}

/// (case (labels value...) statement...); `default` has no labels, so that labels
/// beside it add nothing.
void emitSwitch(Lowering& lowering, const SwitchStmt& stmt) {
  std::vector<Group> groups;
  if (!collect(lowering, stmt, groups)) {
    lowering.emitExpr(*stmt.getCond());
    return lowering.emitDisordered(stmt, "this switch jumps into its statements",
                                   [&] { lowering.stmt(stmt.getBody()); });
  }
  Nodes kids{lowering.value(*stmt.getCond())};
  for (const Group& group : groups) {
    const Node* body = lowering.block(lowering.loc(*group.at), [&] {
      for (const Stmt* child : group.statements)
        lowering.stmt(child);
    });
    Nodes parts{lowering.node(Op::Labels, *group.at,
                              group.isDefault ? llvm::ArrayRef<const Node*>() : group.labels)};
    parts.append(body->kids.begin(), body->kids.end());
    kids.push_back(lowering.node(Op::Case, *group.at, parts));
  }
  lowering.emit(lowering.node(Op::Switch, stmt, kids));
}

void lowerSwitch(Lowering& lowering, const SwitchStmt& stmt) {
  if (!stmt.getInit() && !stmt.getConditionVariable())
    return emitSwitch(lowering, stmt);
  lowering.emit(lowering.block(lowering.loc(stmt), [&] {
    lowering.stmt(stmt.getInit());
    if (stmt.getConditionVariable())
      lowering.declare(*stmt.getConditionVariable());
    emitSwitch(lowering, stmt);
  }));
}

/// A label that its switch does not see directly: emitSwitch has given up on order.
void lowerStrayLabel(Lowering& lowering, const SwitchCase& label) {
  lowering.stmt(label.getSubStmt());
}

} // namespace

void addSwitch(Table& table) {
  table.stmt<lowerSwitch>({Stmt::SwitchStmtClass});
  table.stmt<lowerStrayLabel>({Stmt::CaseStmtClass, Stmt::DefaultStmtClass});
}

} // namespace varscope::extract
