#include "Runtime/Element.h"

#include <cstring>

namespace varscope::runtime {
namespace {

/// Through float: rounding twice would be wrong for the half types, so round
/// to odd first (sticky last bit), which keeps the second rounding exact.
float roundToOdd(double value) {
  auto rounded = static_cast<float>(value);
  if (static_cast<double>(rounded) == value || std::isnan(value) || std::isinf(rounded))
    return rounded;
  std::uint32_t bits = std::bit_cast<std::uint32_t>(rounded);
  if (std::fabs(static_cast<double>(rounded)) > std::fabs(value))
    --bits; // toward zero
  return std::bit_cast<float>(bits | 1);
}

double decodeFloating(DType dtype, std::uint64_t bits) {
  switch (dtype) {
  case DType::float64: return std::bit_cast<double>(bits);
  case DType::float16: return fromFloat16(static_cast<std::uint16_t>(bits));
  case DType::bfloat16: return fromBfloat16(static_cast<std::uint16_t>(bits));
  default: return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
  }
}

/// The next value of the dtype above (or below) `value`, which it must hold.
double neighbour(DType dtype, double value, bool up) {
  if (value == 0) {
    const double tiny = decodeFloating(dtype, 1);
    return up ? tiny : -tiny;
  }
  const std::uint64_t bits = encodeFloating(dtype, value);
  return decodeFloating(dtype, (value > 0) == up ? bits + 1 : bits - 1);
}

template <class T>
T read(const void* element) {
  T value;
  std::memcpy(&value, element, sizeof(T));
  return value;
}

/// An integer of any type: sign and magnitude.
struct Integer {
  bool negative;
  std::uint64_t magnitude;
};

template <class T>
Integer readInteger(const void* element) {
  const T value = read<T>(element);
  if (value < 0)
    return {true, std::uint64_t{0} - static_cast<std::uint64_t>(value)};
  return {false, static_cast<std::uint64_t>(value)};
}

Integer readInteger(DType dtype, const void* element) {
  switch (dtype) {
  case DType::int8: return readInteger<std::int8_t>(element);
  case DType::uint8: return readInteger<std::uint8_t>(element);
  case DType::int16: return readInteger<std::int16_t>(element);
  case DType::uint16: return readInteger<std::uint16_t>(element);
  case DType::int32: return readInteger<std::int32_t>(element);
  case DType::uint32: return readInteger<std::uint32_t>(element);
  case DType::int64: return readInteger<std::int64_t>(element);
  default: return readInteger<std::uint64_t>(element);
  }
}

double readFloating(DType dtype, const void* element) {
  switch (dtype) {
  case DType::float64: return read<double>(element);
  case DType::float16: return fromFloat16(read<std::uint16_t>(element));
  case DType::bfloat16: return fromBfloat16(read<std::uint16_t>(element));
  default: return read<float>(element);
  }
}

bool isSigned(DType dtype) {
  return dtype == DType::int8 || dtype == DType::int16 || dtype == DType::int32 ||
         dtype == DType::int64;
}

bool encodeInteger(DType dtype, Integer value, std::uint64_t& bits) {
  const int width = static_cast<int>(8 * size_of(dtype));
  const std::uint64_t all = ~std::uint64_t{0} >> (64 - width);
  const std::uint64_t limit = !isSigned(dtype)  ? (value.negative ? 0 : all)
                              : value.negative ? all / 2 + 1
                                               : all / 2;
  if (value.magnitude > limit)
    return false;
  bits = (value.negative ? std::uint64_t{0} - value.magnitude : value.magnitude) & all;
  return true;
}

} // namespace

std::uint64_t encodeFloating(DType dtype, double value) {
  switch (dtype) {
  case DType::float64: return std::bit_cast<std::uint64_t>(value);
  case DType::float16: return toFloat16(roundToOdd(value));
  case DType::bfloat16: return toBfloat16(roundToOdd(value));
  default: return std::bit_cast<std::uint32_t>(static_cast<float>(value));
  }
}

double nearest(DType dtype, double value) {
  return decodeFloating(dtype, encodeFloating(dtype, value));
}

bool convertElement(DType to, DType from, const void* element, std::uint64_t& bits) {
  if (from == DType::boolean || to == DType::boolean) {
    bits = from == to && read<std::uint8_t>(element) != 0;
    return from == to;
  }
  if (is_floating(from)) {
    if (is_floating(to))
      bits = encodeFloating(to, readFloating(from, element));
    return is_floating(to);
  }
  const Integer value = readInteger(from, element);
  if (!is_floating(to))
    return encodeInteger(to, value, bits);
  // Straight to float where that is the type: by way of double it would round twice.
  if (to == DType::float32) {
    const auto magnitude = static_cast<float>(value.magnitude);
    bits = std::bit_cast<std::uint32_t>(value.negative ? -magnitude : magnitude);
    return true;
  }
  const auto magnitude = static_cast<double>(value.magnitude);
  bits = encodeFloating(to, value.negative ? -magnitude : magnitude);
  return true;
}

double largestAtMost(DType dtype, double bound) {
  const double value = nearest(dtype, bound);
  return value > bound ? neighbour(dtype, value, false) : value;
}

double largestBelow(DType dtype, double bound) {
  const double value = largestAtMost(dtype, bound);
  return value == bound ? neighbour(dtype, value, false) : value;
}

double smallestAtLeast(DType dtype, double bound) {
  const double value = nearest(dtype, bound);
  return value < bound ? neighbour(dtype, value, true) : value;
}

} // namespace varscope::runtime
