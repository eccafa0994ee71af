#include "Rules/Baseline.h"

#include "Rules/RuleTable.h"

using namespace llvm;
using namespace varscope;

/// The layout of the file; readers refuse any other.
static constexpr std::int64_t baselineSchema = 1;

Baseline::Key Baseline::keyOf(const Finding& finding) {
  return {std::string(slug(finding.rule)), finding.model, finding.variable,
          finding.variable.empty() ? finding.message : std::string()};
}

void Baseline::write(raw_ostream& os) const {
  os << "{\"schema\": " << baselineSchema << ", \"findings\": [";
  StringRef separator = "\n  ";
  for (const Key& key : known) {
    json::OStream json(os);
    os << separator;
    separator = ",\n  ";
    json.object([&] {
      json.attribute("rule", key.rule);
      json.attribute("model", json::fixUTF8(key.model));
      if (key.message.empty())
        json.attribute("variable", json::fixUTF8(key.variable));
      else
        json.attribute("message", json::fixUTF8(key.message));
    });
  }
  os << (known.empty() ? "]}\n" : "\n]}\n");
}

namespace varscope {
// llvm::json finds it by argument-dependent look-up.
bool fromJSON(const json::Value& value, Baseline::Key& key, json::Path path) {
  json::ObjectMapper o(value, path);
  return o && o.map("rule", key.rule) && o.map("model", key.model) &&
         o.mapOptional("variable", key.variable) && o.mapOptional("message", key.message);
}
} // namespace varscope

Expected<Baseline> Baseline::read(StringRef text, StringRef name) {
  auto fail = [&](Error error) {
    return createStringError(name + ": not a baseline: " + toString(std::move(error)));
  };
  Expected<json::Value> json = json::parse(text);
  if (!json)
    return fail(json.takeError());
  std::int64_t schema = 0;
  std::vector<Key> keys;
  json::Path::Root root;
  json::ObjectMapper o(*json, root);
  if (!o || !o.map("schema", schema))
    return fail(root.getError());
  if (schema != baselineSchema)
    return fail(createStringError("this schema is not the one that this varscope reads"));
  if (!o.map("findings", keys))
    return fail(root.getError());
  Baseline baseline;
  baseline.known.insert(keys.begin(), keys.end());
  return baseline;
}
