#pragma once
/// The arena's layout. One function computes it, for the generator and for the
/// run time without a plan, so both give the same bytes.
///
/// Every variable begins at a multiple of 64 bytes. Variables of one
/// initialiser kind and dtype are neighbours, so that one pass fills them;
/// groups come in the order in which the model first has one of their kind,
/// and variables in order of creation within a group. Variables may have no
/// bytes. The arena's size is a multiple of 64.

#include <varscope/core/types.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace varscope::core {

inline constexpr std::uint64_t arena_alignment = 64;

/// In bytes, within the arena.
struct Placement {
  std::uint64_t offset = 0;
  std::uint64_t bytes = 0;
  friend bool operator==(const Placement&, const Placement&) = default;
};

struct Layout {
  std::vector<Placement> variables; ///< in the order of the variables given
  std::uint64_t arena_bytes = 0;
};

/// Bytes of a variable; absent if 64 bits do not count them. `shape` is fully defined.
inline std::optional<std::uint64_t> bytes_of(const Shape& shape, DType dtype) {
  const std::optional<std::uint64_t> elements = shape.num_elements();
  std::uint64_t bytes = 0;
  if (!elements || __builtin_mul_overflow(*elements, std::uint64_t{size_of(dtype)}, &bytes))
    return std::nullopt;
  return bytes;
}

/// Bytes that a variable takes in the arena; absent if 64 bits do not count them.
inline std::optional<std::uint64_t> padded(std::uint64_t bytes) {
  std::uint64_t end = 0;
  if (__builtin_add_overflow(bytes, arena_alignment - 1, &end))
    return std::nullopt;
  return end / arena_alignment * arena_alignment;
}

/// \param variables a range of core::Variable in order of creation
/// \returns absent if 64 bits do not count the bytes; Graph refuses such a
///          model as it is built
template <class Variables> std::optional<Layout> arena_layout(const Variables& variables) {
  constexpr std::size_t kinds = static_cast<std::size_t>(runtime::FillKind::callable) + 1;
  constexpr std::size_t dtypes = std::size(varscope::detail::dtype_table);
  std::array<std::size_t, kinds * dtypes> group_of{}; // 0: none yet
  std::vector<std::uint64_t> group_bytes;
  std::vector<std::size_t> groups;
  Layout layout;

  for (const Variable& variable : variables) {
    std::size_t& group = group_of[static_cast<std::size_t>(variable.initializer.kind()) * dtypes +
                                  static_cast<std::size_t>(variable.dtype)];
    if (group == 0) {
      group_bytes.push_back(0);
      group = group_bytes.size();
    }
    const std::optional<std::uint64_t> bytes = bytes_of(variable.shape, variable.dtype);
    const std::optional<std::uint64_t> room = bytes ? padded(*bytes) : std::nullopt;
    std::uint64_t& end = group_bytes[group - 1];
    layout.variables.push_back({end, bytes.value_or(0)}); // from the group's beginning as yet
    groups.push_back(group - 1);
    if (!room || __builtin_add_overflow(end, *room, &end))
      return std::nullopt;
  }

  for (std::uint64_t& bytes : group_bytes) { // sizes become beginnings
    const std::uint64_t begin = layout.arena_bytes;
    if (__builtin_add_overflow(begin, bytes, &layout.arena_bytes))
      return std::nullopt;
    bytes = begin;
  }
  for (std::size_t i = 0; i != groups.size(); ++i)
    layout.variables[i].offset += group_bytes[groups[i]];
  return layout;
}

} // namespace varscope::core
