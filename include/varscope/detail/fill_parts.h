#pragma once
/// First values of parts of variables, outside of a model's memory.

#include <varscope/core/layout.h>
#include <varscope/detail/initialize.h>
#include <varscope/detail/instance.h>
#include <varscope/runtime/fill.h>
#include <varscope/variable.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace varscope::detail {

struct Part {
  const VariableRecord* of;
  std::uint64_t first; ///< element
  std::span<std::byte> out;
};

/// \throws ScopeError invalid-argument if the variable has fewer elements
inline Part part_of(const VariableRecord& variable, std::uint64_t first,
                    std::span<std::byte> out) {
  const std::size_t size = size_of(variable.dtype);
  if (out.size() % size != 0 || first > variable.bytes / size ||
      out.size() / size > variable.bytes / size - first)
    throw_invalid("Variable " + std::string(variable.op_name) + " has no " +
                  std::to_string(out.size()) + " bytes from element " + std::to_string(first) +
                  " on");
  return {&variable, first, out};
}

/// What of the variables lies in the arena's bytes from `begin` on, as many as fit `out`.
/// \throws ScopeError invalid-argument for what is no multiple of 64 bytes, or beyond the end
inline std::vector<Part> parts_of(const Instance& instance, std::uint64_t arena_bytes,
                                  std::uint64_t begin, std::span<std::byte> out) {
  const std::uint64_t end = begin + out.size();
  if (begin % core::arena_alignment != 0 || out.size() % core::arena_alignment != 0 ||
      reinterpret_cast<std::uintptr_t>(out.data()) % core::arena_alignment != 0 ||
      begin > arena_bytes || out.size() > arena_bytes - begin)
    throw_invalid("a part of the arena is " + std::to_string(out.size()) + " bytes from " +
                  std::to_string(begin) + " on: not within it, or not in multiples of 64");
  std::vector<Part> parts;
  for (const VariableRecord& variable : instance.variables) {
    const std::uint64_t from = std::max(begin, variable.offset);
    const std::uint64_t to = std::min(end, variable.offset + variable.bytes);
    if (variable.exists && from < to)
      parts.push_back({&variable, (from - variable.offset) / size_of(variable.dtype),
                       out.subspan(static_cast<std::size_t>(from - begin),
                                   static_cast<std::size_t>(to - from))});
  }
  return parts;
}

inline runtime::FillTask task_of(const Part& part) {
  runtime::FillTask task = fill_task(*part.of);
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
inline void run_initializer(const Part& part, std::uint64_t seed) {
  if (part.of->is_whole)
    throw_invalid("Variable " + std::string(part.of->op_name) +
                  " is partitioned: its initializer fills its slices");
  std::vector<std::byte> all(static_cast<std::size_t>(part.of->bytes));
  run_initializer(*part.of, seed, all.data());
  const auto begin = static_cast<std::ptrdiff_t>(part.first * size_of(part.of->dtype));
  std::copy_n(all.begin() + begin, part.out.size(), part.out.begin());
}

inline void fill_parts(const std::vector<Part>& parts, std::uint64_t seed, unsigned threads,
                       SeedPolicy policy) {
  std::vector<runtime::FillTask> tasks;
  for (const Part& part : parts)
    if (!part.of->initializer.callable())
      tasks.push_back(task_of(part));
  check_filled(
      runtime::fill(tasks.data(), tasks.size(), seed, threads, /*out_is_zero=*/false, policy));
  for (const Part& part : parts)
    if (part.of->initializer.callable())
      run_initializer(part, seed);
}

} // namespace varscope::detail
