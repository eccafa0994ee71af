// va_arg: unlike the rest of <cstdarg>, it is no call of a function.

#include "Extract/Table.h"

namespace varscope::extract {
namespace {

const ir::Node* lowerVaArg(Lowering& lowering, const clang::VAArgExpr& expr) {
  return lowering.node(ir::Op::Lib, expr, {lowering.expr(*expr.getSubExpr())}, "__builtin_va_arg",
                       lowering.type(expr.getType()));
}

} // namespace

void addVariableArguments(Table& table) { table.expr<lowerVaArg>({clang::Stmt::VAArgExprClass}); }

} // namespace varscope::extract
