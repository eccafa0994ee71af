#pragma once
/// One element of any dtype: conversions to and from bits, exact limits.

#include <varscope/dtype.h>

#include <bit>
#include <cmath>
#include <cstdint>

namespace varscope::runtime {

/// Nearest even, infinity beyond 65504 + 8; NaN stays NaN.
constexpr std::uint16_t toFloat16(float value) {
  const std::uint32_t bits = std::bit_cast<std::uint32_t>(value);
  const std::uint32_t sign = bits >> 16 & 0x8000, magnitude = bits & 0x7FFFFFFF;
  if (magnitude > 0x7F800000)
    return static_cast<std::uint16_t>(sign | 0x7E00);
  if (magnitude >= 0x477FF000) // rounds to 2^16 or more
    return static_cast<std::uint16_t>(sign | 0x7C00);
  if (magnitude < 0x38800000) { // subnormal: adding 2^-1 leaves multiples of 2^-24 in the low bits
    const float shifted = std::bit_cast<float>(magnitude) + 0.5F;
    return static_cast<std::uint16_t>(sign | (std::bit_cast<std::uint32_t>(shifted) - 0x3F000000));
  }
  const std::uint32_t even = magnitude >> 13 & 1;
  return static_cast<std::uint16_t>(sign | ((magnitude - 0x38000000 + 0xFFF + even) >> 13));
}

constexpr float fromFloat16(std::uint16_t half) {
  const std::uint32_t sign = std::uint32_t{half} >> 15 << 31, magnitude = half & 0x7FFFU;
  if (magnitude >= 0x7C00)
    return std::bit_cast<float>(sign | 0x7F800000 | (magnitude & 0x3FF) << 13);
  if (magnitude >= 0x400)
    return std::bit_cast<float>(sign | ((magnitude << 13) + 0x38000000));
  const float value = static_cast<float>(magnitude) * 0x1p-24F;
  return sign ? -value : value;
}

/// Nearest even; NaN stays NaN.
constexpr std::uint16_t toBfloat16(float value) {
  const std::uint32_t bits = std::bit_cast<std::uint32_t>(value);
  if ((bits & 0x7FFFFFFF) > 0x7F800000)
    return static_cast<std::uint16_t>(bits >> 16 | 0x40);
  return static_cast<std::uint16_t>((bits + 0x7FFF + (bits >> 16 & 1)) >> 16);
}

constexpr float fromBfloat16(std::uint16_t half) {
  return std::bit_cast<float>(std::uint32_t{half} << 16);
}

/// Element of `to` (a dtype's bits in the low bytes) from one of `from`, as
/// TensorFlow converts a constant: floating to floating (rounded), integer to
/// floating or to an integer type that holds it, boolean to boolean.
/// \returns false for anything else.
bool convertElement(DType to, DType from, const void* element, std::uint64_t& bits);

/// Floating value as an element's bits, to nearest even.
std::uint64_t encodeFloating(DType dtype, double value);
/// The floating dtype's value that is nearest.
double nearest(DType dtype, double value);

/// Largest value of the floating dtype that is below (or at most) `bound`,
/// smallest that is at least `bound`. May be infinite.
double largestBelow(DType dtype, double bound);
double largestAtMost(DType dtype, double bound);
double smallestAtLeast(DType dtype, double bound);

} // namespace varscope::runtime
