#pragma once
/// TensorFlow's initialisers. `seed` replaces the model's seed.

#include <varscope/error.h>
#include <varscope/initializer.h>
#include <varscope/roles.h>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace varscope {

using Seed = std::optional<std::int64_t>;

namespace detail {
/// The element type at the bottom of a scalar, a range, a range of ranges, ...
template <class V> struct NestedElement {
  using type = V;
};
template <std::ranges::input_range V>
struct NestedElement<V> : NestedElement<std::remove_cvref_t<std::ranges::range_value_t<V>>> {};
template <class V>
concept NestedElements = Element<typename NestedElement<V>::type>;

/// Appends the bytes of a scalar or a (nested) range to `data`. `sizes` are
/// the dimensions seen so far (-1: none yet), in which all ranges of one
/// depth must agree.
template <class V>
void append_data(const V& value, std::size_t depth, std::vector<std::int64_t>& sizes,
                 std::vector<std::byte>& bytes) {
  if constexpr (Element<V>) {
    const auto* first = reinterpret_cast<const std::byte*>(&value);
    bytes.insert(bytes.end(), first, first + sizeof(V));
  } else {
    if (depth == sizes.size())
      sizes.push_back(-1);
    std::int64_t count = 0;
    for (const std::ranges::range_value_t<V>& inner : value) {
      append_data(inner, depth + 1, sizes, bytes);
      ++count;
    }
    if (sizes[depth] != -1 && sizes[depth] != count)
      throw ScopeError(Rule::InvalidArgument, "setting an array element with a sequence: nested "
                                              "lists of " +
                                                  std::to_string(sizes[depth]) + " and " +
                                                  std::to_string(count) + " elements");
    sizes[depth] = count;
  }
}

template <class V> Initializer from_data(runtime::FillKind kind, const V& value) {
  InitialData data;
  data.dtype = dtype_of<typename NestedElement<V>::type>;
  std::vector<std::int64_t> sizes;
  append_data(value, 0, sizes, data.bytes);
  data.shape = Shape(sizes);
  return Initializer::from_data(kind, std::move(data));
}
} // namespace detail

VS_ROLE("initializer.zeros") inline Initializer zeros() {
  return Initializer(runtime::FillKind::zeros);
}
VS_ROLE("initializer.ones") inline Initializer ones() {
  return Initializer(runtime::FillKind::ones);
}

/// `tf.constant_initializer`: one number, or as many as the variable has
/// elements (row-major; the last is repeated). The variable needs a shape, and
/// its dtype decides.
template <detail::NestedElements V>
VS_ROLE("initializer.constant")
Initializer constant(const V& value) {
  return detail::from_data(runtime::FillKind::constant, value);
}
// Clang 14 deduces nothing through an alias of std::initializer_list.
template <Element T>
VS_ROLE("initializer.constant")
Initializer constant(std::initializer_list<T> value) {
  return detail::from_data(runtime::FillKind::constant, value);
}
template <Element T>
VS_ROLE("initializer.constant")
Initializer constant(std::initializer_list<std::initializer_list<T>> value) {
  return detail::from_data(runtime::FillKind::constant, value);
}
template <Element T>
VS_ROLE("initializer.constant")
Initializer constant(std::initializer_list<std::initializer_list<std::initializer_list<T>>> value) {
  return detail::from_data(runtime::FillKind::constant, value);
}

/// A value, as when TensorFlow is given a tensor: a scalar, a list or a nested
/// list (a braced one has at most five levels, a 3-D convolution's filter), which
/// defines shape and dtype (by the C++ type, see dtype_of); no shape may be given.
/// \throws ScopeError invalid-argument if nested lists differ in length
template <detail::NestedElements V>
VS_ROLE("initializer.value")
Initializer value(const V& value) {
  return detail::from_data(runtime::FillKind::value, value);
}
template <Element T>
VS_ROLE("initializer.value")
Initializer value(std::initializer_list<T> value) {
  return detail::from_data(runtime::FillKind::value, value);
}
template <Element T>
VS_ROLE("initializer.value")
Initializer value(std::initializer_list<std::initializer_list<T>> value) {
  return detail::from_data(runtime::FillKind::value, value);
}
template <Element T>
VS_ROLE("initializer.value")
Initializer value(std::initializer_list<std::initializer_list<std::initializer_list<T>>> value) {
  return detail::from_data(runtime::FillKind::value, value);
}
template <Element T>
VS_ROLE("initializer.value")
Initializer value(
    std::initializer_list<std::initializer_list<std::initializer_list<
        std::initializer_list<T>>>>
        value) {
  return detail::from_data(runtime::FillKind::value, value);
}
template <Element T>
VS_ROLE("initializer.value")
Initializer value(
    std::initializer_list<std::initializer_list<std::initializer_list<
        std::initializer_list<std::initializer_list<T>>>>>
        value) {
  return detail::from_data(runtime::FillKind::value, value);
}

/// Uniform in [lo, hi).
VS_ROLE("initializer.random_uniform")
inline Initializer random_uniform(double lo = 0, double hi = 1, Seed seed = {}) {
  return Initializer(runtime::FillKind::random_uniform, lo, hi, seed);
}
VS_ROLE("initializer.random_normal")
inline Initializer random_normal(double mean = 0, double stddev = 1, Seed seed = {}) {
  return Initializer(runtime::FillKind::random_normal, mean, stddev, seed);
}
/// Normal, drawn again beyond two standard deviations.
VS_ROLE("initializer.truncated_normal")
inline Initializer truncated_normal(double mean = 0, double stddev = 1, Seed seed = {}) {
  return Initializer(runtime::FillKind::truncated_normal, mean, stddev, seed);
}
/// Uniform in +-factor * sqrt(3 / input size).
VS_ROLE("initializer.uniform_unit_scaling")
inline Initializer uniform_unit_scaling(double factor = 1, Seed seed = {}) {
  return Initializer(runtime::FillKind::uniform_unit_scaling, factor, 0, seed);
}

/// Arguments of `tf.variance_scaling_initializer`.
struct VS_ROLE("options") VarianceScaling {
  double scale = 1;                  ///< positive
  std::string_view mode = "fan_in";  ///< or "fan_out", "fan_avg"
  std::string_view distribution = "truncated_normal"; ///< or "normal" (the same),
                                                      ///< "untruncated_normal", "uniform"
  Seed seed = {};
};

namespace detail {
inline runtime::FanMode fan_mode(std::string_view mode) {
  if (mode == "fan_in")
    return runtime::FanMode::fan_in;
  if (mode == "fan_out")
    return runtime::FanMode::fan_out;
  if (mode == "fan_avg")
    return runtime::FanMode::fan_avg;
  throw ScopeError(Rule::InvalidArgument, "Invalid `mode` argument: " + std::string(mode));
}
inline runtime::FanDistribution fan_distribution(std::string_view distribution) {
  if (distribution == "normal" || distribution == "truncated_normal")
    return runtime::FanDistribution::truncated_normal;
  if (distribution == "untruncated_normal")
    return runtime::FanDistribution::untruncated_normal;
  if (distribution == "uniform")
    return runtime::FanDistribution::uniform;
  throw ScopeError(Rule::InvalidArgument,
                   "Invalid `distribution` argument: " + std::string(distribution));
}
} // namespace detail

/// \throws ScopeError invalid-argument for a scale that is not positive, an
/// unknown mode or distribution
VS_ROLE("initializer.variance_scaling")
inline Initializer variance_scaling(const VarianceScaling& parameters = {}) {
  if (!(parameters.scale > 0))
    throw ScopeError(Rule::InvalidArgument, "`scale` must be positive float.");
  return Initializer::variance_scaling(parameters.scale, detail::fan_mode(parameters.mode),
                                       detail::fan_distribution(parameters.distribution),
                                       parameters.seed);
}

VS_ROLE("initializer.glorot_uniform") inline Initializer glorot_uniform(Seed seed = {}) {
  return Initializer(runtime::FillKind::glorot_uniform, 0, 0, seed);
}
VS_ROLE("initializer.glorot_normal") inline Initializer glorot_normal(Seed seed = {}) {
  return Initializer(runtime::FillKind::glorot_normal, 0, 0, seed);
}
VS_ROLE("initializer.he_uniform") inline Initializer he_uniform(Seed seed = {}) {
  return Initializer(runtime::FillKind::he_uniform, 0, 0, seed);
}
VS_ROLE("initializer.he_normal") inline Initializer he_normal(Seed seed = {}) {
  return Initializer(runtime::FillKind::he_normal, 0, 0, seed);
}
VS_ROLE("initializer.lecun_uniform") inline Initializer lecun_uniform(Seed seed = {}) {
  return Initializer(runtime::FillKind::lecun_uniform, 0, 0, seed);
}
VS_ROLE("initializer.lecun_normal") inline Initializer lecun_normal(Seed seed = {}) {
  return Initializer(runtime::FillKind::lecun_normal, 0, 0, seed);
}
/// An orthogonal matrix (of the last axis against all others), times gain.
VS_ROLE("initializer.orthogonal")
inline Initializer orthogonal(double gain = 1, Seed seed = {}) {
  return Initializer(runtime::FillKind::orthogonal, gain, 0, seed);
}
/// The identity matrix times gain; two axes.
VS_ROLE("initializer.identity") inline Initializer identity(double gain = 1) {
  return Initializer(runtime::FillKind::identity, gain);
}

} // namespace varscope
