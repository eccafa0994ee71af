// What the ports of TensorFlow's scenarios share.
//
// A scenario is written once and goes through both drivers: the run-time driver
// (driver.cpp) runs it and prints what was recorded, one line of JSON for each; the
// command checks the same sources. utils/conformance.py compares both with golden.json.
//
// Comments in a port that the comparison reads:
//   // error: <slug>            the command must report this rule on this line,
//                            or on the next if the comment stands alone
//   // left out: "<label>" why  this entry of the golden outcome has no counterpart in C++
#pragma once

#include "json.h"

#include <varscope/varscope.h>

#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace vs = varscope;

/// CASE(name) { body }: one scenario, a model of the same name.
#define CASE(name)                                                                                 \
  void build_##name();                                                                             \
  VS_MODEL(name, build_##name());                                                                  \
  const bool registered_##name = conformance::add(#name, conformance::run<name>);                  \
  void build_##name()

/// VS_VARIABLE_SCOPE_AS and VS_NAME_SCOPE_AS that record the entry.
#define VARIABLE_SCOPE(scope, ...)                                                                 \
  VS_VARIABLE_SCOPE_AS(scope, __VA_ARGS__) if (conformance::entered(scope))
#define NAME_SCOPE(scope, ...) VS_NAME_SCOPE_AS(scope, __VA_ARGS__) if (conformance::entered(scope))

namespace conformance {

/// Adds one entry {"ev": event, "label": label, "value": json} to the running scenario's record.
void record(std::string_view event, std::string_view label, const std::string& json);

// What a scenario logs, as json.h has it.
template <typename Range>
std::string names(const Range& variables) {
  std::vector<std::string> list;
  for (const vs::Variable& variable : variables)
    list.push_back(json(variable.name()));
  return json(list);
}

/// `tf.log(label, value)`, or a list of values.
template <typename T>
void log_value(std::string_view label, const T& value) {
  record("log", label, json(value));
}
template <typename... T>
void log_list(std::string_view label, const T&... values) {
  record("log", label, json(std::vector<std::string>{json(values)...}));
}
/// A list of variables, by their names.
template <typename Range>
void log_names(std::string_view label, const Range& variables) {
  record("log", label, names(variables));
}

/// An operation: TensorFlow's `tf.constant(0, name=name)`.
inline void op(std::string_view name) { record("op", vs::unique_name(name), "null"); }

inline bool entered(const vs::VariableScope& scope) {
  record("enter_variable_scope", vs::get_name_scope(), json(scope));
  return true;
}
inline bool entered(std::string_view name_scope) {
  record("enter_name_scope", name_scope, "null");
  return true;
}

/// `with tf.error(label)`: records the error of `body`, or that there was none, and goes on.
template <typename Body>
void expect(std::string_view label, const Body& body) {
  try {
    body();
    record("no_error", label, "null");
  } catch (const vs::ScopeError& failure) {
    record("error", label,
           json(std::vector<std::string>{json(failure.rule()), json(failure.what())}));
  } catch (const std::exception& failure) {
    record("error", label, "null");
  }
}

using Scenario = void (*)();
/// Registers a scenario with the driver; true.
bool add(const char* name, Scenario scenario);
/// Prints one finished scenario.
void print(const std::vector<vs::Variable>& variables);
/// Prints a scenario that an error ended.
void print_raised(std::string_view rule, std::string_view message);

template <typename Tag>
void run() {
  try {
    vs::Model<Tag> model;
    std::vector<vs::Variable> variables;
    for (const vs::Variable& variable : model.variables())
      variables.push_back(variable);
    print(variables);
  } catch (const vs::ScopeError& failure) {
    print_raised(failure.rule(), failure.what());
  }
}

} // namespace conformance

using conformance::expect;
using conformance::log_list;
using conformance::log_names;
using conformance::log_value;
using conformance::op;
