// Philox4x32-10 on vectors, and where its blocks come from; compiled once per
// Highway target. A 64-bit lane works on one block: each word sits in the low
// half of a lane, high halves hold anything. Two vectors of blocks are computed
// together, so that neither waits for its own products.

#if defined(VARSCOPE_RUNTIME_PHILOX_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef VARSCOPE_RUNTIME_PHILOX_INL_H
#undef VARSCOPE_RUNTIME_PHILOX_INL_H
#else
#define VARSCOPE_RUNTIME_PHILOX_INL_H
#endif

#include "Runtime/Kernels.h"

#include <hwy/highway.h>

#include <bit>

HWY_BEFORE_NAMESPACE();
namespace varscope::runtime {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET != HWY_SCALAR

using Lanes64 = hn::ScalableTag<std::uint64_t>;
using Lanes32 = hn::ScalableTag<std::uint32_t>;
using Vec64 = hn::Vec<Lanes64>;
using Vec32 = hn::Vec<Lanes32>;

/// Every round's key for blocks that have one in common. A key is loaded as
/// part of the instruction that takes it, which costs less than an addition.
class RoundKeys {
public:
  explicit RoundKeys(const rng::StreamKey& stream) {
    for (std::uint64_t round = 0; round < rng::philox_rounds; ++round) {
      set(words[round][0], stream.key_0 + round * rng::philox_weyl_0);
      set(words[round][1], stream.key_1 + round * rng::philox_weyl_1);
    }
  }

  HWY_INLINE Vec64 first(int round) const { return hn::Load(Lanes64(), words[round][0]); }
  HWY_INLINE Vec64 second(int round) const { return hn::Load(Lanes64(), words[round][1]); }

private:
  static void set(std::uint64_t* to, std::uint64_t key) {
    hn::Store(hn::Set(Lanes64(), key), Lanes64(), to);
  }

  HWY_ALIGN std::uint64_t words[rng::philox_rounds][2][hn::MaxLanes(Lanes64())];
};

/// A key in each lane.
struct LaneKeys {
  Vec64 key_0, key_1;

  HWY_INLINE Vec64 first(int round) const { return at(key_0, round, rng::philox_weyl_0); }
  HWY_INLINE Vec64 second(int round) const { return at(key_1, round, rng::philox_weyl_1); }

private:
  static HWY_INLINE Vec64 at(Vec64 key, int round, std::uint64_t weyl) {
    return hn::Add(key, hn::Set(Lanes64(), static_cast<std::uint64_t>(round) * weyl));
  }
};

template <class Keys>
struct Blocks {
  Vec64 x0, x1, x2, x3;
  const Keys keys;
};

HWY_INLINE Vec64 highHalf(Vec64 v) {
  return hn::BitCast(Lanes64(), hn::Shuffle2301(hn::BitCast(Lanes32(), v)));
}

template <class Keys>
HWY_INLINE void philoxRound(Blocks<Keys>& b, int round) {
  const Lanes32 d;
  const auto p0 = hn::MulEven(hn::BitCast(d, b.x0), hn::Set(d, rng::philox_multiplier_0));
  const auto p1 = hn::MulEven(hn::BitCast(d, b.x2), hn::Set(d, rng::philox_multiplier_1));
  b.x0 = hn::Xor(highHalf(p1), hn::Xor(b.x1, b.keys.first(round)));
  b.x2 = hn::Xor(highHalf(p0), hn::Xor(b.x3, b.keys.second(round)));
  b.x1 = p1;
  b.x3 = p0;
}

template <class Keys>
HWY_INLINE void philoxRounds(Blocks<Keys>& a, Blocks<Keys>& b) {
  HWY_UNROLL(10)
  for (int round = 0; round < rng::philox_rounds; ++round) {
    philoxRound(a, round);
    philoxRound(b, round);
  }
}

/// A word of the blocks in even lanes and of those in odd lanes, together.
HWY_INLINE Vec32 joinWords(Vec64 even, Vec64 odd) {
  const Lanes32 d;
  return hn::OddEven(hn::BitCast(d, hn::ShiftLeft<32>(odd)), hn::BitCast(d, even));
}

/// 64-bit words from pairs of 32-bit ones.
HWY_INLINE Vec64 joinHalves(Vec64 low, Vec64 high) {
  return hn::Or(hn::And(low, hn::Set(Lanes64(), std::uint64_t{0xFFFFFFFF})),
                hn::ShiftLeft<32>(high));
}

/// The even or the odd 32-bit lanes.
HWY_INLINE Vec64 everySecond(Vec32 words, int odd) {
  const auto both = hn::BitCast(Lanes64(), words);
  return odd ? highHalf(both) : both;
}

#endif

// A source gives a step's blocks, as many as a vector has 32-bit lanes, in two
// vectors: the even ones (0, 2, 4...) and the odd ones.

/// Consecutive blocks of one stream.
class RunSource {
public:
  RunSource(const rng::StreamKey& stream, std::uint64_t first) : stream(stream), first(first) {}

  rng::Words block(std::size_t at) const { return stream.block(first + at); }

#if HWY_TARGET != HWY_SCALAR
  HWY_INLINE Blocks<const RoundKeys&> blocks(std::size_t at, int odd) const {
    const auto lane = hn::Iota(Lanes64(), 0);
    const auto index = hn::Add(hn::Set(Lanes64(), first + at + static_cast<std::size_t>(odd)),
                               hn::Add(lane, lane));
    return {index, hn::ShiftRight<32>(index), hn::Set(Lanes64(), std::uint64_t{stream.counter_2}),
            hn::Set(Lanes64(), std::uint64_t{stream.counter_3}), keys};
  }

#endif

private:
  const rng::StreamKey& stream;
  const std::uint64_t first;
#if HWY_TARGET != HWY_SCALAR
  const RoundKeys keys{stream};
#endif
};

/// Blocks of a tile.
class TileSource {
public:
  explicit TileSource(const BlockTile& tile) : tile(tile) {}

  rng::Words block(std::size_t at) const {
    return rng::philox(
        {tile.counter[0][at], tile.counter[1][at], tile.counter[2][at], tile.counter[3][at]},
        tile.key[0][at], tile.key[1][at]);
  }

#if HWY_TARGET != HWY_SCALAR
  HWY_INLINE Blocks<LaneKeys> blocks(std::size_t at, int odd) const {
    return {load(tile.counter[0], at, odd),
            load(tile.counter[1], at, odd),
            load(tile.counter[2], at, odd),
            load(tile.counter[3], at, odd),
            {load(tile.key[0], at, odd), load(tile.key[1], at, odd)}};
  }

#endif

private:
  const BlockTile& tile;
#if HWY_TARGET != HWY_SCALAR
  static HWY_INLINE Vec64 load(const std::uint32_t* words, std::size_t at, int odd) {
    return everySecond(hn::LoadU(Lanes32(), words + at), odd);
  }
#endif
};

/// The same block of several variables, one in each 32-bit lane.
#if HWY_TARGET == HWY_SCALAR
class ManySource {
public:
  ManySource(std::uint64_t seed, const NameHash* names)
      : stream(rng::derive_stream(seed, *names)) {}
  rng::Words block(std::size_t at) const { return stream.block(at); }

private:
  const rng::StreamKey stream;
};
#else
class ManySource {
  static_assert(std::endian::native == std::endian::little, "names are read as four words each");

public:
  /// As rng::derive_stream. `names` has one for each lane.
  HWY_INLINE ManySource(std::uint64_t seed, const NameHash* names) {
    const Lanes32 d;
    auto w0 = hn::Undefined(d), w1 = w0, w2 = w0, w3 = w0;
    hn::LoadInterleaved4(d, reinterpret_cast<const std::uint32_t*>(names), w0, w1, w2, w3);
    const LaneKeys keys{hn::Set(Lanes64(), seed & 0xFFFFFFFF), hn::Set(Lanes64(), seed >> 32)};
    Blocks<LaneKeys> even{everySecond(w0, 0), everySecond(w1, 0), everySecond(w2, 0),
                          everySecond(w3, 0), keys};
    Blocks<LaneKeys> odd{everySecond(w0, 1), everySecond(w1, 1), everySecond(w2, 1),
                         everySecond(w3, 1), keys};
    philoxRounds(even, odd);
    key_0 = joinWords(even.x0, odd.x0);
    key_1 = joinWords(even.x1, odd.x1);
    counter_2 = joinWords(even.x2, odd.x2);
    counter_3 = joinWords(even.x3, odd.x3);
  }

  /// Block `at` of the even variables, or of the odd ones.
  HWY_INLINE Blocks<LaneKeys> blocks(std::size_t at, int odd) const {
    return {hn::Set(Lanes64(), std::uint64_t{at} & 0xFFFFFFFF),
            hn::Set(Lanes64(), std::uint64_t{at} >> 32),
            everySecond(counter_2, odd),
            everySecond(counter_3, odd),
            {everySecond(key_0, odd), everySecond(key_1, odd)}};
  }

private:
  Vec32 key_0, key_1, counter_2, counter_3;
};
#endif

} // namespace HWY_NAMESPACE
} // namespace varscope::runtime
HWY_AFTER_NAMESPACE();

#endif
