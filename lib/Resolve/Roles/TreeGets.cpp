// create, get_or_create, look_up, contains: variables of objects with names.

#include "Resolve/Models/SmartPointer.h"
#include "Resolve/Models/Support.h"
#include "Resolve/Roles/Options.h"
#include "Resolve/Roles/Registry.h"
#include "Resolve/Roles/Trees.h"

namespace varscope::resolve {
namespace {

/// The object's scope, or the model's own where a role has none.
TreeState scopeOf(Interpreter& in, const LibCall& call) {
  TreeState scope;
  if (!call.has("scope")) {
    scope.place = in.graph().trees().current();
    return scope;
  }
  const TreeState* found = treeOf(in, call.arg("scope"));
  if (!found)
    unresolvedArgument(in, {in.load(call.arg("scope")), call.argNode("scope"), "the scope object"});
  return *found;
}

core::TreeNames namesOf(Interpreter& in, const LibCall& call, const TreeState& scope) {
  core::TreeNames names = treeNames(in, call);
  if (!scope.what.empty())
    names.what = scope.what;
  return names;
}

/// What is known of the variable; false if it has no value (and so is in no checkpoint).
bool describe(Interpreter& in, const LibCall& call, core::GetRequest& request) {
  if (call.has("shape"))
    request.shape = softShape(in, call.arg("shape"));
  if (call.has("initializer"))
    if (const auto* state = in.state<CoreState<Initializer>>(call.arg("initializer")))
      request.options.initializer = state->value;
  if (call.has("trainable"))
    request.options.trainable = in.boolean(call.arg("trainable"));
  request.options.dtype = call.has("dtype") ? dtypeFromEnum(in.load(call.arg("dtype"))) : std::optional(float32);
  if (!call.has("value"))
    return true;
  const auto* tensor = in.state<TensorState>(call.arg("value"));
  request.options.dtype = tensor ? tensor->dtype : std::nullopt;
  if (!tensor)
    return true;
  request.shape = tensor->shape;
  request.options.initializer = tensor->initializer;
  return tensor->defined;
}

/// A handle as the function's result: where that is a pointer, one to the handle.
Value handleAs(Interpreter& in, const LibCall& call, const core::VariableHandle& handle) {
  const ir::Type* type = call.type;
  const bool isPointer = type && type->kind == ir::TypeKind::Pointer;
  const bool isShared = type && type->kind == ir::TypeKind::Library && type->name == "std::shared_ptr";
  if (isPointer)
    return Value::pointerTo(in.materialize(coreValue(handle)));
  if (isShared)
    return sharedPointerTo(in, in.materialize(coreValue(handle)));
  return asResult(in, call, coreValue(handle));
}

Value get(Interpreter& in, const LibCall& call, Reuse reuse) {
  const Value given = textOf(in, call.arg("name"));
  const ir::Node& nameNode = call.has("name") ? call.argNode("name") : call.node;
  const std::optional<std::string> name = knownName(in, {given, nameNode, "the variable's name"});
  if (!name)
    throw ScopeError(Rule::MissingName, "a get needs a name");
  const TreeState scope = scopeOf(in, call);
  const core::TreeNames names = namesOf(in, call, scope);
  core::GetRequest request;
  request.options.reuse = reuse;
  const bool hasValue = describe(in, call, request);
  in.recorder().beginGet(given, request);
  in.recorder().inTree(scope.place, names.what, *name);
  if (!hasValue) {
    in.graph().reserve_in_tree(scope.place, *name, names);
    in.recorder().dropGet();
    return call.type && call.type->kind == ir::TypeKind::Void ? Value() : in.copyOf(call.arg("value"));
  }
  const core::VariableHandle handle = in.graph().get_in_tree(scope.place, *name, names, request);
  in.recorder().endGet(handle);
  return handleAs(in, call, handle);
}

Value create(Interpreter& in, const LibCall& call) { return get(in, call, Reuse(false)); }
Value getOrCreate(Interpreter& in, const LibCall& call) { return get(in, call, AUTO_REUSE); }

Value lookUp(Interpreter& in, const LibCall& call) {
  // A look-up in something else of the class.
  if (call.has("scope") && !treeOf(in, call.arg("scope")) && !in.load(call.arg("scope")).isUnknown())
    return in.unknownResult(call);
  if (!call.has("name"))
    return in.unknown("a variable that is looked up by its number");
  return get(in, call, Reuse(true));
}

Value contains(Interpreter& in, const LibCall& call) {
  const TreeState scope = scopeOf(in, call);
  const std::optional<std::string> name = in.string(call.arg("name"));
  if (!name)
    return in.unknownResult(call);
  const core::TreeNames names = namesOf(in, call, scope);
  const auto entry =
      in.graph().trees().find_below(scope.place.tree, names.what, scope.place.prefix + *name);
  return Value::boolean(entry && entry->kind == core::Trees::Entry::Kind::variable);
}

struct OpenPrefixState final : LibraryStateOf<OpenPrefixState> {
  bool equals(const LibraryState& other) const override { return classof(other); }
  std::string print() const override { return "an open scope"; }
};

Value enter(Interpreter& in, const LibCall& call) {
  const Value given = textOf(in, call.arg("name"));
  const std::string name =
      knownName(in, {given, call.has("name") ? call.argNode("name") : call.node, "the scope's name"}).value_or("");
  const core::TreeNames names = treeNames(in, call);
  core::Trees::check(name, names);
  in.graph().enter_tree_scope(name.empty() ? name : name + names.separator);
  return call.type && call.type->kind == ir::TypeKind::Void ? Value() : Value::make<OpenPrefixState>();
}

Value leave(Interpreter& in, const LibCall&) {
  in.graph().leave_tree_scope();
  return {};
}

void leaveGuard(Interpreter& in, Place guard) {
  if (in.memory().read(guard).as<OpenPrefixState>())
    in.graph().leave_tree_scope();
}

constexpr ModelEntry models[] = {
    {"varscope.create", create},
    {"varscope.get_or_create", getOrCreate},
    {"varscope.look_up", lookUp},
    {"varscope.contains", contains},
    {"varscope.enter_scope", enter},
    {"varscope.leave_scope", leave},
    {"varscope.guard", enter},
};

} // namespace

void addTreeGetsRoles(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{"varscope.guard", nullptr, leaveGuard});
}

} // namespace varscope::resolve
