// JSON of what a build shows: for the drivers of the scenarios and of the fuzzer.
#pragma once

#include <varscope/varscope.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vs = varscope;

namespace conformance {

// A scope is its name, original name scope and reuse; a partitioned variable its name, shape
// and parts; any other variable its name.
std::string json(bool value);
std::string json(std::int64_t value);
std::string json(std::string_view value);
std::string json(const char* value);
std::string json(vs::DType value);
std::string json(vs::Reuse value);
std::string json(const vs::Variable& value);
std::string json(const vs::VariableScope& value);
std::string json(const std::vector<std::string>& values); ///< of values that are JSON already

/// {"key": value, ...}, of values that are JSON already.
std::string object(std::initializer_list<std::pair<std::string_view, std::string>> members);
template <typename Range>
std::string numbers(const Range& range) {
  std::vector<std::string> list;
  for (std::int64_t number : range)
    list.push_back(json(number));
  return json(list);
}
/// A variable with its properties.
std::string variable_object(const vs::Variable& variable);

} // namespace conformance
