// <cstdarg>. What a va_list is depends on the processor: a pointer, a record, an array of one record, which is passed as
// a pointer. What it holds stands where its first scalar stands, so that copies of it are what the processor makes them.

#include "Resolve/Models/VariableArguments.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Support.h"

namespace varscope::resolve {
namespace {

struct VaListState final : LibraryStateOf<VaListState> {
  std::vector<Value> arguments;
  std::size_t next = 0;
  explicit VaListState(llvm::ArrayRef<Value> arguments) : arguments(arguments) {}
  bool equals(const LibraryState& other) const override {
    if (!classof(other))
      return false;
    const auto& o = static_cast<const VaListState&>(other);
    return next == o.next && llvm::equal(arguments, o.arguments, [](const Value& a, const Value& b) { return a.same(b); });
  }
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override {
    for (const Value& argument : arguments)
      if (argument.is(ValueKind::Pointer) || argument.is(ValueKind::Object))
        visit(argument.target(), false);
  }
  std::string print() const override { return "a va_list of " + std::to_string(arguments.size() - next); }
};

/// Where a list holds its arguments; none if that is not known.
Place slotOf(Interpreter& in, const Value& list) {
  const bool isObject = list.isPlace() || list.is(ValueKind::Pointer) || list.is(ValueKind::Object);
  Place slot = isObject ? list.target() : Place();
  while (in.memory().alive(slot)) {
    const Value& content = in.memory().read(slot);
    if (!content.is(ValueKind::Aggregate) || content.parts().parts.empty())
      return slot;
    slot = content.parts().parts.front();
  }
  return {};
}

const VaListState* stateOf(Interpreter& in, Place slot) { return slot ? in.state<VaListState>(Value::place(slot)) : nullptr; }

Value start(Interpreter& in, const LibCall& call) {
  const Place slot = slotOf(in, call.args[0]);
  if (!slot)
    return lost(in, call);
  in.memory().write(slot, Value::make<VaListState>(in.ellipsis()));
  return {};
}

Value copy(Interpreter& in, const LibCall& call) {
  const Place to = slotOf(in, call.args[0]), from = slotOf(in, call.args[1]);
  if (!to || !from)
    return lost(in, call);
  const Value content = in.memory().read(from);
  in.memory().write(to, content);
  return {};
}

Value end(Interpreter& in, const LibCall& call) {
  if (const Place slot = slotOf(in, call.args[0]))
    in.memory().write(slot, Value::undef());
  return {};
}

/// Whether an argument may be read as that type: the same one but for the sign (C, 7.16.1.1).
bool isRead(const Value& argument, const ir::Type* type) {
  if (!type)
    return false;
  switch (type->kind) {
  case ir::TypeKind::Int:
    return argument.isInt() && argument.width() == type->width;
  case ir::TypeKind::Float:
    return argument.is(ValueKind::Float) && argument.width() == type->width;
  default:
    return !argument.isInt() && !argument.is(ValueKind::Float);
  }
}

Value next(Interpreter& in, const LibCall& call) {
  const Place slot = slotOf(in, call.args[0]);
  const VaListState* list = stateOf(in, slot);
  if (!list)
    return in.unknownResult(call);
  if (list->next == list->arguments.size())
    return in.unknown("the call has fewer arguments than 'va_arg' reads");
  const Value argument = in.load(list->arguments[list->next]);
  ++in.edit<VaListState>(slot).next;
  if (argument.isUnknown())
    return argument;
  if (!isRead(argument, call.type))
    return in.unknown("'va_arg' reads another type than the argument has");
  return argument.is(ValueKind::Object) ? in.copyOf(argument) : in.converted(argument, call.type);
}

constexpr ModelEntry models[] = {
    {"__builtin_va_start", start}, {"__builtin_va_copy", copy}, {"__builtin_va_end", end}, {"__builtin_va_arg", next}};

} // namespace

std::optional<std::vector<Value>> takeArguments(Interpreter& in, const Value& list) {
  const Place slot = slotOf(in, list);
  const Value content = slot ? in.load(Value::place(slot)) : in.load(list);
  const auto* state = content.as<VaListState>();
  if (!state)
    return std::nullopt;
  if (slot)
    in.memory().write(slot, Value::undef());
  return std::vector<Value>(state->arguments.begin() + static_cast<std::ptrdiff_t>(state->next), state->arguments.end());
}

void addVariableArguments(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
