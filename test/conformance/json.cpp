#include "json.h"

namespace conformance {

std::string object(std::initializer_list<std::pair<std::string_view, std::string>> members) {
  std::string text;
  for (const auto& [key, value] : members)
    text += (text.empty() ? "{" : ", ") + json(key) + ": " + value;
  return text + "}";
}

std::string variable_object(const vs::Variable& v) {
  std::vector<std::string> collections;
  for (std::string_view key : v.collections())
    collections.push_back(json(key));
  return object({{"name", json(v.name())},
                 {"shape", numbers(v.shape())},
                 {"dtype", json(v.dtype())},
                 {"trainable", json(v.trainable())},
                 {"collections", json(collections)},
                 {"caching_device", json(std::string_view(v.caching_device()))}});
}

std::string json(bool value) { return value ? "true" : "false"; }
std::string json(std::int64_t value) { return std::to_string(value); }
std::string json(const char* value) { return json(std::string_view(value)); }

std::string json(std::string_view value) {
  std::string text = "\"";
  for (char c : value) {
    if (c == '"' || c == '\\')
      text += '\\';
    if (c == '\n')
      text += "\\n";
    else
      text += c;
  }
  return text + '"';
}

std::string json(vs::DType value) { return json(vs::name(value)); }

std::string json(vs::Reuse value) {
  return value == vs::AUTO_REUSE ? json("AUTO_REUSE") : json(static_cast<bool>(value));
}

std::string json(const vs::Variable& value) {
  if (value.slices().empty())
    return json(value.name());
  std::vector<std::string> parts;
  for (const vs::Variable& slice : value.slices())
    parts.push_back(json(slice.name()));
  return object(
      {{"name", json(value.op_name())}, {"shape", numbers(value.shape())}, {"parts", json(parts)}});
}

std::string json(const vs::VariableScope& value) {
  return object({{"name", json(value.name())},
                 {"original_name_scope", json(value.original_name_scope())},
                 {"reuse", json(value.reuse())}});
}

std::string json(const std::vector<std::string>& values) {
  std::string text = "[";
  for (const std::string& value : values)
    text += (text.size() == 1 ? "" : ", ") + value;
  return text + "]";
}

} // namespace conformance
