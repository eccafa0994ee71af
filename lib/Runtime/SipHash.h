#pragma once
/// SipHash-2-4-128, incremental.

#include <varscope/runtime/fill.h>

#include <bit>
#include <cstddef>
#include <cstdint>

namespace varscope::runtime {

class SipHash128 {
public:
  /// \param key 16 bytes
  explicit SipHash128(const unsigned char* key) {
    std::uint64_t k0 = 0, k1 = 0;
    for (int i = 0; i < 8; ++i) {
      k0 |= std::uint64_t{key[i]} << (8 * i);
      k1 |= std::uint64_t{key[8 + i]} << (8 * i);
    }
    v0 = k0 ^ 0x736f6d6570736575;
    v1 = k1 ^ 0x646f72616e646f6d ^ 0xee;
    v2 = k0 ^ 0x6c7967656e657261;
    v3 = k1 ^ 0x7465646279746573;
  }

  void update(const unsigned char* bytes, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      pending |= std::uint64_t{bytes[i]} << (8 * (total % 8));
      if (++total % 8 == 0) {
        absorb(pending);
        pending = 0;
      }
    }
  }

  NameHash finish() {
    absorb(pending | static_cast<std::uint64_t>(total) << 56);
    v2 ^= 0xee;
    const std::uint64_t low = squeeze();
    v1 ^= 0xdd;
    return {low, squeeze()};
  }

private:
  std::uint64_t v0, v1, v2, v3, pending = 0;
  std::size_t total = 0;

  void round() {
    v0 += v1; v1 = std::rotl(v1, 13); v1 ^= v0; v0 = std::rotl(v0, 32);
    v2 += v3; v3 = std::rotl(v3, 16); v3 ^= v2;
    v0 += v3; v3 = std::rotl(v3, 21); v3 ^= v0;
    v2 += v1; v1 = std::rotl(v1, 17); v1 ^= v2; v2 = std::rotl(v2, 32);
  }

  void absorb(std::uint64_t word) {
    v3 ^= word;
    round();
    round();
    v0 ^= word;
  }

  std::uint64_t squeeze() {
    for (int i = 0; i < 4; ++i)
      round();
    return v0 ^ v1 ^ v2 ^ v3;
  }
};

} // namespace varscope::runtime
