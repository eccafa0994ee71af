// What the kernel files share, compiled once per Highway target: the arithmetic
// of include/varscope/random/formulas.h in the same order, and the loops. No
// fused multiply-add anywhere.

#if defined(VARSCOPE_RUNTIME_KERNEL_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef VARSCOPE_RUNTIME_KERNEL_INL_H
#undef VARSCOPE_RUNTIME_KERNEL_INL_H
#else
#define VARSCOPE_RUNTIME_KERNEL_INL_H
#endif

#include "Runtime/Philox-inl.h"

#include <cstring>

HWY_BEFORE_NAMESPACE();
namespace varscope::runtime {
namespace HWY_NAMESPACE {

// -- Arithmetic ---------------------------------------------------------------

template <class D>
using BitsOf = typename rng::Constants<hn::TFromD<D>>::Bits;
template <class D>
using WordTag = hn::Rebind<BitsOf<D>, D>;

/// Horner, two rounded operations per step, as rng::polynomial.
template <class D, std::size_t count>
HWY_INLINE hn::Vec<D> polynomial(D d, const hn::TFromD<D> (&coefficients)[count], hn::Vec<D> x) {
  auto result = hn::Set(d, coefficients[count - 1]);
  for (std::size_t i = count - 1; i-- > 0;)
    result = hn::Add(hn::Mul(result, x), hn::Set(d, coefficients[i]));
  return result;
}

/// Exact for integers below 2^31; larger ones do not occur.
template <class D, HWY_IF_LANE_SIZE(hn::TFromD<D>, 4)>
HWY_INLINE hn::Vec<D> toReal(D d, hn::Vec<WordTag<D>> integer) {
  return hn::ConvertTo(d, hn::BitCast(hn::Rebind<std::int32_t, D>(), integer));
}

/// Exact for integers below 2^53: both halves become doubles by their bits.
template <class D, HWY_IF_LANE_SIZE(hn::TFromD<D>, 8)>
HWY_INLINE hn::Vec<D> toReal(D d, hn::Vec<WordTag<D>> integer) {
  const WordTag<D> bits;
  const auto low = hn::Or(hn::And(integer, hn::Set(bits, std::uint64_t{0xFFFFFFFF})),
                          hn::Set(bits, std::uint64_t{0x4330000000000000})); // 2^52 + low
  const auto high = hn::Or(hn::ShiftRight<32>(integer),
                           hn::Set(bits, std::uint64_t{0x4530000000000000})); // 2^84 + 2^32 high
  return hn::Add(hn::Sub(hn::BitCast(d, high), hn::Set(d, 0x1.00000001p84)), hn::BitCast(d, low));
}

/// rng::Affine without its limits.
template <class D>
HWY_INLINE hn::Vec<D> scaleAndShift(D d, const rng::Affine<hn::TFromD<D>>& affine, hn::Vec<D> z) {
  return hn::Add(hn::Mul(z, hn::Set(d, affine.scale)), hn::Set(d, affine.shift));
}

/// As rng::Affine.
template <class D>
HWY_INLINE hn::Vec<D> applyAffine(D d, const rng::Affine<hn::TFromD<D>>& affine, hn::Vec<D> z) {
  const auto value = scaleAndShift(d, affine, z);
  return hn::Min(hn::Max(value, hn::Set(d, affine.low)), hn::Set(d, affine.high));
}

// -- Loops --------------------------------------------------------------------
// Law::pair(d, affine, a, b, za, zb): two vectors of words to two of values.

/// Blocks that are emitted together: a step of the sources.
HWY_INLINE std::size_t stepBlocks() { return hn::Lanes(hn::ScalableTag<std::uint32_t>()); }
constexpr std::size_t mostStepBlocks = hn::MaxLanes(hn::ScalableTag<std::uint32_t>());

#if HWY_TARGET == HWY_SCALAR

template <class Law, class T, class Source>
HWY_INLINE void emitBlocks(const Source& source, std::size_t at, const rng::Affine<T>& affine,
                           T* out) {
  const hn::ScalableTag<T> d;
  const WordTag<decltype(d)> bits;
  const rng::Words words = source.block(at);
  auto z = hn::Undefined(d), next = z;
  if constexpr (sizeof(T) == 8) {
    Law::pair(d, affine, hn::Set(bits, words[0] | std::uint64_t{words[1]} << 32),
              hn::Set(bits, words[2] | std::uint64_t{words[3]} << 32), z, next);
    hn::StoreInterleaved2(z, next, d, out);
  } else {
    for (std::size_t i = 0; i < 4; i += 2) {
      Law::pair(d, affine, hn::Set(bits, words[i]), hn::Set(bits, words[i + 1]), z, next);
      hn::StoreInterleaved2(z, next, d, out + i);
    }
  }
}

#else

/// The values of a step's blocks from `at`, in order.
template <class Law, class T, class Source>
HWY_INLINE void emitBlocks(const Source& source, std::size_t at, const rng::Affine<T>& affine,
                           T* out) {
  const hn::ScalableTag<T> d;
  auto even = source.blocks(at, 0), odd = source.blocks(at, 1);
  philoxRounds(even, odd);
  auto z0 = hn::Undefined(d), z1 = z0, z2 = z0, z3 = z0;
  if constexpr (sizeof(T) == 8) { // two values from each block
    Law::pair(d, affine, joinHalves(even.x0, even.x1), joinHalves(even.x2, even.x3), z0, z1);
    Law::pair(d, affine, joinHalves(odd.x0, odd.x1), joinHalves(odd.x2, odd.x3), z2, z3);
  } else { // four
    // All words before any value: the blocks' registers are free then.
    const auto w0 = joinWords(even.x0, odd.x0), w1 = joinWords(even.x1, odd.x1);
    const auto w2 = joinWords(even.x2, odd.x2), w3 = joinWords(even.x3, odd.x3);
    Law::pair(d, affine, w0, w1, z0, z1);
    Law::pair(d, affine, w2, w3, z2, z3);
  }
  hn::StoreInterleaved4(z0, z1, z2, z3, d, out);
}

#endif

template <class Law, class T>
void runBlocks(const rng::StreamKey& stream, std::uint64_t first, std::size_t blocks,
               const rng::Affine<T>& affine, T* out) {
  constexpr std::size_t perBlock = 16 / sizeof(T);
  const std::size_t step = stepBlocks();
  const RunSource source(stream, first);
  std::size_t at = 0;
  for (; at + step <= blocks; at += step)
    emitBlocks<Law, T>(source, at, affine, out + at * perBlock);
  if (at < blocks) {
    HWY_ALIGN T rest[perBlock * mostStepBlocks];
    emitBlocks<Law, T>(source, at, affine, rest);
    std::memcpy(out + at * perBlock, rest, (blocks - at) * perBlock * sizeof(T));
  }
}

template <class Law, class T>
void tileBlocks(const BlockTile& tile, std::size_t blocks, const rng::Affine<T>& affine, T* out) {
  static_assert(BlockTile::capacity % mostStepBlocks == 0,
                "a step must not reach over the tile's end");
  const TileSource source(tile);
  for (std::size_t at = 0; at < blocks; at += stepBlocks())
    emitBlocks<Law, T>(source, at, affine, out + at * (16 / sizeof(T)));
}

template <class Law, class T>
void manyBlocks(std::uint64_t seed, const NameHash* names, std::size_t count, std::size_t blocks,
                const rng::Affine<T>& affine, void* out, std::size_t stride) {
  const std::size_t step = stepBlocks(); // here a variable's block each
  for (std::size_t first = 0; first < count; first += step) {
    NameHash padded[mostStepBlocks];
    const std::size_t now = count - first < step ? count - first : step;
    if (now < step)
      std::memcpy(padded, names + first, now * sizeof(NameHash));
    const ManySource source(seed, now < step ? padded : names + first);
    auto* const target = static_cast<unsigned char*>(out) + first * stride;
    for (std::size_t block = 0; block < blocks; ++block) {
      HWY_ALIGN T values[16 / sizeof(T) * mostStepBlocks];
      emitBlocks<Law, T>(source, block, affine, values);
      for (std::size_t i = 0; i < now; ++i)
        std::memcpy(target + i * stride + block * 16, values + i * (16 / sizeof(T)), 16);
    }
  }
}

template <class Law, class T>
Kernel<T> makeKernel() {
  return {&runBlocks<Law, T>, &tileBlocks<Law, T>, &manyBlocks<Law, T>};
}

} // namespace HWY_NAMESPACE
} // namespace varscope::runtime
HWY_AFTER_NAMESPACE();

#endif
