#pragma once
/// How a variable is cut into shards.

#include <varscope/callable.h>
#include <varscope/dtype.h>
#include <varscope/element.h>
#include <varscope/roles.h>
#include <varscope/shape.h>

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <ranges>
#include <type_traits>
#include <utility>
#include <vector>

namespace varscope {

/// A user's partitioner at run time.
class PartitionerCallable : public Callable {
public:
  /// Number of parts per axis.
  virtual std::vector<std::int64_t> run(const Shape& shape, DType dtype) const = 0;
};

namespace detail {
template <class F>
concept Partitions =
    std::is_invocable_v<const F&, const Shape&, DType> &&
    std::ranges::input_range<std::invoke_result_t<const F&, const Shape&, DType>> &&
    Integer<std::ranges::range_value_t<std::invoke_result_t<const F&, const Shape&, DType>>>;

template <class F> class PartitionerFunction final : public PartitionerCallable {
public:
  explicit PartitionerFunction(F callable) : function(std::move(callable)) {}
  std::vector<std::int64_t> run(const Shape& shape, DType dtype) const override {
    std::vector<std::int64_t> parts;
    for (auto count : function(shape, dtype))
      parts.push_back(Dimension(count).value());
    return parts;
  }

private:
  F function;
};
} // namespace detail

/// A partitioner: a built-in kind with its parameters, a user's callable
/// `(const Shape& shape, DType dtype) ->` range of integers, the number of
/// parts per axis, or absent.
class VS_ROLE("Partitioner") Partitioner {
public:
  enum class Kind : std::uint8_t { absent, fixed_size, variable_axis_size, min_max, callable };

  VS_ROLE("Partitioner") Partitioner() = default;
  /// \param amount fixed_size: shards; variable_axis_size: bytes of a shard
  /// at most; min_max: partitions at most
  explicit Partitioner(Kind kind, std::int64_t amount, std::int64_t axis = 0)
      : chosen(kind), size_amount(amount), cut_axis(axis) {}
  template <class F>
    requires(!std::same_as<std::remove_cvref_t<F>, Partitioner>) &&
            detail::Partitions<std::remove_cvref_t<F>>
  VS_ROLE("partitioner.callable")
  Partitioner(F&& callable)
      : Partitioner(from_callable(
            std::make_shared<detail::PartitionerFunction<std::decay_t<F>>>(
                std::forward<F>(callable)))) {}
  static Partitioner from_callable(std::shared_ptr<const Callable> code) {
    Partitioner made(Kind::callable, 0);
    made.code = std::move(code);
    return made;
  }
  static Partitioner variable_axis_size(std::int64_t max_shard_bytes, std::int64_t axis,
                                        std::int64_t bytes_per_string_element,
                                        std::optional<std::int64_t> max_shards) {
    Partitioner made(Kind::variable_axis_size, max_shard_bytes, axis);
    made.string_bytes = bytes_per_string_element;
    made.shard_limit = max_shards;
    return made;
  }
  static Partitioner min_max(std::int64_t max_partitions, std::int64_t axis,
                             std::int64_t min_slice_size, std::int64_t bytes_per_string_element) {
    Partitioner made(Kind::min_max, max_partitions, axis);
    made.slice_bytes = min_slice_size;
    made.string_bytes = bytes_per_string_element;
    return made;
  }

  explicit operator bool() const { return chosen != Kind::absent; }
  Kind kind() const { return chosen; }
  std::int64_t amount() const { return size_amount; }
  std::int64_t axis() const { return cut_axis; }
  /// Of min_max: bytes of a slice at least.
  std::int64_t min_slice_size() const { return slice_bytes; }
  /// There are no string variables: without effect.
  std::int64_t bytes_per_string_element() const { return string_bytes; }
  /// Of variable_axis_size.
  std::optional<std::int64_t> max_shards() const { return shard_limit; }
  const std::shared_ptr<const Callable>& callable() const { return code; }

  friend bool operator==(const Partitioner&, const Partitioner&) = default;

private:
  Kind chosen = Kind::absent;
  std::int64_t size_amount = 0, cut_axis = 0, slice_bytes = 0, string_bytes = 16;
  std::optional<std::int64_t> shard_limit;
  std::shared_ptr<const Callable> code;
};

/// `tf.fixed_size_partitioner`: `shards` parts along `axis`, or as many as it has elements.
VS_ROLE("partitioner.fixed_size_partitioner")
inline Partitioner fixed_size_partitioner(std::int64_t shards, std::int64_t axis = 0) {
  return Partitioner(Partitioner::Kind::fixed_size, shards, axis);
}
/// `tf.variable_axis_size_partitioner`: shards of at most `max_shard_bytes`
/// along `axis`, at most `max_shards` of them.
VS_ROLE("partitioner.variable_axis_size_partitioner")
inline Partitioner variable_axis_size_partitioner(std::int64_t max_shard_bytes,
                                                  std::int64_t axis = 0,
                                                  std::int64_t bytes_per_string_element = 16,
                                                  std::optional<std::int64_t> max_shards = {}) {
  return Partitioner::variable_axis_size(max_shard_bytes, axis, bytes_per_string_element,
                                         max_shards);
}
/// `tf.min_max_variable_partitioner`: slices of at least `min_slice_size`
/// bytes along `axis`, at most `max_partitions` of them.
VS_ROLE("partitioner.min_max_variable_partitioner")
inline Partitioner min_max_variable_partitioner(std::int64_t max_partitions = 1,
                                                std::int64_t axis = 0,
                                                std::int64_t min_slice_size = 256 << 10,
                                                std::int64_t bytes_per_string_element = 16) {
  return Partitioner::min_max(max_partitions, axis, min_slice_size, bytes_per_string_element);
}

} // namespace varscope
