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

#include <varscope/core/journal.h>
#include <varscope/core/names.h>
#include <varscope/core/types.h>

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace varscope::core {

class Graph;

/// A custom getter's `getter` argument: what runs when the user calls on.
/// `depth` counts the getters that still wrap the store (0: the store itself).
struct GetterLink {
  std::shared_ptr<const GetterChain> next; ///< null: the variable store
};

/// What the core asks of its driver. The run time calls user callables; the
/// resolver interprets them.
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
                                            std::string_view name,
                                            const GetRequest& request) = 0;

  /// Runs a user regulariser on a new variable; false if its result is null
  /// (which is then not collected).
  virtual bool regularize(const Regularizer& regularizer, const Variable& variable) = 0;

  /// The initialiser is about to be used for a creation (`init` events of
  /// TensorFlow). A host may throw to make it fail: the graph name is then
  /// used up and no key is left.
  virtual void initialize(const Initializer& initializer, const Variable& variable) = 0;

  /// Observation, in execution order. `variable` is the created or shared
  /// one; for a partitioned get it is the whole.
  virtual void on_get(EventKind kind, const VariableHandle& variable, const GetRequest& request,
                      Reuse reuse_in_force) = 0;
};

/// Returned by an entry, handed back at the exit (TensorFlow's context
/// manager state).
struct ScopeEntry {
  ScopeRef scope;                       ///< the new scope object
  ScopeRef previous;                    ///< current before the entry
  std::optional<NameScopeEntry> names;  ///< absent with auxiliary_name_scope = false
  bool by_object = false;
  std::unordered_map<std::string, int> saved_counts; ///< by object: restored at exit (rule 25)
  std::string counted_name;             ///< by string: sub-counts zeroed at exit (rule 24)
};

class Graph {
public:
  explicit Graph(Host& host);

  // -- scopes ---------------------------------------------------------------
  const ScopeRef& current_scope() const;

  /// `tf.variable_scope(name, ...)`; `name` absent means None (then
  /// options.default_name is required).
  /// \throws ScopeError missing-name, invalid-name
  ScopeEntry enter_variable_scope(std::optional<std::string_view> name,
                                  const ScopeOptions& options);
  /// `tf.variable_scope(scope_object, ...)`.
  ScopeEntry enter_variable_scope(const ScopeRef& scope, const ScopeOptions& options);
  /// \throws ScopeError invalid-argument "Improper nesting of variable_scope."
  void exit_variable_scope(const ScopeEntry& entry);

  /// `tf.name_scope(name, default_name)`; the entry's `text` is the scope string ("a/b_1/").
  NameScopeEntry enter_name_scope(std::optional<std::string_view> name,
                                  std::optional<std::string_view> default_name);
  void exit_name_scope(const NameScopeEntry& entry);

  /// `tf.get_default_graph().get_name_scope()` and `.unique_name(base)`.
  std::string name_scope() const;
  std::string unique_name(std::string_view base);

  // -- variables ------------------------------------------------------------
  /// `scope.get_variable(name, ...)`; `tf.get_variable` is this on current_scope().
  /// \throws ScopeError (every rule of rules.def that is an error of a get)
  VariableHandle get_variable(const ScopeRef& scope, std::string_view name,
                              const GetRequest& request);
  /// `tf.get_local_variable`.
  VariableHandle get_local_variable(const ScopeRef& scope, std::string_view name,
                                    GetRequest request);
  /// `tf.Variable(..., name=name)`.
  VariableHandle new_variable(std::string_view name, const GetRequest& request);
  /// The user's getter calls on.
  VariableHandle call_getter(const GetterLink& link, std::string_view name,
                             const GetRequest& request);

  // -- results --------------------------------------------------------------
  /// Every variable in order of creation; slices, not wholes.
  const std::deque<Variable>& variables() const;
  /// Every whole of a partitioned variable, in order of creation.
  const std::deque<PartitionedVariable>& partitioned() const;
  std::vector<VariableHandle> collection(std::string_view key) const;
  /// `scope.global_variables()` and the like: those of `key` under the scope's prefix.
  std::vector<VariableHandle> collection(std::string_view key, const Scope& scope) const;
  /// Store look-up by key; empty handle if there is none.
  VariableHandle find(std::string_view key) const;

  Journal& journal();
};

} // namespace varscope::core
