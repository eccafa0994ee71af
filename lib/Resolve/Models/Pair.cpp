#include "Resolve/Models/Pair.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Sequence.h"
#include "Resolve/Models/Support.h"
#include "Resolve/Models/Variant.h"

namespace varscope::resolve {

llvm::IntrusiveRefCntPtr<LibraryState> TupleState::from(Interpreter& in, bool moves) const {
  auto made = llvm::makeIntrusiveRefCnt<TupleState>(*this);
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (owned[i])
      made->parts[i] = in.partFrom(parts[i], moves);
  return made;
}

bool TupleState::equals(const LibraryState& other) const {
  return classof(other) && parts == static_cast<const TupleState&>(other).parts;
}

void TupleState::forEachPlace(llvm::function_ref<void(Place, bool)> visit) const {
  for (std::size_t i = 0; i < parts.size(); ++i)
    visit(parts[i], owned[i]);
}

Place TupleState::member(llvm::StringRef name) const {
  std::size_t index = llvm::find(names, name) - names.begin();
  return index < parts.size() ? parts[index] : Place();
}

Value makePair(Interpreter& in, Value first, Value second) {
  return makeStructure(in, TupleState::pairNames, {std::move(first), std::move(second)});
}

Value makeStructure(Interpreter& in, llvm::ArrayRef<llvm::StringLiteral> names, llvm::ArrayRef<Value> members) {
  auto state = llvm::makeIntrusiveRefCnt<TupleState>();
  state->names = names;
  for (const Value& member : members) {
    state->parts.push_back(in.materialize(member));
    state->owned.push_back(true);
  }
  return Value::library(state);
}

namespace {

/// pair(a, b), tuple(a, b, ...), a conversion from another pair or tuple, and none.
Value construct(Interpreter& in, const LibCall& call) {
  const ir::Type* type = call.type;
  auto state = llvm::makeIntrusiveRefCnt<TupleState>();
  auto add = [&](std::size_t i, Value value) {
    const ir::Type* part = typeArgument(type, i);
    bool reference = part && part->kind == ir::TypeKind::Ref;
    state->owned.push_back(!reference);
    state->parts.push_back(reference && value.isPlace() ? value.target()
                                                        : in.materialize(std::move(value), part));
  };
  std::size_t parts = type ? type->args.size() : 0;
  if (call.args.empty()) {
    for (std::size_t i = 0; i < parts; ++i)
      add(i, in.zero(*typeArgument(type, i)));
    return Value::library(state);
  }
  // tuple<T>(other) converts a tuple of another T, unless T itself is one.
  const auto isTuple = [](const ir::Type* part) {
    return part && part->kind == ir::TypeKind::Library && (part->name == "std::tuple" || part->name == "std::pair");
  };
  const auto* other = call.size() == 1 && !(parts == 1 && isTuple(typeArgument(type, 0)))
                        ? in.state<TupleState>(call.args[0])
                        : nullptr;
  if (!other && (call.size() == parts || parts == 0)) {
    for (std::size_t i = 0; i < call.size(); ++i) {
      const ir::Type* part = typeArgument(type, i);
      bool reference = part && part->kind == ir::TypeKind::Ref;
      add(i, reference ? call.args[i] : takeAs(in, call, i, part));
    }
    return Value::library(state);
  }
  if (other) {
    llvm::SmallVector<Place> from(other->parts.begin(), other->parts.end());
    for (std::size_t i = 0; i < from.size(); ++i)
      add(i, expires(call, 0) ? in.moveOut(Value::place(from[i])) : in.copyOf(Value::place(from[i])));
    return Value::library(state);
  }
  return in.unknownResult(call);
}

Value tie(Interpreter& in, const LibCall& call) {
  auto state = llvm::makeIntrusiveRefCnt<TupleState>();
  for (auto [i, arg] : llvm::enumerate(call.args)) {
    state->parts.push_back(arg.isPlace() ? arg.target() : in.memory().allocate(arg, typeArgument(call.type, i)));
    state->owned.push_back(false);
  }
  return Value::library(state);
}

/// tuple_cat(tuples...).
Value concatenate(Interpreter& in, const LibCall& call) {
  auto state = llvm::makeIntrusiveRefCnt<TupleState>();
  for (const Value& arg : call.args) {
    const auto* tuple = in.state<TupleState>(arg);
    if (!tuple)
      return in.unknownResult(call);
    llvm::SmallVector<Place, 2> parts = tuple->parts;
    llvm::SmallVector<bool, 2> owned = tuple->owned;
    for (auto [part, isOwned] : llvm::zip(parts, owned)) {
      state->parts.push_back(isOwned ? in.partFrom(part, false) : part);
      state->owned.push_back(isOwned);
    }
  }
  return Value::library(state);
}

/// std::ignore takes any value.
Value ignore(Interpreter& in, const LibCall&) { return Value::place(in.memory().allocate(Value::undef())); }

Value assign(Interpreter& in, const LibCall& call) {
  const auto* to = in.state<TupleState>(call.args[0]);
  llvm::SmallVector<Place> targets;
  if (to)
    targets.append(to->parts.begin(), to->parts.end());
  const auto* from = in.state<TupleState>(call.args[1]);
  if (!to || !from || from->parts.size() != targets.size())
    return lost(in, call);
  llvm::SmallVector<Place> sources(from->parts.begin(), from->parts.end());
  llvm::SmallVector<Value> values;
  for (Place source : sources)
    values.push_back(isMovedFrom(call, 1) ? in.moveOut(Value::place(source)) : in.copyOf(Value::place(source)));
  for (std::size_t i = 0; i < targets.size(); ++i)
    in.assign(Value::place(targets[i]), values[i]);
  return call.args[0];
}

/// std::get<I>: the index is the template argument, handed over as the last argument.
Value get(Interpreter& in, const LibCall& call) {
  std::optional<std::int64_t> index = call.size() > 1 ? in.integer(call.args[1]) : std::nullopt;
  if (!index || *index < 0)
    return in.unknownResult(call);
  if (const auto* state = in.state<TupleState>(call.args[0]))
    return static_cast<std::size_t>(*index) < state->parts.size()
               ? Value::place(state->parts[*index])
               : in.unknownResult(call);
  if (const auto* variant = in.state<VariantState>(call.args[0]))
    return variantElement(in, *variant, *index);
  Value element = sequenceElement(in, call.args[0], *index);
  if (!element.isNone())
    return element;
  if (const ir::Type* type = objectType(in, call.args[0]); type && type->name == "std::variant")
    in.mayRaise("std::bad_variant_access", call);
  return in.unknownResult(call);
}

Value makeDefault(Interpreter& in, const ir::Type& type) {
  auto state = llvm::makeIntrusiveRefCnt<TupleState>();
  for (const ir::Type* part : type.args) {
    state->parts.push_back(in.materialize(in.zero(*part), part));
    state->owned.push_back(true);
  }
  return Value::library(state);
}

constexpr ModelEntry models[] = {
    {"std::pair::pair", construct},      {"std::tuple::tuple", construct},
    {"std::make_pair", construct},       {"std::make_tuple", construct},
    {"std::tie", tie},                   {"std::forward_as_tuple", tie},
    {"std::pair::operator=", assign},    {"std::tuple::operator=", assign},
    {"std::get", get},                   {"std::tuple_cat", concatenate},
    {"std::ignore", ignore},
};

} // namespace

void addPair(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{.name = "std::pair", .makeDefault = makeDefault, .endsBackwards = true});
  table.add(LibraryType{"std::tuple", makeDefault});
}

} // namespace varscope::resolve
