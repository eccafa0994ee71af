#include "Extract/RoleFile.h"
#include "Extract/RoleKeys.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

namespace varscope {
namespace {

using namespace llvm;

/// Walks the document; the first mistake ends it.
class Reader {
public:
  Reader(RoleFile& file) : file(file) {
    sources.setDiagHandler(
        [](const SMDiagnostic& diagnostic, void* self) {
          static_cast<Reader*>(self)->fail(diagnostic.getLoc(), diagnostic.getMessage());
        },
        this);
  }

  std::string run() {
    yaml::Stream stream(MemoryBufferRef(file.text, file.path), sources);
    auto document = stream.begin();
    if (problem.empty())
      readDocument(document == yaml::document_iterator() ? nullptr : document->getRoot());
    if (problem.empty() && !stream.failed() && document != yaml::document_iterator())
      ++document; // what is wrong behind the root
    return problem;
  }

private:
  void fail(SMLoc at, const Twine& message) {
    if (!problem.empty())
      return;
    auto [line, column] = place(at);
    problem = (Twine(file.path) + ":" + Twine(line) + ":" + Twine(column) + ": error: " + message).str();
  }
  void fail(const yaml::Node& at, const Twine& message) {
    fail(at.getSourceRange().Start, message);
  }

  std::pair<unsigned, unsigned> place(SMLoc at) const {
    if (!at.isValid() || at.getPointer() < file.text.data() ||
        at.getPointer() > file.text.data() + file.text.size())
      return {1, 1};
    StringRef before(file.text.data(), at.getPointer() - file.text.data());
    std::size_t lineStart = before.rfind('\n');
    return {before.count('\n') + 1,
            before.size() - (lineStart == StringRef::npos ? 0 : lineStart + 1) + 1};
  }

  std::optional<std::string> scalar(yaml::Node* node, const Twine& what) {
    if (auto* text = dyn_cast_or_null<yaml::ScalarNode>(node)) {
      SmallString<64> storage;
      return text->getValue(storage).str();
    }
    if (auto* block = dyn_cast_or_null<yaml::BlockScalarNode>(node))
      return block->getValue().trim().str();
    if (node)
      fail(*node, what + " must be a text");
    return std::nullopt;
  }

  /// One text, or a list of them.
  std::vector<std::string> scalars(yaml::Node* node, const Twine& what) {
    std::vector<std::string> out;
    auto add = [&](yaml::Node& each) {
      if (std::optional<std::string> text = scalar(&each, what))
        out.push_back(*text);
    };
    if (auto* list = dyn_cast_or_null<yaml::SequenceNode>(node))
      for (yaml::Node& each : *list)
        add(each);
    else if (node)
      add(*node);
    return out;
  }

  void readDocument(yaml::Node* root) {
    auto* map = dyn_cast_or_null<yaml::MappingNode>(root);
    if (!map)
      return fail(root ? root->getSourceRange().Start : SMLoc::getFromPointer(file.text.data()),
                  "a role file is a map with the key 'roles'");
    for (yaml::KeyValueNode& pair : *map) {
      std::optional<std::string> key = scalar(pair.getKey(), "a key");
      if (key && *key != "roles")
        fail(*pair.getKey(), "unknown key '" + *key + "'; there is 'roles'");
      auto* list = key ? dyn_cast_or_null<yaml::SequenceNode>(pair.getValue()) : nullptr;
      if (key && !list)
        fail(*pair.getKey(), "'roles' is a list of entries");
      if (!problem.empty())
        return;
      for (yaml::Node& entry : *list)
        readEntry(entry);
    }
  }

  void readEntry(yaml::Node& node) {
    auto* map = dyn_cast<yaml::MappingNode>(&node);
    if (!map)
      return fail(node, "an entry is a map with 'function' or 'class', and 'role'");
    RoleEntry& entry = file.entries.emplace_back();
    std::tie(entry.line, entry.column) = place(node.getSourceRange().Start);
    SMLoc roleAt = node.getSourceRange().Start;
    for (yaml::KeyValueNode& pair : *map) {
      std::optional<std::string> key = scalar(pair.getKey(), "a key");
      if (!key || !problem.empty())
        return;
      if (*key == "function" || *key == "class") {
        if (!entry.names.empty())
          return fail(*pair.getKey(), "an entry describes functions or classes, not both");
        entry.isClass = *key == "class";
        entry.names = scalars(pair.getValue(), "'" + *key + "'");
      } else if (*key == "role") {
        roleAt = pair.getKey()->getSourceRange().Start;
        entry.role = scalar(pair.getValue(), "'role'").value_or("");
      } else {
        auto [line, column] = place(pair.getKey()->getSourceRange().Start);
        for (std::string& value : scalars(pair.getValue(), "'" + *key + "'"))
          entry.fields.push_back({*key, std::move(value), line, column});
      }
    }
    check(entry, node, roleAt);
  }

  void check(const RoleEntry& entry, const yaml::Node& node, SMLoc roleAt) {
    if (entry.names.empty())
      return fail(node, "an entry needs 'function' or 'class'");
    if (entry.role.empty())
      return fail(node, "an entry needs 'role'");
    const extract::RoleInfo* role = extract::findRole(entry.role);
    if (!role)
      return fail(roleAt, "unknown role '" + entry.role + "'; there are " +
                              join(map_range(extract::roleTable(),
                                             [](const auto& each) { return each.name.str(); }), ", "));
    if (role->target != extract::RoleTarget::Either &&
        (role->target == extract::RoleTarget::Class) != entry.isClass)
      return fail(roleAt, "'" + entry.role + "' is a role of " +
                              (entry.isClass ? "functions" : "classes"));
    for (auto [i, field] : enumerate(entry.fields)) {
      const extract::RoleKey* key = extract::findKey(*role, field.key);
      if (!key)
        return failAt(field, "the role '" + entry.role + "' has no key '" + field.key + "'" +
                                 (role->keys.empty() ? "" : "; its keys are " + keyList(*role)));
      if (key->kind != extract::KeyKind::Texts && i > 0 && entry.fields[i - 1].key == field.key &&
          key->kind == extract::KeyKind::Text)
        return failAt(field, "'" + field.key + "' is one text");
    }
  }

  static std::string keyList(const extract::RoleInfo& role) {
    return join(map_range(role.keys, [](const auto& each) { return each.name.str(); }), ", ");
  }

  void failAt(const RoleEntry::Field& field, const Twine& message) {
    if (problem.empty())
      problem = (Twine(file.path) + ":" + Twine(field.line) + ":" + Twine(field.column) + ": error: " + message).str();
  }

  RoleFile& file;
  SourceMgr sources;
  std::string problem;
};

} // namespace

Expected<std::unique_ptr<RoleFile>> parseRoleFile(StringRef text, StringRef path) {
  auto file = std::make_unique<RoleFile>();
  file->path = path.str();
  file->text = text.str();
  if (std::string problem = Reader(*file).run(); !problem.empty())
    return createStringError(problem);
  return file;
}

Expected<std::unique_ptr<RoleFile>> readRoleFile(StringRef path) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> file = MemoryBuffer::getFile(path);
  if (!file)
    return createStringError("cannot read '" + path + "': " + file.getError().message());
  return parseRoleFile((*file)->getBuffer(), path);
}

} // namespace varscope
