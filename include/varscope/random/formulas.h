#pragma once
/// From random words to values: the scalar reference. The vector kernels do
/// the same operations in the same order, so they give the same bits; a test
/// compares them. Only operations that IEEE 754 rounds exactly are used.

#include <varscope/random/constants.h>

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace varscope::rng {

/// The result of one operation, rounded. Keeps the compiler from fusing it
/// with the next one (a*b + c), which would change bits between processors.
template <class T>
inline T rounded(T value) {
#if defined(__x86_64__)
  __asm__("" : "+x"(value));
#elif defined(__aarch64__)
  __asm__("" : "+w"(value));
#else
  volatile T kept = value;
  value = kept;
#endif
  return value;
}

/// `bounds(z * scale + shift)`: what turns a standard value into the wanted one.
template <class T>
struct Affine {
  T scale = 1, shift = 0;
  T low = 0, high = 0; ///< inclusive

  T operator()(T z) const {
    T value = rounded(rounded(z * scale) + shift);
    value = value < low ? low : value;
    return value > high ? high : value;
  }
};

template <class T, std::size_t count>
inline T polynomial(const T (&coefficients)[count], T x) {
  T result = coefficients[count - 1];
  for (std::size_t i = count - 1; i-- > 0;)
    result = rounded(rounded(result * x) + coefficients[i]);
  return result;
}

/// Number of random bits in a uniform value: 24 or 53.
template <class T>
inline constexpr int uniform_bits = Constants<T>::mantissa_bits + 1;

/// 2^exponent, exactly.
template <class T>
constexpr T power_of_two(int exponent) {
  using Bits = typename Constants<T>::Bits;
  return std::bit_cast<T>(static_cast<Bits>(
      Constants<T>::one + (static_cast<Bits>(exponent) << Constants<T>::mantissa_bits)));
}

/// The word's upper bits (24 or 53) as an integer value.
template <class T>
inline T upper_bits(typename Constants<T>::Bits word) {
  constexpr int width = 8 * sizeof(word);
  return static_cast<T>(static_cast<std::int64_t>(word >> (width - uniform_bits<T>)));
}

/// Uniform on [0, 1), multiples of 2^-24 or 2^-53.
template <class T>
inline T standard_uniform(typename Constants<T>::Bits word) {
  return upper_bits<T>(word) * power_of_two<T>(-uniform_bits<T>);
}

/// Standard normal cut at 2 standard deviations, by the inverse of its
/// distribution function: s is uniform on (-1, 1), symmetric, never 0.
template <class T>
inline T standard_truncated_normal(typename Constants<T>::Bits word) {
  constexpr T half_range = power_of_two<T>(uniform_bits<T> - 1);
  const T s = rounded(upper_bits<T>(word) - (half_range - T(0.5))) / half_range;
  const T v = T(1) - rounded(s * s);
  return rounded(s * rounded(polynomial(Constants<T>::numerator, v) /
                             polynomial(Constants<T>::denominator, v)));
}

/// Natural logarithm for normal numbers in (0, 1].
template <class T>
inline T natural_log(T u) {
  using C = Constants<T>;
  using Bits = typename C::Bits;
  const Bits bits = std::bit_cast<Bits>(u);
  const Bits biased = (bits + (C::one - C::sqrt_half)) >> C::mantissa_bits;
  const T m = std::bit_cast<T>(static_cast<Bits>(bits - (biased << C::mantissa_bits) + C::one));
  const T exponent = static_cast<T>(static_cast<std::int64_t>(biased)) -
                     static_cast<T>(static_cast<std::int64_t>(C::one >> C::mantissa_bits));
  const T s = rounded(rounded(m - T(1)) / rounded(m + T(1)));
  const T z = rounded(s * s);
  const T tail = rounded(z * polynomial(C::log_tail, z));
  const T y = rounded(s * rounded(T(2) + tail));
  const T low = rounded(rounded(exponent * C::ln2_low) + y);
  return rounded(rounded(exponent * C::ln2_high) + low);
}

/// Box-Muller radius: sqrt(-2 ln u), u = (k + 1/2) / 2^31 or 2^53, k the
/// word's upper 31 or 53 bits.
template <class T>
inline T radius(typename Constants<T>::Bits word) {
  constexpr int bits = sizeof(T) == 4 ? 31 : 53;
  constexpr int width = 8 * sizeof(word);
  const T k = static_cast<T>(static_cast<std::int64_t>(word >> (width - bits)));
  const T u = rounded(k + T(0.5)) * power_of_two<T>(-bits);
  return std::sqrt(T(-2) * natural_log(u));
}

template <class T>
struct Pair {
  T first, second;
};

/// Cosine and sine of (q + t) quarter turns: q the word's upper 2 bits, t on
/// [-1/2, 1/2) from the next 23 or 52.
template <class T>
inline Pair<T> direction(typename Constants<T>::Bits word) {
  using C = Constants<T>;
  using Bits = typename C::Bits;
  constexpr int width = 8 * sizeof(word);
  const Bits fraction = static_cast<Bits>(word << 2) >> (width - C::mantissa_bits);
  const T t = (static_cast<T>(static_cast<std::int64_t>(fraction)) -
               power_of_two<T>(C::mantissa_bits - 1)) *
              power_of_two<T>(-C::mantissa_bits);
  const T z = rounded(t * t);
  const T sine = rounded(t * polynomial(C::sine, z));
  const T cosine = polynomial(C::cosine, z);
  switch (static_cast<int>(word >> (width - 2))) {
  case 0: return {cosine, sine};
  case 1: return {-sine, cosine};
  case 2: return {-cosine, -sine};
  default: return {sine, -cosine};
  }
}

/// Two independent standard normal values (Box and Muller 1958).
template <class T>
inline Pair<T> standard_normal(typename Constants<T>::Bits first,
                               typename Constants<T>::Bits second) {
  const T r = rounded(radius<T>(first));
  const Pair<T> at = direction<T>(second);
  return {rounded(r * at.first), rounded(r * at.second)};
}

} // namespace varscope::rng
