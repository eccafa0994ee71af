#include "Resolve/Models/Inserter.h"
#include "Resolve/Models/CString.h"
#include "Resolve/Models/Iterator.h"
#include "Resolve/Models/Map.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Sequence.h"

namespace varscope::resolve {
namespace {

/// std::back_insert_iterator and its kin.
struct InserterState final : LibraryStateOf<InserterState> {
  enum Where { Back, Front, At } where;
  Value container; ///< its place
  Value position;  ///< of At: an iterator
  InserterState(Where where, Value container, Value position)
      : where(where), container(std::move(container)), position(std::move(position)) {}
  bool equals(const LibraryState& other) const override {
    const auto& o = static_cast<const InserterState&>(other);
    return classof(other) && where == o.where && container.same(o.container) && position.same(o.position);
  }
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override {
    if (container.isPlace())
      visit(container.target(), false);
  }
  std::string print() const override { return "an inserting iterator"; }
};

template <InserterState::Where Where> Value make(Interpreter& in, const LibCall& call) {
  if (!call.args[0].isPlace())
    return in.unknownResult(call);
  return Value::make<InserterState>(Where, call.args[0], call.size() > 1 ? in.load(call.args[1]) : Value());
}

/// What the container's own function does, push_back or insert.
bool insertInto(Interpreter& in, const LibCall& call, const InserterState& to, Value element, Value& position) {
  const ir::Type* type = objectType(in, to.container);
  if (!type || type->kind != ir::TypeKind::Library)
    return false;
  const bool isSet = in.state<MapState>(to.container);
  llvm::StringRef function = to.where == InserterState::Front ? "push_front"
                             : isSet || to.where == InserterState::At ? "insert"
                                                                      : "push_back";
  std::string key = (type->name + "::" + function).str();
  ModelFn insert = in.models().find(key);
  if (!insert)
    return false;
  llvm::SmallVector<Value, 3> args{to.container};
  if (to.where == InserterState::At && !isSet)
    args.push_back(position);
  args.push_back(std::move(element));
  Value at = insert(in, LibCall{call.node, key, nullptr, args, {}});
  if (const auto* iterator = at.as<IteratorState>())
    position = iteratorTo(in, iterator->container, iterator->index + 1, iterator->reverse);
  return true;
}

/// *it = element and it = element.
Value assign(Interpreter& in, const LibCall& call) {
  Value iterator = in.load(call.args[0]);
  if (in.state<InserterState>(call.args[1])) {
    in.write(call.args[0], in.load(call.args[1]));
    return call.args[0];
  }
  if (insertElement(in, call, iterator, take(in, call, 1)))
    in.write(call.args[0], iterator);
  return call.args[0];
}

Value same(Interpreter&, const LibCall& call) { return call.args[0]; }

#define VARSCOPE_INSERTER(name)                                                                    \
  {"std::" name "::operator=", assign}, {"std::" name "::operator*", same}, {                      \
    "std::" name "::operator++", same                                                              \
  }
constexpr ModelEntry models[] = {
    {"std::back_inserter", make<InserterState::Back>},
    {"std::front_inserter", make<InserterState::Front>},
    {"std::inserter", make<InserterState::At>},
    VARSCOPE_INSERTER("back_insert_iterator"),
    VARSCOPE_INSERTER("front_insert_iterator"),
    VARSCOPE_INSERTER("insert_iterator"),
};
#undef VARSCOPE_INSERTER

} // namespace

void loseTarget(Interpreter& in, const Value& given, const llvm::Twine& reason) {
  Value iterator = in.load(given);
  if (const auto* state = iterator.as<InserterState>())
    in.havoc(state->container, reason);
  else if (const auto* state = iterator.as<IteratorState>())
    in.havoc(state->container, reason);
  else
    in.havoc(iterator, reason);
}

bool insertElement(Interpreter& in, const LibCall& call, Value& iterator, Value element) {
  Value to = in.load(iterator);
  if (const auto* state = to.as<InserterState>()) {
    Value position = state->position;
    if (insertInto(in, call, *state, std::move(element), position)) {
      iterator = Value::make<InserterState>(state->where, state->container, position);
      return true;
    }
  } else if (const auto* state = to.as<IteratorState>(); state && !state->reverse) {
    Value target = dereferenced(in, call, to);
    if (target.isPlace()) {
      iterator = iteratorTo(in, state->container, iteratorIndex(in, to).value_or(0) + 1);
      in.assign(target, std::move(element));
      return true;
    }
  } else if (to.is(ValueKind::Pointer) && to.hasIndex()) {
    Value target = sequenceElement(in, Value::place(to.target()), to.index());
    if (target.isPlace()) {
      iterator = Value::pointerInto(to.target(), to.index() + 1);
      in.assign(target, std::move(element));
      return true;
    }
  }
  loseTarget(in, to, "elements are written where it is not known how far");
  return false;
}

Value insertText(Interpreter& in, const LibCall& call, const Value& iterator, const Value& text) {
  Value to = in.load(iterator);
  if (!text.isString()) {
    loseTarget(in, to, text.isUnknown() ? text.why().cause() : "a text that is not known");
    return to;
  }
  llvm::StringRef bytes = text.str();
  const auto* state = to.as<InserterState>();
  if (state && state->where == InserterState::Back)
    if (std::optional<Piece> before = piece(in, state->container)) {
      in.write(state->container, stringValue(concatenated(std::move(*before), {bytes.str(), text.text().origin})));
      return to;
    }
  if (to.is(ValueKind::Pointer) && to.hasIndex()) {
    if (!writeCharacters(in, to, bytes))
      return in.unknown("where the text ends in its buffer");
    return Value::pointerInto(to.target(), to.index() + bytes.size());
  }
  for (char c : bytes)
    if (!insertElement(in, call, to, Value::integer(static_cast<std::uint64_t>(c), 8, true)))
      return in.unknown("where the text ends");
  return to;
}

void addInserter(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
