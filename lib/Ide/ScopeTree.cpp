#include "Ide/Answers.h"

#include "Emit/Describe.h"
#include "Emit/Explain.h"
#include "Emit/NameTree.h"

#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace varscope;
using namespace varscope::ide;

namespace {

class TreeWriter {
public:
  TreeWriter(const Snapshot& snapshot, const ResolvedModel& model,
             function_ref<json::Value(const SourceLocation&)> nodeAt)
      : snapshot(snapshot), model(model), nodeAt(nodeAt) {}

  json::Object write(const NameTree& node, unsigned depth = 0) {
    json::Object object{{"name", node.name},
                        {"variables", std::int64_t(node.variables)},
                        {"bytes", std::int64_t(node.bytes)},
                        {"size", spellBytes(node.bytes)}};
    if (const ManifestVariable* v = node.variable) {
      object["fullName"] = v->name;
      object["detail"] = dtypeText(*v) + " " + shapeText(*v);
      object["initializer"] = spell(v->initializer);
      if (const Uses* uses = snapshot.index.uses(model, eventName(*v))) {
        if (const GetEvent* creation = uses->creation())
          object["at"] = nodeAt(creation->at);
        object["gets"] = std::int64_t(uses->gets.size());
      }
    }
    json::Array children;
    if (depth < maxDepth)
      for (const std::unique_ptr<NameTree>& child : node.children)
        children.push_back(write(*child, depth + 1));
    if (!children.empty())
      object["children"] = std::move(children);
    return object;
  }

private:
  static constexpr unsigned maxDepth = 256; // editors recurse as well

  const Snapshot& snapshot;
  const ResolvedModel& model;
  function_ref<json::Value(const SourceLocation&)> nodeAt;
};

} // namespace

ScopeTree ide::scopeTree(const Snapshot& snapshot,
                         function_ref<json::Value(const SourceLocation&)> nodeAt) {
  ScopeTree tree;
  raw_string_ostream os(tree.text);
  const auto add = [&](const ResolvedModel& model, const Twine& remark) {
    std::optional<core::Layout> layout = layoutOf(model);
    if (!layout)
      return; // more than 64 bits count: a finding says so
    const Manifest manifest = makeManifest(model, *layout);
    explainModel(os, manifest);
    os << remark << '\n';
    json::Object object = TreeWriter(snapshot, model, nodeAt).write(makeNameTree(manifest));
    object["at"] = nodeAt(model.at);
    object["failed"] = model.has_error;
    tree.models.push_back(std::move(object));
  };
  for (const PlannedModel& planned : snapshot.program.planned)
    add(planned.model, "");
  for (const ResolvedModel& model : snapshot.program.unplanned)
    add(model, "model '" + Twine(model.tag) + "' has errors: this is what is known of it\n");
  for (const std::string& file : snapshot.broken)
    os << file << " does not compile\n";
  return tree;
}
