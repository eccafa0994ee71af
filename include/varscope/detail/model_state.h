#pragma once
/// What of a model does not depend on its tag: the build, the variables and their memory.

#include <varscope/detail/linkage.h>
#include <varscope/model_options.h>
#include <varscope/plan.h>
#include <varscope/seed_policy.h>
#include <varscope/variable.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace varscope::detail {

/// The methods of Model and Outline, which say what they throw.
class ModelState {
public:
  /// Begins a build: until it ends, this thread's scope calls are the model's.
  /// \param plan null: names are resolved as they come
  explicit ModelState(const plan::Plan* plan);
  ~ModelState();
  ModelState(const ModelState&) = delete;
  ModelState& operator=(const ModelState&) = delete;
  void end_build();

  /// Takes the memory and writes first values.
  void start(std::uint64_t seed, const ModelOptions& options);
  void initialize(std::uint64_t seed);
  /// Instead of memory of its own: first values of a part, into the caller's.
  void initialize_part(const Variable& variable, std::uint64_t seed, std::span<std::byte> out,
                       std::uint64_t first, unsigned threads, SeedPolicy policy) const;
  void initialize_arena(std::uint64_t seed, std::uint64_t begin, std::span<std::byte> out,
                        unsigned threads, SeedPolicy policy) const;
  /// \throws std::invalid_argument for variables whose values the policy does not define
  void check_seeds(SeedPolicy policy) const;

  std::vector<Variable> variables() const;
  std::vector<Variable> trainable_variables() const;
  std::vector<Variable> collection(std::string_view key) const;
  Variable find(std::string_view tag, std::string_view name) const;
  std::span<std::byte> arena() const;
  std::uint64_t arena_bytes() const;
  double regularization_loss() const;
  void apply_constraints();

private:
  struct Parts;
  std::unique_ptr<Parts> parts;
};

} // namespace varscope::detail

#ifdef VARSCOPE_HEADER_ONLY
#include <varscope/detail/model_state-inl.h>
#endif
