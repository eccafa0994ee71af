#include "Runtime/SipHash.h"
#include "TestFill.h"

#include <gtest/gtest.h>

#include <set>

using namespace varscope::runtime;
using test::hashOf;

namespace {

struct SipVector {
  std::size_t length;
  std::uint64_t low, high; // the published 16 bytes as two little-endian numbers
};

// SipHash-2-4-128 with key 00..0f over 00, 01, ...: the reference implementation's vectors.
constexpr SipVector sipVectors[] = {
    {0, 0xe6a825ba047f81a3, 0x930255c71472f66d},  {1, 0x44af996bd8c187da, 0x45fc229b11597634},
    {2, 0xc75da4a48d227781, 0xe4ff0af6de8ba3fc},  {7, 0x53c1dbd8beebf1a1, 0x3982f01fa64ab8c0},
    {8, 0x61f55862baa9623b, 0xb49714f364e2830f},  {15, 0x11a8b03399e99354, 0xd9c3cf970fec087e},
    {63, 0x4a83502f77d15051, 0x7cbd3f979a063e50},
};

} // namespace

TEST(NameHash, SipHashVectors) {
  unsigned char bytes[64];
  for (unsigned i = 0; i < 64; ++i)
    bytes[i] = static_cast<unsigned char>(i);
  for (const SipVector& vector : sipVectors) {
    SipHash128 hash(bytes);
    hash.update(bytes, vector.length);
    const NameHash result = hash.finish();
    EXPECT_EQ(result.low, vector.low) << vector.length;
    EXPECT_EQ(result.high, vector.high) << vector.length;
  }
}

// The scheme may never change under one version of the plan: values computed
// with another implementation of SipHash (OpenSSL's).
TEST(NameHash, SchemeIsFixed) {
  const struct { std::string_view name; std::uint64_t low, high; } cases[] = {
      {"", 0x2747e24bf9d178b2, 0xbff0622f7331812a},
      {"v", 0xb2ce1bd504d8d637, 0xea3e8a925ddb6334},
      {"a/b/v", 0xc7f8556b4bb21220, 0xc030b9637eb8e9a8},
      {"model/h0/attn/c_attn/w", 0xc46934f780dc9d65, 0x9254ee46f2d0d580},
  };
  for (const auto& each : cases) {
    EXPECT_EQ(hashOf(each.name).low, each.low) << each.name;
    EXPECT_EQ(hashOf(each.name).high, each.high) << each.name;
  }
}

TEST(NameHash, ComponentsAreToldApart) {
  std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
  const std::string_view names[] = {"", "/", "//", "ab", "a/b", "/ab", "ab/", "a//b", "a/b/", "/a/b"};
  for (std::string_view name : names)
    seen.insert({hashOf(name).low, hashOf(name).high});
  EXPECT_EQ(seen.size(), std::size(names));
}
