// What the kernel files share, compiled once per Highway target: Philox on
// vectors, the loops, and the arithmetic of include/varscope/random/formulas.h
// in the same order. No fused multiply-add anywhere.

#if defined(VARSCOPE_RUNTIME_KERNEL_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef VARSCOPE_RUNTIME_KERNEL_INL_H
#undef VARSCOPE_RUNTIME_KERNEL_INL_H
#else
#define VARSCOPE_RUNTIME_KERNEL_INL_H
#endif

#include "Runtime/Kernels.h"

#include <hwy/highway.h>

#include <bit>
#include <cstring>

HWY_BEFORE_NAMESPACE();
namespace varscope::runtime {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// -- Philox -------------------------------------------------------------------
// A 64-bit lane works on one block: each word sits in the low half of a lane,
// high halves are ignored (MulEven reads low halves only).

#if HWY_TARGET != HWY_SCALAR

template <class V64>
struct State {
  V64 x0, x1, x2, x3, k0, k1;
};

template <class D64, class V64>
HWY_INLINE void philoxRounds(D64 d64, State<V64>& s) {
  const hn::Repartition<std::uint32_t, D64> d32;
  const auto m0 = hn::Set(d32, rng::philox_multiplier_0);
  const auto m1 = hn::Set(d32, rng::philox_multiplier_1);
  const auto w0 = hn::Set(d64, std::uint64_t{rng::philox_weyl_0});
  const auto w1 = hn::Set(d64, std::uint64_t{rng::philox_weyl_1});
  for (int round = 0; round < rng::philox_rounds; ++round) {
    const auto p0 = hn::MulEven(hn::BitCast(d32, s.x0), m0);
    const auto p1 = hn::MulEven(hn::BitCast(d32, s.x2), m1);
    s.x0 = hn::Xor(hn::ShiftRight<32>(p1), hn::Xor(s.x1, s.k0));
    s.x2 = hn::Xor(hn::ShiftRight<32>(p0), hn::Xor(s.x3, s.k1));
    s.x1 = p1;
    s.x3 = p0;
    s.k0 = hn::Add(s.k0, w0);
    s.k1 = hn::Add(s.k1, w1);
  }
}

/// Word `w` of the blocks in even lanes and of those in odd lanes, together.
template <class D32, class V64>
HWY_INLINE hn::Vec<D32> joinWords(D32 d32, V64 even, V64 odd) {
  return hn::OddEven(hn::BitCast(d32, hn::ShiftLeft<32>(odd)), hn::BitCast(d32, even));
}

/// 64-bit words from pairs of 32-bit ones.
template <class D64, class V64>
HWY_INLINE V64 joinHalves(D64 d64, V64 low, V64 high) {
  return hn::Or(hn::And(low, hn::Set(d64, std::uint64_t{0xFFFFFFFF})), hn::ShiftLeft<32>(high));
}

#endif

/// Consecutive blocks of one stream.
struct RunSource {
  const rng::StreamKey& stream;
  std::uint64_t first;

  rng::Words block(std::size_t at) const { return stream.block(first + at); }

#if HWY_TARGET != HWY_SCALAR
  /// Blocks at, at + stride, ...
  template <class D64>
  HWY_INLINE State<hn::Vec<D64>> state(D64 d64, std::size_t at, int odd, int stride) const {
    auto lane = hn::Iota(d64, 0);
    if (stride == 2)
      lane = hn::Add(lane, lane);
    const auto index = hn::Add(hn::Set(d64, first + at + static_cast<std::uint64_t>(odd)), lane);
    return {index,
            hn::ShiftRight<32>(index),
            hn::Set(d64, std::uint64_t{stream.counter_2}),
            hn::Set(d64, std::uint64_t{stream.counter_3}),
            hn::Set(d64, std::uint64_t{stream.key_0}),
            hn::Set(d64, std::uint64_t{stream.key_1})};
  }
#endif
};

/// Blocks of a tile.
struct TileSource {
  const BlockTile& tile;

  rng::Words block(std::size_t at) const {
    return rng::philox({tile.counter[0][at], tile.counter[1][at], tile.counter[2][at],
                        tile.counter[3][at]},
                       tile.key[0][at], tile.key[1][at]);
  }

#if HWY_TARGET != HWY_SCALAR
  template <class D64>
  HWY_INLINE State<hn::Vec<D64>> state(D64 d64, std::size_t at, int odd, int stride) const {
    return {load(d64, tile.counter[0], at, odd, stride), load(d64, tile.counter[1], at, odd, stride),
            load(d64, tile.counter[2], at, odd, stride), load(d64, tile.counter[3], at, odd, stride),
            load(d64, tile.key[0], at, odd, stride),     load(d64, tile.key[1], at, odd, stride)};
  }

private:
  template <class D64>
  static HWY_INLINE hn::Vec<D64> load(D64 d64, const std::uint32_t* words, std::size_t at, int odd,
                                      int stride) {
    if (stride == 1)
      return hn::PromoteTo(d64, hn::LoadU(hn::Rebind<std::uint32_t, D64>(), words + at));
    const hn::Repartition<std::uint32_t, D64> d32;
    const auto both = hn::BitCast(d64, hn::LoadU(d32, words + at));
    return odd ? hn::ShiftRight<32>(both) : both;
  }
#endif
};

/// One variable in each 32-bit lane: its stream. The even lanes make one
/// vector of blocks, the odd ones another.
#if HWY_TARGET == HWY_SCALAR
struct ManySource {
  ManySource(hn::ScalableTag<std::uint32_t>, std::uint64_t seed, const NameHash* names)
      : stream(rng::derive_stream(seed, *names)) {}
  rng::Words block(std::size_t at) const { return stream.block(at); }

  rng::StreamKey stream;
  int half = 0;
};
#else
template <class V32>
HWY_INLINE auto pick(V32 words, int odd) {
  const auto both = hn::BitCast(hn::ScalableTag<std::uint64_t>(), words);
  return odd ? hn::ShiftRight<32>(both) : both;
}

struct ManySource {
  using D32 = hn::ScalableTag<std::uint32_t>;
  using V32 = hn::Vec<D32>;
  static_assert(std::endian::native == std::endian::little, "names are read as four words each");

  /// As rng::derive_stream. `names` has one for each lane.
  ManySource(D32 d32, std::uint64_t seed, const NameHash* names) {
    auto w0 = hn::Undefined(d32), w1 = w0, w2 = w0, w3 = w0;
    hn::LoadInterleaved4(d32, reinterpret_cast<const std::uint32_t*>(names), w0, w1, w2, w3);
    const hn::Repartition<std::uint64_t, D32> d64;
    const auto key0 = hn::Set(d64, seed & 0xFFFFFFFF), key1 = hn::Set(d64, seed >> 32);
    State<hn::Vec<decltype(d64)>> even{pick(w0, 0), pick(w1, 0), pick(w2, 0), pick(w3, 0), key0, key1};
    State<hn::Vec<decltype(d64)>> odd{pick(w0, 1), pick(w1, 1), pick(w2, 1), pick(w3, 1), key0, key1};
    philoxRounds(d64, even);
    philoxRounds(d64, odd);
    key_0 = joinWords(d32, even.x0, odd.x0);
    key_1 = joinWords(d32, even.x1, odd.x1);
    counter_2 = joinWords(d32, even.x2, odd.x2);
    counter_3 = joinWords(d32, even.x3, odd.x3);
  }

  /// Block `at` of every second variable: the odd ones, or those of `half`.
  template <class D64>
  HWY_INLINE State<hn::Vec<D64>> state(D64 d64, std::size_t at, int odd, int stride) const {
    const int which = stride == 2 ? odd : half;
    return {hn::Set(d64, std::uint64_t{at} & 0xFFFFFFFF),
            hn::Set(d64, std::uint64_t{at} >> 32),
            pick(counter_2, which),
            pick(counter_3, which),
            pick(key_0, which),
            pick(key_1, which)};
  }

  V32 key_0, key_1, counter_2, counter_3;
  int half = 0;
};
#endif

template <class D32, class Source>
HWY_INLINE void fourWords(D32 d32, const Source& source, std::size_t at, hn::Vec<D32>& w0,
                          hn::Vec<D32>& w1, hn::Vec<D32>& w2, hn::Vec<D32>& w3) {
#if HWY_TARGET == HWY_SCALAR
  const rng::Words words = source.block(at);
  w0 = hn::Set(d32, words[0]);
  w1 = hn::Set(d32, words[1]);
  w2 = hn::Set(d32, words[2]);
  w3 = hn::Set(d32, words[3]);
#else
  const hn::Repartition<std::uint64_t, D32> d64;
  auto even = source.state(d64, at, 0, 2);
  auto odd = source.state(d64, at, 1, 2);
  philoxRounds(d64, even);
  philoxRounds(d64, odd);
  w0 = joinWords(d32, even.x0, odd.x0);
  w1 = joinWords(d32, even.x1, odd.x1);
  w2 = joinWords(d32, even.x2, odd.x2);
  w3 = joinWords(d32, even.x3, odd.x3);
#endif
}

template <class D64, class Source>
HWY_INLINE void twoWords(D64 d64, const Source& source, std::size_t at, hn::Vec<D64>& a,
                         hn::Vec<D64>& b) {
#if HWY_TARGET == HWY_SCALAR
  const rng::Words words = source.block(at);
  a = hn::Set(d64, words[0] | std::uint64_t{words[1]} << 32);
  b = hn::Set(d64, words[2] | std::uint64_t{words[3]} << 32);
#else
  auto state = source.state(d64, at, 0, 1);
  philoxRounds(d64, state);
  a = joinHalves(d64, state.x0, state.x1);
  b = joinHalves(d64, state.x2, state.x3);
#endif
}

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
                          hn::Set(bits, std::uint64_t{0x4330000000000000}));   // 2^52 + low
  const auto high = hn::Or(hn::ShiftRight<32>(integer),
                           hn::Set(bits, std::uint64_t{0x4530000000000000})); // 2^84 + 2^32 high
  return hn::Add(hn::Sub(hn::BitCast(d, high), hn::Set(d, 0x1.00000001p84)), hn::BitCast(d, low));
}

/// bounds(z * scale + shift), as rng::Affine.
template <class D>
HWY_INLINE hn::Vec<D> applyAffine(D d, const rng::Affine<hn::TFromD<D>>& affine, hn::Vec<D> z) {
  const auto value = hn::Add(hn::Mul(z, hn::Set(d, affine.scale)), hn::Set(d, affine.shift));
  return hn::Min(hn::Max(value, hn::Set(d, affine.low)), hn::Set(d, affine.high));
}

// -- Loops --------------------------------------------------------------------
// Law::pair(d, affine, a, b, za, zb): two vectors of words to two of values.

/// Values of the N blocks from `at`, in order; N lanes of D.
template <class Law, class T, class Source, HWY_IF_LANE_SIZE(T, 4)>
HWY_INLINE void emitBlocks(const Source& source, std::size_t at, const rng::Affine<T>& affine,
                           T* out) {
  const hn::ScalableTag<T> d;
  const hn::ScalableTag<std::uint32_t> bits;
  auto w0 = hn::Undefined(bits), w1 = w0, w2 = w0, w3 = w0;
  fourWords(bits, source, at, w0, w1, w2, w3);
  auto z0 = hn::Undefined(d), z1 = z0, z2 = z0, z3 = z0;
  Law::pair(d, affine, w0, w1, z0, z1);
  Law::pair(d, affine, w2, w3, z2, z3);
  hn::StoreInterleaved4(z0, z1, z2, z3, d, out);
}

template <class Law, class T, class Source, HWY_IF_LANE_SIZE(T, 8)>
HWY_INLINE void emitBlocks(const Source& source, std::size_t at, const rng::Affine<T>& affine,
                           T* out) {
  const hn::ScalableTag<T> d;
  const hn::ScalableTag<std::uint64_t> bits;
  auto a = hn::Undefined(bits), b = a;
  twoWords(bits, source, at, a, b);
  auto za = hn::Undefined(d), zb = za;
  Law::pair(d, affine, a, b, za, zb);
  hn::StoreInterleaved2(za, zb, d, out);
}

template <class Law, class T>
void runBlocks(const rng::StreamKey& stream, std::uint64_t first, std::size_t blocks,
               const rng::Affine<T>& affine, T* out) {
  constexpr std::size_t perBlock = 16 / sizeof(T);
  const std::size_t lanes = hn::Lanes(hn::ScalableTag<T>());
  const RunSource source{stream, first};
  std::size_t at = 0;
  for (; at + lanes <= blocks; at += lanes)
    emitBlocks<Law, T>(source, at, affine, out + at * perBlock);
  if (at < blocks) {
    HWY_ALIGN T rest[perBlock * hn::MaxLanes(hn::ScalableTag<T>())];
    emitBlocks<Law, T>(source, at, affine, rest);
    std::memcpy(out + at * perBlock, rest, (blocks - at) * perBlock * sizeof(T));
  }
}

template <class Law, class T>
void tileBlocks(const BlockTile& tile, std::size_t blocks, const rng::Affine<T>& affine, T* out) {
  constexpr std::size_t perBlock = 16 / sizeof(T);
  const std::size_t lanes = hn::Lanes(hn::ScalableTag<T>());
  static_assert(BlockTile::capacity % hn::MaxLanes(hn::ScalableTag<T>()) == 0,
                "a vector must not reach over the tile's end");
  const TileSource source{tile};
  for (std::size_t at = 0; at < blocks; at += lanes)
    emitBlocks<Law, T>(source, at, affine, out + at * perBlock);
}

template <class Law, class T>
void manyBlocks(std::uint64_t seed, const NameHash* names, std::size_t count, std::size_t blocks,
                const rng::Affine<T>& affine, void* out, std::size_t stride) {
  const hn::ScalableTag<std::uint32_t> d32;
  const std::size_t lanes = hn::Lanes(d32), most = hn::MaxLanes(d32);
  // A vector of doubles holds every second variable.
  const std::size_t halves = lanes == 1 ? 1 : sizeof(T) / 4;
  for (std::size_t first = 0; first < count; first += lanes) {
    NameHash padded[most];
    const std::size_t now = count - first < lanes ? count - first : lanes;
    if (now < lanes)
      std::memcpy(padded, names + first, now * sizeof(NameHash));
    ManySource source(d32, seed, now < lanes ? padded : names + first);
    auto* const target = static_cast<unsigned char*>(out) + first * stride;
    for (std::size_t block = 0; block < blocks; ++block)
      for (std::size_t half = 0; half < halves; ++half) {
        HWY_ALIGN T values[4 * most];
        source.half = static_cast<int>(half);
        emitBlocks<Law, T>(source, block, affine, values);
        for (std::size_t i = half; i < now; i += halves)
          std::memcpy(target + i * stride + block * 16, values + i / halves * (16 / sizeof(T)), 16);
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
