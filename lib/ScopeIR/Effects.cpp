#include "ScopeIR/Effects.h"

#include "llvm/ADT/STLExtras.h"

namespace varscope::ir {

namespace {

/// Whether evaluating it may call something or change an object. What is too large to
/// look through may.
bool mayHaveEffects(const Node& node, unsigned& budget) {
  switch (node.op) {
  case Op::Call:
  case Op::VCall:
  case Op::ICall:
  case Op::Lib:
  case Op::Construct:
  case Op::Record: // they end, and may be copied and moved, as their classes say
  case Op::Copy:
  case Op::Move:
  case Op::Order:
  case Op::Inc:
  case Op::Assign:
  case Op::OpAssign:
  case Op::New:
  case Op::Delete:
  case Op::Destroy:
  case Op::Throw:
    return true;
  default:
    return budget == 0 || (--budget, llvm::any_of(node.kids, [&](const Node* kid) { return mayHaveEffects(*kid, budget); }));
  }
}

bool mayHaveEffects(const Node* node) {
  unsigned budget = 64;
  return mayHaveEffects(*node, budget);
}

/// Whether nothing that is evaluated elsewhere can change its value.
bool isConstant(const Node* node) {
  switch (node->op) {
  case Op::Init:
  case Op::Cast:
  case Op::Constant:
  case Op::ReadOnly:
    return isConstant(node->kids[0]);
  default: // literals and their like
    return info(node->op).opClass == OpClass::Value && info(node->op).maxKids == 0;
  }
}

} // namespace

bool orderMayMatter(llvm::ArrayRef<const Node*> operands) {
  return llvm::count_if(operands, isConstant) + 1 < static_cast<std::ptrdiff_t>(operands.size()) &&
         llvm::any_of(operands, [](const Node* operand) { return mayHaveEffects(operand); });
}

} // namespace varscope::ir
