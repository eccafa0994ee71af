#pragma once
/// What the scope macros declare: an object that is in the scope from its
/// constructor to its destructor.

#include <varscope/call_site.h>
#include <varscope/detail/build.h>
#include <varscope/options.h>
#include <varscope/roles.h>
#include <varscope/scope_name.h>
#include <varscope/variable_scope.h>

#include <cstddef>
#include <string_view>

namespace varscope {

/// Inside `tf.variable_scope(...)`.
class VS_ROLE("VariableScopeGuard") VariableScopeGuard {
public:
  /// \throws ScopeError missing-name without a name and a default name, and
  /// with reuse and a default name only; invalid-name; invalid-argument if no
  /// model is being built
  VS_ROLE("enter_variable_scope")
  VariableScopeGuard(ScopeName name, const ScopeOptions& options = {},
                     CallSite site = CallSite::current())
      : build(detail::Build::current("VS_VARIABLE_SCOPE")),
        entered(build.enter_variable_scope(name, options, site)), depth(build.enter()) {}
  /// \throws ScopeError invalid-argument for a scope of another model's build
  VS_ROLE("enter_variable_scope")
  VariableScopeGuard(const VariableScope& scope, const ScopeOptions& options = {},
                     CallSite site = CallSite::current())
      : build(detail::Build::of(scope)),
        entered(build.enter_variable_scope(scope, options, site)), depth(build.enter()) {}
  VS_ROLE("exit_variable_scope") ~VariableScopeGuard() {
    if (build.leave(depth))
      build.exit_variable_scope();
  }
  VariableScopeGuard(const VariableScopeGuard&) = delete;
  VariableScopeGuard& operator=(const VariableScopeGuard&) = delete;

  VS_ROLE("VariableScopeGuard.scope") VariableScope& scope() { return entered; }

private:
  detail::Build& build;
  VariableScope entered;
  std::size_t depth;
};

/// Inside `tf.name_scope(...)`.
class VS_ROLE("NameScopeGuard") NameScopeGuard {
public:
  /// A name that ends in "/" re-enters; an empty one, or None without a
  /// default name, goes to the root.
  /// \throws ScopeError invalid-name; invalid-argument if no model is being built
  VS_ROLE("enter_name_scope")
  NameScopeGuard(ScopeName name, const NameScopeOptions& options = {},
                 CallSite site = CallSite::current())
      : build(detail::Build::current("VS_NAME_SCOPE")),
        entered(build.enter_name_scope(name, options, site)), depth(build.enter()) {}
  VS_ROLE("exit_name_scope") ~NameScopeGuard() {
    if (build.leave(depth))
      build.exit_name_scope();
  }
  NameScopeGuard(const NameScopeGuard&) = delete;
  NameScopeGuard& operator=(const NameScopeGuard&) = delete;

  /// "a/b_1/"; "" at the root. Lives as long as the model.
  VS_ROLE("NameScopeGuard.text") std::string_view text() const { return entered; }

private:
  detail::Build& build;
  std::string_view entered;
  std::size_t depth;
};

} // namespace varscope
