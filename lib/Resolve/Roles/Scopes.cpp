// The guards that the scope macros declare.

#include "Resolve/Roles/Options.h"
#include "Resolve/Models/Support.h"
#include "Resolve/Roles/Registry.h"

namespace varscope::resolve {
namespace {

const ir::Node& optionsNode(const LibCall& call) {
  return call.has("options") ? call.argNode("options") : call.node;
}

/// VariableScopeGuard(name, options) and (scope, options).
Value enterVariableScope(Interpreter& in, const LibCall& call) {
  NamedScopeOptions given = scopeOptions(in, call.arg("options"), optionsNode(call));
  if (given.defaultName)
    given.options.default_name = ScopeName(*given.defaultName);
  core::Graph& graph = in.graph();
  given.options.reuse = in.assumedReuse(call.node, given.options.reuse);
  core::ScopeRef from = graph.current_scope();
  auto guard = llvm::makeIntrusiveRefCnt<GuardState>();
  Value name;
  bool usedDefault = false;
  if (call.has("scope")) {
    const auto* scope = in.state<CoreState<core::ScopeRef>>(call.arg("scope"));
    if (!scope)
      unresolvedArgument(in, {in.load(call.arg("scope")), call.argNode("scope"), "the scope"});
    if (!scope->value)
      throw ScopeError(Rule::InvalidArgument, "a scope object that is no scope is entered");
    from = scope->value;
    guard->scope = graph.enter_variable_scope(from, given.options);
  } else {
    name = textOf(in, call.arg("name"));
    std::optional<std::string> text = knownName(
        in, {name, call.has("name") ? call.argNode("name") : call.node, "the scope's name"});
    if (text)
      text = in.assumedName(call.node, std::move(*text));
    usedDefault = !text;
    guard->scope = graph.enter_variable_scope(
        text ? std::optional<std::string_view>(*text) : std::nullopt, given.options);
    if (usedDefault)
      name = given.givenDefaultName;
  }
  guard->handle = in.materialize(coreValue(guard->scope.scope));
  in.recorder().entered(guard->scope, name, from, given.options.reuse, usedDefault);
  return Value::library(guard);
}

Value enterNameScope(Interpreter& in, const LibCall& call) {
  OptionReader options(in, call.arg("options"), optionsNode(call));
  std::optional<std::string> defaultName =
      knownName(in, options.argument("default_name", "the name scope's default name"));
  Value given = textOf(in, call.arg("name"));
  std::optional<std::string> name = knownName(
      in, {given, call.has("name") ? call.argNode("name") : call.node, "the name scope's name"});
  auto guard = llvm::makeIntrusiveRefCnt<GuardState>();
  guard->isNameScope = true;
  auto view = [](const std::optional<std::string>& text) {
    return text ? std::optional<std::string_view>(*text) : std::nullopt;
  };
  const auto* values = options.argument("values", "the values").value.as<CoreState<Values>>();
  guard->names =
      in.graph().enter_name_scope(view(name), view(defaultName), values && values->value);
  in.recorder().enteredNameScope(guard->names.text, given);
  return Value::library(guard);
}

void leave(Interpreter& in, Place object) {
  Value content = in.memory().read(object);
  const auto* guard = content.as<GuardState>();
  if (!guard)
    return;
  if (guard->isNameScope) {
    in.graph().exit_name_scope(guard->names);
  } else {
    in.graph().exit_variable_scope(guard->scope);
    in.recorder().left(guard->scope);
  }
}

Value scopeOf(Interpreter& in, const LibCall& call) {
  const auto* guard = in.state<GuardState>(call.args[0]);
  return guard ? Value::place(guard->handle) : in.unknownResult(call);
}

Value textOf(Interpreter& in, const LibCall& call) {
  const auto* guard = in.state<GuardState>(call.args[0]);
  return guard ? Value::string(guard->names.text) : in.unknownResult(call);
}

constexpr ModelEntry models[] = {
    {"varscope.enter_variable_scope", enterVariableScope},
    {"varscope.enter_name_scope", enterNameScope},
    {"varscope.VariableScopeGuard.scope", scopeOf},
    {"varscope.NameScopeGuard.text", textOf},
};

} // namespace

void addScopesRoles(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{"varscope.VariableScopeGuard", nullptr, leave});
  table.add(LibraryType{"varscope.NameScopeGuard", nullptr, leave});
}

} // namespace varscope::resolve
