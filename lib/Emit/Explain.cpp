#include "Emit/Explain.h"

#include "Emit/Describe.h"
#include "Rules/NearestName.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FormatVariadic.h"

#include <map>

using namespace llvm;
using namespace varscope;

namespace {

std::uint64_t parameters(const ManifestVariable& v) { return v.dtype ? v.bytes / size_of(*v.dtype) : 0; }

std::string grouped(std::uint64_t number) { // 124,439,808
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;)
    digits.insert(at -= 3, ",");
  return digits;
}

std::string spellBytes(std::uint64_t bytes) {
  constexpr const char* units[] = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  if (bytes < 1024)
    return formatv("{0} B", bytes);
  double amount = double(bytes) / 1024;
  unsigned unit = 0;
  for (; amount >= 1024 && unit + 1 < std::size(units); ++unit)
    amount /= 1024;
  return formatv("{0:f1} {1}", amount, units[unit]);
}

std::string spellShape(ArrayRef<std::int64_t> shape) {
  return "[" + join(map_range(shape, [](std::int64_t n) { return std::to_string(n); }), ", ") + "]";
}

std::string counted(std::uint64_t n, StringRef what) {
  return formatv("{0} {1}{2}", grouped(n), what, n == 1 ? "" : "s");
}

struct Totals {
  std::uint64_t variables = 0, parameters = 0, bytes = 0;
  void add(const ManifestVariable& v) {
    ++variables;
    parameters += ::parameters(v);
    bytes += v.bytes;
  }
  std::string spell() const {
    return counted(variables, "variable") + ", " + counted(parameters, "parameter") + ", " +
           spellBytes(bytes);
  }
};

/// A component of names; children in order of creation.
struct Tree {
  std::string name;
  Totals totals;
  const ManifestVariable* variable = nullptr;
  std::vector<std::unique_ptr<Tree>> children;
  StringMap<Tree*> byName;

  Tree& child(StringRef component) {
    Tree*& entry = byName[component];
    if (!entry) {
      children.push_back(std::make_unique<Tree>());
      entry = children.back().get();
      entry->name = component.str();
    }
    return *entry;
  }
};

/// Gets that share each variable, by op name (of the whole for slices).
using Shares = StringMap<unsigned>;

const std::string& eventName(const ManifestVariable& v) {
  return v.partition ? v.partition->of : v.name;
}

/// One line of the tree per node; an explicit stack, as names may be deep.
void print(raw_ostream& os, const Tree& root, const Shares& shares) {
  std::vector<std::pair<const Tree*, unsigned>> stack;
  auto pushChildren = [&](const Tree& tree, unsigned depth) {
    for (const auto& child : reverse(tree.children))
      stack.push_back({child.get(), depth});
  };
  pushChildren(root, 1);
  while (!stack.empty()) {
    auto [tree, depth] = stack.back();
    stack.pop_back();
    os.indent(2 * depth) << tree->name;
    if (!tree->children.empty())
      os << "/  (" << tree->totals.spell() << ")";
    if (const ManifestVariable* v = tree->variable) {
      os << "  " << dtypeText(*v) << ' ' << shapeText(*v) << "  " << spell(v->initializer);
      if (unsigned count = shares.lookup(eventName(*v)))
        os << "  shared by " << counted(count, "get");
      if (!v->trainable)
        os << "  not trainable";
      if (v->conditional)
        os << "  conditional";
    }
    os << '\n';
    pushChildren(*tree, depth + 1);
  }
}

void printStory(raw_ostream& os, const ManifestVariable& v) {
  os << v.name << '\n';
  os << "  dtype         " << dtypeText(v) << '\n';
  os << "  shape         " << shapeText(v) << "  (" << counted(parameters(v), "parameter")
     << ", " << spellBytes(v.bytes) << ")\n";
  os << "  initializer   " << spell(v.initializer) << '\n';
  if (v.regularizer.kind() != json::Value::Null)
    os << "  regularizer   " << spell(v.regularizer) << '\n';
  if (v.constraint.kind() != json::Value::Null)
    os << "  constraint    " << spell(v.constraint) << '\n';
  os << "  trainable     " << (v.trainable ? "yes" : "no") << '\n';
  os << "  collections   " << (v.collections.empty() ? "none" : join(v.collections, ", ")) << '\n';
  if (v.caching_device)
    os << "  cached on     " << *v.caching_device << '\n';
  if (v.partition)
    os << "  slice of      " << v.partition->of << ' ' << spellShape(v.partition->full_shape)
       << " at " << spellShape(v.partition->offset) << '\n';
  os << "  arena         bytes " << v.offset << " to " << v.offset + v.bytes << '\n';
  if (v.conditional)
    os << "  conditional   it does not exist on every path\n";
}

void printEvents(raw_ostream& os, const Manifest& manifest, StringRef name) {
  auto print = [&](StringRef title, const ManifestEvent& event) {
    os << "  " << left_justify(title, 13) << ' ' << event.at << '\n';
    for (const std::string& call : event.stack)
      os << "                called from " << call << '\n';
  };
  unsigned shares = 0;
  for (const ManifestEvent& event : manifest.events)
    if (event.name == name) {
      print(event.kind == "create" ? "created at" : "shared at", event);
      shares += event.kind == "share";
    }
  if (shares == 0)
    os << "  shared by no other get\n";
}

/// Each scope whose name leads to the variable, outermost first. A variable's
/// name may take other ways (name scopes); then nothing is printed.
void printScopePath(raw_ostream& os, const Manifest& manifest, StringRef name) {
  std::vector<StringRef> path;
  StringMap<bool> known;
  for (const ManifestScope& scope : manifest.scopes)
    known[scope.name] = true;
  for (std::size_t slash = name.find('/'); slash != StringRef::npos;
       slash = name.find('/', slash + 1))
    if (known.contains(name.take_front(slash)))
      path.push_back(name.take_front(slash));
  if (!path.empty())
    os << "  scopes        " << join(path, " > ") << '\n';
}

} // namespace

void varscope::explainModel(raw_ostream& os, const Manifest& manifest) {
  Tree root;
  Shares shares;
  for (const ManifestEvent& event : manifest.events)
    if (event.kind == "share")
      ++shares[event.name];
  for (const ManifestVariable& v : manifest.variables) {
    Tree* at = &root;
    at->totals.add(v);
    for (StringRef component : split(v.name, '/')) {
      at = &at->child(component);
      at->totals.add(v);
    }
    at->variable = &v;
  }
  os << "model " << manifest.model << ": " << root.totals.spell() << "; arena "
     << grouped(manifest.arena_bytes) << " bytes\n";
  print(os, root, shares);
}

bool varscope::explainVariable(raw_ostream& os, const Manifest& manifest, StringRef name) {
  name.consume_back(":0");
  std::vector<const ManifestVariable*> found;
  for (const ManifestVariable& v : manifest.variables)
    if (v.name == name || (v.partition && v.partition->of == name))
      found.push_back(&v);
  if (found.empty())
    return false;
  if (found.front()->name != name)
    os << name << ": a partitioned variable of " << counted(found.size(), "slice") << '\n';
  for (const ManifestVariable* v : found)
    printStory(os, *v);
  printScopePath(os, manifest, name);
  printEvents(os, manifest, eventName(*found.front()));
  return true;
}

std::string varscope::nearestVariable(const Manifest& manifest, StringRef name) {
  name.consume_back(":0");
  std::vector<StringRef> names;
  for (const ManifestVariable& v : manifest.variables) {
    names.push_back(v.name);
    if (v.partition)
      names.push_back(v.partition->of);
  }
  return nearestName(name, names).str();
}
