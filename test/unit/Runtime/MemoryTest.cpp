// Arena, SHA-256 and single elements.
#include "Runtime/Element.h"
#include "TestFill.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

using namespace varscope;
using namespace varscope::runtime;

namespace {

std::string sha(const std::string& text) {
  unsigned char digest[32];
  sha256(text.data(), text.size(), digest);
  std::string hex;
  for (unsigned char byte : digest) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  return hex;
}

} // namespace

TEST(Arena, IsAlignedZeroedAndWritable) {
  for (std::size_t bytes : {std::size_t{0}, std::size_t{1}, std::size_t{5000}, std::size_t{5} << 20}) {
    auto* arena = static_cast<unsigned char*>(allocate_arena(bytes));
    ASSERT_NE(arena, nullptr);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(arena) % (bytes > (2 << 20) ? 2 << 20 : 64), 0U);
    for (std::size_t i = 0; i < bytes; i += 997)
      ASSERT_EQ(arena[i], 0);
    if (bytes > 0)
      arena[0] = arena[bytes - 1] = 1;
    free_arena(arena, bytes);
  }
  free_arena(nullptr, 0);
}

TEST(Arena, NoMemoryIsNull) {
  EXPECT_EQ(allocate_arena(SIZE_MAX), nullptr);
  EXPECT_EQ(allocate_arena(SIZE_MAX - 5000), nullptr);
  EXPECT_EQ(allocate_arena(std::size_t{1} << 62), nullptr);
}

// The examples of FIPS 180 and of its test-vector supplement.
TEST(Sha256, PublishedVectors) {
  EXPECT_EQ(sha("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha(std::string(1000000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Element, HalvesRoundToNearestEven) {
  // Every half survives; the middle of two neighbours goes to the even one.
  for (std::uint32_t bits = 0; bits < 0x7C00; ++bits) {
    const auto half = static_cast<std::uint16_t>(bits);
    ASSERT_EQ(toFloat16(fromFloat16(half)), half);
    ASSERT_EQ(toFloat16(-fromFloat16(half)), half | 0x8000);
    if (bits + 1 < 0x7C00) {
      const float a = fromFloat16(half), b = fromFloat16(static_cast<std::uint16_t>(bits + 1));
      const float middle = (a + b) / 2;
      const auto even = static_cast<std::uint16_t>((bits + 1) & ~1U);
      ASSERT_EQ(toFloat16(middle), even);
      ASSERT_EQ(toFloat16(std::nextafter(middle, 0.0F)), half);
      ASSERT_EQ(toFloat16(std::nextafter(middle, 1e9F)), half + 1);
    }
  }
  EXPECT_EQ(toFloat16(65519.0F), 0x7BFF);
  EXPECT_EQ(toFloat16(65520.0F), 0x7C00);
  EXPECT_EQ(toBfloat16(1.00390625F), 0x3F80);                      // halfway, to even
  EXPECT_EQ(toBfloat16(1.01171875F), 0x3F82);
  EXPECT_EQ(toBfloat16(std::nextafter(1.00390625F, 2.0F)), 0x3F81);
  EXPECT_TRUE(std::isnan(fromBfloat16(toBfloat16(NAN))));
  EXPECT_TRUE(std::isnan(fromFloat16(toFloat16(NAN))));
}

TEST(Element, DoubleToHalfRoundsOnce) {
  // Just above the middle of 1 and the next half: by way of float it would be the middle.
  const double above = 1 + 0x1p-11 + 0x1p-40;
  EXPECT_EQ(encodeFloating(float16, above), 0x3C01U);
  EXPECT_EQ(encodeFloating(float16, 1 + 0x1p-11), 0x3C00U);
  EXPECT_EQ(encodeFloating(bfloat16, -(1 + 0x1p-8 + 0x1p-40)), 0xBF81U);
}

TEST(Element, Limits) {
  EXPECT_EQ(largestBelow(float32, 1), std::nextafter(1.0F, 0.0F));
  EXPECT_LT(largestBelow(float32, 0.1), 0.1);
  EXPECT_GE(static_cast<double>(std::nextafter(static_cast<float>(largestBelow(float32, 0.1)), 1.0F)), 0.1);
  EXPECT_EQ(smallestAtLeast(float32, -0.25), -0.25);
  EXPECT_EQ(largestBelow(float16, 0), -0x1p-24);
  EXPECT_EQ(largestBelow(bfloat16, -1), -1.0078125);
  EXPECT_EQ(largestBelow(float64, 1), std::nextafter(1.0, 0.0));
  EXPECT_EQ(largestAtMost(float16, 1.0001), 1);
}
