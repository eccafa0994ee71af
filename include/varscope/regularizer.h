#pragma once
/// What a variable adds to the loss.

#include <varscope/callable.h>
#include <varscope/element.h>
#include <varscope/error.h>
#include <varscope/roles.h>
#include <varscope/shape.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

namespace varscope {

/// A user's regulariser at run time.
class RegularizerCallable : public Callable {
public:
  /// Adds the loss of `count` elements of `dtype` to `loss`; false if the
  /// user's code does not take that dtype.
  virtual bool run(DType dtype, const void* data, std::size_t count, const Shape& shape,
                   double& loss) const = 0;
};

namespace detail {
template <class F, class T>
concept Regularizes =
    std::is_invocable_r_v<double, const F&, std::span<const T>, const Shape&>;
template <class F>
inline constexpr DTypeSet regularized_dtypes =
    dtypes_where([]<class T>() { return Regularizes<F, T>; });

template <class F> class RegularizerFunction final : public RegularizerCallable {
public:
  explicit RegularizerFunction(F callable) : function(std::move(callable)) {}
  bool run(DType dtype, const void* data, std::size_t count, const Shape& shape,
           double& loss) const override {
    return visit_element(dtype, [&]<class T>() {
      if constexpr (Regularizes<F, T>) {
        loss += static_cast<double>(
            function(std::span<const T>(static_cast<const T*>(data), count), shape));
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

/// A regulariser: a built-in kind with its scales, a user's callable
/// `double(std::span<const T> values, const Shape& shape)`, or absent.
class VS_ROLE("Regularizer") Regularizer {
public:
  enum class Kind : std::uint8_t {
    absent,   ///< inherit from the scope
    none,     ///< no_regularizer(): switches an inherited one off
    l1,       ///< a * sum |w|
    l2,       ///< a * sum w^2 / 2
    l1_l2,    ///< a * sum |w| + b * sum w^2 / 2
    callable
  };

  VS_ROLE("Regularizer") Regularizer() = default;
  explicit Regularizer(Kind kind, double a = 0, double b = 0)
      : chosen(kind), scale_a(a), scale_b(b) {}
  template <class F>
    requires(!std::same_as<std::remove_cvref_t<F>, Regularizer>) &&
            (detail::regularized_dtypes<std::decay_t<F>> != 0)
  VS_ROLE("regularizer.callable")
  Regularizer(F&& callable)
      : Regularizer(from_callable(
            std::make_shared<detail::RegularizerFunction<std::decay_t<F>>>(
                std::forward<F>(callable)))) {}
  static Regularizer from_callable(std::shared_ptr<const Callable> code) {
    Regularizer made(Kind::callable);
    made.code = std::move(code);
    return made;
  }

  explicit operator bool() const { return chosen != Kind::absent; }
  Kind kind() const { return chosen; }
  double a() const { return scale_a; }
  double b() const { return scale_b; }
  const std::shared_ptr<const Callable>& callable() const { return code; }
  /// Its result is null, which is not collected: none, and scales of 0 as in TensorFlow.
  bool is_null() const {
    return chosen == Kind::absent || chosen == Kind::none ||
           (chosen != Kind::callable && scale_a == 0 && scale_b == 0);
  }

  friend bool operator==(const Regularizer&, const Regularizer&) = default;

private:
  Kind chosen = Kind::absent;
  double scale_a = 0, scale_b = 0;
  std::shared_ptr<const Callable> code;
};

namespace detail {
inline double regularizer_scale(double scale) {
  if (!(scale >= 0)) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", scale);
    throw ScopeError(Rule::InvalidArgument,
                     std::string("Setting a scale less than 0 on a regularizer: ") + text);
  }
  return scale;
}
} // namespace detail

/// `tf.contrib.layers.l1_regularizer`: scale * sum |w|.
/// \throws ScopeError invalid-argument for a negative scale
VS_ROLE("regularizer.l1") inline Regularizer l1(double scale) {
  return Regularizer(Regularizer::Kind::l1, detail::regularizer_scale(scale));
}
/// `tf.contrib.layers.l2_regularizer`: scale * sum w^2 / 2.
/// \throws ScopeError invalid-argument for a negative scale
VS_ROLE("regularizer.l2") inline Regularizer l2(double scale) {
  return Regularizer(Regularizer::Kind::l2, detail::regularizer_scale(scale));
}
/// `tf.contrib.layers.l1_l2_regularizer`: l1(a) + l2(b).
/// \throws ScopeError invalid-argument for a negative scale
VS_ROLE("regularizer.l1_l2") inline Regularizer l1_l2(double a = 1, double b = 1) {
  return Regularizer(Regularizer::Kind::l1_l2, detail::regularizer_scale(a),
                     detail::regularizer_scale(b));
}
/// `tf.no_regularizer`: switches off what the scope gives.
VS_ROLE("regularizer.no_regularizer") inline Regularizer no_regularizer() {
  return Regularizer(Regularizer::Kind::none);
}

} // namespace varscope
