#include "Emit/Manifest.h"

#include "Emit/Describe.h"
#include "Emit/JsonText.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

#include <map>
#include <optional>
#include <tuple>
#include <variant>

using namespace llvm;
using namespace varscope;

// -- from a resolved model ----------------------------------------------------

namespace {

std::string spellPlace(const SourceLocation& at) {
  return at.file.str() + ':' + std::to_string(at.line) + ':' + std::to_string(at.column);
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

// What an event is in the list of events and in that of scopes; mostly nothing.
template <class Event, class Item> void make(const Event&, std::optional<Item>&) {}
void make(const GetEvent& get, std::optional<ManifestEvent>& item) {
  if (get.forwarded || get.result.kind == core::VariableHandle::Kind::none)
    return; // a getter answered: with gets of its own, which are listed, or with nothing
  ManifestEvent& event = item.emplace();
  event.kind = get.kind == core::EventKind::share ? "share" : "create";
  event.name = get.name;
  event.at = spellPlace(get.at);
  for (const SourceLocation& call : get.stack)
    event.stack.push_back(spellPlace(call));
}
void make(const ScopeEvent& scope, std::optional<ManifestScope>& item) {
  item = {scope.name, scope.original_name_scope};
}

/// Tells the items of one kind that a trace has, in order.
template <class Item> void forEachItem(const Trace& trace, function_ref<void(Item)> tell) {
  for (const auto& each : trace.items) {
    if (const auto* alternatives = std::get_if<Alternatives>(&each)) {
      std::vector<Item> all;
      std::map<Item, unsigned> common;
      for (const Trace& path : alternatives->paths) {
        std::vector<Item> items;
        forEachItem<Item>(path, [&](Item item) { items.push_back(std::move(item)); });
        appendPath(all, std::move(items), common);
      }
      for (Item& item : all)
        tell(std::move(item));
      continue;
    }
    std::optional<Item> item;
    std::visit([&](const auto& event) { make(event, item); }, each);
    if (item)
      tell(std::move(*item));
  }
}

/// What a manifest says of a model, item by item.
class Contents {
public:
  Contents(const ResolvedModel& model, const core::Layout& layout) : model(model), layout(layout) {}

  void forEachVariable(function_ref<void(ManifestVariable)> visit) {
    for (std::size_t i = 0; i < model.variables.size(); ++i)
      visit(variable(i));
  }
  void forEachEvent(function_ref<void(ManifestEvent)> visit) { forEachItem(model.trace, visit); }
  void forEachScope(function_ref<void(ManifestScope)> visit) { forEachItem(model.trace, visit); }

private:
  const ResolvedModel& model;
  const core::Layout& layout;
  StringMap<Description> descriptions; ///< by their text

  /// What was described last, and how: variables mostly have what the one before has.
  template <class T>
  struct Last {
    const T* described = nullptr;
    Description as;
  };
  std::tuple<Last<Initializer>, Last<Regularizer>, Last<Constraint>> lasts;

  template <class T>
  Description describedAs(const T& described) {
    auto& last = std::get<Last<T>>(lasts);
    if (!last.described || !(*last.described == described)) {
      Description made(describe(described));
      last.as = descriptions.try_emplace(made.text(), made).first->second;
    }
    last.described = &described;
    return last.as;
  }

  ManifestVariable variable(std::size_t index) {
    const core::Variable& v = model.variables[index];
    ManifestVariable out;
    out.name = v.name;
    out.dtype = v.has_dtype ? std::optional(v.dtype) : std::nullopt;
    if (v.shape.is_fully_defined())
      out.shape->assign(v.shape.begin(), v.shape.end());
    else
      out.shape.reset();
    out.trainable = v.trainable;
    out.collections = v.collections.names();
    out.initializer = describedAs(v.initializer);
    out.regularizer = describedAs(v.regularizer);
    out.constraint = describedAs(v.constraint);
    out.caching_device = v.caching_device;
    if (v.slice)
      out.partition = {
          v.slice->of, {v.slice->full_shape.begin(), v.slice->full_shape.end()}, v.slice->offset};
    out.offset = layout.variables[index].offset;
    out.bytes = layout.variables[index].bytes;
    out.conditional = model.conditional[index];
    return out;
  }
};

} // namespace

Description::Description(json::Value value) {
  std::string text;
  raw_string_ostream os(text);
  writeCompact(os, value);
  shared = std::make_shared<const Content>(Content{std::move(value), std::move(text)});
}

const Description::Content& Description::content() const {
  static const Content none{nullptr, "null"};
  return shared ? *shared : none;
}

Manifest varscope::makeManifest(const ResolvedModel& model, const core::Layout& layout) {
  Manifest manifest;
  manifest.model = model.tag;
  manifest.arena_bytes = layout.arena_bytes;
  manifest.variables.reserve(model.variables.size());
  Contents contents(model, layout);
  contents.forEachVariable([&](ManifestVariable v) { manifest.variables.push_back(std::move(v)); });
  contents.forEachEvent([&](ManifestEvent e) { manifest.events.push_back(std::move(e)); });
  contents.forEachScope([&](ManifestScope s) { manifest.scopes.push_back(std::move(s)); });
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
     << ",\n     \"initializer\": " << v.initializer.text()
     << ", \"regularizer\": " << v.regularizer.text() << ", \"constraint\": " << v.constraint.text()
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

/// \param forEach calls what it is given with every item
template <class T>
void writeSection(raw_ostream& os, StringRef key,
                  function_ref<void(function_ref<void(const T&)>)> forEach) {
  os << ",\n  \"" << key << "\": [";
  ListSeparator separator(",");
  bool isEmpty = true;
  forEach([&](const T& item) {
    os << StringRef(separator) << "\n    ";
    write(os, item);
    isEmpty = false;
  });
  os << (isEmpty ? "]" : "\n  ]");
}

/// \param source has forEachVariable(visit) and so on
template <class Source>
void writeFrom(raw_ostream& os, StringRef model, std::uint64_t arenaBytes, Source&& source) {
  os << "{\n  \"schema\": " << manifestSchema << ",\n  \"model\": " << quoted(model)
     << ",\n  \"arena_bytes\": " << arenaBytes;
  writeSection<ManifestVariable>(os, "variables",
                                 [&](auto visit) { source.forEachVariable(visit); });
  writeSection<ManifestEvent>(os, "events", [&](auto visit) { source.forEachEvent(visit); });
  writeSection<ManifestScope>(os, "scopes", [&](auto visit) { source.forEachScope(visit); });
  os << "\n}\n";
}

/// The items that a manifest has.
struct Kept {
  const Manifest& manifest;
  void forEachVariable(function_ref<void(const ManifestVariable&)> visit) {
    for_each(manifest.variables, visit);
  }
  void forEachEvent(function_ref<void(const ManifestEvent&)> visit) {
    for_each(manifest.events, visit);
  }
  void forEachScope(function_ref<void(const ManifestScope&)> visit) {
    for_each(manifest.scopes, visit);
  }
};

} // namespace

void varscope::writeManifest(raw_ostream& os, const Manifest& manifest) {
  writeFrom(os, manifest.model, manifest.arena_bytes, Kept{manifest});
}

void varscope::writeManifest(raw_ostream& os, const ResolvedModel& model,
                             const core::Layout& layout) {
  writeFrom(os, model.tag, layout.arena_bytes, Contents(model, layout));
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
