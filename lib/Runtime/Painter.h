#pragma once
/// Writes ranges of elements of one whole variable after another. Small
/// ranges of several variables with one recipe share a BlockTile.

#include "Runtime/Kernels.h"
#include "Runtime/Recipe.h"

namespace varscope::runtime {

class Painter {
public:
  explicit Painter(const KernelTable& table) : table(table) {}
  ~Painter() { flush(); }
  Painter(const Painter&) = delete;
  Painter& operator=(const Painter&) = delete;

  /// The law of the following ranges; one of uniform, normal,
  /// truncated_normal and integer.
  void use(const Recipe& next);

  /// Elements [first, first + count) of the stream's variable.
  void paint(const rng::StreamKey& stream, std::uint64_t first, std::uint64_t count,
             unsigned char* out);

  /// Whether whole variables of so many elements are better painted together.
  bool isSmall(std::uint64_t elements) const {
    return elements <= smallBlocks * (isWide ? 2 : 4);
  }

  /// All `elements`, few of them, of each of `count` variables: those that the
  /// names give under `seed`, `stride` bytes apart.
  void paintMany(std::uint64_t seed, const NameHash* names, std::uint64_t count,
                 std::uint64_t elements, std::uint64_t stride, unsigned char* out);

  /// Writes what is still collected.
  void flush();

private:
  struct Copy {
    unsigned char* out;
    std::uint32_t from, count; ///< elements of the tile
  };
  /// More blocks than this in a row are not worth collecting.
  static constexpr std::uint64_t smallBlocks = BlockTile::capacity / 2;

  void runBlocks(const rng::StreamKey& stream, std::uint64_t block, std::uint64_t blocks,
                 unsigned char* out);
  void collect(const rng::StreamKey& stream, std::uint64_t first, std::uint64_t count,
               unsigned char* out);
  void runMany(std::uint64_t seed, const NameHash* names, std::size_t count, std::size_t blocks,
               unsigned char* out, std::size_t stride) const;
  void store(const unsigned char* values, std::uint64_t count, unsigned char* out) const;

  const KernelTable& table;
  Recipe recipe;
  KernelSet kernels;
  bool isWide = false;          ///< 64-bit words: two values in a block, not four
  std::size_t elementBytes = 4;
  bool direct = true;           ///< kernels write elements, not values to convert
  std::size_t used = 0, copyCount = 0;
  BlockTile tile;
  Copy copies[BlockTile::capacity];
};

} // namespace varscope::runtime
