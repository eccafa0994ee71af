// The kernels without vectors: the formulas of include/varscope/random, one
// block after the other. What every other target is compared with.
#include "Runtime/Kernels.h"

#include <algorithm>
#include <cstring>
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
void manyBlocks(std::uint64_t seed, const NameHash* names, std::size_t count, std::size_t blocks,
                const rng::Affine<T>& affine, void* out, std::size_t stride) {
  for (std::size_t i = 0; i < count; ++i) {
    const rng::StreamKey stream = rng::derive_stream(seed, names[i]);
    for (std::size_t block = 0; block < blocks; ++block) {
      T values[16 / sizeof(T)];
      emitBlock<Law>(stream.block(block), affine, values);
      std::memcpy(static_cast<unsigned char*>(out) + i * stride + block * 16, values, 16);
    }
  }
}

template <class Law, class T>
Kernel<T> makeKernel() {
  return {&runBlocks<Law, T>, &tileBlocks<Law, T>, &manyBlocks<Law, T>};
}

template <class Law>
KernelSet makeKernels() {
  return {makeKernel<Law, float>(), makeKernel<Law, double>()};
}

template <class T>
void project(const T* v, const T* c, std::size_t ldc, std::size_t rows, std::size_t columns, T* w,
             std::size_t ldw) {
  for (std::size_t k = 0; k < panelWidth; ++k)
    for (std::size_t j = 0; j < columns; ++j) {
      T result = 0;
      for (std::size_t first = 0; first < rows; first += rowChunk) {
        T sum = 0;
        for (std::size_t i = first; i < std::min(rows, first + rowChunk); ++i)
          sum += v[i * panelWidth + k] * c[i * ldc + j];
        result += sum;
      }
      w[k * ldw + j] = result;
    }
}

template <class T>
void update(const T* v, const T* w, std::size_t ldw, std::size_t rows, std::size_t columns, T* c,
            std::size_t ldc) {
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t k = 0; k < panelWidth; ++k)
      for (std::size_t j = 0; j < columns; ++j)
        c[i * ldc + j] -= v[i * panelWidth + k] * w[k * ldw + j];
}

template <class T>
void sweep(T* panel, std::size_t rows, std::size_t column, T inverse, const T* y, T* dots) {
  std::fill_n(dots, panelWidth, T(0));
  for (std::size_t first = 0; first < rows; first += rowChunk) {
    T sums[panelWidth] = {};
    for (std::size_t i = first; i < std::min(rows, first + rowChunk); ++i) {
      T* const row = panel + i * panelWidth;
      const T v = row[column] * inverse;
      for (std::size_t k = 0; k < panelWidth; ++k)
        row[k] -= v * y[k];
      const T pivot = column + 1 < panelWidth ? row[column + 1] : T(0);
      for (std::size_t k = 0; k < panelWidth; ++k)
        sums[k] += pivot * row[k];
      row[column] = v;
    }
    for (std::size_t k = 0; k < panelWidth; ++k)
      dots[k] += sums[k];
  }
}

template <class T>
Householder<T> makeHouseholder() {
  return {&project<T>, &update<T>, &sweep<T>};
}

} // namespace

KernelTable scalarKernels() {
  return {"SCALAR", makeKernels<UniformLaw>(), makeKernels<NormalLaw>(),
          makeKernels<TruncatedNormalLaw>(), makeKernels<WordLaw>(),
          {makeHouseholder<float>(), makeHouseholder<double>()}};
}

} // namespace varscope::runtime
