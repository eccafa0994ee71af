#pragma once
/// The boundary between the headers (compiled with the user's compiler and
/// standard library) and the compiled run-time library. Plain data only, so
/// that any compiler and standard library can call it.

#include <varscope/dtype.h>
#include <varscope/seed_policy.h>

#include <cstddef>
#include <cstdint>

namespace varscope::runtime {

/// How a variable gets its first values. Values are part of the plan's
/// binary layout: append only.
enum class FillKind : std::uint8_t {
  zeros,
  ones,
  constant,             ///< constant(c): `data`, one value or as many as elements (row-major;
                        ///< as in TensorFlow the last one is repeated)
  value,                ///< value(v): `data`, as many as elements
  random_uniform,       ///< [a, b)
  random_normal,        ///< mean a, standard deviation b
  truncated_normal,     ///< mean a, standard deviation b, cut at 2 standard deviations
  uniform_unit_scaling, ///< factor a
  variance_scaling,     ///< scale a, `mode`, `distribution`
  glorot_uniform,
  glorot_normal,
  he_uniform,
  he_normal,
  lecun_uniform,
  lecun_normal,
  orthogonal,           ///< gain a
  identity,             ///< gain a
  callable              ///< the user's code; never reaches the kernels
};

/// Whether values depend on a seed.
constexpr bool is_random(FillKind kind) {
  return kind >= FillKind::random_uniform && kind <= FillKind::orthogonal;
}

enum class FanMode : std::uint8_t { fan_in, fan_out, fan_avg };
enum class FanDistribution : std::uint8_t { truncated_normal, untruncated_normal, uniform };

/// An initialiser's parameters.
struct FillSpec {
  FillKind kind = FillKind::zeros;
  DType data_dtype = DType::float32; ///< of `data`
  FanMode mode = FanMode::fan_in;
  FanDistribution distribution = FanDistribution::truncated_normal;
  bool has_seed = false;             ///< `seed` replaces the model's seed
  std::int64_t seed = 0;
  double a = 0, b = 0;
  const void* data = nullptr;
  std::uint64_t data_count = 0;
};

/// 128 bits that name a variable's random stream: a versioned hash of its
/// name's components, each length-prefixed.
struct NameHash {
  std::uint64_t low = 0, high = 0;
};

/// One block of one variable to fill. The block is given within the whole
/// (unpartitioned) variable: element (i, j, ...) of the block is element
/// (offset[0] + i, offset[1] + j, ...) of the whole, and gets the value that
/// it would get if the whole were filled, whatever the block.
///
/// A task may be a part of a block, and it may be several blocks at once:
/// variables of one shape and initialiser at equal distances in memory, which
/// then cost next to nothing but their bytes.
struct FillTask {
  static constexpr std::uint64_t all = ~std::uint64_t{0};

  void* out = nullptr;                   ///< where element `first` of the block goes; elements are
                                         ///< row-major and contiguous
  DType dtype = DType::float32;
  std::uint32_t rank = 0;
  const std::int64_t* full_shape = nullptr; ///< rank numbers
  const std::int64_t* offset = nullptr;     ///< rank numbers; null: all 0
  const std::int64_t* extent = nullptr;     ///< rank numbers; null: full_shape
  NameHash name;                         ///< of the whole
  FillSpec spec;
  std::uint64_t first = 0, elements = all; ///< the part of the block, in row-major order
  std::uint64_t count = 1;               ///< of variables; the orthogonal ones are single
  const NameHash* names = nullptr;       ///< their wholes', when there are several
  std::uint64_t stride = 0;              ///< bytes from one to the next, when there are several
};

enum class FillStatus : std::uint8_t { ok, bad_argument, out_of_memory };

/// Hash of a variable's op name ("a/b/v"); stable for ever for one scheme version.
NameHash hash_name(const char* name, std::size_t length) noexcept;

/// Fills every task. Values depend on the task, `model_seed` and `policy`
/// alone: not on order, threads, instruction set or how the work is cut.
/// \param threads 0: all processors.
/// \param out_is_zero the memory is known to be fresh zero pages: zeros cost nothing.
/// \param policy with SeedPolicy::tensorflow a random initialiser needs a seed of its own, and a
///        block has the values of a variable of its shape, as TensorFlow's shards have
FillStatus fill(const FillTask* tasks, std::size_t count, std::uint64_t model_seed,
                unsigned threads, bool out_is_zero,
                SeedPolicy policy = SeedPolicy::by_name) noexcept;

/// Bytes for arenas: 64-byte aligned, zeroed, on huge pages where they help.
/// Null when there is no memory.
void* allocate_arena(std::size_t bytes) noexcept;
void free_arena(void* arena, std::size_t bytes) noexcept;

/// SHA-256 of a byte range, for examples and tests that compare arenas.
void sha256(const void* bytes, std::size_t count, unsigned char digest[32]) noexcept;

} // namespace varscope::runtime
