#include "Resolve/Models/Compare.h"
#include "Resolve/Models/Iterator.h"
#include "Resolve/Models/Optional.h"
#include "Resolve/Models/Pair.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Sequence.h"
#include "Resolve/Models/SmartPointer.h"
#include "Resolve/Models/Support.h"

namespace varscope::resolve {

namespace {

template <typename T>
int threeWay(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

int compareInts(const Value& a, const Value& b) {
  if (a.isSigned() == b.isSigned())
    return a.isSigned() ? threeWay(a.asInt(), b.asInt()) : threeWay(a.bits(), b.bits());
  if (a.isSigned() && a.asInt() < 0)
    return -1;
  if (b.isSigned() && b.asInt() < 0)
    return 1;
  return threeWay(a.bits(), b.bits());
}

std::optional<int> comparePlaces(Interpreter& in, llvm::ArrayRef<Place> a, llvm::ArrayRef<Place> b) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    std::optional<int> order = compareValues(in, Value::place(a[i]), Value::place(b[i]));
    if (!order || *order != 0)
      return order;
  }
  return threeWay(a.size(), b.size());
}

/// Of pointers and handles: only equality is known.
std::optional<int> identity(bool same) { return same ? std::optional(0) : std::optional(2); }

bool isNull(const Value& value) {
  if (const auto* pointer = value.as<PointerState>())
    return !pointer->target;
  return value.is(ValueKind::Null);
}

} // namespace

/// 2 for values that differ without an order.
std::optional<int> compareValues(Interpreter& in, const Value& left, const Value& right) {
  Value a = in.load(left), b = in.load(right);
  if (a.isInt() && b.isInt())
    return compareInts(a, b);
  if ((a.isInt() || a.is(ValueKind::Float)) && (b.isInt() || b.is(ValueKind::Float)))
    return threeWay(*in.number(a), *in.number(b));
  if (a.isString() && b.isString())
    return a.chars().compare(b.chars());
  if ((a.isString() && b.is(ValueKind::Pointer)) || (a.is(ValueKind::Pointer) && b.isString())) {
    std::optional<Piece> x = piece(in, a), y = piece(in, b); // a text and characters
    return x && y ? std::optional(llvm::StringRef(x->bytes).compare(y->bytes)) : std::nullopt;
  }
  if (const auto *x = a.as<IteratorState>(), *y = b.as<IteratorState>(); x && y) {
    std::optional<std::int64_t> first = iteratorIndex(in, a), second = iteratorIndex(in, b);
    if (!first || !second)
      return std::nullopt;
    return x->container.same(y->container) || *first != *second ? std::optional(threeWay(*first, *second))
                                                                : identity(false);
  }
  if (const auto *x = a.as<SequenceState>(), *y = b.as<SequenceState>(); x && y) {
    const auto first = llvm::to_vector(x->elements), second = llvm::to_vector(y->elements);
    return comparePlaces(in, first, second);
  }
  if (const auto *x = a.as<TupleState>(), *y = b.as<TupleState>(); x && y) {
    llvm::SmallVector<Place, 2> first(x->parts), second(y->parts);
    return comparePlaces(in, first, second);
  }
  if (a.as<OptionalState>() || b.as<OptionalState>())
    return compareOptionals(in, a, b);
  if (isNull(a) || isNull(b)) {
    bool known = isNull(a) ? isNull(b) || b.as<PointerState>() || b.is(ValueKind::Pointer) ||
                                 b.is(ValueKind::Function) || b.isString()
                           : a.as<PointerState>() || a.is(ValueKind::Pointer) ||
                                 a.is(ValueKind::Function) || a.isString();
    return known ? identity(isNull(a) && isNull(b)) : std::nullopt;
  }
  if (const auto *x = a.as<PointerState>(), *y = b.as<PointerState>(); x && y)
    return identity(x->target == y->target);
  if (a.is(ValueKind::Pointer) && b.is(ValueKind::Pointer)) {
    if (a.target() == b.target() && a.hasIndex() && b.hasIndex())
      return threeWay(a.index(), b.index());
    return identity(a.same(b));
  }
  return std::nullopt;
}

namespace {

template <bool (*Test)(int)>
Value compare(Interpreter& in, const LibCall& call) {
  std::optional<int> order = compareValues(in, call.args[0], call.args[1]);
  return order ? Value::boolean(Test(*order)) : in.unknownResult(call);
}
/// Operators that need an order.
template <bool (*Test)(int)>
Value ordered(Interpreter& in, const LibCall& call) {
  std::optional<int> order = compareValues(in, call.args[0], call.args[1]);
  return order && *order != 2 ? Value::boolean(Test(*order)) : in.unknownResult(call);
}
bool equal(int order) { return order == 0; }
bool different(int order) { return order != 0; }
bool less(int order) { return order < 0; }
bool lessOrEqual(int order) { return order <= 0; }
bool greater(int order) { return order > 0; }
bool greaterOrEqual(int order) { return order >= 0; }

/// The result is an int that compares with 0 as std::strong_ordering does.
Value spaceship(Interpreter& in, const LibCall& call) {
  std::optional<int> order = compareValues(in, call.args[0], call.args[1]);
  if (!order || *order == 2)
    return in.unknownResult(call);
  return Value::integer(static_cast<std::uint64_t>(static_cast<std::int64_t>(*order)), 32, true);
}

/// The literal 0 that orderings are compared with.
Value zero(Interpreter&, const LibCall&) { return Value::integer(0, 32, true); }

template <int Order>
Value order(Interpreter&, const LibCall&) {
  return Value::integer(static_cast<std::uint64_t>(std::int64_t(Order)), 32, true);
}

constexpr llvm::StringLiteral classes[] = {
    "std::",           "__gnu_cxx::",          "std::vector::",        "std::basic_string::",
    "std::pair::",     "std::tuple::",         "std::optional::",      "std::strong_ordering::",
    "std::weak_ordering::", "std::partial_ordering::", "std::unique_ptr::", "std::shared_ptr::",
    "std::_Rb_tree_iterator::", "std::_Rb_tree_const_iterator::", "std::_Deque_iterator::",
    "std::_List_iterator::", "std::__detail::", "std::_Bit_iterator_base::", "std::variant::",
    "std::basic_string_view::", "absl::", "std::__list_iterator::", "std::__deque_iterator::",
    "std::reverse_iterator::"};

constexpr std::pair<llvm::StringLiteral, ModelFn> operators[] = {
    {"operator==", compare<equal>},      {"operator!=", compare<different>},
    {"operator<", ordered<less>},        {"operator<=", ordered<lessOrEqual>},
    {"operator>", ordered<greater>},     {"operator>=", ordered<greaterOrEqual>},
    {"operator<=>", spaceship}};

constexpr ModelEntry models[] = {
    {"std::__cmp_cat::__unspec::__unspec", zero},
    {"std::_CmpUnspecifiedParam::_CmpUnspecifiedParam", zero},
    {"std::strong_ordering::less", order<-1>},
    {"std::strong_ordering::equal", order<0>},
    {"std::strong_ordering::greater", order<1>},
};

} // namespace

void addCompare(ModelTable& table) {
  table.add(models);
  for (llvm::StringRef scope : classes)
    for (const auto& [name, fn] : operators)
      table.add((scope + name).str(), fn);
}

} // namespace varscope::resolve
