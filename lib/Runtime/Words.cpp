// The random words themselves, for laws that are not vectorised further (integers);
// handed on as the bits of floats.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "Runtime/Words.cpp"
#include <hwy/foreach_target.h>

#include "Runtime/Kernel-inl.h"

HWY_BEFORE_NAMESPACE();
namespace varscope::runtime {
namespace HWY_NAMESPACE {

struct WordLaw {
  template <class D, class VW, class V>
  static HWY_INLINE void pair(D d, const rng::Affine<hn::TFromD<D>>&, VW a, VW b, V& za, V& zb) {
    za = hn::BitCast(d, a);
    zb = hn::BitCast(d, b);
  }
};

KernelSet wordKernelsHere() { return {makeKernel<WordLaw, float>(), makeKernel<WordLaw, double>()}; }

} // namespace HWY_NAMESPACE
} // namespace varscope::runtime
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace varscope::runtime {

HWY_EXPORT(wordKernelsHere);

KernelSet wordKernels(std::size_t index) { return HWY_DISPATCH_TABLE(wordKernelsHere)[index](); }

} // namespace varscope::runtime
#endif
