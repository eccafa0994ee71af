#include "Runtime/Recipe.h"

#include "Runtime/Element.h"

#include <algorithm>
#include <limits>

namespace varscope::runtime {
namespace {

template <class T>
bool sameAffine(const rng::Affine<T>& a, const rng::Affine<T>& b) {
  return a.scale == b.scale && a.shift == b.shift && a.low == b.low && a.high == b.high;
}

/// scale and shift in the type that the kernel computes in; -0 becomes 0, so
/// that a minimum of zeros does not depend on the processor.
template <class T>
bool setAffine(rng::Affine<T>& affine, double scale, double shift, double low, double high) {
  affine = {static_cast<T>(scale), static_cast<T>(shift) + T(0), static_cast<T>(low) + T(0),
            static_cast<T>(high) + T(0)};
  return std::isfinite(affine.scale) && std::isfinite(affine.shift);
}

FillStatus setAffine(Recipe& recipe, Law law, double scale, double shift, double low, double high) {
  if (!is_floating(recipe.dtype))
    return FillStatus::bad_argument;
  recipe.law = law;
  const bool finite = recipe.dtype == DType::float64
                          ? setAffine(recipe.wide, scale, shift, low, high)
                          : setAffine(recipe.single, scale, shift, low, high);
  return finite ? FillStatus::ok : FillStatus::bad_argument;
}

/// Scale and shift of TensorFlow's operations, in the dtype; no limits.
FillStatus setTensorflow(Recipe& recipe, Law law, double scale, double shift) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  return setAffine(recipe, law, nearest(recipe.dtype, scale), nearest(recipe.dtype, shift),
                   -infinite, infinite);
}

FillStatus prepareTensorflowUniform(Recipe& recipe, double a, double b) {
  if (!is_floating(recipe.dtype))
    return FillStatus::bad_argument;
  const double low = nearest(recipe.dtype, a), high = nearest(recipe.dtype, b);
  return setTensorflow(recipe, Law::uniform, high - low, low);
}

/// [a, b), or (b, a] as TensorFlow has it for a > b, in values of the dtype.
/// Where the dtype has no value in there, every element is `a` rounded.
FillStatus prepareUniform(Recipe& recipe, double a, double b) {
  if (recipe.policy == SeedPolicy::tensorflow)
    return prepareTensorflowUniform(recipe, a, b);
  if (!is_floating(recipe.dtype) || !std::isfinite(a) || !std::isfinite(b) || !std::isfinite(b - a))
    return FillStatus::bad_argument;
  const DType dtype = recipe.dtype;
  const double low = a <= b ? smallestAtLeast(dtype, a) : -largestBelow(dtype, -b);
  const double high = a <= b ? largestBelow(dtype, b) : largestAtMost(dtype, a);
  if (low > high) {
    recipe.pattern = encodeFloating(dtype, a);
    return FillStatus::ok;
  }
  return setAffine(recipe, Law::uniform, b - a, a, low, high);
}

FillStatus prepareInteger(Recipe& recipe, double a, double b) {
  const double limit = recipe.dtype == DType::int32 ? 0x1p31 : 0x1p63;
  if (recipe.dtype != DType::int32 && recipe.dtype != DType::int64)
    return FillStatus::bad_argument;
  if (!(a < b) || a < -limit || b > limit || a != std::floor(a) || b != std::floor(b))
    return FillStatus::bad_argument;
  recipe.law = Law::integer;
  recipe.low = static_cast<std::uint64_t>(static_cast<std::int64_t>(a));
  const std::uint64_t end = b == 0x1p63 ? std::uint64_t{1} << 63
                                        : static_cast<std::uint64_t>(static_cast<std::int64_t>(b));
  recipe.range = end - recipe.low;
  return FillStatus::ok;
}

FillStatus prepareNormal(Recipe& recipe, double mean, double deviation) {
  if (recipe.policy == SeedPolicy::tensorflow)
    return setTensorflow(recipe, Law::normal, deviation, mean);
  constexpr double infinite = std::numeric_limits<double>::infinity();
  return setAffine(recipe, Law::normal, deviation, mean, -infinite, infinite);
}

FillStatus prepareTruncated(Recipe& recipe, double mean, double deviation) {
  if (recipe.policy == SeedPolicy::tensorflow)
    return setTensorflow(recipe, Law::truncated_normal, deviation, mean);
  if (!is_floating(recipe.dtype) || !std::isfinite(mean) || !std::isfinite(deviation))
    return FillStatus::bad_argument;
  const double reach = 2 * std::fabs(deviation);
  double low = smallestAtLeast(recipe.dtype, mean - reach);
  double high = largestAtMost(recipe.dtype, mean + reach);
  if (low > high) // the dtype has no value in there
    low = high = largestAtMost(recipe.dtype, mean);
  return setAffine(recipe, Law::truncated_normal, deviation, mean, low, high);
}

FillStatus prepareVarianceScaling(Recipe& recipe, const FillTask& task, double scale, FanMode mode,
                                  FanDistribution distribution) {
  if (!(scale > 0))
    return FillStatus::bad_argument;
  const Fans fans = computeFans(task.full_shape, task.rank);
  const double fan = mode == FanMode::fan_in    ? fans.in
                     : mode == FanMode::fan_out ? fans.out
                                                : (fans.in + fans.out) / 2;
  scale /= std::max(1.0, fan);
  switch (distribution) {
  case FanDistribution::truncated_normal:
    // The deviation of a unit normal cut at 2, so that the variance is `scale`.
    return prepareTruncated(recipe, 0, std::sqrt(scale) / .87962566103423978);
  case FanDistribution::untruncated_normal: return prepareNormal(recipe, 0, std::sqrt(scale));
  case FanDistribution::uniform: break;
  }
  const double limit = std::sqrt(3 * scale);
  return prepareUniform(recipe, -limit, limit);
}

FillStatus prepareUnitScaling(Recipe& recipe, const FillTask& task, double factor) {
  double inputs = 1;
  for (std::uint32_t i = 0; i + 1 < task.rank; ++i)
    inputs *= static_cast<double>(task.full_shape[i]);
  const double limit = std::sqrt(3 / std::max(inputs, 1.0)) * factor;
  return prepareUniform(recipe, -limit, limit);
}

FillStatus prepareOnes(Recipe& recipe) {
  recipe.pattern = is_floating(recipe.dtype) ? encodeFloating(recipe.dtype, 1) : 1;
  return FillStatus::ok;
}

FillStatus prepareData(Recipe& recipe, const FillTask& task) {
  const FillSpec& spec = task.spec;
  std::uint64_t elements = 0;
  if (!countElements(task.full_shape, task.rank, elements) || (spec.data_count && !spec.data))
    return FillStatus::bad_argument;
  const bool exact = spec.kind == FillKind::value;
  if (exact ? spec.data_count != elements
            : spec.data_count == 0 || spec.data_count > std::max<std::uint64_t>(elements, 1))
    return FillStatus::bad_argument;
  const auto* bytes = static_cast<const unsigned char*>(spec.data);
  std::uint64_t bits = 0;
  for (std::uint64_t i = 0; i < spec.data_count; ++i)
    if (!convertElement(recipe.dtype, spec.data_dtype, bytes + i * size_of(spec.data_dtype), bits))
      return FillStatus::bad_argument;
  recipe.law = spec.data_count == 1 ? Law::pattern : Law::list;
  recipe.pattern = bits; // of the last one, which is repeated
  return FillStatus::ok;
}

FillStatus prepareIdentity(Recipe& recipe, const FillTask& task) {
  if (task.rank != 2 || !is_floating(recipe.dtype))
    return FillStatus::bad_argument;
  recipe.law = Law::identity;
  recipe.pattern = encodeFloating(recipe.dtype, task.spec.a);
  return FillStatus::ok;
}

FillStatus prepareOrthogonal(Recipe& recipe, const FillTask& task) {
  if (task.rank < 2 || !is_floating(recipe.dtype) || !std::isfinite(task.spec.a))
    return FillStatus::bad_argument;
  recipe.law = Law::orthogonal;
  recipe.gain = task.spec.a;
  return FillStatus::ok;
}

} // namespace

bool operator==(const Recipe& a, const Recipe& b) {
  return a.law == b.law && a.dtype == b.dtype && a.pattern == b.pattern && a.gain == b.gain &&
         a.low == b.low && a.range == b.range && sameAffine(a.single, b.single) &&
         sameAffine(a.wide, b.wide);
}

bool sameRecipe(const FillTask& a, const FillTask& b) {
  const FillSpec &x = a.spec, &y = b.spec;
  return x.kind == y.kind && a.dtype == b.dtype && a.rank == b.rank && x.a == y.a && x.b == y.b &&
         x.mode == y.mode && x.distribution == y.distribution && x.data == y.data &&
         x.data_count == y.data_count && x.data_dtype == y.data_dtype &&
         std::equal(a.full_shape, a.full_shape + a.rank, b.full_shape);
}

bool countElements(const std::int64_t* shape, std::uint32_t rank, std::uint64_t& count) {
  count = 1;
  bool fits = true, empty = false;
  for (std::uint32_t i = 0; i < rank; ++i) {
    if (shape[i] < 0)
      return false;
    empty |= shape[i] == 0;
    fits = fits && !__builtin_mul_overflow(count, static_cast<std::uint64_t>(shape[i]), &count);
  }
  if (empty)
    count = 0;
  return fits || empty;
}

Fans computeFans(const std::int64_t* shape, std::uint32_t rank) {
  if (rank == 0)
    return {1, 1};
  if (rank == 1)
    return {static_cast<double>(shape[0]), static_cast<double>(shape[0])};
  double receptive = 1;
  for (std::uint32_t i = 0; i + 2 < rank; ++i)
    receptive *= static_cast<double>(shape[i]);
  return {static_cast<double>(shape[rank - 2]) * receptive,
          static_cast<double>(shape[rank - 1]) * receptive};
}

FillStatus prepare(const FillTask& task, Recipe& recipe, SeedPolicy policy) {
  using enum FanMode;
  using enum FanDistribution;
  recipe = {};
  recipe.policy = policy;
  recipe.dtype = task.dtype;
  const FillSpec& spec = task.spec;
  if (policy == SeedPolicy::tensorflow && is_random(spec.kind) &&
      (!spec.has_seed || spec.kind == FillKind::orthogonal))
    return FillStatus::bad_argument;
  switch (spec.kind) {
  case FillKind::zeros: return FillStatus::ok;
  case FillKind::ones: return prepareOnes(recipe);
  case FillKind::constant:
  case FillKind::value: return prepareData(recipe, task);
  case FillKind::random_uniform:
    return is_floating(task.dtype) ? prepareUniform(recipe, spec.a, spec.b)
                                   : prepareInteger(recipe, spec.a, spec.b);
  case FillKind::random_normal: return prepareNormal(recipe, spec.a, spec.b);
  case FillKind::truncated_normal: return prepareTruncated(recipe, spec.a, spec.b);
  case FillKind::uniform_unit_scaling: return prepareUnitScaling(recipe, task, spec.a);
  case FillKind::variance_scaling:
    return prepareVarianceScaling(recipe, task, spec.a, spec.mode, spec.distribution);
  case FillKind::glorot_uniform:
    return prepareVarianceScaling(recipe, task, 1, fan_avg, uniform);
  case FillKind::glorot_normal:
    return prepareVarianceScaling(recipe, task, 1, fan_avg, truncated_normal);
  case FillKind::he_uniform: return prepareVarianceScaling(recipe, task, 2, fan_in, uniform);
  case FillKind::he_normal:
    return prepareVarianceScaling(recipe, task, 2, fan_in, truncated_normal);
  case FillKind::lecun_uniform: return prepareVarianceScaling(recipe, task, 1, fan_in, uniform);
  case FillKind::lecun_normal:
    return prepareVarianceScaling(recipe, task, 1, fan_in, truncated_normal);
  case FillKind::orthogonal: return prepareOrthogonal(recipe, task);
  case FillKind::identity: return prepareIdentity(recipe, task);
  case FillKind::callable: break;
  }
  return FillStatus::bad_argument;
}

} // namespace varscope::runtime
