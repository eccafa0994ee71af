// Objects with names, and how one is put into another.

#include "Resolve/Roles/Trees.h"
#include "Resolve/Models/Support.h"
#include "Resolve/Models/Sequence.h"
#include "Resolve/Models/SmartPointer.h"
#include "Resolve/Roles/Options.h"
#include "Resolve/Roles/Registry.h"

#include "llvm/ADT/DenseSet.h"

namespace varscope::resolve {
namespace {

/// Deeper than this, an object is not looked for in what holds it.
constexpr unsigned maxDepth = 16;

std::size_t baseCount(Interpreter& in, Place object) {
  const ir::Type* type = in.memory().type(object);
  const auto found = type ? in.program().records.find(type->name) : in.program().records.end();
  return found == in.program().records.end() ? 0 : found->second.bases.size();
}

/// What a pointer of any kind points at; none if it is none.
std::optional<Place> target(const Value& value) {
  if (const auto* pointer = value.as<PointerState>())
    return pointer->target;
  if (value.is(ValueKind::Pointer) && !value.hasIndex())
    return value.target();
  return std::nullopt;
}

std::optional<Place> wholeOf(const Value& given, const Value& content) {
  if (content.is(ValueKind::Object))
    return content.target();
  if (content.is(ValueKind::Aggregate) && (given.isPlace() || given.is(ValueKind::Object)))
    return given.target();
  return std::nullopt;
}

const TreeState* search(Interpreter& in, const Value& given, unsigned depth) {
  const Value value = in.load(given);
  if (const auto* tree = value.as<TreeState>())
    return tree;
  if (depth == maxDepth)
    return nullptr;
  if (std::optional<Place> pointee = target(value))
    return *pointee && in.memory().alive(*pointee) ? search(in, Value::place(*pointee), depth + 1) : nullptr;
  std::optional<Place> whole = wholeOf(given, value);
  if (!whole || !in.memory().alive(*whole) || !in.memory().read(*whole).is(ValueKind::Aggregate))
    return nullptr;
  const auto parts = in.memory().read(*whole).parts().parts;
  for (std::size_t i = 0, bases = baseCount(in, *whole); i < bases && i < parts.size(); ++i)
    if (const TreeState* tree = search(in, Value::place(parts[i]), depth + 1))
      return tree;
  return nullptr;
}

/// Walks all that belongs to an object, each object once.
class Collector {
public:
  explicit Collector(Interpreter& in) : in(in) {}

  TreesOfResult run(const Value& result) {
    visit(result, 0, true);
    return std::move(out);
  }

private:
  void visit(const Value& given, unsigned depth, bool isOutermost) {
    if (depth == maxDepth)
      return;
    if (const TreeState* tree = search(in, given, depth)) {
      add(isOutermost ? out.roots : out.inside, tree->place.tree);
      isOutermost = false;
    }
    const Value value = in.peek(given);
    if (std::optional<Place> pointee = target(value))
      return visitPlace(*pointee, depth, isOutermost);
    if (value.is(ValueKind::Library))
      value.state().forEachPlace([&](Place part, bool owned) {
        if (owned)
          visitPlace(part, depth, isOutermost);
      });
    std::optional<Place> whole = wholeOf(given, value);
    if (!whole || !in.memory().alive(*whole) || !in.memory().read(*whole).is(ValueKind::Aggregate))
      return;
    const auto parts = in.memory().read(*whole).parts().parts;
    for (Place part : parts)
      visitPlace(part, depth, isOutermost);
  }

  void visitPlace(Place place, unsigned depth, bool isOutermost) {
    if (place && in.memory().alive(place) && seen.insert(place.cell).second)
      visit(Value::place(place), depth + 1, isOutermost);
  }

  static void add(std::vector<core::TreeId>& to, core::TreeId tree) {
    if (!llvm::is_contained(to, tree))
      to.push_back(tree);
  }

  Interpreter& in;
  TreesOfResult out;
  llvm::DenseSet<std::uint32_t> seen;
};

Value stateOf(core::TreeId tree) {
  auto state = llvm::makeIntrusiveRefCnt<TreeState>();
  state->place.tree = tree;
  return Value::library(state);
}

Value makeScope(Interpreter& in, const ir::Type&) {
  const core::TreeId tree = in.graph().make_tree(false);
  in.recorder().madeTree(tree);
  return stateOf(tree);
}

/// A constructor of a class of scopes, which may have variables of its own.
Value construct(Interpreter& in, const LibCall& call) {
  const core::TreeId tree = in.graph().make_tree(call.has("attached"));
  in.recorder().madeTree(tree);
  makeOwnVariables(in, call, tree);
  return stateOf(tree);
}

/// A scope in a scope, by name; without one, a view of the same.
Value subScope(Interpreter& in, const LibCall& call) {
  const TreeState* found = treeOf(in, call.arg("scope"));
  if (!found)
    unresolvedArgument(in, {in.load(call.arg("scope")), call.argNode("scope"), "the scope object"});
  auto state = llvm::makeIntrusiveRefCnt<TreeState>(*found);
  const core::TreeNames names = treeNames(in, call);
  if (call.has("name")) {
    const Value given = textOf(in, call.arg("name"));
    const std::string name = knownName(in, {given, call.argNode("name"), "the scope's name"}).value_or("");
    core::Trees::check(name, names);
    if (!name.empty())
      state->place.prefix += name + names.separator;
  } else {
    state->what = names.what;
  }
  return asResult(in, call, Value::library(state));
}

Value attach(Interpreter& in, const LibCall& call) {
  const Value given = textOf(in, call.arg("name"));
  const std::string name = knownName(in, {given, call.argNode("name"), "the name"}).value_or("");
  const TreeState* parent = treeOf(in, call.arg("scope"));
  if (!parent)
    unresolvedArgument(in, {in.load(call.arg("scope")), call.argNode("scope"), "the scope object"});
  const auto kept = llvm::makeIntrusiveRefCnt<TreeState>(*parent);
  const Value childValue = in.load(call.arg("child"));
  const TreeState* child = treeOf(in, call.arg("child"));
  if (!child)
    unresolvedArgument(in, {childValue, call.argNode("child"), "the object that gets the name",
                            "an object of a class that a role file describes"});
  const core::TreeId hung = child->place.tree;
  const core::TreeNames names = treeNames(in, call);
  core::GetRequest none;
  in.recorder().beginGet(given, none);
  in.recorder().inTree(kept->place, names.what, name);
  in.graph().hang_tree(hung, kept->place, name, names);
  in.recorder().dropGet();
  return call.type && call.type->kind != ir::TypeKind::Void ? in.copyOf(call.arg("child")) : Value();
}

/// What is not described leaves names alone.
Value otherMethod(Interpreter& in, const LibCall& call) {
  return in.unknown("'" + call.key + "' is not described in a role file");
}

/// What changes names in a way that no role describes.
Value opaque(Interpreter& in, const LibCall& call) {
  in.unresolved(call.node, in.unknown("a role file says that it changes names in a way that is not followed"),
                "what this call does to the names", "");
}

constexpr ModelEntry models[] = {
    {"varscope.opaque", opaque},
    {"varscope.scope", construct},
    {"varscope.scope::*", otherMethod},
    {"varscope.sub_scope", subScope},
    {"varscope.attach_scope", attach},
};

} // namespace

const TreeState* treeOf(Interpreter& in, const Value& object) { return search(in, object, 0); }

TreesOfResult treesOf(Interpreter& in, const Value& result) { return Collector(in).run(result); }

core::TreeNames treeNames(Interpreter& in, const LibCall& call) {
  core::TreeNames names;
  if (auto what = in.string(call.arg("what")))
    names.what = *what;
  if (auto without = in.string(call.arg("without")))
    names.forbidden = *without;
  if (auto separator = in.string(call.arg("separator")))
    names.separator = *separator;
  if (auto empty = in.string(call.arg("empty")))
    names.allows_empty = *empty == "allowed";
  return names;
}

void addTreesRoles(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{"varscope.scope", makeScope});
}

} // namespace varscope::resolve
