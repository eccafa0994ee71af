// The run-time driver: runs every scenario and prints what it recorded, one line of JSON each.

#include "conformance.h"

#include <iostream>
#include <map>

namespace conformance {

namespace {

std::map<std::string, Scenario>& scenarios() {
  static std::map<std::string, Scenario> all;
  return all;
}

std::vector<std::string>& entries() {
  static std::vector<std::string> all;
  return all;
}

std::string current;

std::string object(std::initializer_list<std::pair<std::string_view, std::string>> members) {
  std::string text;
  for (const auto& [key, value] : members)
    text += (text.empty() ? "{" : ", ") + json(key) + ": " + value;
  return text + "}";
}

template <typename Range>
std::string numbers(const Range& range) {
  std::vector<std::string> list;
  for (std::int64_t number : range)
    list.push_back(json(number));
  return json(list);
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

} // namespace

void record(std::string_view event, std::string_view label, const std::string& value) {
  entries().push_back(object({{"ev", json(event)}, {"label", json(label)}, {"value", value}}));
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

bool add(const char* name, Scenario scenario) { return scenarios().emplace(name, scenario).second; }

void print(const std::vector<vs::Variable>& variables) {
  std::vector<std::string> objects;
  for (const vs::Variable& variable : variables)
    objects.push_back(variable_object(variable));
  std::cout << object({{"case", json(current)},
                       {"entries", json(entries())},
                       {"variables", json(objects)},
                       {"raised", "null"}})
            << '\n';
}

void print_raised(std::string_view rule, std::string_view message) {
  std::cout << object({{"case", json(current)},
                       {"entries", json(entries())},
                       {"variables", "null"},
                       {"raised", json(std::vector<std::string>{json(rule), json(message)})}})
            << '\n';
}

} // namespace conformance

int main() {
  using namespace conformance;
  for (const auto& [name, scenario] : scenarios()) {
    current = name;
    entries().clear();
    scenario();
  }
}
