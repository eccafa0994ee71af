#pragma once
/// Outline: a model's variables without their memory, for a program that holds
/// only a part of them, such as one process of many.

#include <varscope/model.h>
#include <varscope/seed_policy.h>
#include <varscope/variable.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace varscope {

/// The variables of the model `Tag` as Model has them, without data. Gives the
/// first values of any part of a variable or of the arena, into the caller's
/// memory: the bits that a Model of the same seed has there.
template <class Tag> class Outline {
public:
  /// \throws as Model's constructor
  explicit Outline(SeedPolicy seed_policy = by_name)
      : policy(seed_policy), state(std::make_unique<detail::BuiltModel<Tag>>()) {
    state->check_seeds(policy);
  }

  /// As Model::variables.
  std::vector<Variable> variables() const { return state->variables(); }
  /// As Model::find.
  Variable find(std::string_view name) const { return state->find(Tag::varscope_tag(), name); }
  /// Bytes of a Model's arena, and where a variable would begin in it.
  std::uint64_t arena_bytes() const { return state->arena_bytes(); }
  static std::uint64_t arena_offset(const Variable& variable) { return variable.get()->offset; }

  /// First values of a variable, shard or partitioned whole: its elements from
  /// `first` on, row-major, as many as fit `out`.
  /// \param out aligned as the elements; whole elements
  /// \throws ScopeError invalid-argument if the variable has fewer elements, and
  ///         for a partitioned whole whose initialiser is the user's code
  void initialize(const Variable& variable, std::uint64_t seed, std::span<std::byte> out,
                  std::uint64_t first = 0, unsigned threads = 0) const {
    state->initialize_part(variable, seed, out, first, threads, policy);
  }

  /// First values of the arena's bytes from `begin` on, as many as fit `out`;
  /// zeros between variables.
  /// \param begin, out multiples of 64 bytes, and `out` aligned to them
  /// \throws ScopeError invalid-argument for others, and beyond the arena's end
  void initialize_arena(std::uint64_t seed, std::uint64_t begin, std::span<std::byte> out,
                        unsigned threads = 0) const {
    state->initialize_arena(seed, begin, out, threads, policy);
  }

private:
  SeedPolicy policy;
  std::unique_ptr<detail::BuiltModel<Tag>> state;
};

} // namespace varscope
