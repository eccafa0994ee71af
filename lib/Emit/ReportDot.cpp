#include "Emit/Describe.h"
#include "Emit/NameTree.h"
#include "Emit/Report.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

using namespace llvm;
using namespace varscope;

namespace {

std::string quoted(const Twine& text) {
  std::string result = "\"";
  for (char c : text.str()) {
    if (c == '"' || c == '\\')
      result += '\\';
    result += c == '\n' ? ' ' : c;
  }
  return result + "\"";
}

/// Identities are full names: of variables "v:...", of gets "g:...".
class Graph {
public:
  Graph(raw_ostream& os, const Manifest& manifest) : os(os), manifest(manifest) {}

  void write() {
    os << "digraph " << quoted(manifest.model) << " {\n"
       << "  rankdir=LR; compound=true; node [shape=box, fontsize=10]; label=" << quoted(manifest.model)
       << ";\n";
    const NameTree tree = makeNameTree(manifest);
    for (const auto& child : tree.children)
      write(*child, 1);
    sharing();
    os << "}\n";
  }

private:
  void write(const NameTree& tree, unsigned depth) {
    if (const ManifestVariable* v = tree.variable)
      os.indent(2 * depth) << quoted("v:" + v->name) << " [label=" << label(*v) << "];\n";
    if (tree.children.empty())
      return;
    os.indent(2 * depth) << "subgraph cluster_" << clusters++ << " {\n";
    os.indent(2 * depth + 2) << "label="
                             << quoted(tree.name + " (" + grouped(tree.variables) + ", " +
                                       spellBytes(tree.bytes) + ")")
                             << ";\n";
    for (const auto& child : tree.children)
      write(*child, depth + 1);
    os.indent(2 * depth) << "}\n";
  }

  static std::string label(const ManifestVariable& v) {
    std::string text = quoted(StringRef(v.name).rsplit('/').second.empty()
                                  ? StringRef(v.name)
                                  : StringRef(v.name).rsplit('/').second);
    text.pop_back();
    return text + "\\n" + dtypeText(v) + " " + shapeText(v) + "\"";
  }

  /// Variables that more than one get reaches, and those gets.
  void sharing() {
    StringSet<> shared;
    for (const ManifestEvent& event : manifest.events)
      if (event.kind == "share")
        shared.insert(event.name);
    StringMap<std::vector<std::string>> targets;
    for (const ManifestVariable& v : manifest.variables)
      targets[eventName(v)].push_back(v.name);
    StringSet<> told;
    for (const ManifestEvent& event : manifest.events) {
      if (!shared.contains(event.name))
        continue;
      const std::string site = quoted("g:" + event.at);
      if (told.insert(site).second)
        os << "  " << site << " [shape=ellipse, label=" << quoted(event.at) << "];\n";
      for (const std::string& target : targets[event.name])
        if (const std::string edge = site + " -> " + quoted("v:" + target);
            told.insert(edge + event.kind).second)
          os << "  " << edge << (event.kind == "create" ? " [style=dashed];\n" : ";\n");
    }
  }

  raw_ostream& os;
  const Manifest& manifest;
  unsigned clusters = 0;
};

} // namespace

void varscope::writeDotReport(raw_ostream& os, const Manifest& manifest) { Graph(os, manifest).write(); }
