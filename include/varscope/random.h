#pragma once
/// Random numbers for user-written initialisers: a variable's own stream,
/// the same one that the built-in initialisers read.

#include <varscope/random/formulas.h>
#include <varscope/random/philox.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <type_traits>

namespace varscope {

/// The random words of one variable, in order. Under one seed, variables of
/// different names have streams that never overlap.
///
/// Position p is the p-th 32-bit word. A float takes one word, a double or a
/// 64-bit word two (from the next even position). So the first n calls of
/// `normal<float>(m, s)` give what `random_normal(m, s)` gives to the elements
/// 0 ... n-1 of a float32 variable of that name and seed; likewise for the other two
/// laws and for double.
class RandomStream {
public:
  /// \param seed the initialiser's own; replaces the model's
  RandomStream(std::uint64_t model_seed, runtime::NameHash name,
               std::optional<std::int64_t> seed = std::nullopt)
      : key_(rng::derive_stream(seed ? static_cast<std::uint64_t>(*seed) : model_seed, name)) {}

  std::uint32_t next32() { return word(position_++); }

  std::uint64_t next64() {
    align<double>();
    const std::uint64_t low = next32();
    return low | std::uint64_t{next32()} << 32;
  }

  /// The next value is the one of element `element` of a variable of T.
  template <class T = float>
  void seek(std::uint64_t element) {
    position_ = element * words<T>;
  }

  /// Uniform on [low, high) ((high, low] if low > high), from 24 or 53 random bits.
  /// `low` if there is no value in between.
  template <class T = double>
  T uniform(std::type_identity_t<T> low = 0, std::type_identity_t<T> high = 1) {
    static_assert(std::is_same_v<T, float> || std::is_same_v<T, double>);
    const T beside = std::nextafter(high, low);
    const rng::Affine<T> affine{high - low, low + T(0), (low < high ? low : beside) + T(0),
                                (low < high ? beside : low) + T(0)};
    return affine(rng::standard_uniform<T>(bits<T>()));
  }

  template <class T = double>
  T normal(std::type_identity_t<T> mean = 0, std::type_identity_t<T> deviation = 1) {
    static_assert(std::is_same_v<T, float> || std::is_same_v<T, double>);
    align<T>();
    // Two elements come from one pair of words or double words.
    const std::uint64_t element = position_ / words<T>;
    const std::uint64_t first = element / 2 * 2;
    const rng::Pair<T> pair =
        rng::standard_normal<T>(bits_of<T>(first), bits_of<T>(first + 1));
    position_ += words<T>;
    return unbounded(mean, deviation)(element % 2 == 0 ? pair.first : pair.second);
  }

  /// Normal, cut at two deviations from the mean.
  template <class T = double>
  T truncated_normal(std::type_identity_t<T> mean = 0, std::type_identity_t<T> deviation = 1) {
    static_assert(std::is_same_v<T, float> || std::is_same_v<T, double>);
    rng::Affine<T> affine = unbounded(mean, deviation);
    const T reach = 2 * std::fabs(deviation);
    affine.low = inside(mean - reach, mean, reach);
    affine.high = inside(mean + reach, mean, reach);
    return affine(rng::standard_truncated_normal<T>(bits<T>()));
  }

  template <class T>
  void fill_uniform(std::span<T> out, T low = 0, T high = 1) {
    for (T& value : out)
      value = uniform<T>(low, high);
  }
  template <class T>
  void fill_normal(std::span<T> out, T mean = 0, T deviation = 1) {
    for (T& value : out)
      value = normal<T>(mean, deviation);
  }
  template <class T>
  void fill_truncated_normal(std::span<T> out, T mean = 0, T deviation = 1) {
    for (T& value : out)
      value = truncated_normal<T>(mean, deviation);
  }

  // A standard uniform random bit generator, for <random>'s own laws.
  using result_type = std::uint32_t;
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
  result_type operator()() { return next32(); }

private:
  template <class T>
  static constexpr std::uint64_t words = sizeof(T) <= 4 ? 1 : 2;
  template <class T>
  using Bits = typename rng::Constants<T>::Bits;

  template <class T>
  void align() {
    position_ = (position_ + words<T> - 1) / words<T> * words<T>;
  }

  std::uint32_t word(std::uint64_t position) {
    if (position / 4 != block_ || !filled_) {
      block_ = position / 4;
      words_ = key_.block(block_);
      filled_ = true;
    }
    return words_[position % 4];
  }

  template <class T>
  Bits<T> bits() {
    if constexpr (sizeof(T) == 4)
      return next32();
    else
      return next64();
  }

  template <class T>
  Bits<T> bits_of(std::uint64_t element) {
    if constexpr (sizeof(T) == 4)
      return word(element);
    else
      return word(2 * element) | std::uint64_t{word(2 * element + 1)} << 32;
  }

  template <class T>
  static rng::Affine<T> unbounded(T mean, T deviation) {
    constexpr T infinite = std::numeric_limits<T>::infinity();
    return {deviation, mean + T(0), -infinite, infinite};
  }

  /// The limit mean -+ reach, rounded toward the mean. The rounding error of
  /// the sum is itself a value of T (Knuth's two-sum).
  template <class T>
  static T inside(T limit, T mean, T reach) {
    const T step = limit < mean ? -reach : reach;
    const T part = rng::rounded(limit - mean);
    const T error = rng::rounded(mean - rng::rounded(limit - part)) + rng::rounded(step - part);
    const bool outside = limit < mean ? error > 0 : error < 0;
    return (outside ? std::nextafter(limit, mean) : limit) + T(0);
  }

  rng::StreamKey key_;
  std::uint64_t position_ = 0, block_ = 0;
  rng::Words words_{};
  bool filled_ = false;
};

} // namespace varscope
