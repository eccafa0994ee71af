#include "Resolve/Value.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

namespace varscope::resolve {

namespace {
std::uint64_t packed(Place place) {
  return place.cell | std::uint64_t(place.generation) << 32;
}

/// Puts values into words until there are enough of them: what is unknown may be made of a thousand other values,
/// some of them many times.
class Printer {
public:
  void add(const llvm::Twine& words) {
    if (!full())
      os << words;
  }
  void add(const Value& value);
  void add(const UnknownState& state);
  std::string take() {
    if (!full())
      return std::move(text);
    std::size_t end = most;
    while (end > 0 && (text[end] & 0xC0) == 0x80) // within a character of UTF-8
      --end;
    return text.substr(0, end) + "...";
  }

private:
  bool full() const { return text.size() > most; }
  void operand(const Value& value);

  static constexpr std::size_t most = 400;
  std::string text;
  llvm::raw_string_ostream os{text};
};

void Printer::add(const Value& value) {
  if (full())
    return;
  switch (value.kind()) {
  case ValueKind::None: return add("nothing");
  case ValueKind::Undef: return add("an uninitialised value");
  case ValueKind::Int:
    if (value.width() == 1)
      return add(value.asBool() ? "true" : "false");
    return value.isSigned() ? add(llvm::Twine(value.asInt())) : add(llvm::Twine(value.bits()));
  case ValueKind::Float: os << llvm::format("%.17g", value.asDouble()); return;
  case ValueKind::Str:
    add("\"");
    llvm::printEscapedString(value.str().take_front(most), os);
    return add("\"");
  case ValueKind::Null: return add("nullptr");
  case ValueKind::Pointer: return add("a pointer");
  case ValueKind::Function: return add(value.calleeName());
  case ValueKind::Place: return add("a reference");
  case ValueKind::Object:
  case ValueKind::Aggregate: return add("an object");
  case ValueKind::Library: return add(value.state().print());
  case ValueKind::Unknown: return add(value.why());
  case ValueKind::Choice:
    add(value.alternatives().condition);
    add(" ? ");
    add(value.alternatives().whenTrue);
    add(" : ");
    return add(value.alternatives().whenFalse);
  }
}

void Printer::add(const UnknownState& state) {
  if (!state.name.empty() || state.op.empty())
    return add(state.name.empty() ? state.reason : state.name);
  if (state.op == "cast")
    return add(state.left);
  if (state.right.isNone()) {
    add(state.op);
    return operand(state.left);
  }
  operand(state.left);
  add(" " + state.op + " ");
  operand(state.right);
}

/// `a + b` inside of another expression needs its parentheses.
void Printer::operand(const Value& value) {
  const bool binary =
    value.isUnknown() && value.why().name.empty() && value.why().op.size() && !value.why().right.isNone();
  if (binary)
    add("(");
  add(value);
  if (binary)
    add(")");
}
} // namespace

Value LibraryState::callable() const { return {}; }
Value LibraryState::shown(Interpreter&) const { return {}; }

Value Value::integer(std::uint64_t bits, unsigned width, bool isSigned) {
  assert(width >= 1 && width <= 64);
  const unsigned unused = 64 - width;
  Value value(ValueKind::Int, isSigned ? static_cast<std::uint64_t>(static_cast<std::int64_t>(bits << unused) >> unused)
                                       : (bits << unused) >> unused);
  value.bitWidth = static_cast<std::uint8_t>(width);
  value.isSignedInt = isSigned;
  return value;
}

Value Value::floating(double number, unsigned width) {
  Value value(ValueKind::Float, std::bit_cast<std::uint64_t>(width == 32 ? double(float(number)) : number));
  value.bitWidth = static_cast<std::uint8_t>(width);
  return value;
}

Value Value::string(std::string bytes, const Literal* origin) {
  return sharing(ValueKind::Str, new Text(std::move(bytes), origin));
}

Value Value::literal(std::string bytes, const Literal* origin) {
  Value value = string(std::move(bytes), origin);
  value.isSignedInt = true;
  return value;
}

Value Value::withBytes(std::string bytes) const {
  Value value = string(std::move(bytes), text().origin);
  value.isSignedInt = isSignedInt;
  return value;
}

Value Value::advanced(std::uint32_t bytes) const {
  Value rest = *this;
  rest.number += bytes;
  assert(rest.number <= text().bytes.size());
  return rest;
}

Value Value::pointerTo(Place object) {
  Value value(ValueKind::Pointer, packed(object));
  value.number = noIndex;
  return value;
}

Value Value::pointerInto(Place array, std::uint32_t index) {
  Value value(ValueKind::Pointer, packed(array));
  value.number = index;
  return value;
}

Value Value::function(const ir::Function* function, const ir::Node* spelling) {
  // The node tells the name even if no function was declared.
  Value value(ValueKind::Function, reinterpret_cast<std::uintptr_t>(function ? static_cast<const void*>(function)
                                                                             : static_cast<const void*>(spelling)));
  value.number = function ? 1 : 0;
  return value;
}

const ir::Function* Value::callee() const {
  assert(is(ValueKind::Function));
  return number ? reinterpret_cast<const ir::Function*>(static_cast<std::uintptr_t>(payload)) : nullptr;
}

bool Value::isMember() const {
  return is(ValueKind::Function) && !number &&
         reinterpret_cast<const ir::Node*>(static_cast<std::uintptr_t>(payload))->op == ir::Op::MemberPtr;
}

llvm::StringRef Value::calleeName() const {
  if (const ir::Function* function = callee())
    return function->name;
  return reinterpret_cast<const ir::Node*>(static_cast<std::uintptr_t>(payload))->text;
}

Value Value::place(Place object) { return Value(ValueKind::Place, packed(object)); }
Value Value::object(Place fresh) { return Value(ValueKind::Object, packed(fresh)); }
Value Value::aggregate(llvm::IntrusiveRefCntPtr<AggregateState> state) {
  return sharing(ValueKind::Aggregate, state.get());
}
Value Value::library(llvm::IntrusiveRefCntPtr<LibraryState> state) { return sharing(ValueKind::Library, state.get()); }
Value Value::unknown(llvm::IntrusiveRefCntPtr<UnknownState> state) { return sharing(ValueKind::Unknown, state.get()); }
Value Value::choice(Value condition, Value whenTrue, Value whenFalse) {
  const auto depthOf = [](const Value& value) { return value.isChoice() ? value.alternatives().depth : 0u; };
  auto state = llvm::makeIntrusiveRefCnt<ChoiceState>();
  state->depth = 1 + std::max(depthOf(whenTrue), depthOf(whenFalse));
  state->condition = std::move(condition);
  state->whenTrue = std::move(whenTrue);
  state->whenFalse = std::move(whenFalse);
  return sharing(ValueKind::Choice, state.get());
}

bool Value::same(const Value& other) const {
  if (tag != other.tag)
    return false;
  switch (tag) {
  case ValueKind::None:
  case ValueKind::Undef:
  case ValueKind::Null:
    return true;
  case ValueKind::Int:
    return payload == other.payload && bitWidth == other.bitWidth && isSignedInt == other.isSignedInt;
  case ValueKind::Float:
    return payload == other.payload && bitWidth == other.bitWidth;
  case ValueKind::Str:
    return str() == other.str() && text().origin == other.text().origin;
  case ValueKind::Pointer:
    return payload == other.payload && number == other.number;
  case ValueKind::Function:
    return number == other.number && (number ? payload == other.payload : calleeName() == other.calleeName());
  case ValueKind::Place:
  case ValueKind::Object:
    return payload == other.payload;
  case ValueKind::Aggregate:
    return payload == other.payload || parts().parts == other.parts().parts;
  case ValueKind::Library:
    return payload == other.payload || (state().kind == other.state().kind && state().equals(other.state()));
  case ValueKind::Unknown:
    return why().id == other.why().id;
  case ValueKind::Choice:
    return payload == other.payload || (alternatives().condition.same(other.alternatives().condition) &&
                                        alternatives().whenTrue.same(other.alternatives().whenTrue) &&
                                        alternatives().whenFalse.same(other.alternatives().whenFalse));
  }
  llvm_unreachable("all kinds are handled");
}

std::optional<std::string> Value::key() const {
  const auto words = [&](std::initializer_list<std::uint64_t> numbers) {
    std::string text = std::to_string(static_cast<int>(tag));
    for (std::uint64_t each : numbers)
      text += ":" + llvm::utohexstr(each);
    return text;
  };
  switch (tag) {
  case ValueKind::None:
  case ValueKind::Undef:
  case ValueKind::Null:
    return words({});
  case ValueKind::Int:
  case ValueKind::Float:
    return words({payload, bitWidth, isSignedInt});
  case ValueKind::Str:
    return words({reinterpret_cast<std::uintptr_t>(text().origin), str().size()}) + ":" + str().str();
  case ValueKind::Function:
    return number ? words({payload}) : words({}) + calleeName().str();
  case ValueKind::Pointer:
    return words({payload, number});
  case ValueKind::Place:
    return words({payload});
  case ValueKind::Unknown:
    return words({why().id});
  case ValueKind::Choice: {
    const std::optional<std::string> condition = alternatives().condition.key(), a = alternatives().whenTrue.key(),
                                     b = alternatives().whenFalse.key();
    return condition && a && b ? std::optional(words({}) + "(" + *condition + "," + *a + "," + *b + ")") : std::nullopt;
  }
  case ValueKind::Object:
  case ValueKind::Aggregate:
  case ValueKind::Library:
    return std::nullopt;
  }
  llvm_unreachable("all kinds are handled");
}

std::string Value::print() const {
  Printer printer;
  printer.add(*this);
  return printer.take();
}

std::string UnknownState::print() const {
  Printer printer;
  printer.add(*this);
  return printer.take();
}

const UnknownState* UnknownState::operand() const {
  if (op.empty())
    return nullptr;
  return left.isUnknown() ? &left.why() : right.isUnknown() ? &right.why() : nullptr;
}

const UnknownState& UnknownState::root() const {
  const UnknownState* inner = operand();
  return inner ? inner->root() : *this;
}

void UnknownState::remedies(llvm::SmallVectorImpl<std::string>& out) const {
  if (!root().advice.empty())
    out.push_back(root().advice);
  if (!root().binding.empty())
    out.push_back("bind it with --bind " + root().binding + "=VALUE");
  for (const UnknownState* value = this; value; value = value->operand())
    if (!value->expression.empty())
      return out.push_back("say its value with VS_BIND(" + value->expression + ", VALUE)");
}

} // namespace varscope::resolve
