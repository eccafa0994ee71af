#include "Resolve/Eval/Handlers.h"

#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/APInt.h"
#include "llvm/Support/Error.h"

namespace varscope::resolve {

Value evalInt(Machine& in, const ir::Node& node) { return in.literal(node); }
Value evalBool(Machine&, const ir::Node& node) { return Value::boolean(node.text == "true"); }
Value evalFloat(Machine& in, const ir::Node& node) { return in.literal(node); }
Value evalStr(Machine& in, const ir::Node& node) { return in.literal(node); }
Value evalNull(Machine&, const ir::Node&) { return Value::null(); }
Value evalZero(Machine& in, const ir::Node& node) { return in.zero(*node.type); }
Value evalUndef(Machine& in, const ir::Node& node) { return in.uninitialised(*node.type); }

Value evalUnknown(Machine& in, const ir::Node& node) {
  in.mayChangeKids(node);
  return in.fresh(node.text, node.loc);
}

/// Literals are read once; a string remembers who wrote it.
Value Machine::literal(const ir::Node& node) {
  Value& known = literals[&node];
  if (!known.isNone())
    return known;
  switch (node.op) {
  case ir::Op::Int: {
    const unsigned width = node.type->kind == ir::TypeKind::Bool ? 1 : node.type->width;
    llvm::StringRef digits = node.text;
    const bool negative = digits.consume_front("-");
    llvm::APInt number;
    if (width == 0 || width > 64 || digits.getAsInteger(0, number) || number.getActiveBits() > 64)
      return known = fresh("the number " + node.text, node.loc);
    const std::uint64_t bits = number.getZExtValue();
    return known = Value::integer(negative ? 0 - bits : bits, width, node.type->isSigned);
  }
  case ir::Op::Float: {
    llvm::APFloat number(llvm::APFloat::IEEEdouble());
    llvm::Expected<llvm::APFloat::opStatus> status =
      number.convertFromString(node.text, llvm::APFloat::rmNearestTiesToEven);
    if (!status) {
      llvm::consumeError(status.takeError());
      return known = fresh("the number " + node.text, node.loc);
    }
    if (node.type->width > 64)
      return known = fresh("a long double", node.loc);
    return known = Value::floating(number.convertToDouble(), node.type->width);
  }
  default:
    writers.push_back({&node, frame ? frame->function : nullptr});
    return known = Value::literal(node.text.str(), &writers.back());
  }
}

} // namespace varscope::resolve
