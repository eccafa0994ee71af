// What the ports of TensorFlow's own unit tests share (docs/conformance.md).
//
// They have no golden outcome: a port states what TensorFlow's test asserts, in code that
// both drivers run. A statement that does not hold is an error of the model.
// Comments as in conformance.h: // error: <slug>
#pragma once

#include "conformance.h"

#include <initializer_list>

/// TensorFlow's assertTrue: no variable may have the name that says what does not hold.
#define CHECK(...)                                                                                 \
  ((__VA_ARGS__) ? void() : void(vs::new_variable("does not hold: " #__VA_ARGS__, {1})))

namespace conformance {

/// TensorFlow's assertRaises: `body` ends with an error of this rule.
template <typename Body>
void fails(std::string_view rule, const Body& body) {
  bool failed = false;
  try {
    body();
  } catch (const vs::ScopeError& failure) {
    failed = failure.rule() == rule;
  }
  CHECK(failed);
}

/// Whether these are the variables' names, in order.
template <typename Range>
bool named(const Range& variables, std::initializer_list<std::string_view> expected) {
  if (variables.size() != expected.size())
    return false;
  auto name = expected.begin();
  for (const vs::Variable& variable : variables)
    if (variable.name() != *name++)
      return false;
  return true;
}

} // namespace conformance

using conformance::fails;
using conformance::named;
