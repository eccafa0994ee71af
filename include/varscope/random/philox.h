#pragma once
/// Philox4x32-10 and how a variable's stream is derived from its name. The
/// scheme is written down in docs/random.md and never changes under one
/// version of the plan.
///
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3" (SC11).

#include <varscope/runtime/fill.h>

#include <array>
#include <cstdint>

namespace varscope::rng {

using Words = std::array<std::uint32_t, 4>;

inline constexpr std::uint32_t philox_multiplier_0 = 0xD2511F53, philox_multiplier_1 = 0xCD9E8D57,
                               philox_weyl_0 = 0x9E3779B9, philox_weyl_1 = 0xBB67AE85;
inline constexpr int philox_rounds = 10;

/// The bijection: 128 bits of counter to 128 bits, under a 64-bit key.
constexpr Words philox(Words counter, std::uint32_t key_0, std::uint32_t key_1) {
  for (int round = 0; round < philox_rounds; ++round) {
    const std::uint64_t product_0 = std::uint64_t{philox_multiplier_0} * counter[0];
    const std::uint64_t product_1 = std::uint64_t{philox_multiplier_1} * counter[2];
    counter = {static_cast<std::uint32_t>(product_1 >> 32) ^ counter[1] ^ key_0,
               static_cast<std::uint32_t>(product_1),
               static_cast<std::uint32_t>(product_0 >> 32) ^ counter[3] ^ key_1,
               static_cast<std::uint32_t>(product_0)};
    key_0 += philox_weyl_0;
    key_1 += philox_weyl_1;
  }
  return counter;
}

/// One variable's random stream: 2^64 blocks of four words.
struct StreamKey {
  std::uint32_t key_0 = 0, key_1 = 0;           ///< Philox key
  std::uint32_t counter_2 = 0, counter_3 = 0;   ///< upper half of every counter

  constexpr Words block(std::uint64_t index) const {
    return philox({static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32),
                   counter_2, counter_3},
                  key_0, key_1);
  }
};

/// The stream of one name under one seed (the initialiser's own, or else the
/// model's). Philox is a bijection, so under one seed distinct names have
/// distinct (key, upper counter) pairs: their streams never overlap.
constexpr StreamKey derive_stream(std::uint64_t seed, runtime::NameHash name) {
  const Words words =
      philox({static_cast<std::uint32_t>(name.low), static_cast<std::uint32_t>(name.low >> 32),
              static_cast<std::uint32_t>(name.high), static_cast<std::uint32_t>(name.high >> 32)},
             static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32));
  return {words[0], words[1], words[2], words[3]};
}

} // namespace varscope::rng
