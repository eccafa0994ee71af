#include "Emit/Lock.h"

#include "Emit/JsonText.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;
using namespace varscope;

/// The layout of the file; readers refuse any other.
static constexpr std::int64_t lockSchema = 1;

// -- writing ------------------------------------------------------------------

namespace {

/// Other names that loaders may know a variable by: a shard's whole.
std::vector<std::string> aliasesOf(const ManifestVariable& v) {
  return v.partition ? std::vector{v.partition->of} : std::vector<std::string>();
}

/// Another library's variable may have an unknown dtype or shape: null.
void write(raw_ostream& os, const ManifestVariable& v) {
  os << "{\"name\": " << quoted(v.name)
     << ", \"dtype\": " << (v.dtype ? quoted(std::string(name(*v.dtype))) : "null")
     << ", \"shape\": " << (v.shape ? numberList(*v.shape) : "null")
     << ", \"aliases\": " << list(aliasesOf(v), quoted) << "}";
}

void write(raw_ostream& os, const LockedModel& model) {
  os << "    {\"model\": " << quoted(model.model) << ",\n     \"variables\": [";
  ListSeparator separator(",");
  for (const ManifestVariable& v : model.variables) {
    os << StringRef(separator) << "\n       ";
    write(os, v);
  }
  os << (model.variables.empty() ? "]" : "\n     ]") << ",\n     \"renamed_from\": {";
  ListSeparator comma(",");
  for (const auto& [now, earlier] : model.renamedFrom)
    os << StringRef(comma) << "\n       " << quoted(now) << ": " << list(earlier, quoted);
  os << (model.renamedFrom.empty() ? "}" : "\n     }") << "}";
}

} // namespace

void varscope::writeLock(raw_ostream& os, const Lock& lock) {
  os << "{\n  \"schema\": " << lockSchema << ",\n  \"models\": [";
  ListSeparator separator(",");
  for (const auto& entry : lock) {
    os << StringRef(separator) << '\n';
    write(os, entry.second);
  }
  os << (lock.empty() ? "]" : "\n  ]") << "\n}\n";
}

// -- reading ------------------------------------------------------------------

namespace {
/// A variable's line; a type of its own, as a manifest's variable has more.
struct Line {
  ManifestVariable variable;
};

bool fromJSON(const json::Value& value, Line& line, json::Path path) {
  ManifestVariable& v = line.variable;
  std::vector<std::string> aliases;
  json::ObjectMapper o(value, path);
  if (!(o && o.map("name", v.name) && o.map("dtype", v.dtype) && o.map("shape", v.shape) &&
        o.map("aliases", aliases) && (!v.shape || isShape(*v.shape, path.field("shape")))))
    return false;
  if (!aliases.empty())
    v.partition = ManifestPartition{aliases.front(), {}, {}};
  return true;
}
} // namespace

namespace varscope {
static bool fromJSON(const json::Value& value, LockedModel& model, json::Path path) {
  std::vector<Line> lines;
  json::ObjectMapper o(value, path);
  if (!(o && o.map("model", model.model) && o.map("variables", lines) &&
        o.map("renamed_from", model.renamedFrom)))
    return false;
  for (Line& line : lines)
    model.variables.push_back(std::move(line.variable));
  return true;
}
} // namespace varscope

Expected<Lock> varscope::readLock(StringRef text, StringRef name) {
  auto fail = [&](Error error) {
    return createStringError(name + ": not a lock: " + toString(std::move(error)));
  };
  Expected<json::Value> json = json::parse(text);
  if (!json)
    return fail(json.takeError());
  std::int64_t schema = 0;
  std::vector<LockedModel> models;
  json::Path::Root root;
  json::ObjectMapper o(*json, root);
  if (!o || !o.map("schema", schema))
    return fail(root.getError());
  if (schema != lockSchema)
    return fail(createStringError("this schema is not the one that this varscope reads"));
  if (!o.map("models", models))
    return fail(root.getError());
  Lock lock;
  for (LockedModel& model : models) {
    std::string tag = model.model;
    if (!lock.try_emplace(tag, std::move(model)).second)
      return fail(createStringError("model '" + tag + "' is there twice"));
  }
  return lock;
}

Expected<Lock> varscope::readLockFile(StringRef path) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> file = MemoryBuffer::getFile(path);
  if (!file)
    return createStringError("cannot read '" + path + "': " + file.getError().message() +
                             (file.getError() == std::errc::no_such_file_or_directory
                                  ? "; 'varscope lock MANIFEST... --update' makes a lock"
                                  : ""));
  return readLock((*file)->getBuffer(), path);
}

// -- comparing ----------------------------------------------------------------

std::vector<std::string> varscope::lockDifferences(const Lock& lock, const Manifest& manifest) {
  auto locked = lock.find(manifest.model);
  if (locked == lock.end())
    return {"not in the lock"};
  std::vector<std::string> texts;
  for (Change& change : diffVariables(locked->second.variables, manifest.variables))
    texts.push_back(std::move(change.text));
  return texts;
}

void varscope::acceptIntoLock(Lock& lock, const Manifest& manifest) {
  LockedModel& locked = lock[manifest.model];
  locked.model = manifest.model;
  std::map<std::string, std::vector<std::string>> renamed;
  StringSet<> current;
  for (const ManifestVariable& v : manifest.variables)
    current.insert(v.name);
  for (const Change& change : diffVariables(locked.variables, manifest.variables)) {
    if (change.kind != ChangeKind::Renamed)
      continue;
    std::vector<std::string>& earlier = renamed[change.newName];
    earlier.push_back(change.oldName);
    if (auto before = locked.renamedFrom.find(change.oldName); before != locked.renamedFrom.end())
      append_range(earlier, before->second);
  }
  for (auto& [now, earlier] : locked.renamedFrom)
    if (current.contains(now))
      renamed.try_emplace(now, std::move(earlier));
  // A name that is in use again is no longer another variable's.
  for (auto& entry : renamed)
    erase_if(entry.second, [&](const std::string& name) { return current.contains(name); });
  std::erase_if(renamed, [](const auto& entry) { return entry.second.empty(); });
  locked.renamedFrom = std::move(renamed);
  locked.variables = manifest.variables;
}
