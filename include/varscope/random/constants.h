#pragma once
/// Constants of the random formulas, one source for the scalar reference
/// (formulas.h) and the vector kernels. The polynomials are derived by
/// lib/Runtime/fit_coefficients.py, lowest power first.

#include <cstdint>

namespace varscope::rng {

template <class T>
struct Constants;

template <>
struct Constants<float> {
  using Bits = std::uint32_t;
  static constexpr int mantissa_bits = 23;
  static constexpr Bits one = 0x3F800000U;       ///< bits of 1
  static constexpr Bits sqrt_half = 0x3F3504F3U; ///< bits of sqrt(1/2), rounded
  static constexpr float ln2_high = 0.693145751953125F; ///< few bits: exact times an exponent
  static constexpr float ln2_low = 1.42860682030941723212e-6F;
  /// log((1+s)/(1-s)) = s * (2 + z * log_tail(z)), z = s*s, |s| <= 0.1716
  /// (relative error before rounding 2.77e-7).
  static constexpr float log_tail[] = {
    0.66666685039575855022F, 0.39988780566021981899F, 0.29579949391972784709F};
  /// sin(pi/2 t) = t * sine(z), z = t*t, |t| <= 1/2 (relative error before rounding 3.4e-9).
  static constexpr float sine[] = {
    1.5707963219532366854F, -0.6459634776648117955F, 0.079680217647755413373F,
    -0.0046021492128141759311F};
  /// cos(pi/2 t) = cosine(z) (relative error before rounding 6.69e-11).
  static constexpr float cosine[] = {
    0.99999999995248941669F, -1.2337005406331622196F, 0.25366920365511347511F,
    -0.02086006950026407703F, 0.0009036280663802504916F};
  /// quantile of the normal law cut at 2: s * numerator(v) / denominator(v), v = 1 - s*s, |s| < 1
  /// (relative error before rounding 8.3e-8).
  static constexpr float numerator[] = {
    1.9999998339116199327F, 30.698206282695656556F, 143.77316065278759849F,
    235.55134539070746744F, 120.94617905468776901F, 13.005519889480123299F};
  static constexpr float denominator[] = {
    1.0F, 17.058937189623408636F, 92.572104093618932948F, 187.32110484642399974F,
    132.52992777852232216F, 25.384269221636397659F, 0.52409548033182900395F};
};

template <>
struct Constants<double> {
  using Bits = std::uint64_t;
  static constexpr int mantissa_bits = 52;
  static constexpr Bits one = 0x3FF0000000000000U;       ///< bits of 1
  static constexpr Bits sqrt_half = 0x3FE6A09E667F3BCDU; ///< bits of sqrt(1/2), rounded
  static constexpr double ln2_high = 6.93147180369123816490e-01; ///< few bits: exact times an exponent
  static constexpr double ln2_low = 1.90821492927058770002e-10;
  /// log((1+s)/(1-s)) = s * (2 + z * log_tail(z)), z = s*s, |s| <= 0.1716
  /// (relative error before rounding 3.05e-18).
  static constexpr double log_tail[] = {
    0.66666666666666666465, 0.40000000000000876983, 0.28571428570803611811,
    0.22222222391713917442, 0.18181795640132906276, 0.15386239702814658188,
    0.13268773138656885185, 0.13086626147840102138};
  /// sin(pi/2 t) = t * sine(z), z = t*t, |t| <= 1/2 (relative error before rounding 3.49e-18).
  static constexpr double sine[] = {
    1.5707963267948966143, -0.64596409750624431573, 0.079692626246043003134,
    -0.0046817541323409759917, 0.00016044115074219091052, -3.598643352982309702e-6,
    5.6339337815378539538e-8};
  /// cos(pi/2 t) = cosine(z) (relative error before rounding 4.28e-20).
  static constexpr double cosine[] = {
    0.99999999999999999997, -1.2337005501361698118, 0.2536695079010467091,
    -0.020863480763311209103, 0.00091926027418315572082, -0.000025202036770460258445,
    4.7106097267578230119e-7, -6.3212568696285884105e-9};
  /// quantile of the normal law cut at 2: s * numerator(v) / denominator(v), v = 1 - s*s, |s| < 1
  /// (relative error before rounding 1.44e-17).
  static constexpr double numerator[] = {
    1.9999999999999999712, 83.394420706515401012, 1464.4954954794412274, 14172.283954468780074,
    83193.402309524929253, 308094.26759420770846, 727905.69231628422497, 1089212.3137974479002,
    1008788.181294617162, 555320.21987365764094, 170268.66922540350944, 26140.228424907993881,
    1655.6643650221680887, 27.643731608811046224};
  static constexpr double denominator[] = {
    1.0, 43.407070163487439483, 797.98318658803311691, 8138.3437535009469807,
    50754.514398350884277, 201649.89156491611401, 517262.0945712303664, 852994.82537948416974,
    887451.27138809060499, 563027.07747037312012, 206358.24864494587414, 40095.417840227441465,
    3565.6823700446812145, 107.90462312478639086, 0.43552904092763467987};
};

} // namespace varscope::rng
