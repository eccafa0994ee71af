#pragma once
/// Model: one instance of what VS_MODEL declares.

#include <varscope/detail/model_state.h>
#include <varscope/model_options.h>
#include <varscope/plan.h>
#include <varscope/roles.h>
#include <varscope/variable.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace varscope {

namespace detail {
/// The result of a model's expression. Initialised by the call itself, so it
/// need not be copyable or movable.
template <class Tag, class Result = decltype(Tag::varscope_build())> struct Built {
  Result value = Tag::varscope_build();
};
template <class Tag> struct Built<Tag, void> {
  Built() { Tag::varscope_build(); }
};

/// An instance and its result; the order of members is the order of the build.
template <class Tag> struct BuiltModel : ModelState, Built<Tag> {
  BuiltModel() : ModelState(Tag::varscope_plan()) { end_build(); }
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
      : state(std::make_unique<detail::BuiltModel<Tag>>()) {
    state->start(seed, options);
  }

  /// What the model's expression returned.
  VS_ROLE("Model.result") auto& result()
    requires(!std::is_void_v<Result>)
  {
    return state->value;
  }
  VS_ROLE("Model.result") const auto& result() const
    requires(!std::is_void_v<Result>)
  {
    return state->value;
  }
  VS_ROLE("Model.operator->") auto* operator->()
    requires(!std::is_void_v<Result>)
  {
    return std::addressof(state->value);
  }
  VS_ROLE("Model.operator->") const auto* operator->() const
    requires(!std::is_void_v<Result>)
  {
    return std::addressof(state->value);
  }
  VS_ROLE("Model.operator*") auto& operator*()
    requires(!std::is_void_v<Result>)
  {
    return state->value;
  }
  VS_ROLE("Model.operator*") const auto& operator*() const
    requires(!std::is_void_v<Result>)
  {
    return state->value;
  }

  /// Every variable, local ones and shards included and wholes not, in the
  /// manifest's order: that of creation.
  VS_ROLE("Model.variables") std::vector<Variable> variables() const { return state->variables(); }
  VS_ROLE("Model.trainable_variables") std::vector<Variable> trainable_variables() const { return state->trainable_variables(); }
  /// "regularization_losses" has the variables whose losses they are.
  VS_ROLE("Model.collection") std::vector<Variable> collection(std::string_view key) const {
    return state->collection(key);
  }
  /// The variable, shard or partitioned whole of that op name, with or without ":0".
  /// \throws ScopeError unknown-variable if there is none
  VS_ROLE("Model.find") Variable find(std::string_view name) const {
    return state->find(Tag::varscope_tag(), name);
  }

  /// The memory of all variables.
  VS_ROLE("Model.arena") std::span<std::byte> arena() const { return state->arena(); }
  /// Whether a generated unit is linked in.
  VS_ROLE("Model.planned") static bool planned() { return Tag::varscope_plan() != nullptr; }

  /// Gives every variable first values anew, in place, but those in ModelOptions::skip.
  VS_ROLE("Model.initialize") void initialize(std::uint64_t seed) {
    state->initialize(seed);
  }
  /// The sum of all regularisers' losses, in double.
  /// \throws ScopeError invalid-argument for a dtype that a regulariser is not
  ///         for; the built-in ones are for float32 and float64
  VS_ROLE("Model.regularization_loss") double regularization_loss() const { return state->regularization_loss(); }
  /// Projects every variable that has a constraint; a shard by itself.
  /// \throws ScopeError invalid-argument for a dtype that a constraint is not
  ///         for (the built-in ones are for float32 and float64), or an axis
  ///         that a variable does not have
  VS_ROLE("Model.apply_constraints") void apply_constraints() {
    state->apply_constraints();
  }

private:
  std::unique_ptr<detail::BuiltModel<Tag>> state;
};

} // namespace varscope
