#include "Resolve/Models/Sequence.h"
#include "Resolve/Roles/Options.h"
#include "Resolve/Roles/Registry.h"

namespace varscope::resolve {
namespace {

Value variables(Interpreter& in, const std::vector<core::VariableHandle>& handles) {
  llvm::SmallVector<Value> values;
  for (core::VariableHandle handle : handles)
    values.push_back(coreValue(handle));
  return makeSequence(in, values);
}

std::string knownKey(Interpreter& in, const LibCall& call, const Value& key) {
  return knownName(in, {key, call.has("key") ? call.argNode("key") : call.node,
                        "the collection's key"})
      .value_or("");
}

Value collection(Interpreter& in, const LibCall& call) {
  return variables(in, in.graph().collection(knownKey(in, call, call.arg("key"))));
}

Value underScope(Interpreter& in, const LibCall& call, const std::string& key) {
  const auto* scope = in.state<CoreState<core::ScopeRef>>(call.args[0]);
  if (!scope || !scope->value)
    return in.unknownResult(call);
  return variables(in, in.graph().collection(key, *scope->value));
}

Value ofScope(Interpreter& in, const LibCall& call) {
  return underScope(in, call, knownKey(in, call, call.arg("key")));
}
Value globalVariables(Interpreter& in, const LibCall& call) {
  return underScope(in, call, core::global_variables_key);
}
Value trainableVariables(Interpreter& in, const LibCall& call) {
  return underScope(in, call, core::trainable_variables_key);
}
Value localVariables(Interpreter& in, const LibCall& call) {
  return underScope(in, call, core::local_variables_key);
}

/// Collections(), Collections(no_collections), Collections(keys).
Value construct(Interpreter& in, const LibCall& call) {
  const Value& given = firstArgument(call);
  if (given.isNone())
    return coreValue(Collections());
  Value content = in.load(given);
  if (content.as<CoreState<Collections>>())
    return content;
  if (content.as<NoCollectionsState>())
    return coreValue(Collections(no_collections));
  llvm::SmallVector<Value> elements;
  if (content.isUnknown() || !sequenceElements(in, given, elements))
    return in.unknownResult(call);
  std::vector<std::string> keys;
  for (const Value& element : elements) {
    std::optional<std::string> key = in.string(element);
    if (!key)
      return in.load(element);
    keys.push_back(std::move(*key));
  }
  return coreValue(Collections(keys));
}

Value none(Interpreter&, const LibCall&) { return Value::make<NoCollectionsState>(); }
Value makeNone(Interpreter&, const ir::Type&) { return Value::make<NoCollectionsState>(); }

constexpr ModelEntry models[] = {
    {"varscope.get_collection", collection},
    {"varscope.VariableScope.get_collection", ofScope},
    {"varscope.VariableScope.global_variables", globalVariables},
    {"varscope.VariableScope.trainable_variables", trainableVariables},
    {"varscope.VariableScope.local_variables", localVariables},
    {"varscope.Collections", construct},
    {"varscope.NoCollections", none},
    {"varscope.no_collections", none},
};

} // namespace

void addCollectionsRoles(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{"varscope.Collections", makeAbsent<Collections>});
  table.add(LibraryType{"varscope.NoCollections", makeNone});
}

} // namespace varscope::resolve
