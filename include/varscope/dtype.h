#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace varscope {

/// Element type of a variable. Values are part of the plan's binary layout:
/// append only.
enum class DType : std::uint8_t {
  float32,
  float64,
  float16,
  bfloat16,
  int8,
  uint8,
  int16,
  uint16,
  int32,
  uint32,
  int64,
  uint64,
  boolean
};

namespace detail {
struct DTypeInfo {
  std::string_view name;
  std::size_t bytes;
  bool is_floating;
};
inline constexpr DTypeInfo dtype_table[] = {
  {"float32", 4, true}, {"float64", 8, true}, {"float16", 2, true}, {"bfloat16", 2, true},
  {"int8", 1, false},   {"uint8", 1, false},  {"int16", 2, false},  {"uint16", 2, false},
  {"int32", 4, false},  {"uint32", 4, false}, {"int64", 8, false},  {"uint64", 8, false},
  {"boolean", 1, false},
};
inline constexpr const DTypeInfo& info(DType dtype) {
  return dtype_table[static_cast<std::size_t>(dtype)];
}
} // namespace detail

/// The name as manifests spell it: "float32".
constexpr std::string_view name(DType dtype) { return detail::info(dtype).name; }
/// Bytes of one element.
constexpr std::size_t size_of(DType dtype) { return detail::info(dtype).bytes; }
constexpr bool is_floating(DType dtype) { return detail::info(dtype).is_floating; }

/// A set of dtypes, a bit each.
using DTypeSet = std::uint32_t;
constexpr DTypeSet dtype_bit(DType dtype) { return DTypeSet(1) << static_cast<unsigned>(dtype); }
inline constexpr DTypeSet all_dtypes = (DTypeSet(1) << std::size(detail::dtype_table)) - 1;

inline constexpr DType float32 = DType::float32, float64 = DType::float64,
                       float16 = DType::float16, bfloat16 = DType::bfloat16, int8 = DType::int8,
                       uint8 = DType::uint8, int16 = DType::int16, uint16 = DType::uint16,
                       int32 = DType::int32, uint32 = DType::uint32, int64 = DType::int64,
                       uint64 = DType::uint64, boolean = DType::boolean;

} // namespace varscope
