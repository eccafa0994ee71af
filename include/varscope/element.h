#pragma once
/// The C++ types of variables' elements.

#include <varscope/dtype.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace varscope {

namespace detail {
template <class T> struct ElementDType;
template <> struct ElementDType<float> { static constexpr DType value = float32; };
template <> struct ElementDType<double> { static constexpr DType value = float64; };
template <> struct ElementDType<bool> { static constexpr DType value = boolean; };
template <std::signed_integral T> struct ElementDType<T> {
  static constexpr DType value = sizeof(T) == 1   ? int8
                                 : sizeof(T) == 2 ? int16
                                 : sizeof(T) == 4 ? int32
                                                  : int64;
};
template <std::unsigned_integral T> struct ElementDType<T> {
  static constexpr DType value = sizeof(T) == 1   ? uint8
                                 : sizeof(T) == 2 ? uint16
                                 : sizeof(T) == 4 ? uint32
                                                  : uint64;
};

/// An integer of C++ that is a number: no bool, no character.
template <class T>
concept Integer = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> &&
                  !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
                  !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;
} // namespace detail

/// A C++ type that a variable's elements can have.
template <class T>
concept Element = std::same_as<T, float> || std::same_as<T, double> || std::same_as<T, bool> ||
                  detail::Integer<T>;

/// The dtype of a C++ type: `int` int32, `std::int64_t` int64, `float`
/// float32, `double` float64, `bool` boolean, and so on by size and sign.
template <Element T> inline constexpr DType dtype_of = detail::ElementDType<T>::value;

/// Whether elements of `dtype` can be read and written as T. float16 and
/// bfloat16 have no C++20 type: their bits are read as std::uint16_t.
template <Element T> constexpr bool holds(DType dtype) {
  if (dtype == float16 || dtype == bfloat16)
    return dtype_of<T> == uint16;
  return dtype_of<T> == dtype;
}

namespace detail {
/// Every element type that a dtype is held in.
template <class... T> struct ElementList {};
using Elements = ElementList<float, double, std::int8_t, std::uint8_t, std::int16_t, std::uint16_t,
                             std::int32_t, std::uint32_t, std::int64_t, std::uint64_t, bool>;

/// Calls `visit.operator()<T>()` for the element type that holds `dtype`; its
/// result is true if it did anything.
template <class Visit, class... T>
constexpr bool visit_element(DType dtype, const Visit& visit, ElementList<T...>) {
  return ((holds<T>(dtype) && visit.template operator()<T>()) || ...);
}
template <class Visit> constexpr bool visit_element(DType dtype, const Visit& visit) {
  return visit_element(dtype, visit, Elements());
}

/// The dtypes for whose element type `visit` is true.
template <class Visit> constexpr DTypeSet dtypes_where(const Visit& visit) {
  DTypeSet found = 0;
  for (std::size_t i = 0; i != std::size(dtype_table); ++i)
    if (const auto dtype = static_cast<DType>(i); visit_element(dtype, visit))
      found |= dtype_bit(dtype);
  return found;
}
} // namespace detail

} // namespace varscope
