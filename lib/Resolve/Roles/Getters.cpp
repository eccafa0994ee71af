#include "Resolve/Roles/GetterRequest.h"
#include "Resolve/Models/Support.h"
#include "Resolve/Roles/Options.h"
#include "Resolve/Roles/Registry.h"

namespace varscope::resolve {
namespace {

/// getter(name, request): an inner get.
Value callOn(Interpreter& in, const LibCall& call) {
  const auto* getter = in.state<GetterState>(call.args[0]);
  if (!getter)
    unresolvedArgument(in, {in.load(call.args[0]), call.argNode(0), "the getter"});
  core::GetterLink link = getter->link;
  Value given = textOf(in, call.arg("name"));
  const ir::Node& nameNode = call.has("name") ? call.argNode("name") : call.node;
  std::string name = knownName(in, {given, nameNode, "the variable's name"}).value_or("");
  core::GetRequest request;
  if (call.has("request"))
    request = requestFrom(in, call.arg("request"), call.argNode("request"));
  in.recorder().beginGet(given, request);
  core::VariableHandle handle = in.graph().call_getter(link, name, request);
  in.recorder().endGet(handle);
  return coreValue(handle);
}

Value callable(Interpreter& in, const LibCall& call) {
  const Value& code = firstArgument(call);
  return in.peek(code).isUnknown() ? in.peek(code)
                                   : coreValue(CustomGetter::from_callable(interpreted(in, code)));
}

constexpr ModelEntry models[] = {
    {"varscope.Getter.call", callOn},
    {"varscope.CustomGetter", constructAbsent<CustomGetter>},
    {"varscope.custom_getter.callable", callable},
};

} // namespace

void addGettersRoles(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{"varscope.CustomGetter", makeAbsent<CustomGetter>});
  table.add(LibraryType{"varscope.Getter"});
}

} // namespace varscope::resolve
