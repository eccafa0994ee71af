#pragma once
/// Model: one instance of what VS_MODEL declares.

#include <varscope/detail/apply_constraints.h>
#include <varscope/detail/dynamic_build.h>
#include <varscope/detail/initialize.h>
#include <varscope/detail/instance.h>
#include <varscope/detail/planned_build.h>
#include <varscope/detail/regularization.h>
#include <varscope/plan.h>
#include <varscope/roles.h>
#include <varscope/seed_policy.h>
#include <varscope/variable.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace varscope {

/// Options of Model.
struct VS_ROLE("options") ModelOptions {
  unsigned threads = 0;               ///< for initialisation; 0: all processors
  std::span<std::byte> memory = {};   ///< the caller's, 64-byte aligned; empty: the model's own
  std::vector<std::string> skip = {}; ///< op names that a checkpoint will supply: not initialised
                                      ///< (zero in the model's own memory)
  SeedPolicy seed_policy = by_name;
};

namespace detail {
/// The result of a model's expression. Initialised by the call itself, so it
/// need not be copyable or movable.
template <class Tag, class Result = decltype(Tag::varscope_build())> struct Built {
  Result value = Tag::varscope_build();
};
template <class Tag> struct Built<Tag, void> {
  Built() { Tag::varscope_build(); }
};

/// Either kind of build, from its beginning to its end.
class AnyBuild {
public:
  AnyBuild(Instance& instance, const plan::Plan* plan) {
    if (plan)
      planned.emplace(instance, *plan);
    else
      dynamic.emplace(instance);
  }
  std::uint64_t finish() { return planned ? planned->finish() : dynamic->finish(); }
  void close() {
    planned.reset();
    dynamic.reset();
  }

private:
  std::optional<PlannedBuild> planned;
  std::optional<DynamicBuild> dynamic;
};

/// \throws ScopeError unknown-variable
inline Variable find_variable(const Instance& instance, std::string_view tag,
                              std::string_view name) {
  const VariableRecord* found = instance.find(name);
  if (!found)
    throw ScopeError(Rule::UnknownVariable, "model " + std::string(tag) + " has no variable " +
                                                std::string(name));
  return Variable(found);
}

/// An instance and its result; the order of members is the order of the build.
template <class Tag> struct BuiltInstance {
  explicit BuiltInstance(const plan::Plan* plan) : build(instance, plan) {
    arena_bytes = build.finish();
    build.close();
  }
  Instance instance;
  AnyBuild build;
  Built<Tag> built;
  std::uint64_t arena_bytes = 0;
};
} // namespace detail

/// One instance of the model `Tag`, which VS_MODEL declares: the result of its
/// expression and its variables, initialised in one pass. Handles and names
/// are valid as long as the instance; moving it moves no variable. Several
/// threads may build instances, and read one, at once.
template <class Tag> class VS_ROLE("Model") Model {
public:
  using Result = decltype(Tag::varscope_build());

  /// Builds and initialises. With a generated unit linked in, its plan is used.
  /// \throws ScopeError as the model's gets and scopes; PlanError if the unit
  ///         is of another program; std::invalid_argument for memory that is
  ///         too small or misaligned, and for SeedPolicy::tensorflow with a random
  ///         initialiser that has no seed, or an orthogonal one; std::bad_alloc;
  ///         whatever the model's expression throws
  VS_ROLE("Model") explicit Model(std::uint64_t seed = 0, const ModelOptions& options = {})
      : threads(options.threads), policy(options.seed_policy) {
    state = std::make_unique<detail::BuiltInstance<Tag>>(Tag::varscope_plan());
    detail::Instance& instance = state->instance;
    detail::mark_skipped(instance, options.skip);
    instance.allocate(state->arena_bytes, options.memory);
    if (policy == SeedPolicy::tensorflow)
      detail::check_tensorflow_seeds(instance);
    if (!instance.is_fresh())
      detail::clear_gaps(instance);
    detail::initialize(instance, seed, threads, instance.is_fresh(), policy);
  }

  /// What the model's expression returned.
  VS_ROLE("Model.result") auto& result()
    requires(!std::is_void_v<Result>)
  {
    return state->built.value;
  }
  VS_ROLE("Model.result") const auto& result() const
    requires(!std::is_void_v<Result>)
  {
    return state->built.value;
  }
  VS_ROLE("Model.operator->") auto* operator->()
    requires(!std::is_void_v<Result>)
  {
    return std::addressof(state->built.value);
  }
  VS_ROLE("Model.operator->") const auto* operator->() const
    requires(!std::is_void_v<Result>)
  {
    return std::addressof(state->built.value);
  }
  VS_ROLE("Model.operator*") auto& operator*()
    requires(!std::is_void_v<Result>)
  {
    return state->built.value;
  }
  VS_ROLE("Model.operator*") const auto& operator*() const
    requires(!std::is_void_v<Result>)
  {
    return state->built.value;
  }

  /// Every variable, local ones and shards included and wholes not, in the
  /// manifest's order: that of creation.
  VS_ROLE("Model.variables") std::vector<Variable> variables() const {
    return select([](const detail::VariableRecord&) { return true; });
  }
  VS_ROLE("Model.trainable_variables") std::vector<Variable> trainable_variables() const {
    return collection(core::trainable_variables_key);
  }
  /// "regularization_losses" has the variables whose losses they are.
  VS_ROLE("Model.collection") std::vector<Variable> collection(std::string_view key) const {
    return select([key](const detail::VariableRecord& variable) {
      return detail::has_collection(variable, key);
    });
  }
  /// The variable, shard or partitioned whole of that op name, with or without ":0".
  /// \throws ScopeError unknown-variable if there is none
  VS_ROLE("Model.find") Variable find(std::string_view name) const {
    return detail::find_variable(state->instance, Tag::varscope_tag(), name);
  }

  /// The memory of all variables.
  VS_ROLE("Model.arena") std::span<std::byte> arena() const {
    return {state->instance.arena.bytes, static_cast<std::size_t>(state->instance.arena.size)};
  }
  /// Whether a generated unit is linked in.
  VS_ROLE("Model.planned") static bool planned() { return Tag::varscope_plan() != nullptr; }

  /// Gives every variable first values anew, in place, but those in ModelOptions::skip.
  VS_ROLE("Model.initialize") void initialize(std::uint64_t seed) {
    detail::initialize(state->instance, seed, threads, /*fresh=*/false, policy);
  }
  /// The sum of all regularisers' losses, in double.
  /// \throws ScopeError invalid-argument for a dtype that a regulariser is not
  ///         for; the built-in ones are for float32 and float64
  VS_ROLE("Model.regularization_loss") double regularization_loss() const {
    return detail::regularization_loss(state->instance);
  }
  /// Projects every variable that has a constraint; a shard by itself.
  /// \throws ScopeError invalid-argument for a dtype that a constraint is not
  ///         for (the built-in ones are for float32 and float64), or an axis
  ///         that a variable does not have
  VS_ROLE("Model.apply_constraints") void apply_constraints() {
    detail::apply_constraints(state->instance);
  }

private:
  template <class Predicate> std::vector<Variable> select(const Predicate& wanted) const {
    return state->instance.select(wanted);
  }

  unsigned threads;
  SeedPolicy policy;
  std::unique_ptr<detail::BuiltInstance<Tag>> state;
};

} // namespace varscope
