// VariableScope: the handle of a scope object.

#include "Resolve/Roles/Options.h"
#include "Resolve/Roles/Registry.h"

namespace varscope::resolve {
namespace {

using ScopeState = CoreState<core::ScopeRef>;

/// The scope object; null if the handle is not known or is no scope.
core::ScopeRef scopeOf(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<ScopeState>(call.args[0]);
  return state ? state->value : nullptr;
}

/// The same where the scope is about to be changed.
core::ScopeRef neededScope(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<ScopeState>(call.args[0]);
  if (!state)
    unresolvedArgument(in, {in.load(call.args[0]), call.argNode(0), "the scope"});
  if (!state->value)
    throw ScopeError(Rule::InvalidArgument, "a scope object that is no scope is used");
  return state->value;
}

Value current(Interpreter& in, const LibCall&) { return coreValue(in.graph().current_scope()); }

template <std::string core::Scope::*Text>
Value text(Interpreter& in, const LibCall& call) {
  const auto* state = in.state<ScopeState>(call.args[0]);
  if (!state)
    return in.unknownResult(call);
  // A handle of no scope has no name.
  return Value::string(state->value ? (*state->value).*Text : std::string());
}

Value reuse(Interpreter& in, const LibCall& call) {
  core::ScopeRef scope = scopeOf(in, call);
  return scope ? coreValue(scope->reuse) : in.unknownResult(call);
}

Value reuseVariables(Interpreter& in, const LibCall& call) {
  core::ScopeRef scope = neededScope(in, call);
  in.graph().update(scope, [](core::Scope& changed) { changed.reuse = Reuse(true); });
  in.recorder().reuseSet(scope);
  return {};
}

template <class T, T core::Scope::*Member>
Value set(Interpreter& in, const LibCall& call) {
  core::ScopeRef scope = neededScope(in, call);
  Value given = in.load(firstNamed(call));
  const auto* state = given.as<CoreState<T>>();
  if (!state)
    unresolvedArgument(in, {given, firstArgumentNode(call), "the scope's new default"});
  T value = state->value;
  in.graph().update(scope, [&](core::Scope& changed) { changed.*Member = value; });
  return {};
}

Value setCustomGetter(Interpreter& in, const LibCall& call) {
  core::ScopeRef scope = neededScope(in, call);
  Value given = in.load(firstNamed(call));
  const auto* state = given.as<CoreState<CustomGetter>>();
  if (!state)
    unresolvedArgument(in, {given, firstArgumentNode(call), "the scope's custom getter"});
  core::GetterChainRef getters;
  if (state->value)
    getters = std::make_shared<const core::GetterChain>(core::GetterChain{state->value, nullptr});
  in.graph().update(scope, [&](core::Scope& changed) { changed.getters = getters; });
  return {};
}

Value setCachingDevice(Interpreter& in, const LibCall& call) {
  core::ScopeRef scope = neededScope(in, call);
  std::optional<std::string> device = knownName(
      in, {firstNamed(call), firstArgumentNode(call), "the scope's caching device"});
  in.graph().update(scope, [&](core::Scope& changed) { changed.caching_device = device; });
  return {};
}

Value setDtype(Interpreter& in, const LibCall& call) {
  core::ScopeRef scope = neededScope(in, call);
  Value given = in.load(firstNamed(call));
  std::optional<DType> dtype = dtypeFromEnum(given);
  if (!dtype)
    unresolvedArgument(in, {given, firstArgumentNode(call), "the scope's dtype"});
  in.graph().update(scope, [&](core::Scope& changed) { changed.dtype = dtype; });
  return {};
}

Value setUseResource(Interpreter& in, const LibCall& call) {
  core::ScopeRef scope = neededScope(in, call);
  Value given = in.load(firstNamed(call));
  if (!given.isInt())
    unresolvedArgument(in, {given, firstArgumentNode(call), "the flag use_resource"});
  bool flag = given.asBool();
  in.graph().update(scope, [&](core::Scope& changed) { changed.use_resource = flag; });
  return {};
}

constexpr ModelEntry models[] = {
    {"varscope.get_variable_scope", current},
    {"varscope.VariableScope", constructAbsent<core::ScopeRef>},
    {"varscope.VariableScope.name", text<&core::Scope::name>},
    {"varscope.VariableScope.original_name_scope", text<&core::Scope::original_name_scope>},
    {"varscope.VariableScope.reuse", reuse},
    {"varscope.VariableScope.reuse_variables", reuseVariables},
    {"varscope.VariableScope.set_initializer", set<Initializer, &core::Scope::initializer>},
    {"varscope.VariableScope.set_regularizer", set<Regularizer, &core::Scope::regularizer>},
    {"varscope.VariableScope.set_partitioner", set<Partitioner, &core::Scope::partitioner>},
    {"varscope.VariableScope.set_custom_getter", setCustomGetter},
    {"varscope.VariableScope.set_caching_device", setCachingDevice},
    {"varscope.VariableScope.set_dtype", setDtype},
    {"varscope.VariableScope.set_use_resource", setUseResource},
    {"varscope.VariableScope::operator==", equal<core::ScopeRef>},
};

} // namespace

void addScopeObjectsRoles(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{.name = "varscope.VariableScope", .makeDefault = makeAbsent<core::ScopeRef>, .movesAsCopy = true});
}

} // namespace varscope::resolve
