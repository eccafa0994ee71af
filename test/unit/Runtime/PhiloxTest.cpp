#include <varscope/random/philox.h>

#include <gtest/gtest.h>

using namespace varscope::rng;

// Known answers of the Random123 library (kat_vectors, philox4x32 with 10 rounds).
TEST(Philox, KnownAnswers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, 0, 0), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  constexpr std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(philox({ones, ones, ones, ones}, ones, ones),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0xa4093822, 0x299f31d0),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, StreamTakesKeyAndUpperCounterFromTheName) {
  const varscope::runtime::NameHash name{0x85a308d3243f6a88, 0x0370734413198a2e};
  const StreamKey stream = derive_stream(0x299f31d0a4093822, name);
  EXPECT_EQ(stream.key_0, 0xd16cfe09U);
  EXPECT_EQ(stream.key_1, 0x94fdccebU);
  EXPECT_EQ(stream.counter_2, 0x5001e420U);
  EXPECT_EQ(stream.counter_3, 0x24126ea1U);
  EXPECT_EQ(stream.block(0x123456789aULL),
            philox({0x3456789a, 0x12, 0x5001e420, 0x24126ea1}, 0xd16cfe09, 0x94fdcceb));
}
