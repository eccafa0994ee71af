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

} // namespace

void record(std::string_view event, std::string_view label, const std::string& value) {
  entries().push_back(object({{"ev", json(event)}, {"label", json(label)}, {"value", value}}));
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
