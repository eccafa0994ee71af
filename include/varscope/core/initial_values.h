#pragma once
/// Which initialiser a variable gets, and whether it can fill it.

#include <varscope/core/messages.h>
#include <varscope/core/types.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

namespace varscope::core {

/// Rule 28.
inline const Initializer& default_initializer(DType dtype) {
  static const Initializer floating(runtime::FillKind::glorot_uniform);
  static const Initializer other(runtime::FillKind::zeros);
  return is_floating(dtype) ? floating : other;
}

namespace detail {
inline const char* initializer_name(runtime::FillKind kind) {
  static constexpr const char* names[] = {"zeros",
                                          "ones",
                                          "constant",
                                          "value",
                                          "random_uniform",
                                          "random_normal",
                                          "truncated_normal",
                                          "uniform_unit_scaling",
                                          "variance_scaling",
                                          "glorot_uniform",
                                          "glorot_normal",
                                          "he_uniform",
                                          "he_normal",
                                          "lecun_uniform",
                                          "lecun_normal",
                                          "orthogonal",
                                          "identity",
                                          "callable"};
  return names[static_cast<std::size_t>(kind)];
}

/// TensorFlow converts a number to a dtype only where Python's kinds agree: a
/// fraction is no integer, and a number is no boolean.
inline void check_constant(const InitialData& data, DType dtype, std::uint64_t elements) {
  const std::uint64_t given = data.bytes.size() / size_of(data.dtype);
  if (given > elements)
    throw errors::too_many_elements(elements, given);
  if (given == 0 && elements != 0)
    throw errors::invalid_argument("A constant without a number cannot fill a variable");
  if (given == 0)
    return;
  if ((is_floating(data.dtype) && !is_floating(dtype)) ||
      (dtype == boolean && data.dtype != boolean))
    throw errors::initializer_number(
        dtype, errors::text("a number of type ", errors::dtype_name(data.dtype)));
}

/// Bounds of whole numbers draw whole numbers.
inline void check_integer_range(const Initializer& initializer, DType dtype) {
  if (dtype != int32 && dtype != int64)
    throw errors::initializer_dtype("random_uniform", dtype);
  if (initializer.runtime_parameters())
    return;
  for (const double bound : {initializer.a(), initializer.b()})
    if (bound != std::floor(bound))
      throw errors::initializer_number(dtype, std::to_string(bound) + " of type 'float'");
  if (!(initializer.a() < initializer.b()))
    throw errors::invalid_argument(errors::text("Need minval < maxval, got ",
                                                std::to_string(initializer.a()), " >= ",
                                                std::to_string(initializer.b())));
}
} // namespace detail

/// \param shape of the variable or slice, fully defined
/// \param full_shape of the whole
/// \throws ScopeError invalid-argument
inline void check_initializer(const Initializer& initializer, DType dtype, const Shape& shape,
                              const Shape& full_shape) {
  using enum runtime::FillKind;
  const bool floating = is_floating(dtype);
  switch (initializer.kind()) {
  case zeros:
  case ones:
  case value: break;
  case callable:
    if (!initializer.fills(dtype))
      throw errors::initializer_element(dtype);
    break;
  case constant:
    if (initializer.data() && !initializer.runtime_parameters())
      detail::check_constant(*initializer.data(), dtype, shape.num_elements().value_or(0));
    break;
  case random_uniform:
    if (!floating)
      detail::check_integer_range(initializer, dtype);
    break;
  case identity:
    if (full_shape.rank() != 2)
      throw errors::invalid_argument(
          "Identity matrix initializer can only be used for 2D matrices.");
    // TensorFlow multiplies by the gain, which is a fraction even where it is 1.
    if (!floating)
      throw errors::initializer_number(dtype, "a gain of type 'float'");
    break;
  case orthogonal:
    if (shape.rank() < 2)
      throw errors::invalid_argument("The tensor to initialize must be at least two-dimensional");
    [[fallthrough]];
  case random_normal:
  case truncated_normal:
  case uniform_unit_scaling:
  case variance_scaling:
  case glorot_uniform:
  case glorot_normal:
  case he_uniform:
  case he_normal:
  case lecun_uniform:
  case lecun_normal:
    if (!floating)
      throw errors::initializer_dtype(detail::initializer_name(initializer.kind()), dtype);
    break;
  }
}

} // namespace varscope::core
