// Normal law cut at two standard deviations, by the inverse of its distribution
// function: no rejection, so no lane waits for another. Formula and error:
// docs/random.md.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "Runtime/TruncatedNormal.cpp"
#include <hwy/foreach_target.h>

#include "Runtime/Kernel-inl.h"

HWY_BEFORE_NAMESPACE();
namespace varscope::runtime {
namespace HWY_NAMESPACE {

struct TruncatedNormalLaw {
  template <class D, class VW, class V>
  static HWY_INLINE void pair(D d, const rng::Affine<hn::TFromD<D>>& affine, VW a, VW b, V& za,
                              V& zb) {
    za = applyAffine(d, affine, standard(d, a));
    zb = applyAffine(d, affine, standard(d, b));
  }

private:
  template <class D, class VW>
  static HWY_INLINE hn::Vec<D> standard(D d, VW word) {
    using T = hn::TFromD<D>;
    using C = rng::Constants<T>;
    constexpr int bits = rng::uniform_bits<T>;
    constexpr T halfRange = rng::power_of_two<T>(bits - 1);
    const auto upper = toReal(d, hn::ShiftRight<8 * sizeof(T) - bits>(word));
    const auto s = hn::Mul(hn::Sub(upper, hn::Set(d, halfRange - T(0.5))),
                           hn::Set(d, rng::power_of_two<T>(1 - bits)));
    const auto v = hn::Sub(hn::Set(d, T(1)), hn::Mul(s, s));
    return hn::Mul(s, hn::Div(polynomial(d, C::numerator, v), polynomial(d, C::denominator, v)));
  }
};

KernelSet truncatedNormalKernelsHere() { return {makeKernel<TruncatedNormalLaw, float>(), makeKernel<TruncatedNormalLaw, double>()}; }

} // namespace HWY_NAMESPACE
} // namespace varscope::runtime
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace varscope::runtime {

HWY_EXPORT(truncatedNormalKernelsHere);

KernelSet truncatedNormalKernels(std::size_t index) { return HWY_DISPATCH_TABLE(truncatedNormalKernelsHere)[index](); }

} // namespace varscope::runtime
#endif
