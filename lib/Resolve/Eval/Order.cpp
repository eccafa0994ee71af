/// Operands, and the order of their evaluation.

#include "Resolve/Eval/Handlers.h"
#include "Resolve/SourceText.h"

#include "llvm/ADT/STLExtras.h"

namespace varscope::resolve {

using ir::Node;
using ir::Op;

namespace {

/// What the evaluation of one operand did to scopes and variables.
struct Effect {
  const Node* operand;
  std::size_t begin, end; ///< of the trace
};

Value evalOperand(Machine& in, const Node& operand) {
  return operand.op == Op::Init || operand.op == Op::Bind ? evalPart(in, operand) : in.eval(operand);
}

void report(Machine& in, const Node& first, const Node& second) {
  const auto spelled = [&](const Node& node, const char* otherwise) {
    const llvm::StringRef text = sourceText(in.module, node.loc);
    return text.empty() ? std::string(otherwise) : "'" + text.str() + "'";
  };
  Finding found = in.finding(Rule::Unresolved,
                             "which of " + spelled(first, "one operand") + " and " + spelled(second, "another one") +
                               " comes first is not known at compile time: C++ leaves the order of these operands to "
                               "the compiler, and both reach scope calls; write them in separate statements, or in a "
                               "braced list, which goes from left to right");
  in.place(found, second.loc);
  if (const SourceLocation other = in.locate(first.loc); other.line)
    found.notes.push_back({NoteKind::Hint, other, "the other one is here"});
  in.log.addContext(found);
  in.log.report(std::move(found));
  throw PathEnd();
}

} // namespace

Args evalArgs(Machine& in, const Node& call, llvm::ArrayRef<const Node*> operands, bool firstFirst) {
  const Node* const order = in.order && in.order->kids[0] == &call ? in.order : nullptr;
  const bool backwards = order && order->text == "right";
  Args values(operands.size());
  llvm::SmallVector<Effect, 2> effects;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const std::size_t at = backwards ? operands.size() - 1 - i : i;
    const std::size_t before = in.log.items.size();
    values[at] = evalOperand(in, *operands[at]);
    if (order || (firstFirst && at == 0) || in.log.items.size() == before)
      continue;
    const Effect effect{operands[at], before, in.log.items.size()};
    for (const Effect& other : effects)
      if (!in.log.commute(other.begin, other.end, effect.begin, effect.end))
        report(in, *other.operand, *effect.operand);
    effects.push_back(effect);
  }
  return values;
}

Value evalOrder(Machine& in, const Node& node) {
  in.order = &node;
  return in.eval(*node.kids[0]);
}

} // namespace varscope::resolve
