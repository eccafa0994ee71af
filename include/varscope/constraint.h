#pragma once
/// What a variable's values must satisfy after a training step.

#include <varscope/callable.h>
#include <varscope/element.h>
#include <varscope/roles.h>
#include <varscope/shape.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

namespace varscope {

/// A user's constraint at run time.
class ConstraintCallable : public Callable {
public:
  /// Projects `count` elements of `dtype` in place; false if the user's code
  /// does not take that dtype.
  virtual bool run(DType dtype, void* data, std::size_t count, const Shape& shape) const = 0;
};

namespace detail {
template <class F, class T>
concept Constrains = std::is_invocable_v<const F&, std::span<T>, const Shape&>;
template <class F>
inline constexpr DTypeSet constrained_dtypes =
    dtypes_where([]<class T>() { return Constrains<F, T>; });

template <class F> class ConstraintFunction final : public ConstraintCallable {
public:
  explicit ConstraintFunction(F callable) : function(std::move(callable)) {}
  bool run(DType dtype, void* data, std::size_t count, const Shape& shape) const override {
    return visit_element(dtype, [&]<class T>() {
      if constexpr (Constrains<F, T>) {
        function(std::span<T>(static_cast<T*>(data), count), shape);
        return true;
      } else {
        return false;
      }
    });
  }

private:
  F function;
};
} // namespace detail

/// A constraint: a built-in kind with its parameters, a user's callable
/// `void(std::span<T> values, const Shape& shape)` that projects in place, or
/// absent.
class VS_ROLE("Constraint") Constraint {
public:
  enum class Kind : std::uint8_t { absent, non_neg, max_norm, unit_norm, min_max_norm, callable };

  VS_ROLE("Constraint") Constraint() = default;
  /// \param lo,hi bounds of the norm  \param rate of min_max_norm
  explicit Constraint(Kind kind, double lo = 0, double hi = 0, double rate = 1,
                      std::int64_t axis = 0)
      : chosen(kind), norm_lo(lo), norm_hi(hi), norm_rate(rate), norm_axis(axis) {}
  template <class F>
    requires(!std::same_as<std::remove_cvref_t<F>, Constraint>) &&
            (detail::constrained_dtypes<std::decay_t<F>> != 0)
  VS_ROLE("constraint.callable")
  Constraint(F&& callable)
      : Constraint(from_callable(
            std::make_shared<detail::ConstraintFunction<std::decay_t<F>>>(
                std::forward<F>(callable)))) {}
  static Constraint from_callable(std::shared_ptr<const Callable> code) {
    Constraint made(Kind::callable);
    made.code = std::move(code);
    return made;
  }

  explicit operator bool() const { return chosen != Kind::absent; }
  Kind kind() const { return chosen; }
  double lo() const { return norm_lo; }
  double hi() const { return norm_hi; }
  double rate() const { return norm_rate; }
  /// The axis that norms are taken along; negative: from the last.
  std::int64_t axis() const { return norm_axis; }
  const std::shared_ptr<const Callable>& callable() const { return code; }

  friend bool operator==(const Constraint&, const Constraint&) = default;

private:
  Kind chosen = Kind::absent;
  double norm_lo = 0, norm_hi = 0, norm_rate = 1;
  std::int64_t norm_axis = 0;
  std::shared_ptr<const Callable> code;
};

/// Keras's `NonNeg`: w * (w >= 0).
VS_ROLE("constraint.non_neg") inline Constraint non_neg() {
  return Constraint(Constraint::Kind::non_neg);
}
/// Keras's `MaxNorm`: w * clip(n, 0, m) / (1e-7 + n), n the norm along `axis`.
VS_ROLE("constraint.max_norm") inline Constraint max_norm(double m = 2, std::int64_t axis = 0) {
  return Constraint(Constraint::Kind::max_norm, 0, m, 1, axis);
}
/// Keras's `UnitNorm`: w / (1e-7 + n), n the norm along `axis`.
VS_ROLE("constraint.unit_norm") inline Constraint unit_norm(std::int64_t axis = 0) {
  return Constraint(Constraint::Kind::unit_norm, 1, 1, 1, axis);
}
/// Keras's `MinMaxNorm`: w * (rate * clip(n, lo, hi) + (1 - rate) * n) / (1e-7 + n),
/// n the norm along `axis`.
VS_ROLE("constraint.min_max_norm")
inline Constraint min_max_norm(double lo = 0, double hi = 1, double rate = 1,
                               std::int64_t axis = 0) {
  return Constraint(Constraint::Kind::min_max_norm, lo, hi, rate, axis);
}

} // namespace varscope
