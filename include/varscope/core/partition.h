#pragma once
/// How partitioners cut a variable (rules 36 to 38).

#include <varscope/core/messages.h>
#include <varscope/core/types.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace varscope::core {

/// What TensorFlow checks when a partitioner is made.
/// \throws ScopeError invalid-argument
inline void check_partitioner(const Partitioner& partitioner) {
  if (partitioner.kind() != Partitioner::Kind::variable_axis_size)
    return;
  if (partitioner.amount() < 1 || partitioner.bytes_per_string_element() < 1)
    throw errors::shard_bytes_not_positive();
  if (partitioner.max_shards().value_or(0) < 0) // 0 is no limit, as in TensorFlow
    throw errors::shards_not_positive();
}

namespace detail {
/// A Python index: a negative one counts from the end.
inline std::size_t python_axis(std::int64_t axis, const Shape& shape) {
  const auto rank = static_cast<std::int64_t>(shape.rank());
  if (axis < -rank || axis >= rank)
    throw errors::partition_axis(axis, shape);
  return static_cast<std::size_t>(axis < 0 ? axis + rank : axis);
}

/// Python's int / int; sizes beyond 2^53 are rounded as there.
inline double python_quotient(double dividend, double divisor) {
  if (divisor == 0)
    throw errors::partition_division();
  return dividend / divisor;
}

inline double element_count(const Shape& shape) {
  double count = 1;
  for (std::int64_t size : shape)
    count *= static_cast<double>(size);
  return count;
}

inline std::int64_t parts_by_shard_size(const Partitioner& partitioner, const Shape& shape,
                                        DType dtype, std::size_t axis) {
  const auto size = static_cast<double>(shape[axis]);
  const double slice_bytes =
      python_quotient(element_count(shape), size) * static_cast<double>(size_of(dtype));
  const double slices = std::max(
      1.0, std::floor(python_quotient(static_cast<double>(partitioner.amount()), slice_bytes)));
  const auto parts = static_cast<std::int64_t>(std::ceil(size / slices));
  const std::int64_t limit = partitioner.max_shards().value_or(0);
  return limit != 0 ? std::min(limit, parts) : parts;
}

inline std::int64_t parts_by_slice_size(const Partitioner& partitioner, const Shape& shape,
                                        DType dtype, std::size_t axis) {
  const double parts =
      python_quotient(element_count(shape) * static_cast<double>(size_of(dtype)),
                      static_cast<double>(partitioner.min_slice_size()));
  const std::int64_t limit = std::min(shape[axis], partitioner.amount());
  // Compared as doubles: more parts than 64 bits count are clamped, not converted.
  const double wanted = std::ceil(parts);
  return std::max<std::int64_t>(1, wanted < static_cast<double>(limit)
                                       ? static_cast<std::int64_t>(std::max(wanted, 0.0))
                                       : limit);
}
} // namespace detail

/// What a built-in partitioner answers: the number of parts per axis.
/// \param shape fully defined, of rank 1 at least
/// \throws ScopeError invalid-argument
inline std::vector<std::int64_t> builtin_parts(const Partitioner& partitioner, const Shape& shape,
                                               DType dtype) {
  check_partitioner(partitioner);
  const std::size_t axis = detail::python_axis(partitioner.axis(), shape);
  std::vector<std::int64_t> parts(shape.rank(), 1);
  switch (partitioner.kind()) {
  case Partitioner::Kind::fixed_size:
    parts[axis] = std::min(partitioner.amount(), shape[axis]);
    break;
  case Partitioner::Kind::variable_axis_size:
    parts[axis] = detail::parts_by_shard_size(partitioner, shape, dtype, axis);
    break;
  case Partitioner::Kind::min_max:
    parts[axis] = detail::parts_by_slice_size(partitioner, shape, dtype, axis);
    break;
  case Partitioner::Kind::absent:
  case Partitioner::Kind::callable: break;
  }
  return parts;
}

/// What TensorFlow checks before it asks a partitioner.
/// \throws ScopeError undefined-shape, invalid-argument
inline void check_partitionable(const Shape& shape) {
  if (!shape.is_fully_defined())
    throw errors::partitioned_undefined_shape(shape);
  if (shape.rank() < 1)
    throw errors::partitioned_scalar(shape);
}

/// What TensorFlow checks of a partitioner's answer.
/// \throws ScopeError invalid-argument
inline void check_parts(const std::vector<std::int64_t>& parts, const Shape& shape) {
  if (parts.size() != shape.rank())
    throw errors::partition_rank(parts, shape);
  if (std::any_of(parts.begin(), parts.end(), [](std::int64_t part) { return part < 1; }))
    throw errors::partition_zero(parts);
  if (std::count_if(parts.begin(), parts.end(), [](std::int64_t part) { return part > 1; }) > 1)
    throw errors::partition_axes(shape, parts);
}

/// The cut axis and the number of shards: (0, 1) if nothing is cut.
inline std::pair<std::size_t, std::int64_t> cut_of(const std::vector<std::int64_t>& parts) {
  for (std::size_t axis = 0; axis != parts.size(); ++axis)
    if (parts[axis] > 1)
      return {axis, parts[axis]};
  return {0, 1};
}

/// Where shard `index` of `count` lies along an axis of `size`: offset and
/// length. The first shards take the remainder.
inline std::pair<std::int64_t, std::int64_t> shard_range(std::int64_t size, std::int64_t count,
                                                         std::int64_t index) {
  const std::int64_t length = size / count, longer = size % count;
  return {index * length + std::min(index, longer), length + (index < longer ? 1 : 0)};
}

} // namespace varscope::core
