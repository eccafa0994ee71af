#include "Emit/Describe.h"
#include "Emit/Report.h"
#include "Emit/Treemap.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;
using namespace varscope;

namespace {

constexpr double width = 1200, mapHeight = 700, barHeight = 30, margin = 10, line = 16;
constexpr double smallest = 2; // sides below are not drawn

std::string escaped(StringRef text) {
  std::string result;
  raw_string_ostream os(result);
  printHTMLEscaped(text, os);
  return result;
}

/// Hues a golden angle apart, in order of first use.
class Colors {
public:
  std::string of(StringRef kind) {
    const unsigned index = kinds.try_emplace(kind, kinds.size()).first->second;
    return formatv("hsl({0},60%,72%)", (210 + 137 * index) % 360);
  }

private:
  StringMap<unsigned> kinds;
};

void drawBox(raw_ostream& os, double x, double y, double w, double h, StringRef fill,
             const Twine& title, StringRef label) {
  os << formatv("<g><title>{0}</title><rect x=\"{1:f1}\" y=\"{2:f1}\" width=\"{3:f1}\" height=\"{4:f1}\" "
                "fill=\"{5}\" stroke=\"#0004\"/>",
                escaped(title.str()), x, y, w, h, fill);
  const std::size_t fits = w > 8 ? std::size_t((w - 6) / 6.2) : 0;
  if (h > 13 && fits > 2 && !label.empty())
    os << formatv("<text x=\"{0:f1}\" y=\"{1:f1}\">{2}</text>", x + 3, y + 11,
                  escaped(label.size() <= fits ? label.str() : label.take_front(fits - 1).str() + "…"));
  os << "</g>\n";
}

} // namespace

void varscope::writeSvgReport(raw_ostream& os, const Manifest& manifest) {
  const double height = 2 * margin + line + mapHeight + margin + barHeight;
  os << formatv("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" "
                "viewBox=\"0 0 {0} {1}\" font-family=\"sans-serif\" font-size=\"11\">\n"
                "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n",
                width + 2 * margin, height);
  const NameTree tree = makeNameTree(manifest);
  os << formatv("<text x=\"{0}\" y=\"{1}\" font-size=\"14\">{2}: {3} variables, {4} parameters, {5}</text>\n",
                margin, margin + 10, escaped(manifest.model), grouped(tree.variables),
                grouped(tree.parameters), spellBytes(manifest.arena_bytes));
  Colors colors;
  for (const TreemapNode& node : makeTreemap(tree, width / mapHeight)) {
    const double w = node.width * width, h = node.height * mapHeight;
    if (w < smallest || h < smallest)
      continue;
    const NameTree& at = *node.tree;
    const bool isLeaf = at.variable && at.children.empty();
    drawBox(os, margin + node.x * width, margin + line + node.y * mapHeight, w, h,
            isLeaf ? colors.of(kindOf(at.variable->initializer)) : "#ddd",
            (at.variable ? at.variable->name : at.name) + ", " + spellBytes(at.bytes),
            isLeaf ? StringRef(at.variable->name) : StringRef(at.name));
  }
  std::vector<const ManifestVariable*> sorted;
  for (const ManifestVariable& v : manifest.variables)
    sorted.push_back(&v);
  llvm::sort(sorted, [](auto* a, auto* b) { return std::pair(a->offset, a) < std::pair(b->offset, b); });
  const double perByte = manifest.arena_bytes ? width / double(manifest.arena_bytes) : 0;
  for (std::size_t i = 0, j = 0; i < sorted.size(); i = j) {
    const StringRef kind = kindOf(sorted[i]->initializer);
    for (j = i; j < sorted.size() && kindOf(sorted[j]->initializer) == kind; ++j)
      ;
    const std::uint64_t bytes = sorted[j - 1]->offset + sorted[j - 1]->bytes - sorted[i]->offset;
    drawBox(os, margin + double(sorted[i]->offset) * perByte, margin + line + mapHeight + margin,
            double(bytes) * perByte, barHeight, colors.of(kind), kind + ", " + spellBytes(bytes), kind);
  }
  os << "</svg>\n";
}
