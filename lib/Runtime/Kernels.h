#pragma once
/// The vector kernels behind one table per instruction set.
///
///   Kernel       one law for one word width: fills whole Philox blocks
///   KernelSet    one law: 32-bit (float32) and 64-bit (float64) kernels
///   KernelTable  every law, for one target
///   BlockTile    blocks of several streams, so that many tiny variables
///                share one vector pass

#include <varscope/random/formulas.h>
#include <varscope/random/philox.h>

#include <cstddef>
#include <cstdint>

namespace varscope::runtime {

/// Up to 64 Philox blocks, each with a key and counter of its own (structure
/// of arrays). Unused entries may hold anything.
struct BlockTile {
  static constexpr std::size_t capacity = 64;
  alignas(64) std::uint32_t counter[4][capacity];
  alignas(64) std::uint32_t key[2][capacity];

  void set(std::size_t at, const rng::StreamKey& stream, std::uint64_t block) {
    counter[0][at] = static_cast<std::uint32_t>(block);
    counter[1][at] = static_cast<std::uint32_t>(block >> 32);
    counter[2][at] = stream.counter_2;
    counter[3][at] = stream.counter_3;
    key[0][at] = stream.key_0;
    key[1][at] = stream.key_1;
  }
};

/// T is float or double. A block gives 16 / sizeof(T) values.
template <class T>
struct Kernel {
  /// Blocks [first, first + blocks) of one stream, in order.
  void (*run)(const rng::StreamKey& stream, std::uint64_t first, std::size_t blocks,
              const rng::Affine<T>& affine, T* out) = nullptr;
  /// The tile's first `blocks` blocks, in order; `out` has room for a full tile.
  void (*tile)(const BlockTile& tile, std::size_t blocks, const rng::Affine<T>& affine,
               T* out) = nullptr;
};

struct KernelSet {
  Kernel<float> single;
  Kernel<double> wide;
};

struct KernelTable {
  const char* target = nullptr;
  KernelSet uniform, normal, truncatedNormal;
  KernelSet words; ///< the random words themselves, as the bits of floats
};

// One function per law (its own file): the kernels at a place of Highway's
// dispatch table.
KernelSet uniformKernels(std::size_t index);
KernelSet normalKernels(std::size_t index);
KernelSet truncatedNormalKernels(std::size_t index);
KernelSet wordKernels(std::size_t index);

/// The scalar reference (include/varscope/random), no vectors.
KernelTable scalarKernels();

/// Every table that can run here, best first; the last is the scalar one.
std::size_t availableKernels(const KernelTable* const*& tables);

/// The best table that needs no more than the named target. Null if no
/// version of Highway has that name.
const KernelTable* kernelsFor(const char* target);

/// The table in use: the best one, unless VARSCOPE_TARGET restricts it.
const KernelTable& kernels();

} // namespace varscope::runtime
