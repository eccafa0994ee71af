#include "Resolve/Eval/Handlers.h"
#include "Resolve/Models/Support.h"

#include "llvm/ADT/StringSwitch.h"

#include <cmath>

namespace varscope::resolve {

using ir::Type;
using ir::TypeKind;

namespace {

enum class Operator { Add, Sub, Mul, Div, Rem, Shl, Shr, And, Or, Xor, Eq, Ne, Lt, Le, Gt, Ge, Cmp3, None };

Operator operatorOf(llvm::StringRef text) {
  return llvm::StringSwitch<Operator>(text)
    .Case("+", Operator::Add).Case("-", Operator::Sub).Case("*", Operator::Mul).Case("/", Operator::Div)
    .Case("%", Operator::Rem).Case("<<", Operator::Shl).Case(">>", Operator::Shr).Case("&", Operator::And)
    .Case("|", Operator::Or).Case("^", Operator::Xor).Case("==", Operator::Eq).Case("!=", Operator::Ne)
    .Case("<", Operator::Lt).Case("<=", Operator::Le).Case(">", Operator::Gt).Case(">=", Operator::Ge)
    .Case("<=>", Operator::Cmp3).Default(Operator::None);
}

template <class T> std::optional<bool> compare(Operator op, const T& a, const T& b) {
  switch (op) {
  case Operator::Eq: return a == b;
  case Operator::Ne: return a != b;
  case Operator::Lt: return a < b;
  case Operator::Le: return a <= b;
  case Operator::Gt: return a > b;
  case Operator::Ge: return a >= b;
  default: return std::nullopt;
  }
}

/// What `<=>` gives, as an int that compares with 0 alike.
template <class T> Value order(const T& a, const T& b) {
  return Value::integer(static_cast<std::uint64_t>(std::int64_t(a > b) - std::int64_t(a < b)), 32, true);
}

Value integers(Machine& in, Operator op, const Value& left, const Value& right, const Type* type) {
  if (op == Operator::Shl || op == Operator::Shr) {
    if (right.asInt() < 0 || right.bits() >= left.width())
      return in.unknown("a shift by " + llvm::Twine(right.print()) + " bits, which is not defined");
    if (op == Operator::Shl)
      return Value::integer(left.bits() << right.bits(), left.width(), left.isSigned());
    return Value::integer(left.isSigned() ? static_cast<std::uint64_t>(left.asInt() >> right.bits())
                                          : left.bits() >> right.bits(),
                          left.width(), left.isSigned());
  }
  // The operands have one type (casts are spelled out); a comparison has its own.
  const bool isSigned = left.isSigned() && right.isSigned();
  if (const auto truth = isSigned ? compare(op, left.asInt(), right.asInt()) : compare(op, left.bits(), right.bits()))
    return Value::boolean(*truth);
  if (op == Operator::Cmp3)
    return isSigned ? order(left.asInt(), right.asInt()) : order(left.bits(), right.bits());
  const unsigned width = type && type->kind == TypeKind::Int ? type->width : left.width();
  const bool resultSigned = type && type->kind == TypeKind::Int ? type->isSigned : left.isSigned();
  if (width == 0 || width > 64)
    return in.unknown("an integer of more than 64 bits");
  const std::uint64_t a = left.bits(), b = right.bits();
  const auto result = [&](std::uint64_t bits) { return Value::integer(bits, width, resultSigned); };
  switch (op) {
  case Operator::Add: return result(a + b);
  case Operator::Sub: return result(a - b);
  case Operator::Mul: return result(a * b);
  case Operator::And: return result(a & b);
  case Operator::Or: return result(a | b);
  case Operator::Xor: return result(a ^ b);
  case Operator::Div:
  case Operator::Rem:
    if (b == 0)
      return in.unknown("a division by zero");
    if (!isSigned)
      return result(op == Operator::Div ? a / b : a % b);
    if (right.asInt() == -1) // the least number has no opposite
      return result(op == Operator::Div ? 0 - a : 0);
    return result(static_cast<std::uint64_t>(op == Operator::Div ? left.asInt() / right.asInt()
                                                                 : left.asInt() % right.asInt()));
  default:
    return in.unknown("an operator that is not modelled");
  }
}

Value floats(Machine& in, Operator op, double a, double b, unsigned width) {
  if (const auto truth = compare(op, a, b))
    return Value::boolean(*truth);
  if (op == Operator::Cmp3)
    return std::isunordered(a, b) ? in.unknown("an ordering with a number that is none") : order(a, b);
  if (width > 64)
    return in.unknown("a long double");
  switch (op) {
  // A float's operation in double and rounded once is exact for these four.
  case Operator::Add: return Value::floating(a + b, width);
  case Operator::Sub: return Value::floating(a - b, width);
  case Operator::Mul: return Value::floating(a * b, width);
  case Operator::Div:
    return b == 0 ? in.unknown("a division by zero") : Value::floating(a / b, width);
  default: return in.unknown("an operator that is not modelled");
  }
}

bool isPointer(const Value& value) {
  return value.is(ValueKind::Pointer) || value.is(ValueKind::Null) || value.is(ValueKind::Function);
}

Value pointers(Machine& in, Operator op, const Value& left, const Value& right) {
  if (op == Operator::Eq || op == Operator::Ne)
    if ((isPointer(left) || left.isString()) && (isPointer(right) || right.isString())) {
      if (left.isString() && right.isString()) // whether equal literals are one object is not told
        return in.unknown("whether two string literals are one object");
      return Value::boolean(left.same(right) == (op == Operator::Eq));
    }
  if (left.isString() && right.isInt() && op == Operator::Add) {
    if (right.bits() > left.str().size())
      return in.unknown("a pointer beyond the end of a string literal");
    return left.advanced(static_cast<std::uint32_t>(right.bits()));
  }
  if (!left.is(ValueKind::Pointer) || !left.hasIndex() || !in.objects.alive(left.target())) {
    if (left.is(ValueKind::Pointer) && right.isInt() && right.bits() == 0 && op != Operator::Mul)
      return left;
    return in.unknown("arithmetic on a pointer that does not point into an array");
  }
  if (right.isInt() && (op == Operator::Add || op == Operator::Sub)) {
    const std::int64_t index =
      op == Operator::Add ? std::int64_t(left.index()) + right.asInt() : std::int64_t(left.index()) - right.asInt();
    // One past the end is an address, too.
    if (index < 0 || (index > 0 && in.element(Value::place(left.target()), Value::int64(index - 1)).isUnknown()))
      return unknownElement(in, in.wholeArray(left.target()), "a pointer beyond the ends of an array");
    return Value::pointerInto(left.target(), static_cast<std::uint32_t>(index));
  }
  if (right.is(ValueKind::Pointer) && right.hasIndex() && right.target() == left.target()) {
    if (op == Operator::Sub)
      return Value::int64(std::int64_t(left.index()) - std::int64_t(right.index()));
    if (const auto truth = compare(op, left.index(), right.index()))
      return Value::boolean(*truth);
  }
  return in.unknown("a comparison of pointers into different arrays");
}

} // namespace

Value binary(Machine& in, llvm::StringRef op, const Value& givenLeft, const Value& givenRight, const Type* type) {
  const Value left = in.load(givenLeft), right = in.load(givenRight);
  if (left.isUnknown() || right.isUnknown())
    return in.derived(op, left, right, type);
  const Operator what = operatorOf(op);
  if (left.isInt() && right.isInt())
    return integers(in, what, left, right, type);
  const auto asDouble = [](const Value& value) {
    return value.is(ValueKind::Float) ? value.asDouble()
           : value.isSigned()         ? double(value.asInt())
                                      : double(value.bits());
  };
  if ((left.is(ValueKind::Float) || left.isInt()) && (right.is(ValueKind::Float) || right.isInt()))
    return floats(in, what, asDouble(left), asDouble(right), type ? type->width : left.width());
  if (right.is(ValueKind::Pointer) && left.isInt() && what == Operator::Add)
    return pointers(in, what, right, left);
  if (isPointer(left) || left.isString() || isPointer(right))
    return pointers(in, what, left, right);
  return in.unknown("operator " + op + " on " + left.print() + " and " + right.print());
}

Value evalBinary(Machine& in, const ir::Node& node) {
  const Args operands = evalArgs(in, node, node.kids, node.text == "<<" || node.text == ">>");
  return binary(in, node.text, operands[0], operands[1], node.type);
}

Value evalUnary(Machine& in, const ir::Node& node) {
  const Value value = in.load(in.eval(*node.kids[0]));
  if (value.isUnknown()) {
    if (node.text == "!" && value.why().op == "!" && value.why().left.isUnknown() && value.why().left.why().width == 1)
      return value.why().left;
    if (node.text == "+")
      return value;
    return in.derived(node.text, value, {}, node.type);
  }
  const char op = node.text.empty() ? 0 : node.text.front();
  if (op == '!') {
    if (value.isInt())
      return Value::boolean(!value.asBool());
    if (value.is(ValueKind::Float))
      return Value::boolean(value.asDouble() == 0);
    if (isPointer(value) || value.isString())
      return Value::boolean(value.is(ValueKind::Null));
  }
  if (value.isInt() && op == '-')
    return Value::integer(0 - value.bits(), value.width(), value.isSigned());
  if (value.isInt() && op == '~')
    return Value::integer(~value.bits(), value.width(), value.isSigned());
  if (value.is(ValueKind::Float) && op == '-')
    return Value::floating(-value.asDouble(), value.width());
  if (op == '+')
    return value;
  return in.fresh("operator " + node.text + " on " + value.print(), node.loc);
}

namespace {
/// The truth of a value that is needed as a value, not as a branch.
Value truth(Machine& in, const Value& given) {
  const Value value = in.load(given);
  if (value.isUnknown())
    return value;
  return Value::boolean(in.decide(value));
}
} // namespace

Value evalAnd(Machine& in, const ir::Node& node) {
  return in.decide(in.eval(*node.kids[0])) ? truth(in, in.eval(*node.kids[1])) : Value::boolean(false);
}
Value evalOr(Machine& in, const ir::Node& node) {
  return in.decide(in.eval(*node.kids[0])) ? Value::boolean(true) : truth(in, in.eval(*node.kids[1]));
}
Value evalCond(Machine& in, const ir::Node& node) {
  return in.eval(*node.kids[in.decide(in.eval(*node.kids[0])) ? 1 : 2]);
}
Value evalComma(Machine& in, const ir::Node& node) {
  in.eval(*node.kids[0]);
  return in.eval(*node.kids[1]);
}

Value evalReadOnly(Machine& in, const ir::Node& node) { return in.eval(*node.kids[0]); }

Value evalAssign(Machine& in, const ir::Node& node) {
  Value value = in.eval(*node.kids[1]); // C++17: the right side first
  const Value place = in.eval(*node.kids[0]);
  if (place.isPlace() && in.objects.alive(place.target()) && node.kids[0]->op != ir::Op::Temp)
    in.name(value, node.kids[0]->text, in.objects.type(place.target()));
  in.assign(place, std::move(value));
  return place;
}

Value evalOpAssign(Machine& in, const ir::Node& node) {
  const Value right = in.load(in.eval(*node.kids[1]));
  const Value place = in.eval(*node.kids[0]);
  const Value left = in.load(place);
  // The operation is in the computation type, the result in the object's.
  Value result = binary(in, node.text, left.isInt() && node.type ? convert(in, left, *node.type) : left, right, node.type);
  if (left.isInt() && result.isInt())
    result = Value::integer(result.bits(), left.width(), left.isSigned());
  else if (left.is(ValueKind::Float) && result.is(ValueKind::Float))
    result = Value::floating(result.asDouble(), left.width());
  else if (place.isPlace() && in.objects.alive(place.target()) && in.objects.type(place.target()))
    result = convert(in, result, *in.objects.type(place.target()));
  in.write(place, result);
  return place;
}

Value evalInc(Machine& in, const ir::Node& node) {
  const Value place = in.eval(*node.kids[0]);
  const Value before = in.load(place);
  const bool prefix = node.text.starts_with("++") || node.text.starts_with("--");
  const llvm::StringRef op = node.text.contains("++") ? "+" : "-";
  const ir::Type* type = place.isPlace() && in.objects.alive(place.target()) ? in.objects.type(place.target()) : nullptr;
  const Value one = before.isInt() ? Value::integer(1, before.width(), before.isSigned()) : Value::int64(1);
  const Value after = binary(in, op, before, one, before.isInt() || before.is(ValueKind::Float) ? nullptr : type);
  in.write(place, after);
  return prefix ? place : before;
}

Value convert(Machine& in, const Value& value, const Type& type) {
  switch (type.kind) {
  case TypeKind::Void:
    return {};
  case TypeKind::Bool:
    if (value.isUnknown())
      return value.why().width == 1 ? value : in.derived("!=", value, Value::integer(0, value.why().width ? value.why().width : 64, value.why().isSigned), &type);
    return truth(in, value);
  case TypeKind::Int: {
    if (type.width == 0 || type.width > 64)
      return in.unknown("an integer of more than 64 bits");
    if (value.isUnknown()) {
      const UnknownState& from = value.why();
      if (from.width == 1 && type.width > 1) // true or false: one of two numbers
        return in.choice(value, Value::integer(1, type.width, type.isSigned), Value::integer(0, type.width, type.isSigned));
      const bool keeps = from.width && (from.width < type.width ? !from.isSigned || type.isSigned
                                                                 : from.width == type.width && from.isSigned == type.isSigned);
      return keeps ? value : in.derived("cast", value, {}, &type);
    }
    if (value.isInt())
      return Value::integer(value.bits(), type.width, type.isSigned);
    if (value.is(ValueKind::Float)) {
      const double number = std::trunc(value.asDouble());
      const double limit = std::ldexp(1.0, static_cast<int>(type.isSigned ? type.width - 1 : type.width));
      if (!(number < limit) || !(type.isSigned ? number >= -limit : number >= 0))
        return in.unknown("a floating-point number that is out of the integer's range");
      return Value::integer(type.isSigned ? static_cast<std::uint64_t>(static_cast<std::int64_t>(number))
                                          : static_cast<std::uint64_t>(number),
                            type.width, type.isSigned);
    }
    return in.unknown("a pointer as an integer");
  }
  case TypeKind::Float:
    if (type.width > 64)
      return in.unknown("a long double");
    if (value.isUnknown())
      return in.derived("cast", value, {}, &type);
    if (value.isInt())
      return Value::floating(value.isSigned() ? double(value.asInt()) : double(value.bits()), type.width);
    if (value.is(ValueKind::Float))
      return Value::floating(value.asDouble(), type.width);
    return in.unknown("a number made from something else");
  case TypeKind::Pointer:
    if (value.is(ValueKind::Pointer) && !value.hasIndex() && type.args[0]->kind == TypeKind::Record &&
        in.objects.alive(value.target())) // to a derived class, or a base
      if (const Place part = in.subobject(value.target(), in.wholeOf(value.target()), type.args[0]->name))
        return Value::pointerTo(part);
    return value; // pointers keep their object
  default:
    return value;
  }
}

Value evalCast(Machine& in, const ir::Node& node) {
  return convert(in, in.load(in.eval(*node.kids[0])), *node.type);
}

} // namespace varscope::resolve
