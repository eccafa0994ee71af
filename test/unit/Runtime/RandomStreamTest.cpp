// vs::RandomStream against the kernels, and by itself.
#include "TestFill.h"

#include <varscope/random.h>

#include <gtest/gtest.h>

#include <random>

using namespace varscope;
using namespace varscope::runtime;
using test::Variable;

namespace {

template <class T>
void expectKernelValues() {
  constexpr std::int64_t count = 1003;
  const DType dtype = sizeof(T) == 8 ? float64 : float32;
  const auto filled = [&](FillKind kind, double a, double b) {
    Variable variable("net/v", dtype, {count}, test::spec(kind, a, b));
    EXPECT_EQ(variable.fill(17), FillStatus::ok);
    return variable.values<T>();
  };
  const auto uniform = filled(FillKind::random_uniform, -0.25, 0.5);
  const auto normal = filled(FillKind::random_normal, 1, 0.5);
  const auto truncated = filled(FillKind::truncated_normal, 1, 0.5);
  std::vector<T> values(count);
  RandomStream stream(17, test::hashOf("net/v"));
  stream.fill_uniform<T>(values, T(-0.25), T(0.5));
  EXPECT_EQ(values, uniform);
  stream.seek(0);
  stream.fill_normal<T>(values, 1, T(0.5));
  EXPECT_EQ(values, normal);
  stream.seek(0);
  stream.fill_truncated_normal<T>(values, 1, T(0.5));
  EXPECT_EQ(values, truncated);
  stream.seek<T>(777);
  EXPECT_EQ(stream.normal<T>(1, T(0.5)), normal[777]);
  EXPECT_EQ(stream.normal<T>(1, T(0.5)), normal[778]);
}

} // namespace

TEST(RandomStream, GivesTheKernelsValues) {
  expectKernelValues<float>();
  expectKernelValues<double>();
}

TEST(RandomStream, WordsAreTheBlocksInOrder) {
  const NameHash name = test::hashOf("v");
  RandomStream stream(1, name);
  const rng::StreamKey key = rng::derive_stream(1, name);
  for (std::uint64_t i = 0; i < 10; ++i)
    EXPECT_EQ(stream.next32(), key.block(i / 4)[i % 4]);
  stream.next32();
  // The next even position is 12.
  EXPECT_EQ(stream.next64(), key.block(3)[0] | std::uint64_t{key.block(3)[1]} << 32);
}

TEST(RandomStream, OwnSeedReplacesTheModels) {
  const NameHash name = test::hashOf("v");
  EXPECT_EQ(RandomStream(1, name, 5).next64(), RandomStream(2, name, 5).next64());
  EXPECT_NE(RandomStream(1, name).next64(), RandomStream(2, name).next64());
}

TEST(RandomStream, LimitsHold) {
  RandomStream stream(3, test::hashOf("v"));
  for (int i = 0; i < 100000; ++i) {
    const float u = stream.uniform<float>(-0.1F, 0.3F);
    ASSERT_TRUE(u >= -0.1F && u < 0.3F);
    const float t = stream.truncated_normal<float>(0.3F, 0.1F);
    ASSERT_LE(std::fabs(double{t} - double{0.3F}), 2 * double{0.1F});
  }
}

TEST(RandomStream, DrivesStandardDistributions) {
  RandomStream stream(3, test::hashOf("v"));
  std::uniform_int_distribution<int> dice(1, 6);
  for (int i = 0; i < 1000; ++i) {
    const int value = dice(stream);
    ASSERT_TRUE(value >= 1 && value <= 6);
  }
}
