// Normal law by Box and Muller, two words to two values. Formula and error:
// docs/random.md.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "Runtime/Normal.cpp"
#include <hwy/foreach_target.h>

#include "Runtime/Kernel-inl.h"

HWY_BEFORE_NAMESPACE();
namespace varscope::runtime {
namespace HWY_NAMESPACE {

/// As rng::natural_log.
template <class D>
HWY_INLINE hn::Vec<D> naturalLog(D d, hn::Vec<D> u) {
  using T = hn::TFromD<D>;
  using C = rng::Constants<T>;
  const WordTag<D> words;
  const auto bits = hn::BitCast(words, u);
  const auto biased =
      hn::ShiftRight<C::mantissa_bits>(hn::Add(bits, hn::Set(words, C::one - C::sqrt_half)));
  const auto m = hn::BitCast(d, hn::Add(hn::Sub(bits, hn::ShiftLeft<C::mantissa_bits>(biased)),
                                        hn::Set(words, C::one)));
  const auto exponent =
      hn::Sub(toReal(d, biased), hn::Set(d, static_cast<T>(C::one >> C::mantissa_bits)));
  const auto one = hn::Set(d, T(1));
  const auto s = hn::Div(hn::Sub(m, one), hn::Add(m, one));
  const auto z = hn::Mul(s, s);
  const auto tail = hn::Mul(z, polynomial(d, C::log_tail, z));
  const auto y = hn::Mul(s, hn::Add(hn::Set(d, T(2)), tail));
  const auto low = hn::Add(hn::Mul(exponent, hn::Set(d, C::ln2_low)), y);
  return hn::Add(hn::Mul(exponent, hn::Set(d, C::ln2_high)), low);
}

/// Has no limits (prepareNormal).
struct NormalLaw {
  template <class D, class VW, class V>
  static HWY_INLINE void pair(D d, const rng::Affine<hn::TFromD<D>>& affine, VW a, VW b, V& za,
                              V& zb) {
    const auto r = radius(d, a);
    auto cosine = r, sine = r;
    direction(d, b, cosine, sine);
    za = scaleAndShift(d, affine, hn::Mul(r, cosine));
    zb = scaleAndShift(d, affine, hn::Mul(r, sine));
  }

private:
  template <class D, class VW>
  static HWY_INLINE hn::Vec<D> radius(D d, VW word) {
    using T = hn::TFromD<D>;
    constexpr int bits = sizeof(T) == 4 ? 31 : 53;
    const auto k = toReal(d, hn::ShiftRight<8 * sizeof(T) - bits>(word));
    const auto u = hn::Mul(hn::Add(k, hn::Set(d, T(0.5))), hn::Set(d, rng::power_of_two<T>(-bits)));
    return hn::Sqrt(hn::Mul(hn::Set(d, T(-2)), naturalLog(d, u)));
  }

  /// Quarter turns are applied by swapping and by sign bits.
  template <class D, class VW, class V>
  static HWY_INLINE void direction(D d, VW word, V& cosOut, V& sinOut) {
    using T = hn::TFromD<D>;
    using C = rng::Constants<T>;
    using Bits = typename C::Bits;
    constexpr int width = 8 * sizeof(T), mantissa = C::mantissa_bits;
    const WordTag<D> words;
    const auto base = hn::BitCast(words, hn::Set(d, rng::power_of_two<T>(mantissa)));
    const auto fraction = hn::ShiftRight<width - mantissa>(hn::ShiftLeft<2>(word));
    constexpr T middle = rng::power_of_two<T>(mantissa) + rng::power_of_two<T>(mantissa - 1);
    const auto t = hn::Mul(hn::Sub(hn::BitCast(d, hn::Or(fraction, base)), hn::Set(d, middle)),
                           hn::Set(d, rng::power_of_two<T>(-mantissa)));
    const auto z = hn::Mul(t, t);
    const auto sine = hn::Mul(t, polynomial(d, C::sine, z));
    const auto cosine = polynomial(d, C::cosine, z);
    const auto top = hn::Set(words, Bits{1} << (width - 1));
    const auto odd = hn::RebindMask(d, hn::TestBit(word, hn::Set(words, Bits{1} << (width - 2))));
    const auto cosSign = hn::And(hn::Add(word, hn::Set(words, Bits{1} << (width - 2))), top);
    const auto sinSign = hn::And(word, top);
    cosOut = hn::Xor(hn::IfThenElse(odd, sine, cosine), hn::BitCast(d, cosSign));
    sinOut = hn::Xor(hn::IfThenElse(odd, cosine, sine), hn::BitCast(d, sinSign));
  }
};

KernelSet normalKernelsHere() { return {makeKernel<NormalLaw, float>(), makeKernel<NormalLaw, double>()}; }

} // namespace HWY_NAMESPACE
} // namespace varscope::runtime
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace varscope::runtime {

HWY_EXPORT(normalKernelsHere);

KernelSet normalKernels(std::size_t index) { return HWY_DISPATCH_TABLE(normalKernelsHere)[index](); }

} // namespace varscope::runtime
#endif
