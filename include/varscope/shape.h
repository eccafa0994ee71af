#pragma once

#include <varscope/element.h>
#include <varscope/roles.h>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <ranges>
#include <string>
#include <utility>
#include <vector>

namespace varscope {

/// A dimension whose size is not given.
VS_ROLE("unknown") inline constexpr std::int64_t unknown = -1;

/// The shape that is not given at all.
struct VS_ROLE("Unspecified") Unspecified {
  friend constexpr bool operator==(Unspecified, Unspecified) { return true; }
};
VS_ROLE("unspecified") inline constexpr Unspecified unspecified{};

/// One size in a braced shape: any integer.
class VS_ROLE("Dimension") Dimension {
public:
  /// A number beyond std::int64_t becomes its least value, which no rule accepts.
  template <detail::Integer I>
  VS_ROLE("Dimension")
  constexpr Dimension(I value)
      : size(std::in_range<std::int64_t>(value) ? static_cast<std::int64_t>(value)
                                                : std::numeric_limits<std::int64_t>::min()) {}
  constexpr std::int64_t value() const { return size; }

private:
  std::int64_t size;
};

/// A variable's shape: sizes from the slowest axis to the fastest, some of
/// them perhaps unknown, or nothing at all (unspecified). `{}` is a scalar.
class VS_ROLE("Shape") Shape {
public:
  VS_ROLE("Shape") Shape() = default;
  VS_ROLE("Shape") Shape(Unspecified) : specified(false) {}
  VS_ROLE("Shape") Shape(std::initializer_list<Dimension> dims) {
    sizes.reserve(dims.size());
    for (Dimension dim : dims)
      sizes.push_back(dim.value());
  }
  template <std::ranges::input_range R>
    requires(!std::same_as<std::remove_cvref_t<R>, Shape>) &&
            detail::Integer<std::ranges::range_value_t<R>>
  VS_ROLE("Shape")
  Shape(R&& dims) {
    for (auto dim : dims)
      sizes.push_back(Dimension(dim).value());
  }

  VS_ROLE("Shape.is_specified") bool is_specified() const { return specified; }
  /// Number of axes; 0 for a scalar and for an unspecified shape.
  VS_ROLE("Shape.rank") std::size_t rank() const { return sizes.size(); }
  VS_ROLE("Shape.operator[]") std::int64_t operator[](std::size_t axis) const {
    return sizes[axis];
  }
  VS_ROLE("Shape.begin") auto begin() const { return sizes.begin(); }
  VS_ROLE("Shape.end") auto end() const { return sizes.end(); }
  const std::int64_t* data() const { return sizes.data(); }

  /// Specified, with every size known.
  VS_ROLE("Shape.is_fully_defined") bool is_fully_defined() const {
    for (std::int64_t size : sizes)
      if (size < 0)
        return false;
    return specified;
  }
  /// Product of the sizes; absent when a size is unknown or 64 bits cannot count it.
  VS_ROLE("Shape.num_elements") std::optional<std::uint64_t> num_elements() const {
    if (!is_fully_defined())
      return std::nullopt;
    std::uint64_t count = 1;
    bool overflow = false, empty = false;
    for (std::int64_t size : sizes) {
      empty |= size == 0;
      overflow |= __builtin_mul_overflow(count, static_cast<std::uint64_t>(size), &count);
    }
    if (empty)
      return 0;
    return overflow ? std::nullopt : std::optional(count);
  }
  /// As TensorFlow prints it: "(2, 3)", "(5,)", "()", "(?, 3)", "<unknown>".
  std::string str() const {
    if (!specified)
      return "<unknown>";
    std::string text = "(";
    for (std::size_t axis = 0; axis < sizes.size(); ++axis) {
      text += axis == 0 ? "" : ", ";
      text += sizes[axis] == unknown ? "?" : std::to_string(sizes[axis]);
    }
    return text + (sizes.size() == 1 ? ",)" : ")");
  }

  friend bool operator==(const Shape&, const Shape&) = default;

private:
  std::vector<std::int64_t> sizes;
  bool specified = true;
};

} // namespace varscope
