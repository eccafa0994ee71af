#include "Runtime/Element.h"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>
#include <optional>

using namespace varscope;
using namespace varscope::runtime;

namespace {

template <class T>
std::optional<std::uint64_t> converted(DType to, DType from, T value) {
  std::uint64_t bits = 0;
  if (!convertElement(to, from, &value, bits))
    return std::nullopt;
  return bits;
}

/// Every finite value of a half type, and the one after it: what lies between goes to the nearer one, and the middle to
/// the even one.
template <class Encode, class Decode>
void roundsToNearestEven(std::uint16_t infinity, Encode encode, Decode decode) {
  for (std::uint16_t bits = 0; bits + 1 < infinity; ++bits)
    for (const bool negative : {false, true}) {
      const auto sign = static_cast<std::uint16_t>(negative ? 0x8000 : 0), next = static_cast<std::uint16_t>(bits + 1);
      const float low = decode(static_cast<std::uint16_t>(bits | sign)), high = decode(static_cast<std::uint16_t>(next | sign));
      const auto middle = static_cast<float>((static_cast<double>(low) + high) / 2); // exact
      ASSERT_EQ(encode(low), bits | sign);
      ASSERT_EQ(encode(middle), (bits % 2 == 0 ? bits : next) | sign) << bits;
      ASSERT_EQ(encode(std::nextafterf(middle, low)), bits | sign) << bits;
      ASSERT_EQ(encode(std::nextafterf(middle, high)), next | sign) << bits;
    }
}

} // namespace

TEST(Element, HalfTypesRoundToNearestEven) {
  roundsToNearestEven(0x7C00, toFloat16, fromFloat16);
  roundsToNearestEven(0x7F80, toBfloat16, fromBfloat16);
}

TEST(Element, HalfTypesAtTheirEnds) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  EXPECT_EQ(toFloat16(infinity), 0x7C00);
  EXPECT_EQ(toFloat16(-infinity), 0xFC00);
  EXPECT_EQ(toFloat16(65519.996F), 0x7BFF);
  EXPECT_EQ(toFloat16(65520.0F), 0x7C00);
  EXPECT_EQ(toFloat16(3e38F), 0x7C00);
  EXPECT_EQ(fromFloat16(0x7C00), infinity);
  EXPECT_EQ(fromFloat16(0xFC00), -infinity);
  EXPECT_TRUE(std::isnan(fromFloat16(toFloat16(std::numeric_limits<float>::quiet_NaN()))));
  EXPECT_TRUE(std::isnan(fromFloat16(0x7C01)));
  EXPECT_EQ(toBfloat16(infinity), 0x7F80);
  EXPECT_EQ(toBfloat16(std::numeric_limits<float>::max()), 0x7F80);
  // A NaN with nothing in the bits that stay is a NaN all the same.
  EXPECT_TRUE(std::isnan(fromBfloat16(toBfloat16(std::bit_cast<float>(0x7F800001U)))));
  EXPECT_EQ(std::signbit(fromFloat16(0x8000)), true);
}

// 1 + 2^-11 is the middle between two float16s; what a double is beyond it in either direction is lost in a float.
TEST(Element, DoublesAreRoundedOnce) {
  const double middle = 1 + 0x1p-11, odd = 1 + 0x1p-10 + 0x1p-11;
  EXPECT_EQ(encodeFloating(float16, middle), 0x3C00U);
  EXPECT_EQ(encodeFloating(float16, middle + 0x1p-40), 0x3C01U);
  EXPECT_EQ(encodeFloating(float16, middle - 0x1p-40), 0x3C00U);
  EXPECT_EQ(encodeFloating(float16, odd), 0x3C02U);
  EXPECT_EQ(encodeFloating(float16, odd - 0x1p-40), 0x3C01U);
  EXPECT_EQ(encodeFloating(float16, -odd + 0x1p-40), 0xBC01U);
  EXPECT_EQ(encodeFloating(bfloat16, 1 + 0x1p-8 + 0x1p-40), 0x3F81U);
  EXPECT_EQ(encodeFloating(bfloat16, 1e300), 0x7F80U);
  EXPECT_EQ(encodeFloating(float16, -1e300), 0xFC00U);
  EXPECT_TRUE(std::isnan(nearest(bfloat16, std::numeric_limits<double>::quiet_NaN())));
}

TEST(Element, LimitsAreTheNextValues) {
  for (const DType dtype : {float16, bfloat16, float32, float64})
    for (const double bound : {0.0, 1.0, -1.0, 0.1, -0.1, 1.5, -3.0}) {
      const double below = largestBelow(dtype, bound), most = largestAtMost(dtype, bound), least = smallestAtLeast(dtype, bound);
      EXPECT_LT(below, bound);
      EXPECT_LE(most, bound);
      EXPECT_GE(least, bound);
      EXPECT_EQ(most, nearest(dtype, most));
      // Nothing of the type lies between.
      EXPECT_TRUE(most == least || nearest(dtype, (most + least) / 2) == most || nearest(dtype, (most + least) / 2) == least);
      EXPECT_EQ(most == bound, least == bound);
      if (most != bound) {
        EXPECT_EQ(below, most);
      }
    }
  EXPECT_EQ(largestBelow(float16, 1), 1 - 0x1p-11);
  EXPECT_EQ(largestBelow(float16, -1), -1 - 0x1p-10);
  EXPECT_EQ(largestBelow(float16, 0), -0x1p-24);
  EXPECT_EQ(smallestAtLeast(bfloat16, 1 + 0x1p-20), 1 + 0x1p-7);
  EXPECT_EQ(smallestAtLeast(bfloat16, -1 - 0x1p-20), -1);
}

// As TensorFlow converts a constant: integers to integer types that hold them.
TEST(Element, IntegersFitOrAreRefused) {
  const struct {
    DType to;
    std::int64_t least;
    std::uint64_t most;
  } types[] = {{int8, -128, 127},       {uint8, 0, 255},
               {int16, -32768, 32767},  {uint16, 0, 65535},
               {int32, INT32_MIN, INT32_MAX}, {uint32, 0, UINT32_MAX},
               {int64, INT64_MIN, INT64_MAX}, {uint64, 0, UINT64_MAX}};
  for (const auto& type : types) {
    const std::uint64_t all = size_of(type.to) == 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << 8 * size_of(type.to)) - 1;
    EXPECT_EQ(converted(type.to, int64, type.least), static_cast<std::uint64_t>(type.least) & all);
    EXPECT_EQ(converted(type.to, uint64, type.most), type.most);
    EXPECT_EQ(converted(type.to, int64, std::int64_t{0}), 0U);
    if (type.least != INT64_MIN) {
      EXPECT_EQ(converted(type.to, int64, type.least - 1), std::nullopt);
    }
    if (type.most != UINT64_MAX) {
      EXPECT_EQ(converted(type.to, uint64, type.most + 1), std::nullopt);
    }
  }
  EXPECT_EQ(converted(int32, int8, std::int8_t{-5}), 0xFFFFFFFBU);
  EXPECT_EQ(converted(int64, uint8, std::uint8_t{200}), 200U);
  EXPECT_EQ(converted(uint8, uint16, std::uint16_t{256}), std::nullopt);
  EXPECT_EQ(converted(int16, int16, std::int16_t{-1}), 0xFFFFU);
  EXPECT_EQ(converted(int8, uint32, std::uint32_t{7}), 7U);
}

TEST(Element, IntegersBecomeTheNearestFloats) {
  // 2^24 + 1 by way of a double would be right, 2^54 + 2^30 + 1 would not: its double is a middle.
  const std::int64_t big = (std::int64_t{1} << 54) + (std::int64_t{1} << 30) + 1;
  EXPECT_EQ(converted(float32, int64, big), std::bit_cast<std::uint32_t>(0x1.000002p54F));
  EXPECT_EQ(converted(float32, int64, -big), std::bit_cast<std::uint32_t>(-0x1.000002p54F));
  EXPECT_EQ(converted(float32, int32, -3), std::bit_cast<std::uint32_t>(-3.0F));
  EXPECT_EQ(converted(float64, int64, INT64_MIN), std::bit_cast<std::uint64_t>(-0x1p63));
  EXPECT_EQ(converted(float64, uint64, UINT64_MAX), std::bit_cast<std::uint64_t>(0x1p64));
  EXPECT_EQ(converted(float16, int32, -2), 0xC000U);
  for (const DType to : {float16, bfloat16, float32, float64})
    EXPECT_EQ(converted(to, int32, 0), 0U) << "no negative zero";
  EXPECT_EQ(converted(bfloat16, uint8, std::uint8_t{1}), 0x3F80U);
}

TEST(Element, OtherKindsAreRefused) {
  EXPECT_EQ(converted(boolean, boolean, std::uint8_t{1}), 1U);
  EXPECT_EQ(converted(boolean, boolean, std::uint8_t{0}), 0U);
  EXPECT_EQ(converted(boolean, uint8, std::uint8_t{1}), std::nullopt);
  EXPECT_EQ(converted(uint8, boolean, std::uint8_t{1}), std::nullopt);
  EXPECT_EQ(converted(float32, boolean, std::uint8_t{1}), std::nullopt);
  EXPECT_EQ(converted(int32, float32, 1.0F), std::nullopt);
  EXPECT_EQ(converted(boolean, float32, 1.0F), std::nullopt);
  EXPECT_EQ(converted(float64, float32, 0.1F), std::bit_cast<std::uint64_t>(static_cast<double>(0.1F)));
  EXPECT_EQ(converted(float32, float64, 0.1), std::bit_cast<std::uint32_t>(0.1F));
  EXPECT_EQ(converted(float32, float16, std::uint16_t{0x3C00}), std::bit_cast<std::uint32_t>(1.0F));
  EXPECT_EQ(converted(float16, bfloat16, std::uint16_t{0x3F80}), 0x3C00U);
}
