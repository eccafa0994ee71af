#include "Emit/NameTree.h"

#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace varscope;

std::uint64_t varscope::parametersOf(const ManifestVariable& v) {
  return v.dtype ? v.bytes / size_of(*v.dtype) : 0;
}

const std::string& varscope::eventName(const ManifestVariable& v) {
  return v.partition ? v.partition->of : v.name;
}

NameTree& NameTree::child(StringRef component) {
  NameTree*& entry = byName[component];
  if (!entry) {
    children.push_back(std::make_unique<NameTree>());
    entry = children.back().get();
    entry->name = component.str();
  }
  return *entry;
}

static void add(NameTree& tree, const ManifestVariable& v) {
  ++tree.variables;
  tree.parameters += parametersOf(v);
  tree.bytes += v.bytes;
}

NameTree varscope::makeNameTree(const Manifest& manifest) {
  NameTree root;
  root.name = manifest.model;
  for (const ManifestVariable& v : manifest.variables) {
    NameTree* at = &root;
    add(*at, v);
    for (StringRef component : split(v.name, '/')) {
      at = &at->child(component);
      add(*at, v);
    }
    at->variable = &v;
  }
  return root;
}
