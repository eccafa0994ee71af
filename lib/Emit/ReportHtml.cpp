#include "Emit/Describe.h"
#include "Emit/Report.h"
#include "Emit/Treemap.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

using namespace llvm;
using namespace varscope;

namespace {

// ReportPage/, as CMake found it.
#include "ReportPage.inc"

/// How wide the page shows the treemap, for its height.
constexpr double aspect = 2.8;

/// "model.cpp:7": several gets of one line are one place to a reader.
std::string lineOf(StringRef at) { return at.rsplit(':').first.str(); }

class Data {
public:
  Data(raw_ostream& os, const Manifest& manifest) : j(os), manifest(manifest) {}

  void write() {
    for (const ManifestEvent& event : manifest.events)
      events[event.name].push_back(&event);
    const NameTree tree = makeNameTree(manifest);
    j.object([&] {
      j.attribute("model", manifest.model);
      j.attribute("arena_bytes", manifest.arena_bytes);
      j.attributeArray("variables", [&] {
        for (const ManifestVariable& variable : manifest.variables)
          j.object([&] { write(variable); });
      });
      j.attributeArray("nodes", [&] {
        for (const TreemapNode& node : makeTreemap(tree, aspect))
          j.array([&] { write(node); });
      });
    });
    j.flush();
  }

private:
  void write(const ManifestVariable& v) {
    const std::vector<const ManifestEvent*>& gets = events[eventName(v)];
    j.attribute("name", v.name);
    j.attribute("dtype", dtypeText(v));
    j.attribute("shape", shapeText(v));
    j.attribute("parameters", parametersOf(v));
    j.attribute("bytes", v.bytes);
    j.attribute("offset", v.offset);
    j.attribute("initializer", spell(v.initializer));
    j.attribute("kind", kindOf(v.initializer));
    j.attribute("trainable", v.trainable);
    j.attribute("conditional", v.conditional);
    j.attribute("partition", v.partition ? v.partition->of : "");
    const auto creation = find_if(gets, [](const ManifestEvent* e) { return e->kind == "create"; });
    j.attribute("at", creation == gets.end() ? "" : (*creation)->at);
    j.attributeArray("gets", [&] {
      for (const ManifestEvent* get : gets)
        j.object([&] {
          j.attribute("kind", get->kind);
          j.attribute("at", get->at);
          j.attribute("site", lineOf(get->at));
          j.attributeArray("stack", [&] {
            for (const std::string& call : get->stack)
              j.value(call);
          });
        });
    });
  }

  void write(const TreemapNode& node) {
    const NameTree& tree = *node.tree;
    j.value(tree.name);
    j.value(std::uint64_t(node.parent));
    j.value(node.depth);
    for (double side : {node.x, node.y, node.width, node.height})
      j.value(side);
    // A variable that has others below its name is a scope here.
    j.value(tree.variable && tree.children.empty() ? tree.variable - manifest.variables.data()
                                                   : std::ptrdiff_t(-1));
    j.value(tree.variables);
    j.value(tree.bytes);
  }

  json::OStream j;
  const Manifest& manifest;
  StringMap<std::vector<const ManifestEvent*>> events;
};

/// Nothing in the data may end the script element.
std::string withoutTags(StringRef json) {
  std::string text;
  for (char c : json)
    if (c == '<')
      text += "\\u003c";
    else
      text += c;
  return text;
}

} // namespace

void varscope::writeHtmlReport(raw_ostream& os, const Manifest& manifest) {
  std::string data, title;
  raw_string_ostream dataStream(data), titleStream(title);
  Data(dataStream, manifest).write();
  printHTMLEscaped("VarScope: " + manifest.model, titleStream);
  StringRef page = pageHtml;
  const std::pair<StringRef, std::string> parts[] = {{"@title@", title},
                                                     {"@style@", pageCss.str()},
                                                     {"@data@", withoutTags(data)},
                                                     {"@script@", pageJs.str()}};
  for (const auto& [mark, text] : parts) {
    const auto [before, behind] = page.split(mark);
    os << before << text;
    page = behind;
  }
  os << page;
}
