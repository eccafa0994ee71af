#pragma once

#include <varscope/roles.h>
#include <varscope/rule.h>

#include <stdexcept>
#include <string>
#include <string_view>

namespace varscope {

/// A violation of a sharing or naming rule; what() is TensorFlow's text where
/// TensorFlow reports it.
class VS_ROLE("ScopeError") ScopeError : public std::runtime_error {
public:
  ScopeError(Rule rule, const std::string& text) : std::runtime_error(text), broken(rule) {}

  /// The rule's slug: "already-exists".
  VS_ROLE("ScopeError.rule") std::string_view rule() const noexcept { return slug(broken); }
  /// The rule as rules.def lists it.
  Rule broken_rule() const noexcept { return broken; }

private:
  Rule broken;
};

} // namespace varscope
