#pragma once
/// The stack of name scopes: only the current one is kept, entries remember
/// the one before (rules 18 to 20).

#include <varscope/core/journal.h>
#include <varscope/core/messages.h>
#include <varscope/core/names.h>
#include <varscope/core/unique_names.h>

#include <string>
#include <string_view>
#include <utility>

namespace varscope::core {

class NameScopes {
public:
  explicit NameScopes(Journal& undo_log) : names(undo_log), journal(undo_log) {}

  /// Without a trailing slash; "" at the root.
  const std::string& current() const { return scope; }

  /// Opens `name`, uniquified; with a trailing slash, re-enters it exactly; empty, goes to the root.
  /// \throws ScopeError invalid-name
  NameScopeEntry enter(std::string_view name) {
    if (name.empty())
      return move_to({}, {});
    if (scope.empty() ? !is_valid_op_name(name) : !is_valid_scope_name(name))
      throw errors::invalid_scope_name(name);
    std::string next = name.back() == '/' ? std::string(name.substr(0, name.size() - 1))
                                          : names.unique(join(scope, name));
    std::string text = next + "/";
    return move_to(std::move(next), std::move(text));
  }
  void exit(const NameScopeEntry& entry) { set(entry.previous); }

  /// `name` under the current scope, uniquified and taken.
  std::string unique_name(std::string_view name) { return names.unique(join(scope, name)); }

  UniqueNames names;

private:
  NameScopeEntry move_to(std::string next, std::string text) {
    NameScopeEntry entry{std::move(text), scope};
    set(std::move(next));
    return entry;
  }
  void set(std::string next) {
    if (journal.recording())
      journal.record([] { return "current name scope"; }, scope, [this] { return scope; },
                     [this](std::string before) { scope = std::move(before); });
    scope = std::move(next);
  }

  Journal& journal;
  std::string scope;
};

/// Inside of a name scope for a C++ scope.
class InNameScope {
public:
  InNameScope(NameScopes& stack, std::string_view name) : scopes(stack), entry(stack.enter(name)) {}
  ~InNameScope() { scopes.exit(entry); }
  InNameScope(const InNameScope&) = delete;
  InNameScope& operator=(const InNameScope&) = delete;

private:
  NameScopes& scopes;
  NameScopeEntry entry;
};

} // namespace varscope::core
