#pragma once
/// Definitions of model_state.h.

#include <varscope/core/names.h>
#include <varscope/detail/apply_constraints.h>
#include <varscope/detail/dynamic_build.h>
#include <varscope/detail/fill_parts.h>
#include <varscope/detail/initialize.h>
#include <varscope/detail/instance.h>
#include <varscope/detail/model_state.h>
#include <varscope/detail/planned_build.h>
#include <varscope/detail/regularization.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace varscope::detail {

struct ModelState::Parts {
  Instance instance;
  std::optional<PlannedBuild> planned; ///< while it is built, this or the other
  std::optional<DynamicBuild> dynamic;
  std::uint64_t arena_bytes = 0;
  unsigned threads = 0;
  SeedPolicy policy = by_name;
};

VARSCOPE_INLINE ModelState::ModelState(const plan::Plan* plan) : parts(std::make_unique<Parts>()) {
  if (plan)
    parts->planned.emplace(parts->instance, *plan);
  else
    parts->dynamic.emplace(parts->instance);
}

VARSCOPE_INLINE ModelState::~ModelState() = default;

VARSCOPE_INLINE void ModelState::end_build() {
  parts->arena_bytes = parts->planned ? parts->planned->finish() : parts->dynamic->finish();
  parts->planned.reset();
  parts->dynamic.reset();
}

VARSCOPE_INLINE void ModelState::start(std::uint64_t seed, const ModelOptions& options) {
  Instance& instance = parts->instance;
  parts->threads = options.threads;
  parts->policy = options.seed_policy;
  mark_skipped(instance, options.skip);
  instance.allocate(parts->arena_bytes, options.memory);
  check_seeds(options.seed_policy);
  if (!instance.is_fresh())
    clear_gaps(instance);
  detail::initialize(instance, seed, parts->threads, instance.is_fresh(), parts->policy);
}

VARSCOPE_INLINE void ModelState::initialize(std::uint64_t seed) {
  detail::initialize(parts->instance, seed, parts->threads, /*fresh=*/false, parts->policy);
}

VARSCOPE_INLINE void ModelState::initialize_part(const Variable& variable, std::uint64_t seed,
                                                 std::span<std::byte> out, std::uint64_t first,
                                                 unsigned threads, SeedPolicy policy) const {
  fill_parts({part_of(*variable.get(), first, out)}, seed, threads, policy);
}

VARSCOPE_INLINE void ModelState::initialize_arena(std::uint64_t seed, std::uint64_t begin,
                                                  std::span<std::byte> out, unsigned threads,
                                                  SeedPolicy policy) const {
  const std::vector<Part> covered = parts_of(parts->instance, parts->arena_bytes, begin, out);
  std::fill(out.begin(), out.end(), std::byte{0});
  fill_parts(covered, seed, threads, policy);
}

VARSCOPE_INLINE void ModelState::check_seeds(SeedPolicy policy) const {
  if (policy == SeedPolicy::tensorflow)
    check_tensorflow_seeds(parts->instance);
}

VARSCOPE_INLINE std::vector<Variable> ModelState::variables() const {
  return parts->instance.select([](const VariableRecord&) { return true; });
}

VARSCOPE_INLINE std::vector<Variable> ModelState::trainable_variables() const {
  return collection(core::trainable_variables_key);
}

VARSCOPE_INLINE std::vector<Variable> ModelState::collection(std::string_view key) const {
  return parts->instance.select(
      [key](const VariableRecord& variable) { return has_collection(variable, key); });
}

VARSCOPE_INLINE Variable ModelState::find(std::string_view tag, std::string_view name) const {
  const VariableRecord* found = parts->instance.find(name);
  if (!found)
    throw ScopeError(Rule::UnknownVariable,
                     "model " + std::string(tag) + " has no variable " + std::string(name));
  return Variable(found);
}

VARSCOPE_INLINE std::span<std::byte> ModelState::arena() const {
  const Arena& arena = parts->instance.arena;
  return {arena.bytes, static_cast<std::size_t>(arena.size)};
}

VARSCOPE_INLINE std::uint64_t ModelState::arena_bytes() const { return parts->arena_bytes; }

VARSCOPE_INLINE double ModelState::regularization_loss() const {
  return detail::regularization_loss(parts->instance);
}

VARSCOPE_INLINE void ModelState::apply_constraints() {
  detail::apply_constraints(parts->instance);
}

} // namespace varscope::detail
