// get_variable, get_local_variable, new_variable, and VariableScope's get_variable.

#include "Resolve/Roles/Options.h"
#include "Resolve/Models/Support.h"
#include "Resolve/Roles/Registry.h"

namespace varscope::resolve {
namespace {

core::GetRequest requestOf(Interpreter& in, const LibCall& call) {
  core::GetRequest request;
  if (call.has("shape"))
    request.shape =
        knownShape(in, {call.arg("shape"), call.argNode("shape"), "the variable's shape"});
  if (call.has("options"))
    request.options = variableOptions(in, call.arg("options"), call.argNode("options"));
  if (call.has("T"))
    if (std::optional<DType> dtype = dtypeOf(in.load(call.arg("T")))) {
      if (request.options.dtype && request.options.dtype != dtype)
        throw ScopeError(Rule::InvalidArgument,
                         "get_variable<T> gives dtype " + std::string(name(*dtype)) +
                             ", but the options give " + std::string(name(*request.options.dtype)));
      request.options.dtype = dtype;
    }
  return request;
}

template <class Get>
Value get(Interpreter& in, const LibCall& call, Get perform) {
  const ir::Node& nameNode = call.has("name") ? call.argNode("name") : call.node;
  Value given = textOf(in, call.arg("name"));
  std::optional<std::string> name = knownName(in, {given, nameNode, "the variable's name"});
  if (name)
    name = in.assumedName(call.node, std::move(*name));
  core::GetRequest request = requestOf(in, call);
  request.shape = in.assumedShape(call.node, std::move(request.shape));
  in.recorder().beginGet(given, request);
  core::VariableHandle handle = perform(name, request);
  in.recorder().endGet(handle);
  return coreValue(handle);
}

const std::string& needed(const std::optional<std::string>& name) {
  if (!name)
    throw ScopeError(Rule::MissingName, "a get needs a name");
  return *name;
}

Value getVariable(Interpreter& in, const LibCall& call) {
  return get(in, call, [&](const auto& name, const core::GetRequest& request) {
    return in.graph().get_variable(in.graph().current_scope(), needed(name), request);
  });
}

Value getLocalVariable(Interpreter& in, const LibCall& call) {
  return get(in, call, [&](const auto& name, core::GetRequest request) {
    return in.graph().get_local_variable(in.graph().current_scope(), needed(name),
                                         std::move(request));
  });
}

Value newVariable(Interpreter& in, const LibCall& call) {
  return get(in, call, [&](const auto& name, const core::GetRequest& request) {
    return in.graph().new_variable(name.value_or(""), request);
  });
}

Value getFromScope(Interpreter& in, const LibCall& call) {
  const auto* scope = in.state<CoreState<core::ScopeRef>>(call.args[0]);
  if (!scope)
    unresolvedArgument(in, {in.load(call.args[0]), call.argNode(0), "the scope"});
  if (!scope->value)
    throw ScopeError(Rule::InvalidArgument, "a scope object that is no scope is used");
  core::ScopeRef object = scope->value;
  return get(in, call, [&](const auto& name, const core::GetRequest& request) {
    return in.graph().get_variable(object, needed(name), request);
  });
}

constexpr ModelEntry models[] = {
    {"varscope.get_variable", getVariable},
    {"varscope.get_local_variable", getLocalVariable},
    {"varscope.new_variable", newVariable},
    {"varscope.VariableScope.get_variable", getFromScope},
};

} // namespace

void addGetsRoles(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
