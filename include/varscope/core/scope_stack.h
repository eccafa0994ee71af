#pragma once
/// Variable scopes: entering, leaving, and what a new scope inherits (rules 1
/// to 6, 14, 18 to 27, 34, 35).

#include <varscope/core/defaults.h>
#include <varscope/core/journal.h>
#include <varscope/core/messages.h>
#include <varscope/core/name_scopes.h>
#include <varscope/core/names.h>
#include <varscope/core/scope_counts.h>
#include <varscope/core/types.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace varscope::core {

/// Returned by an entry, handed back at the exit (TensorFlow's context
/// manager state).
struct ScopeEntry {
  ScopeRef scope;                       ///< the new scope object
  ScopeRef previous;                    ///< current before the entry
  std::optional<NameScopeEntry> names;  ///< absent if the name scope stayed
  bool by_object = false;
  std::size_t jump = 0;                 ///< by object: what the counts are restored from (rule 25)
};

class ScopeStack {
public:
  ScopeStack(Journal& undo_log, NameScopes& name_scopes)
      : counts(undo_log), journal(undo_log), names(name_scopes) {
    Scope root;
    root.reuse = Reuse(false);
    top = make(std::move(root));
  }

  const ScopeRef& current() const { return top; }

  ScopeEntry enter(std::optional<std::string_view> name, const ScopeOptions& options) {
    const std::optional<std::string_view> default_name = options.default_name.get();
    if (!name && !default_name)
      throw errors::missing_name();
    if (!name && options.reuse)
      throw errors::reuse_without_name();

    ScopeEntry entry;
    Scope scope = *top;
    if (!options.auxiliary_name_scope.value_or(true)) {
      scope.original_name_scope = names.current().empty() ? "" : names.current() + "/";
    } else if (name && name->empty()) {
      scope.original_name_scope.clear();
    } else {
      entry.names = names.enter(name ? *name : *default_name);
      scope.original_name_scope = entry.names->text;
    }
    scope.name = join(top->name, name ? *name : *default_name);
    if (!name)
      scope.name = counts.unique(scope.name);
    override_defaults(scope, options);
    push(entry, std::move(scope));
    return entry;
  }

  ScopeEntry enter(const ScopeRef& object, const ScopeOptions& options) {
    ScopeEntry entry;
    entry.by_object = true;
    const std::string_view name = last_component(object->name);
    if (options.auxiliary_name_scope.value_or(true) && !name.empty())
      entry.names = names.enter(name);
    Scope scope = *object;
    override_defaults(scope, options);
    push(entry, std::move(scope));
    entry.jump = counts.begin_jump();
    return entry;
  }

  void exit(const ScopeEntry& entry) {
    // TensorFlow restores the name scope even where it refuses the rest.
    if (entry.names)
      names.exit(*entry.names);
    if (top != entry.scope)
      throw errors::improper_nesting();
    if (entry.by_object)
      counts.end_jump(entry.jump);
    else
      counts.close_beneath(entry.scope->name);
    set_top(entry.previous);
  }

  template <class Change> void update(const ScopeRef& scope, const Change& change) {
    if (journal.recording())
      journal.record([id = scope->id] { return "scope " + std::to_string(id); }, *scope,
                     [scope] { return *scope; },
                     [scope](Scope before) { *scope = std::move(before); });
    change(*scope);
  }

  ScopeCounts counts;

private:
  void push(ScopeEntry& entry, Scope scope) {
    entry.previous = top;
    entry.scope = make(std::move(scope));
    counts.open(entry.scope->name);
    set_top(entry.scope);
  }

  ScopeRef make(Scope scope) {
    scope.id = next_id;
    ScopeRef made = std::make_shared<Scope>(std::move(scope));
    if (journal.recording())
      journal.record([id = next_id] { return "scope " + std::to_string(id); },
                     std::optional<Scope>(),
                     [object = std::weak_ptr(made)]() -> std::optional<Scope> {
                       const ScopeRef alive = object.lock();
                       return alive ? std::optional(*alive) : std::nullopt;
                     },
                     [this](const std::optional<Scope>&) { --next_id; });
    ++next_id;
    return made;
  }

  void set_top(ScopeRef scope) {
    if (journal.recording())
      journal.record([] { return "current variable scope"; }, top->id, [this] { return top->id; },
                     [this, before = top](std::uint64_t) { top = before; });
    top = std::move(scope);
  }

  Journal& journal;
  NameScopes& names;
  std::uint64_t next_id = 0;
  ScopeRef top;
};

} // namespace varscope::core
