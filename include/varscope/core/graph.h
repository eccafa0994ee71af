#pragma once
/// The semantic core: TensorFlow 1.x variable store, scope stack and name
/// counters as one small state machine. Both drivers use it: the run time
/// (without a plan) with real calls, the resolver with interpreted ones.
///
/// Concepts, in the order a reader needs them:
///   Scope      one variable-scope object (`tf.VariableScope`): a name and defaults
///   Variable   one variable of the model, plain or one slice of a partitioned whole
///   Host       what the core asks its driver for: user callables and observation
///   Graph      the state machine: scope entries, gets, news, collections, names
///   Journal    undo log, so that the resolver can try both branches of a condition
///
/// Source of the rules: tensorflow/python/ops/variable_scope.py and
/// framework/ops.py of TensorFlow 1.15, as summarised in docs/semantics.md.

#include <varscope/core/initial_values.h>
#include <varscope/core/journal.h>
#include <varscope/core/layout.h>
#include <varscope/core/messages.h>
#include <varscope/core/name_scopes.h>
#include <varscope/core/names.h>
#include <varscope/core/partition.h>
#include <varscope/core/request.h>
#include <varscope/core/scope_stack.h>
#include <varscope/core/store.h>
#include <varscope/core/trees.h>
#include <varscope/core/types.h>

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace varscope::core {

/// A custom getter's `getter` argument: what runs when the user calls on.
struct GetterLink {
  GetterChainRef next; ///< null: the variable store
};

/// What the core asks of its driver. The run time calls user callables; the
/// resolver interprets them. Every member may throw; the core then takes back
/// what TensorFlow takes back: name scopes, not names.
class Host {
public:
  virtual ~Host() = default;

  /// Number of parts per axis, as the user's partitioner answers it.
  virtual std::vector<std::int64_t> partition(const Partitioner& partitioner, const Shape& shape,
                                              DType dtype) = 0;

  /// Runs a custom getter; `name` is fully prefixed and `request` has every
  /// default resolved. The host calls Graph::call_getter(link, ...) when the
  /// user's code calls on, any number of times.
  virtual VariableHandle call_custom_getter(const CustomGetter& getter, const GetterLink& link,
                                            std::string_view name, const GetRequest& request) = 0;

  /// Runs a user regulariser on a new variable; false if its result is null
  /// (which is then not collected).
  virtual bool regularize(const Regularizer& regularizer, const Variable& variable) = 0;

  /// Observation, in execution order, of what reached the store. `variable` is
  /// the created or shared one; for a partitioned get it is the whole, whose
  /// slices are not told. `request` is what the call gave or a custom getter
  /// passed on, the scope's defaults not filled in.
  virtual void on_get(EventKind kind, const VariableHandle& variable, const GetRequest& request,
                      Reuse reuse_in_force) = 0;
};

/// One model's graph. Not for use by two threads at once.
class Graph {
public:
  explicit Graph(Host& driver);
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  // -- scopes ---------------------------------------------------------------
  const ScopeRef& current_scope() const { return scopes.current(); }

  /// `tf.variable_scope(name, ...)`; `name` absent means None (then
  /// options.default_name is required).
  /// \throws ScopeError missing-name, invalid-name
  ScopeEntry enter_variable_scope(std::optional<std::string_view> name,
                                  const ScopeOptions& options) {
    return scopes.enter(name, options);
  }
  /// `tf.variable_scope(scope_object, ...)`.
  /// \throws ScopeError invalid-name
  ScopeEntry enter_variable_scope(const ScopeRef& scope, const ScopeOptions& options) {
    return scopes.enter(scope, options);
  }
  /// \throws ScopeError invalid-argument "Improper nesting of variable_scope."
  void exit_variable_scope(const ScopeEntry& entry) { scopes.exit(entry); }

  /// `scope.reuse_variables()` and `scope.set_...()`: change(Scope&).
  template <class Change> void update(const ScopeRef& scope, const Change& change) {
    scopes.update(scope, change);
  }

  /// `tf.name_scope(name, default_name)`; the entry's `text` is the scope
  /// string ("a/b_1/"). Neither name nor default name: the root, or an error
  /// where `values` are given.
  /// \throws ScopeError missing-name, invalid-name
  NameScopeEntry enter_name_scope(std::optional<std::string_view> name,
                                  std::optional<std::string_view> default_name = {},
                                  bool has_values = false);
  void exit_name_scope(const NameScopeEntry& entry) { name_scopes.exit(entry); }

  /// `tf.get_default_graph().get_name_scope()` and `.unique_name(base)`.
  std::string name_scope() const { return name_scopes.current(); }
  std::string unique_name(std::string_view base) { return name_scopes.unique_name(base); }

  // -- variables ------------------------------------------------------------
  /// `scope.get_variable(name, ...)`; `tf.get_variable` is this on current_scope().
  /// \throws ScopeError (every rule of rules.def that is an error of a get)
  VariableHandle get_variable(const ScopeRef& scope, std::string_view name,
                              const GetRequest& request);
  /// `tf.get_local_variable`.
  VariableHandle get_local_variable(const ScopeRef& scope, std::string_view name,
                                    GetRequest request);
  /// `tf.Variable(..., name=name)`. Without an initialiser the dtype's default one.
  /// \throws ScopeError undefined-shape, invalid-name, invalid-argument
  VariableHandle new_variable(std::string_view name, const GetRequest& request);
  /// The user's getter calls on.
  VariableHandle call_getter(const GetterLink& link, std::string_view name,
                             const GetRequest& request);

  // -- other libraries' variables (trees.h) -----------------------------------
  TreeId make_tree(bool hangs) { return forest.make(hangs); }
  void enter_tree_scope(std::string_view prefix) { forest.enter(prefix); }
  void leave_tree_scope() { forest.leave(); }
  /// Makes a variable of the tree, shares it, or looks it up in all that hangs there,
  /// as `request`'s reuse says: false, AUTO_REUSE or true.
  /// \throws ScopeError invalid-name, already-exists, unknown-variable, shape-mismatch,
  ///         dtype-mismatch
  VariableHandle get_in_tree(const TreePlace& place, std::string_view name, const TreeNames& names,
                             const GetRequest& request);
  /// Takes a name for a variable that has no value and is in no checkpoint.
  /// \throws ScopeError invalid-name, already-exists
  void reserve_in_tree(const TreePlace& place, std::string_view name, const TreeNames& names);
  /// Gives a tree its name in another.
  /// \throws ScopeError invalid-name, already-exists
  void hang_tree(TreeId child, const TreePlace& place, std::string_view name, const TreeNames& names);
  const Trees& trees() const { return forest; }

  // -- results --------------------------------------------------------------
  /// Every variable in order of creation; slices, not wholes.
  const std::deque<Variable>& variables() const { return store.variables(); }
  /// The variables of a graph that nothing is asked of any more.
  std::deque<Variable> release_variables() { return store.release_variables(); }
  /// Every whole of a partitioned variable, in order of creation.
  const std::deque<PartitionedVariable>& partitioned() const { return store.partitioned(); }
  /// In the order in which they were added. What "regularization_losses" holds
  /// are the variables whose losses they are.
  std::vector<VariableHandle> collection(std::string_view key) const {
    return store.collection(key, {});
  }
  /// `scope.global_variables()` and the like: those of `key` under the scope's prefix.
  std::vector<VariableHandle> collection(std::string_view key, const Scope& scope) const {
    return store.collection(key, scope.name.empty() ? "" : scope.name + "/");
  }
  /// Store look-up by key; empty handle if there is none.
  VariableHandle find(std::string_view key) const;

  Journal& journal() { return undo_log; }

private:
  friend std::string dump(const Graph& graph); ///< tests look at the whole state

  VariableHandle run_getters(const GetterChainRef& getters, std::string_view key,
                             const GetRequest& request);
  VariableHandle get_from_store(std::string_view key, const StoreRequest& request);
  VariableHandle get_single(std::string_view key, const StoreRequest& request);
  VariableHandle get_partitioned(std::string_view key, const StoreRequest& request);
  void check_partitioned_share(const PartitionedVariable& found, const StoreRequest& request,
                               const Shape& shape, const std::vector<std::int64_t>* parts) const;
  VariableHandle create_partitioned(std::string_view key, const StoreRequest& request,
                                    const Shape& shape, std::vector<std::int64_t> parts);
  std::uint32_t get_shard(std::string_view key, const StoreRequest& request, Slice slice,
                          Shape shape);
  std::pair<std::uint32_t, EventKind> share_or_create(std::string key, const StoreRequest& request,
                                                      Shape shape, std::optional<Slice> slice);
  const Variable& create_from_request(std::string key, const StoreRequest& request, Shape shape,
                                      std::optional<Slice> slice);
  const Variable& create(std::string_view name, Variable variable);
  void take_in_tree(const TreePlace& place, std::string_view name, const TreeNames& names,
                    Trees::Entry entry);
  void fill_name_scope(const std::string& scope, const Variable& variable);
  std::uint64_t arena_bytes_with(const Variable& variable) const;
  void set_arena_bytes(std::uint64_t total);
  void regularize(const Variable& variable);

  Host& host;
  Journal undo_log;
  NameScopes name_scopes;
  ScopeStack scopes;
  VariableStore store;
  Trees forest;
  std::uint64_t arena_bytes = 0; ///< of all variables so far, as layout.h will place them
};

inline Graph::Graph(Host& driver)
    : host(driver), name_scopes(undo_log), scopes(undo_log, name_scopes), store(undo_log),
      forest(undo_log) {}

inline NameScopeEntry Graph::enter_name_scope(std::optional<std::string_view> name,
                                              std::optional<std::string_view> default_name,
                                              bool has_values) {
  if (!name && !default_name && has_values)
    throw errors::missing_name_scope();
  return name_scopes.enter(name ? *name : default_name.value_or(std::string_view()));
}

inline VariableHandle Graph::find(std::string_view key) const {
  if (const Variable* found = store.single(key))
    return VariableStore::handle(*found);
  if (const PartitionedVariable* found = store.whole(key))
    return VariableStore::handle(*found);
  return {};
}

} // namespace varscope::core

#include <varscope/core/create.h>
#include <varscope/core/get.h>
#include <varscope/core/get_in_tree.h>
