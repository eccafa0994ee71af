// The kernels without vectors: the formulas of include/varscope/random, one
// block after the other. What every other target is compared with.
#include "Runtime/Kernels.h"

#include <type_traits>

namespace varscope::runtime {
namespace {

/// The block's words in the width of T.
template <class T>
auto wordsOf(const rng::Words& words) {
  if constexpr (sizeof(T) == 4)
    return words;
  else
    return std::array<std::uint64_t, 2>{words[0] | std::uint64_t{words[1]} << 32,
                                        words[2] | std::uint64_t{words[3]} << 32};
}

struct UniformLaw {
  template <class T, class W>
  static rng::Pair<T> pair(W a, W b) {
    return {rng::standard_uniform<T>(a), rng::standard_uniform<T>(b)};
  }
};

struct NormalLaw {
  template <class T, class W>
  static rng::Pair<T> pair(W a, W b) {
    return rng::standard_normal<T>(a, b);
  }
};

struct TruncatedNormalLaw {
  template <class T, class W>
  static rng::Pair<T> pair(W a, W b) {
    return {rng::standard_truncated_normal<T>(a), rng::standard_truncated_normal<T>(b)};
  }
};

struct WordLaw {
  template <class T, class W>
  static rng::Pair<T> pair(W a, W b) {
    return {std::bit_cast<T>(a), std::bit_cast<T>(b)};
  }
};

template <class Law, class T>
void emitBlock(const rng::Words& block, const rng::Affine<T>& affine, T* out) {
  const auto words = wordsOf<T>(block);
  for (std::size_t i = 0; i < words.size(); i += 2) {
    const rng::Pair<T> values = Law::template pair<T>(words[i], words[i + 1]);
    constexpr bool plain = std::is_same_v<Law, WordLaw>;
    out[i] = plain ? values.first : affine(values.first);
    out[i + 1] = plain ? values.second : affine(values.second);
  }
}

template <class Law, class T>
void runBlocks(const rng::StreamKey& stream, std::uint64_t first, std::size_t blocks,
               const rng::Affine<T>& affine, T* out) {
  for (std::size_t i = 0; i < blocks; ++i)
    emitBlock<Law>(stream.block(first + i), affine, out + i * (16 / sizeof(T)));
}

template <class Law, class T>
void tileBlocks(const BlockTile& tile, std::size_t blocks, const rng::Affine<T>& affine, T* out) {
  for (std::size_t i = 0; i < blocks; ++i)
    emitBlock<Law>(rng::philox({tile.counter[0][i], tile.counter[1][i], tile.counter[2][i],
                                tile.counter[3][i]},
                               tile.key[0][i], tile.key[1][i]),
                   affine, out + i * (16 / sizeof(T)));
}

template <class Law, class T>
Kernel<T> makeKernel() {
  return {&runBlocks<Law, T>, &tileBlocks<Law, T>};
}

template <class Law>
KernelSet makeKernels() {
  return {makeKernel<Law, float>(), makeKernel<Law, double>()};
}

} // namespace

KernelTable scalarKernels() {
  return {"SCALAR", makeKernels<UniformLaw>(), makeKernels<NormalLaw>(),
          makeKernels<TruncatedNormalLaw>(),
          makeKernels<WordLaw>()};
}

} // namespace varscope::runtime
