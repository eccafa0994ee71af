#include "Resolve/Models/Functors.h"
#include "Resolve/Models/Compare.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/SmartPointer.h"
#include "Resolve/Models/Support.h"

#include <cmath>

namespace varscope::resolve {
namespace {

using Args = llvm::ArrayRef<Value>;

/// Both operands after the usual arithmetic conversions; false if they are no numbers.
bool convert(Interpreter& in, Value& a, Value& b) {
  a = in.load(a);
  b = in.load(b);
  auto isNumber = [](const Value& value) { return value.isInt() || value.is(ValueKind::Float); };
  if (!isNumber(a) || !isNumber(b))
    return false;
  if (a.is(ValueKind::Float) || b.is(ValueKind::Float)) {
    unsigned width = 32;
    for (const Value& value : {a, b})
      if (value.is(ValueKind::Float))
        width = std::max(width, value.width());
    a = Value::floating(*in.number(a), width);
    b = Value::floating(*in.number(b), width);
    return true;
  }
  auto promoted = [](const Value& value) {
    return value.width() < 32 ? Value::integer(value.bits(), 32, true) : value;
  };
  a = promoted(a);
  b = promoted(b);
  unsigned width = std::max(a.width(), b.width());
  bool isUnsigned = (a.width() == width && !a.isSigned()) || (b.width() == width && !b.isSigned());
  a = Value::integer(a.bits(), width, !isUnsigned);
  b = Value::integer(b.bits(), width, !isUnsigned);
  return true;
}

Value unknownOf(Interpreter& in, Args args, const char* what) {
  for (const Value& arg : args)
    if (Value value = in.peek(arg); value.isUnknown())
      return in.unknownLike(value);
  return in.unknown(llvm::Twine(what) + " of values that are not numbers");
}

Value sum(Interpreter& in, const LibraryState&, Args args) { return plus(in, args[0], args[1]); }

template <char Operator> Value arithmetic(Interpreter& in, const LibraryState&, Args args) {
  Value a = args[0], b = args[1];
  if (!convert(in, a, b))
    return unknownOf(in, args, "arithmetic");
  if (a.is(ValueKind::Float)) {
    double x = a.asDouble(), y = b.asDouble();
    double result = Operator == '-' ? x - y : Operator == '*' ? x * y : Operator == '/' ? x / y : std::fmod(x, y);
    return Value::floating(result, a.width());
  }
  if ((Operator == '/' || Operator == '%') && (b.bits() == 0 || (a.isSigned() && b.asInt() == -1)))
    return in.unknown("a division by zero");
  std::uint64_t bits = Operator == '-'   ? a.bits() - b.bits()
                       : Operator == '*' ? a.bits() * b.bits()
                       : Operator == '/' ? (a.isSigned() ? static_cast<std::uint64_t>(a.asInt() / b.asInt()) : a.bits() / b.bits())
                                         : (a.isSigned() ? static_cast<std::uint64_t>(a.asInt() % b.asInt()) : a.bits() % b.bits());
  return Value::integer(bits, a.width(), a.isSigned());
}

/// Bits of the orders for which it holds: 1 less, 2 equal, 4 greater.
template <int Orders> Value comparison(Interpreter& in, const LibraryState&, Args args) {
  std::optional<int> order = compareValues(in, args[0], args[1]);
  constexpr bool asksEquality = Orders == 2 || Orders == 5;
  if (!order || (*order == 2 && !asksEquality))
    return unknownOf(in, args, "a comparison");
  return Value::boolean(*order == 2 ? Orders == 5 : (Orders & (*order < 0 ? 1 : *order == 0 ? 2 : 4)) != 0);
}

Value logicalNot(Interpreter& in, const LibraryState&, Args args) {
  std::optional<bool> truth = in.boolean(args[0]);
  return truth ? Value::boolean(!*truth) : unknownOf(in, args, "the negation");
}
template <bool And> Value logical(Interpreter& in, const LibraryState&, Args args) {
  std::optional<bool> a = in.boolean(args[0]), b = in.boolean(args[1]);
  return a && b ? Value::boolean(And ? *a && *b : *a || *b) : unknownOf(in, args, "the truth");
}
Value negated(Interpreter& in, const LibraryState& state, Args args) {
  Value zero = Value::integer(0, 32, true), value = in.load(args[0]);
  if (value.is(ValueKind::Float))
    return Value::floating(-value.asDouble(), value.width());
  return arithmetic<'-'>(in, state, {zero, value});
}
Value identity(Interpreter&, const LibraryState&, Args args) { return args[0]; }

struct FunctorState final : LibraryStateOf<FunctorState> {
  Invoke run;
  unsigned arity;
  FunctorState(Invoke run, unsigned arity) : run(run), arity(arity) {}
  bool equals(const LibraryState& other) const override {
    return classof(other) && run == static_cast<const FunctorState&>(other).run;
  }
  static Value checked(Interpreter& in, const LibraryState& state, Args args) {
    const auto& self = static_cast<const FunctorState&>(state);
    return args.size() == self.arity ? self.run(in, state, args)
                                     : in.unknown("a function object with other arguments than it takes");
  }
  Invoke functor() const override { return checked; }
  std::string print() const override { return "a function object of the library"; }
};

struct Class {
  llvm::StringLiteral name;
  LibraryState::Invoke run;
  unsigned arity = 2;
};
constexpr Class classes[] = {
    {"std::plus", sum},
    {"std::minus", arithmetic<'-'>},
    {"std::multiplies", arithmetic<'*'>},
    {"std::divides", arithmetic<'/'>},
    {"std::modulus", arithmetic<'%'>},
    {"std::negate", negated, 1},
    {"std::less", comparison<1>},
    {"std::less_equal", comparison<3>},
    {"std::greater", comparison<4>},
    {"std::greater_equal", comparison<6>},
    {"std::equal_to", comparison<2>},
    {"std::not_equal_to", comparison<5>},
    {"std::ranges::less", comparison<1>},
    {"std::ranges::less_equal", comparison<3>},
    {"std::ranges::greater", comparison<4>},
    {"std::ranges::greater_equal", comparison<6>},
    {"std::ranges::equal_to", comparison<2>},
    {"std::ranges::not_equal_to", comparison<5>},
    {"std::logical_and", logical<true>},
    {"std::logical_or", logical<false>},
    {"std::logical_not", logicalNot, 1},
    {"std::identity", identity, 1},
};

const Class* classOf(llvm::StringRef name) {
  const Class* found = llvm::find_if(classes, [&](const Class& each) { return each.name == name; });
  return found == std::end(classes) ? nullptr : found;
}

Value make(Interpreter& in, const ir::Type& type) {
  const Class* made = classOf(type.name);
  return made ? Value::make<FunctorState>(made->run, made->arity) : in.unknown("a function object");
}

Value construct(Interpreter& in, const LibCall& call) {
  return call.type ? make(in, *call.type) : in.unknownResult(call);
}

/// A callable that another decides for: not_fn.
struct NegatedState final : LibraryStateOf<NegatedState> {
  Place target;
  explicit NegatedState(Place target) : target(target) {}
  bool equals(const LibraryState& other) const override {
    return classof(other) && target == static_cast<const NegatedState&>(other).target;
  }
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override { visit(target, true); }
  Value callable() const override { return Value::place(target); }
  static Value run(Interpreter& in, const LibraryState& state, Args args) {
    Value inner = Value::place(static_cast<const NegatedState&>(state).target);
    return logicalNot(in, state, in.call(inner, args));
  }
  Invoke functor() const override { return run; }
  std::string print() const override { return "a negated function"; }
};

Value notFn(Interpreter& in, const LibCall& call) {
  return in.callable(call.args[0])
             ? Value::make<NegatedState>(in.materialize(take(in, call, 0), objectType(in, call.args[0])))
             : in.unknownResult(call);
}

constexpr ModelEntry models[] = {
    {"std::not_fn", notFn},
    {"std::_Not_fn::operator()", callFunctor},
    {"std::__not_fn_t::operator()", callFunctor},
};

} // namespace

Value callFunctor(Interpreter& in, const LibCall& call) {
  Value object = in.load(call.args[0]);
  if (!object.is(ValueKind::Library) || !object.state().functor())
    return in.unknownResult(call);
  return in.call(object, call.args.drop_front());
}

Value plus(Interpreter& in, const Value& left, const Value& right) {
  Value a = left, b = right;
  if (convert(in, a, b))
    return a.isInt() ? Value::integer(a.bits() + b.bits(), a.width(), a.isSigned())
                     : Value::floating(a.asDouble() + b.asDouble(), a.width());
  std::optional<Piece> first = piece(in, left), second = piece(in, right);
  if (first && second)
    return stringValue(concatenated(std::move(*first), *second));
  return unknownOf(in, {left, right}, "a sum");
}

void addFunctors(ModelTable& table) {
  table.add(models);
  for (const Class& each : classes) {
    table.add(LibraryType{each.name, make});
    table.add((each.name + "::" + each.name.rsplit("::").second).str(), construct);
    table.add((each.name + "::operator()").str(), callFunctor);
  }
}

} // namespace varscope::resolve
