#pragma once
/// What scope calls do while a model is being built. There are two builds:
/// without a plan (dynamic_build.h) the semantic core resolves every name;
/// with one (planned_build.h) each call is a step of the plan.

#include <varscope/call_site.h>
#include <varscope/core/types.h>
#include <varscope/options.h>
#include <varscope/variable.h>
#include <varscope/variable_scope.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace varscope::detail {

enum class GetKind : std::uint8_t { get, local };

class Build {
public:
  Build() : previous(running()), unique_id(next_id()) { running() = this; }
  virtual ~Build() { running() = previous; }
  Build(const Build&) = delete;
  Build& operator=(const Build&) = delete;

  /// The innermost model being built on this thread.
  /// \throws ScopeError invalid-argument if there is none
  static Build& current(const char* call) {
    if (!running())
      throw_invalid(std::string(call) + " is called while no model is being built");
    return *running();
  }
  /// The build that a scope object belongs to.
  /// \throws ScopeError invalid-argument if it is not the current one
  static Build& of(const VariableScope& scope) {
    Build* build = running();
    if (!build || !scope.get() || scope.build() != build->unique_id)
      throw_invalid("a variable scope is used outside of the model that it belongs to");
    return *build;
  }
  std::uint64_t id() const { return unique_id; }

  virtual VariableScope current_scope() = 0;
  virtual VariableScope enter_variable_scope(ScopeName name, const ScopeOptions& options,
                                             CallSite site) = 0;
  virtual VariableScope enter_variable_scope(const VariableScope& scope,
                                             const ScopeOptions& options, CallSite site) = 0;
  /// The scope string; lives as long as the model.
  virtual std::string_view enter_name_scope(ScopeName name, const NameScopeOptions& options,
                                            CallSite site) = 0;
  /// Leaves the latest entry.
  virtual void exit_variable_scope() noexcept = 0;
  virtual void exit_name_scope() noexcept = 0;

  virtual std::string name_scope() = 0;
  virtual std::string unique_name(std::string_view base, CallSite site) = 0;

  virtual Variable get(GetKind kind, const VariableScope& scope, ScopeName name, Shape shape,
                       VariableOptions options, CallSite site) = 0;
  virtual Variable new_variable(ScopeName name, Shape shape, VariableOptions options,
                                CallSite site) = 0;
  /// A custom getter calls on.
  /// \param next the getters that still wrap the store; null: the store itself
  virtual Variable call_getter(const core::GetterChainRef& next, std::string_view name,
                               const VariableRequest& request, CallSite site) = 0;

  /// Those of `key`; with a scope, those under its prefix.
  virtual std::vector<Variable> collection(std::string_view key, const VariableScope* scope) = 0;

  /// Scopes that are open, of either kind: guards check that they leave in the
  /// reverse order.
  std::size_t enter() { return ++open; }
  bool leave(std::size_t depth) noexcept {
    in_order &= depth == open;
    --open;
    return in_order;
  }

protected:
  /// Guards that are no locals can leave out of order; nothing is right from there on.
  void check_nesting() const {
    if (!in_order)
      throw_invalid("Improper nesting of variable_scope.");
  }

private:
  static Build*& running() {
    static thread_local Build* build = nullptr;
    return build;
  }
  static std::uint64_t next_id() {
    static std::atomic<std::uint64_t> last = 0;
    return ++last;
  }

  Build* previous;
  std::uint64_t unique_id;
  std::size_t open = 0;
  bool in_order = true;
};

} // namespace varscope::detail
