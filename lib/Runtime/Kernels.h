#pragma once
/// The vector kernels behind one table per instruction set.
///
///   Kernel       one law for one word width: fills whole Philox blocks
///   KernelSet    one law: 32-bit (float32) and 64-bit (float64) kernels
///   Householder  the inner loops of a QR decomposition
///   KernelTable  everything, for one target
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
  /// The first `blocks` blocks of each of `count` variables, whose streams
  /// come from `seed` and the names; `stride` bytes from one to the next.
  void (*many)(std::uint64_t seed, const runtime::NameHash* names, std::size_t count,
               std::size_t blocks, const rng::Affine<T>& affine, void* out,
               std::size_t stride) = nullptr;
};

struct KernelSet {
  Kernel<float> single;
  Kernel<double> wide;
};

/// Reflections are gathered in panels of so many; columns of a matrix are a
/// multiple of it, rows of one a multiple of four.
inline constexpr std::size_t panelWidth = 32;
/// Rows that are summed before the sum is added to the others'.
inline constexpr std::size_t rowChunk = 128;

/// Matrices are row-major; ld is the elements from one row to the next, and
/// panelWidth for v and panel.
template <class T>
struct Householder {
  /// w = v^T * c: panelWidth rows and `columns` columns.
  void (*project)(const T* v, const T* c, std::size_t ldc, std::size_t rows, std::size_t columns,
                  T* w, std::size_t ldw) = nullptr;
  /// c -= v * w: `rows` rows and `columns` columns.
  void (*update)(const T* v, const T* w, std::size_t ldw, std::size_t rows, std::size_t columns,
                 T* c, std::size_t ldc) = nullptr;
  /// Applies one reflection to a panel's rows below its own and takes the sums
  /// for the next: v = row[column] * inverse; row -= v * y; row[column] = v, with
  /// y[column] = 0; dots = sum of row[column + 1] * row, as it was before v.
  void (*sweep)(T* panel, std::size_t rows, std::size_t column, T inverse, const T* y,
                T* dots) = nullptr;
};

struct HouseholderSet {
  Householder<float> single;
  Householder<double> wide;
};

struct KernelTable {
  const char* target = nullptr;
  KernelSet uniform, normal, truncatedNormal;
  KernelSet words; ///< the random words themselves, as the bits of floats
  HouseholderSet householder;
};

// One function per law (its own file): the kernels at a place of Highway's
// dispatch table.
KernelSet uniformKernels(std::size_t index);
KernelSet normalKernels(std::size_t index);
KernelSet truncatedNormalKernels(std::size_t index);
KernelSet wordKernels(std::size_t index);
HouseholderSet householderKernels(std::size_t index);

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
