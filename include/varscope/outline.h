#pragma once
/// Outline: a model's variables without their memory, for a program that holds
/// only a part of them, such as one process of many.

#include <varscope/detail/initialize.h>
#include <varscope/model.h>
#include <varscope/seed_policy.h>
#include <varscope/variable.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
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
      : policy(seed_policy),
        state(std::make_unique<detail::BuiltInstance<Tag>>(Tag::varscope_plan())) {
    if (policy == SeedPolicy::tensorflow)
      detail::check_tensorflow_seeds(state->instance);
  }

  /// As Model::variables.
  std::vector<Variable> variables() const {
    return state->instance.select([](const detail::VariableRecord&) { return true; });
  }
  /// As Model::find.
  Variable find(std::string_view name) const {
    return detail::find_variable(state->instance, Tag::varscope_tag(), name);
  }
  /// Bytes of a Model's arena, and where a variable would begin in it.
  std::uint64_t arena_bytes() const { return state->arena_bytes; }
  static std::uint64_t arena_offset(const Variable& variable) { return variable.get()->offset; }

  /// First values of a variable, shard or partitioned whole: its elements from
  /// `first` on, row-major, as many as fit `out`.
  /// \param out aligned as the elements; whole elements
  /// \throws ScopeError invalid-argument if the variable has fewer elements, and
  ///         for a partitioned whole whose initialiser is the user's code
  void initialize(const Variable& variable, std::uint64_t seed, std::span<std::byte> out,
                  std::uint64_t first = 0, unsigned threads = 0) const {
    const detail::VariableRecord& of = *variable.get();
    const std::size_t size = size_of(of.dtype);
    if (out.size() % size != 0 || first > of.bytes / size ||
        out.size() / size > of.bytes / size - first)
      detail::throw_invalid("Variable " + std::string(of.op_name) + " has no " +
                            std::to_string(out.size()) + " bytes from element " +
                            std::to_string(first) + " on");
    fill({{&of, first, out}}, seed, threads);
  }

  /// First values of the arena's bytes from `begin` on, as many as fit `out`;
  /// zeros between variables.
  /// \param begin, out multiples of 64 bytes, and `out` aligned to them
  /// \throws ScopeError invalid-argument for others, and beyond the arena's end
  void initialize_arena(std::uint64_t seed, std::uint64_t begin, std::span<std::byte> out,
                        unsigned threads = 0) const {
    const std::uint64_t end = begin + out.size();
    if (begin % core::arena_alignment != 0 || out.size() % core::arena_alignment != 0 ||
        reinterpret_cast<std::uintptr_t>(out.data()) % core::arena_alignment != 0 ||
        begin > state->arena_bytes || out.size() > state->arena_bytes - begin)
      detail::throw_invalid("a part of the arena is " + std::to_string(out.size()) +
                            " bytes from " + std::to_string(begin) +
                            " on: not within it, or not in multiples of 64");
    std::fill(out.begin(), out.end(), std::byte{0});
    std::vector<Part> parts;
    for (const detail::VariableRecord& variable : state->instance.variables) {
      const std::uint64_t from = std::max(begin, variable.offset);
      const std::uint64_t to = std::min(end, variable.offset + variable.bytes);
      if (variable.exists && from < to)
        parts.push_back({&variable, (from - variable.offset) / size_of(variable.dtype),
                         out.subspan(static_cast<std::size_t>(from - begin),
                                     static_cast<std::size_t>(to - from))});
    }
    fill(parts, seed, threads);
  }

private:
  struct Part {
    const detail::VariableRecord* of;
    std::uint64_t first; ///< element
    std::span<std::byte> out;
  };

  void fill(const std::vector<Part>& parts, std::uint64_t seed, unsigned threads) const {
    std::vector<runtime::FillTask> tasks;
    for (const Part& part : parts)
      if (!part.of->initializer.callable())
        tasks.push_back(task_of(part));
    detail::check_filled(
        runtime::fill(tasks.data(), tasks.size(), seed, threads, /*out_is_zero=*/false, policy));
    for (const Part& part : parts)
      if (part.of->initializer.callable())
        run_initializer(part, seed);
  }

  static runtime::FillTask task_of(const Part& part) {
    runtime::FillTask task = detail::fill_task(*part.of);
    if (part.of->is_whole) {
      task.offset = task.extent = nullptr;
      task.name = runtime::hash_name(part.of->op_name.data(), part.of->op_name.size());
    }
    task.out = part.out.data();
    task.first = part.first;
    task.elements = part.out.size() / size_of(part.of->dtype);
    return task;
  }

  /// The user's code writes a variable from its beginning to its end.
  static void run_initializer(const Part& part, std::uint64_t seed) {
    if (part.of->is_whole)
      detail::throw_invalid("Variable " + std::string(part.of->op_name) +
                            " is partitioned: its initializer fills its slices");
    std::vector<std::byte> all(static_cast<std::size_t>(part.of->bytes));
    detail::run_initializer(*part.of, seed, all.data());
    std::memcpy(part.out.data(), all.data() + part.first * size_of(part.of->dtype),
                part.out.size());
  }

  SeedPolicy policy;
  std::unique_ptr<detail::BuiltInstance<Tag>> state;
};

} // namespace varscope
