#include "Resolve/Eval/Handlers.h"

namespace varscope::resolve {
namespace {

using EvalFn = Value (*)(Machine&, const ir::Node&);
using ExecFn = Completion (*)(Machine&, const ir::Node&);

constexpr EvalFn evalTable[] = {
#define VARSCOPE_HANDLER_Value(Op) eval##Op,
#define VARSCOPE_HANDLER_Place(Op) eval##Op,
#define VARSCOPE_HANDLER_Either(Op) eval##Op,
#define VARSCOPE_HANDLER_Stmt(Op) nullptr,
#define VARSCOPE_HANDLER_Part(Op) nullptr,
#define VARSCOPE_OP(Op, Spelling, Class, ...) VARSCOPE_HANDLER_##Class(Op)
#include "ScopeIR/Ops.def"
#undef VARSCOPE_HANDLER_Value
#undef VARSCOPE_HANDLER_Place
#undef VARSCOPE_HANDLER_Either
#undef VARSCOPE_HANDLER_Stmt
};

constexpr ExecFn execTable[] = {
#define VARSCOPE_HANDLER_Value(Op) nullptr,
#define VARSCOPE_HANDLER_Place(Op) nullptr,
#define VARSCOPE_HANDLER_Either(Op) nullptr,
#define VARSCOPE_HANDLER_Stmt(Op) exec##Op,
#define VARSCOPE_OP(Op, Spelling, Class, ...) VARSCOPE_HANDLER_##Class(Op)
#include "ScopeIR/Ops.def"
};

} // namespace

Value Machine::eval(const ir::Node& node) {
  step();
  const EvalFn handler = evalTable[static_cast<std::size_t>(node.op)];
  return handler ? handler(*this, node) : fresh("a statement where a value is needed", node.loc);
}

Completion Machine::exec(const ir::Node& node) {
  step();
  if (const ExecFn handler = execTable[static_cast<std::size_t>(node.op)])
    return handler(*this, node);
  evalFull(node);
  return Completion::Normal;
}

Value Machine::evalFull(const ir::Node& node) {
  return fullExpression([&] { return eval(node); });
}

} // namespace varscope::resolve
