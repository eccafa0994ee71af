#pragma once
/// The semantic core's data as values of the interpreted program.

#include "Resolve/Model.h"

#include <varscope/core/graph.h>

#include <concepts>

namespace varscope::resolve {

/// Whether two branches that left the core alike hold the same: each made scope objects of its own, which the core
/// numbers alike.
template <class T> bool isSame(const T& a, const T& b) { return a == b; }
inline bool isSame(const core::ScopeRef& a, const core::ScopeRef& b) {
  return a == b || (a && b && a->id == b->id);
}

/// An immutable value of the core: an initialiser, a scope handle, ...
template <class T> struct CoreState final : LibraryStateOf<CoreState<T>> {
  T value;
  /// From a T alone: some of the core's types convert from anything.
  template <std::same_as<T> U> explicit CoreState(U value) : value(std::move(value)) {}
  bool equals(const LibraryState& other) const override {
    return CoreState::classof(other) && isSame(value, static_cast<const CoreState&>(other).value);
  }
  std::string print() const override { return "a value of VarScope's"; }
};

template <class T> Value coreValue(T value) {
  return Value::make<CoreState<T>>(std::move(value));
}

/// A Shape; a dimension may be an unknown value.
struct ShapeState final : LibraryStateOf<ShapeState> {
  bool specified = true;
  llvm::SmallVector<Value, 4> dims;
  bool equals(const LibraryState& other) const override {
    if (!classof(other))
      return false;
    const auto& o = static_cast<const ShapeState&>(other);
    return specified == o.specified && dims.size() == o.dims.size() &&
           std::equal(dims.begin(), dims.end(), o.dims.begin(),
                      [](const Value& a, const Value& b) { return a.same(b); });
  }
  std::string print() const override { return "a shape"; }
};
Value shapeValue(const Shape& shape);

/// A constant of a class of its own: vs::unspecified, vs::no_collections.
struct UnspecifiedState final : LibraryStateOf<UnspecifiedState> {
  bool equals(const LibraryState& other) const override { return classof(other); }
  std::string print() const override { return "unspecified"; }
};
struct NoCollectionsState final : LibraryStateOf<NoCollectionsState> {
  bool equals(const LibraryState& other) const override { return classof(other); }
  std::string print() const override { return "no collections"; }
};

/// What a guard object holds from entry to exit.
struct GuardState final : LibraryStateOf<GuardState> {
  core::ScopeEntry scope;
  core::NameScopeEntry names;
  bool isNameScope = false;
  Place handle; ///< the VariableScope that VS_VARIABLE_SCOPE_AS binds
  bool equals(const LibraryState& other) const override {
    if (!classof(other))
      return false;
    const auto& o = static_cast<const GuardState&>(other);
    return isNameScope == o.isNameScope && isSame(scope.scope, o.scope.scope);
  }
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override {
    if (handle)
      visit(handle, true);
  }
  std::string print() const override { return "an open scope"; }
};

/// User code: a closure, functor or function pointer of the interpreted program.
struct InterpretedCallable final : Callable {
  Value callee; ///< a Place or a function; None: code whose parameters are not known
  explicit InterpretedCallable(Value callee) : callee(std::move(callee)) {}
};
/// Keeps a copy of the callable, as the run time does.
std::shared_ptr<const Callable> interpreted(Interpreter& in, const Value& callable);

/// A reference result is given an object to refer to.
Value asResult(Interpreter& in, const LibCall& call, Value value);

/// The first argument, named or not; None if there is none.
const Value& firstArgument(const LibCall& call);
const ir::Node& firstArgumentNode(const LibCall& call);
/// Of a method: the argument that follows the object.
const Value& firstNamed(const LibCall& call);

/// The operands of a comparison: named where the operator is declared as a function.
const Value& operand(const LibCall& call, std::size_t index);

/// The model of operator==.
template <class T> Value equal(Interpreter& in, const LibCall& call) {
  const auto* left = in.state<CoreState<T>>(operand(call, 0));
  if (!left)
    return in.unknownResult(call);
  T first = left->value;
  const auto* right = in.state<CoreState<T>>(operand(call, 1));
  return right ? Value::boolean(first == right->value) : in.unknownResult(call);
}

/// `make` if the constant state is not known yet: absent T for a default constructor.
template <class T> Value makeAbsent(Interpreter&, const ir::Type&) { return coreValue(T()); }
/// The model of a default or copy constructor.
template <class T> Value constructAbsent(Interpreter& in, const LibCall& call) {
  const Value& from = firstArgument(call);
  return from.isNone() ? coreValue(T()) : in.copyOf(from);
}

std::unique_ptr<core::Host> makeHost(Interpreter& in);

} // namespace varscope::resolve
