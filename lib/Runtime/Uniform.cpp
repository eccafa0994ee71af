// Uniform on [low, high]: 24 or 53 random bits. Formula, limits and error: docs/random.md.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "Runtime/Uniform.cpp"
#include <hwy/foreach_target.h>

#include "Runtime/Kernel-inl.h"

HWY_BEFORE_NAMESPACE();
namespace varscope::runtime {
namespace HWY_NAMESPACE {

struct UniformLaw {
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
    constexpr int bits = rng::uniform_bits<T>;
    return hn::Mul(toReal(d, hn::ShiftRight<8 * sizeof(T) - bits>(word)),
                   hn::Set(d, rng::power_of_two<T>(-bits)));
  }
};

KernelSet uniformKernelsHere() { return {makeKernel<UniformLaw, float>(), makeKernel<UniformLaw, double>()}; }

} // namespace HWY_NAMESPACE
} // namespace varscope::runtime
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace varscope::runtime {

HWY_EXPORT(uniformKernelsHere);

KernelSet uniformKernels(std::size_t index) { return HWY_DISPATCH_TABLE(uniformKernelsHere)[index](); }

} // namespace varscope::runtime
#endif
