#include "Emit/Explain.h"

#include "Emit/Describe.h"
#include "Emit/NameTree.h"
#include "Rules/NearestName.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;
using namespace varscope;

namespace {

std::string counted(std::uint64_t n, StringRef what) {
  return formatv("{0} {1}{2}", grouped(n), what, n == 1 ? "" : "s");
}

std::string spellTotals(const NameTree& tree) {
  return counted(tree.variables, "variable") + ", " + counted(tree.parameters, "parameter") + ", " +
         spellBytes(tree.bytes);
}

/// Gets that share each variable, by op name (of the whole for slices).
using Shares = StringMap<unsigned>;

/// One line of the tree per node; an explicit stack, as names may be deep.
void print(raw_ostream& os, const NameTree& root, const Shares& shares) {
  std::vector<std::pair<const NameTree*, unsigned>> stack;
  auto pushChildren = [&](const NameTree& tree, unsigned depth) {
    for (const auto& child : reverse(tree.children))
      stack.push_back({child.get(), depth});
  };
  pushChildren(root, 1);
  while (!stack.empty()) {
    auto [tree, depth] = stack.back();
    stack.pop_back();
    os.indent(2 * depth) << tree->name;
    if (!tree->children.empty())
      os << "/  (" << spellTotals(*tree) << ")";
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
  os << "  shape         " << shapeText(v) << "  (" << counted(parametersOf(v), "parameter")
     << ", " << spellBytes(v.bytes) << ")\n";
  os << "  initializer   " << spell(v.initializer) << '\n';
  if (!v.regularizer.isNone())
    os << "  regularizer   " << spell(v.regularizer) << '\n';
  if (!v.constraint.isNone())
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
  const NameTree root = makeNameTree(manifest);
  Shares shares;
  for (const ManifestEvent& event : manifest.events)
    if (event.kind == "share")
      ++shares[event.name];
  os << "model " << manifest.model << ": " << spellTotals(root) << "; arena "
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
