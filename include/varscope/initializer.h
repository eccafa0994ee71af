#pragma once
/// How a variable gets its first values.

#include <varscope/callable.h>
#include <varscope/element.h>
#include <varscope/runtime/fill.h>
#include <varscope/shape.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace varscope {

class RandomStream;

/// Where the block that an initialiser fills lies in the whole variable.
struct VS_ROLE("PartitionInfo") PartitionInfo {
  Shape full_shape;                       ///< of the whole
  std::vector<std::int64_t> var_offset{}; ///< of the block's first element, per axis
  Shape shape{};                          ///< of the block
};

/// The numbers of `constant` and `value`, row-major.
struct InitialData {
  DType dtype = float32;
  Shape shape{};
  std::vector<std::byte> bytes{};
  friend bool operator==(const InitialData&, const InitialData&) = default;
};

/// A user's initialiser at run time.
class InitializerCallable : public Callable {
public:
  /// Fills `count` elements of `dtype` at `out`; false if the user's code does
  /// not fill that dtype.
  virtual bool run(DType dtype, void* out, std::size_t count, const PartitionInfo& partition,
                   RandomStream& stream) const = 0;
};

namespace detail {
template <class F, class T>
concept Initializes =
    std::is_invocable_v<const F&, std::span<T>, const Shape&, PartitionInfo, RandomStream&>;
template <class F>
inline constexpr DTypeSet initialized_dtypes =
    dtypes_where([]<class T>() { return Initializes<F, T>; });

template <class F> class InitializerFunction final : public InitializerCallable {
public:
  explicit InitializerFunction(F callable) : function(std::move(callable)) {}
  bool run(DType dtype, void* out, std::size_t count, const PartitionInfo& partition,
           RandomStream& stream) const override {
    return visit_element(dtype, [&]<class T>() {
      if constexpr (Initializes<F, T>) {
        function(std::span<T>(static_cast<T*>(out), count), partition.full_shape, partition,
                 stream);
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

/// An initialiser: one of the built-in kinds with its parameters, a user's
/// callable `void(std::span<T> out, const Shape& full_shape, PartitionInfo,
/// RandomStream&)`, or absent.
class VS_ROLE("Initializer") Initializer {
public:
  VS_ROLE("Initializer") Initializer() = default;

  /// \param dtypes that the callable fills, which its type tells; a variable of another dtype
  ///   cannot be created with it (invalid-argument)
  template <class F>
    requires(!std::same_as<std::remove_cvref_t<F>, Initializer>) &&
            (detail::initialized_dtypes<std::decay_t<F>> != 0)
  VS_ROLE("initializer.callable")
  Initializer(F&& callable, DTypeSet dtypes = detail::initialized_dtypes<std::decay_t<F>>)
      : Initializer(from_callable(
            std::make_shared<detail::InitializerFunction<std::decay_t<F>>>(
                std::forward<F>(callable)),
            dtypes)) {}

  static Initializer from_callable(std::shared_ptr<const Callable> code, DTypeSet dtypes) {
    Initializer made(runtime::FillKind::callable);
    made.code = std::move(code);
    made.filled_dtypes = dtypes;
    return made;
  }
  /// A built-in kind with its parameters (see runtime::FillKind).
  explicit Initializer(runtime::FillKind kind, double a = 0, double b = 0,
                       std::optional<std::int64_t> seed = std::nullopt)
      : present(true), how(kind), number_a(a), number_b(b), given_seed(seed) {}

  static Initializer variance_scaling(double scale, runtime::FanMode mode,
                                      runtime::FanDistribution distribution,
                                      std::optional<std::int64_t> seed) {
    Initializer made(runtime::FillKind::variance_scaling, scale, 0, seed);
    made.fan_mode = mode;
    made.fan_distribution = distribution;
    return made;
  }
  /// \param kind constant or value
  static Initializer from_data(runtime::FillKind kind, InitialData numbers) {
    Initializer made(kind);
    made.numbers = std::make_shared<const InitialData>(std::move(numbers));
    return made;
  }

  /// From the kernels' form. \param shape of the data
  static Initializer from_spec(const runtime::FillSpec& spec, Shape shape) {
    Initializer made(spec.kind, spec.a, spec.b);
    made.fan_mode = spec.mode;
    made.fan_distribution = spec.distribution;
    if (spec.has_seed)
      made.given_seed = spec.seed;
    if (spec.data) {
      const auto* first = static_cast<const std::byte*>(spec.data);
      made.numbers = std::make_shared<const InitialData>(
          InitialData{spec.data_dtype, std::move(shape),
                      {first, first + spec.data_count * size_of(spec.data_dtype)}});
    }
    return made;
  }

  explicit operator bool() const { return present; }
  runtime::FillKind kind() const { return how; }
  /// A value as when TensorFlow is given a tensor: it defines shape and dtype.
  bool is_value() const { return present && how == runtime::FillKind::value; }
  double a() const { return number_a; }
  double b() const { return number_b; }
  runtime::FanMode mode() const { return fan_mode; }
  runtime::FanDistribution distribution() const { return fan_distribution; }
  std::optional<std::int64_t> seed() const { return given_seed; }
  /// Of constant and value; otherwise null.
  const std::shared_ptr<const InitialData>& data() const { return numbers; }
  /// Whether a user's callable fills elements of `dtype`.
  bool fills(DType dtype) const { return (filled_dtypes & dtype_bit(dtype)) != 0; }
  /// Of kind callable; otherwise null.
  const std::shared_ptr<const Callable>& callable() const { return code; }

  /// Its parameters are known at run time only (set by the resolver).
  bool runtime_parameters() const { return deferred; }
  void set_runtime_parameters() { deferred = true; }

  /// For the kernels; points into data(), which must outlive it.
  runtime::FillSpec spec() const {
    runtime::FillSpec fill;
    fill.kind = how;
    fill.mode = fan_mode;
    fill.distribution = fan_distribution;
    fill.has_seed = given_seed.has_value();
    fill.seed = given_seed.value_or(0);
    fill.a = number_a;
    fill.b = number_b;
    if (numbers) {
      fill.data_dtype = numbers->dtype;
      fill.data = numbers->bytes.data();
      fill.data_count = numbers->bytes.size() / size_of(numbers->dtype);
    }
    return fill;
  }

  /// Same kind and parameters; callables are equal when they are one object.
  friend bool operator==(const Initializer& x, const Initializer& y) {
    return x.present == y.present && x.how == y.how && x.fan_mode == y.fan_mode &&
           x.fan_distribution == y.fan_distribution && x.deferred == y.deferred &&
           x.given_seed == y.given_seed && x.number_a == y.number_a && x.number_b == y.number_b &&
           x.code == y.code &&
           (x.numbers == y.numbers || (x.numbers && y.numbers && *x.numbers == *y.numbers));
  }

private:
  bool present = false;
  bool deferred = false;
  runtime::FillKind how = runtime::FillKind::zeros;
  runtime::FanMode fan_mode = runtime::FanMode::fan_in;
  runtime::FanDistribution fan_distribution = runtime::FanDistribution::truncated_normal;
  DTypeSet filled_dtypes = all_dtypes;
  double number_a = 0, number_b = 0;
  std::optional<std::int64_t> given_seed;
  std::shared_ptr<const InitialData> numbers;
  std::shared_ptr<const Callable> code;
};

} // namespace varscope
