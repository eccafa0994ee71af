// get_name_scope, unique_name, and what a ScopeError tells.

#include "Resolve/Roles/Options.h"
#include "Resolve/Roles/Registry.h"

namespace varscope::resolve {
namespace {

Value nameScope(Interpreter& in, const LibCall&) { return Value::string(in.graph().name_scope()); }

Value uniqueName(Interpreter& in, const LibCall& call) {
  Value given = in.load(firstArgument(call));
  std::optional<std::string> base = knownName(in, {given, firstArgumentNode(call), "the base name"});
  std::string name = in.graph().unique_name(base.value_or(""));
  in.recorder().uniqueName(name, given);
  return Value::string(std::move(name));
}

Value rule(Interpreter& in, const LibCall& call) {
  const auto* error = in.state<ExceptionState>(call.args[0]);
  return error ? Value::string(error->rule) : in.unknownResult(call);
}

constexpr ModelEntry models[] = {
    {"varscope.get_name_scope", nameScope},
    {"varscope.unique_name", uniqueName},
    {"varscope.ScopeError.rule", rule},
};

} // namespace

void addNamesRoles(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
