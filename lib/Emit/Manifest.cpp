#include "Emit/Manifest.h"

#include "Emit/Describe.h"
#include "Emit/JsonText.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FormatVariadic.h"

#include <map>

using namespace llvm;
using namespace varscope;

// -- from a resolved model ----------------------------------------------------

namespace {

std::string spellPlace(const SourceLocation& at) {
  return formatv("{0}:{1}:{2}", at.file, at.line, at.column);
}

/// Appends to `all` what of `path` the paths before it do not have. `common`
/// counts, for each item, how often they have it at most.
template <class T>
void appendPath(std::vector<T>& all, std::vector<T> path, std::map<T, unsigned>& common) {
  std::map<T, unsigned> here;
  for (T& item : path) {
    unsigned& known = common[item];
    if (++here[item] > known) {
      ++known;
      all.push_back(std::move(item));
    }
  }
}

class EventLister {
public:
  explicit EventLister(Manifest& manifest) : events(manifest.events), scopes(manifest.scopes) {}
  EventLister(std::vector<ManifestEvent>& events, std::vector<ManifestScope>& scopes)
      : events(events), scopes(scopes) {}

  void list(const Trace& trace) {
    for (const auto& item : trace.items)
      std::visit([&](const auto& event) { add(event); }, item);
  }

private:
  std::vector<ManifestEvent>& events;
  std::vector<ManifestScope>& scopes;

  void add(const GetEvent& get) {
    if (get.forwarded || get.result.kind == core::VariableHandle::Kind::none)
      return; // a getter answered: with gets of its own, which are listed, or with nothing
    ManifestEvent event;
    event.kind = get.kind == core::EventKind::share ? "share" : "create";
    event.name = get.name;
    event.at = spellPlace(get.at);
    for (const SourceLocation& call : get.stack)
      event.stack.push_back(spellPlace(call));
    events.push_back(std::move(event));
  }
  void add(const ScopeEvent& scope) { scopes.push_back({scope.name, scope.original_name_scope}); }
  void add(const NameScopeEvent&) {}
  void add(const UniqueNameEvent&) {}
  void add(const Alternatives& alternatives) {
    std::map<ManifestEvent, unsigned> commonEvents;
    std::map<ManifestScope, unsigned> commonScopes;
    for (const Trace& path : alternatives.paths) {
      std::vector<ManifestEvent> pathEvents;
      std::vector<ManifestScope> pathScopes;
      EventLister(pathEvents, pathScopes).list(path);
      appendPath(events, std::move(pathEvents), commonEvents);
      appendPath(scopes, std::move(pathScopes), commonScopes);
    }
  }
};

} // namespace

static std::string compact(const json::Value& value) {
  std::string json;
  raw_string_ostream os(json);
  writeCompact(os, value);
  return json;
}

namespace {
class Descriptions {
public:
  template <class T> Description of(const T& described) {
    json::Value value = describe(described);
    auto [entry, isNew] = known.try_emplace(compact(value));
    if (isNew)
      entry->second = Description(std::move(value));
    return entry->second;
  }

private:
  StringMap<Description> known; ///< by their text
};
} // namespace

Manifest varscope::makeManifest(const ResolvedModel& model, const core::Layout& layout) {
  Manifest manifest;
  manifest.model = model.tag;
  manifest.arena_bytes = layout.arena_bytes;
  manifest.variables.reserve(model.variables.size());
  Descriptions descriptions;
  for (const core::Variable& v : model.variables) {
    ManifestVariable out;
    out.name = v.name;
    out.dtype = v.has_dtype ? std::optional(v.dtype) : std::nullopt;
    if (v.shape.is_fully_defined())
      out.shape->assign(v.shape.begin(), v.shape.end());
    else
      out.shape.reset();
    out.trainable = v.trainable;
    out.collections = v.collections.names();
    out.initializer = descriptions.of(v.initializer);
    out.regularizer = descriptions.of(v.regularizer);
    out.constraint = descriptions.of(v.constraint);
    out.caching_device = v.caching_device;
    if (v.slice)
      out.partition = {v.slice->of,
                       {v.slice->full_shape.begin(), v.slice->full_shape.end()},
                       v.slice->offset};
    std::size_t index = manifest.variables.size();
    out.offset = layout.variables[index].offset;
    out.bytes = layout.variables[index].bytes;
    out.conditional = model.conditional[index];
    manifest.variables.push_back(std::move(out));
  }
  EventLister(manifest).list(model.trace);
  return manifest;
}

std::string varscope::dtypeText(const ManifestVariable& v) {
  return v.dtype ? std::string(name(*v.dtype)) : "?";
}
std::string varscope::shapeText(const ManifestVariable& v) {
  if (!v.shape)
    return "?";
  return spellShape(*v.shape);
}

// -- writing ------------------------------------------------------------------

namespace {

void write(raw_ostream& os, const ManifestVariable& v) {
  os << "{\"name\": " << quoted(v.name)
     << ", \"dtype\": " << (v.dtype ? quoted(std::string(name(*v.dtype))) : "null")
     << ", \"shape\": " << (v.shape ? numberList(*v.shape) : "null")
     << ", \"trainable\": " << (v.trainable ? "true" : "false")
     << ", \"collections\": " << list(v.collections, quoted)
     << ",\n     \"initializer\": " << compact(v.initializer)
     << ", \"regularizer\": " << compact(v.regularizer)
     << ", \"constraint\": " << compact(v.constraint)
     << ", \"caching_device\": " << (v.caching_device ? quoted(*v.caching_device) : "null")
     << ",\n     \"partition\": ";
  if (v.partition)
    os << "{\"of\": " << quoted(v.partition->of)
       << ", \"full_shape\": " << numberList(v.partition->full_shape)
       << ", \"offset\": " << numberList(v.partition->offset) << "}";
  else
    os << "null";
  os << ", \"offset\": " << v.offset << ", \"bytes\": " << v.bytes
     << ", \"conditional\": " << (v.conditional ? "true" : "false") << "}";
}

void write(raw_ostream& os, const ManifestEvent& e) {
  os << "{\"kind\": " << quoted(e.kind) << ", \"name\": " << quoted(e.name)
     << ", \"at\": " << quoted(e.at) << ", \"stack\": " << list(e.stack, quoted) << "}";
}

void write(raw_ostream& os, const ManifestScope& s) {
  os << "{\"name\": " << quoted(s.name) << ", \"name_scope\": " << quoted(s.name_scope) << "}";
}

template <class T> void writeSection(raw_ostream& os, StringRef key, const std::vector<T>& items) {
  os << ",\n  \"" << key << "\": [";
  ListSeparator separator(",");
  for (const T& item : items) {
    os << StringRef(separator) << "\n    ";
    write(os, item);
  }
  os << (items.empty() ? "]" : "\n  ]");
}

} // namespace

void varscope::writeManifest(raw_ostream& os, const Manifest& manifest) {
  os << "{\n  \"schema\": " << manifestSchema << ",\n  \"model\": " << quoted(manifest.model)
     << ",\n  \"arena_bytes\": " << manifest.arena_bytes;
  writeSection(os, "variables", manifest.variables);
  writeSection(os, "events", manifest.events);
  writeSection(os, "scopes", manifest.scopes);
  os << "\n}\n";
}

// -- reading ------------------------------------------------------------------

namespace varscope {

// llvm::json finds these by argument-dependent look-up.
static bool fromJSON(const json::Value& value, ManifestPartition& p, json::Path path) {
  json::ObjectMapper o(value, path);
  return o && o.map("of", p.of) && o.map("full_shape", p.full_shape) && o.map("offset", p.offset);
}

/// A description, kept as it is (see Describe.h).
static bool mapDescription(const json::Value& variable, StringLiteral key, Description& out, json::Path path) {
  const json::Value* value = variable.getAsObject()->get(key);
  if (value && (value->kind() == json::Value::Null || value->kind() == json::Value::Object)) {
    out = Description(*value);
    return true;
  }
  path.field(key).report("expected an object or null");
  return false;
}

static bool fromJSON(const json::Value& value, ManifestVariable& v, json::Path path) {
  json::ObjectMapper o(value, path);
  if (!(o && o.map("name", v.name) && o.map("dtype", v.dtype) && o.map("shape", v.shape) &&
        o.map("trainable", v.trainable) && o.map("collections", v.collections) &&
        mapDescription(value, "initializer", v.initializer, path) &&
        mapDescription(value, "regularizer", v.regularizer, path) &&
        mapDescription(value, "constraint", v.constraint, path) &&
        o.map("caching_device", v.caching_device) &&
        o.map("partition", v.partition) && o.map("offset", v.offset) && o.map("bytes", v.bytes) &&
        o.map("conditional", v.conditional)))
    return false;
  return !v.shape || isShape(*v.shape, path.field("shape"));
}

static bool fromJSON(const json::Value& value, ManifestEvent& e, json::Path path) {
  json::ObjectMapper o(value, path);
  return o && o.map("kind", e.kind) && o.map("name", e.name) && o.map("at", e.at) &&
         o.map("stack", e.stack);
}

static bool fromJSON(const json::Value& value, ManifestScope& s, json::Path path) {
  json::ObjectMapper o(value, path);
  return o && o.map("name", s.name) && o.map("name_scope", s.name_scope);
}

static bool fromJSON(const json::Value& value, Manifest& m, json::Path path) {
  std::int64_t schema = 0;
  json::ObjectMapper o(value, path);
  if (!o || !o.map("schema", schema))
    return false;
  if (schema != manifestSchema) {
    path.field("schema").report("this schema is not the one that this varscope reads");
    return false;
  }
  return o.map("model", m.model) && o.map("arena_bytes", m.arena_bytes) &&
         o.map("variables", m.variables) && o.map("events", m.events) && o.map("scopes", m.scopes);
}

} // namespace varscope

Expected<Manifest> varscope::readManifest(StringRef text, StringRef name) {
  auto fail = [&](Error error) {
    return createStringError(name + ": not a manifest: " + toString(std::move(error)));
  };
  Expected<json::Value> json = json::parse(text);
  if (!json)
    return fail(json.takeError());
  Manifest manifest;
  json::Path::Root root;
  if (!fromJSON(*json, manifest, root))
    return fail(root.getError());
  return manifest;
}
