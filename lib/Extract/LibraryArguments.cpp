// Arguments of library functions: what their parameters may do to them.

#include "Extract/Calls.h"
#include "Extract/Names.h"

#include "llvm/ADT/StringSwitch.h"

namespace varscope::extract {

using namespace clang;
using ir::Node;
using ir::Op;

namespace {

/// Nothing that the argument names is changed through the parameter.
bool onlyReads(QualType parameter) {
  if (parameter->isReferenceType() || parameter->isPointerType())
    return parameter->getPointeeType().isConstQualified();
  return false;
}

/// Functions that print a signed or unsigned char as a number.
bool formatsNumbers(const FunctionDecl& callee) {
  if (!callee.getIdentifier() || !callee.getName().contains("format"))
    return false;
  return llvm::StringSwitch<bool>(qualifiedName(callee))
      .Cases({"std::format", "std::format_to", "std::format_to_n", "std::formatted_size"}, true)
      .Cases({"std::make_format_args", "fmt::make_format_args"}, true)
      .Cases({"fmt::format", "fmt::format_to", "fmt::format_to_n", "fmt::formatted_size"}, true)
      .Default(false);
}

bool isSmallInteger(QualType type) {
  const auto* builtin = type->getAs<BuiltinType>();
  return builtin && (builtin->getKind() == BuiltinType::SChar || builtin->getKind() == BuiltinType::UChar);
}

} // namespace

Nodes lowerLibraryArguments(Lowering& lowering, const FunctionDecl& callee,
                            llvm::ArrayRef<const Expr*> arguments) {
  const bool promotes = formatsNumbers(callee);
  Nodes out;
  for (unsigned i = 0; i < arguments.size(); ++i) {
    const Expr& argument = *arguments[i];
    if (isa<CXXDefaultArgExpr>(argument))
      continue;
    if (promotes && isSmallInteger(argument.getType())) {
      const ir::Type* promoted = lowering.type(lowering.unit.ast.IntTy);
      out.push_back(lowering.node(
          Op::Temp, argument,
          {lowering.node(Op::Cast, argument, {lowering.value(argument)}, {}, promoted)}));
      continue;
    }
    const Node* lowered = lowering.expr(argument);
    // A temporary is nobody's but the call's, and a literal no object.
    const bool named = lowered->op != Op::Temp && lowered->op != Op::Str && lowered->op != Op::Null;
    if (named && i < callee.getNumParams() && onlyReads(callee.getParamDecl(i)->getType()))
      lowered = lowering.node(Op::ReadOnly, argument, {lowered});
    out.push_back(lowered);
  }
  return out;
}

} // namespace varscope::extract
