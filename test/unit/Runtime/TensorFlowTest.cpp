// SeedPolicy::tensorflow against values that programs with TensorFlow 1.x printed
// and their authors published, and against TensorFlow's formulas.
#include "Runtime/Element.h"
#include "Runtime/TensorFlow.h"
#include "TestFill.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace varscope;
using namespace varscope::runtime;
using test::Ints;
using test::Variable;

namespace {

constexpr std::uint64_t defaultGraphSeed = 87654321; // of a graph that has none

FillSpec seeded(FillKind kind, std::int64_t seed, double a = 0, double b = 1) {
  FillSpec spec = test::spec(kind, a, b);
  spec.has_seed = true;
  spec.seed = seed;
  return spec;
}

FillStatus fillTf(Variable& variable, std::uint64_t graphSeed) {
  const FillTask task = variable.get();
  return fill(&task, 1, graphSeed, 1, false, tensorflow);
}

template <class T = float>
std::vector<T> drawTf(const FillSpec& spec, std::uint64_t graphSeed, Ints shape, DType dtype = float32) {
  Variable variable("any name", dtype, std::move(shape), spec);
  EXPECT_EQ(fillTf(variable, graphSeed), FillStatus::ok);
  return variable.values<T>();
}

/// Equal to the eight digits that were printed, but for `ulps`.
void expectPrinted(const std::vector<float>& values, std::size_t first,
                   const std::vector<double>& printed, int ulps = 0) {
  ASSERT_LE(first + printed.size(), values.size());
  for (std::size_t i = 0; i < printed.size(); ++i) {
    const float value = values[first + i];
    const double ulp = std::nextafter(std::fabs(value), HUGE_VALF) - std::fabs(value);
    EXPECT_NEAR(value, printed[i], std::max(0.5 * ulp, 0.51e-8) + ulps * ulp) << i;
  }
}

std::int64_t ulps(float a, float b) {
  const auto order = [](float x) {
    const auto bits = std::bit_cast<std::int32_t>(x);
    return std::int64_t{bits < 0 ? std::int32_t(0x80000000 - static_cast<std::uint32_t>(bits)) : bits};
  };
  return std::abs(order(a) - order(b));
}

/// TensorFlow's BoxMullerFloat, with the C library's functions as TensorFlow has them.
rng::Pair<float> boxMullerOfTensorflow(std::uint32_t a, std::uint32_t b) {
  const auto unit = [](std::uint32_t word) {
    return std::bit_cast<float>((word & 0x7FFFFFU) | 127U << 23) - 1.0F;
  };
  const float u = std::max(unit(a), 1.0e-7F);
  const auto angle = static_cast<float>(2.0F * std::numbers::pi * double{unit(b)});
  const float radius = std::sqrt(-2.0F * std::log(u));
  return {std::sin(angle) * radius, std::cos(angle) * radius};
}

} // namespace

// tf.set_random_seed(1), then tf.get_variable with tf.contrib.layers.xavier_initializer(seed=0):
// the expected output of a well-known course's convolution exercise, at [1, 1, 1].
TEST(TensorFlowPublished, GlorotUniform) {
  expectPrinted(drawTf(seeded(FillKind::glorot_uniform, 0), 1, {4, 4, 3, 8}), ((1 * 4 + 1) * 3 + 1) * 8,
                {0.00131723, 0.14176141, -0.04434952, 0.09197326, 0.14984085, -0.03514394,
                 -0.06847463, 0.05245192});
  expectPrinted(drawTf(seeded(FillKind::glorot_uniform, 0), 1, {2, 2, 8, 16}), ((1 * 2 + 1) * 8 + 1) * 16,
                {-0.08566415, 0.17750949, 0.11974221, 0.16773748, -0.0830943, -0.08058, -0.00577033,
                 -0.14643836, 0.24162132, -0.05857408, -0.19055021, 0.1345228, -0.22779644,
                 -0.1601823, -0.16117483, -0.10286498});
}

// tf.random_uniform([5], seed=1), without and with tf.set_random_seed(123), and between 5 and 10.
TEST(TensorFlowPublished, RandomUniform) {
  expectPrinted(drawTf(seeded(FillKind::random_uniform, 1), defaultGraphSeed, {5}), 0,
                {0.23903739, 0.92039955, 0.05051243, 0.49574447, 0.83552229});
  expectPrinted(drawTf(seeded(FillKind::random_uniform, 1), 123, {5}), 0,
                {0.74299872, 0.65421712, 0.58962417, 0.71111512, 0.57569849});
  expectPrinted(drawTf(seeded(FillKind::random_uniform, 7, 5, 10), defaultGraphSeed, {2, 3}), 0,
                {7.41970491, 7.5310154, 6.27571869, 5.62371159, 9.66505051, 8.32304668});
}

// tf.random_normal([2, 3], seed=1), and with mean 5 and deviation 0.35.
TEST(TensorFlowPublished, RandomNormal) {
  expectPrinted(drawTf(seeded(FillKind::random_normal, 1), defaultGraphSeed, {2, 3}), 0,
                {-0.81131822, 1.48459876, 0.06532937, -2.44270396, 0.0992484, 0.59122431}, 2);
  expectPrinted(drawTf(seeded(FillKind::random_normal, 1, 5, 0.35), defaultGraphSeed, {2, 3}), 0,
                {4.7160387, 5.51960945, 5.0228653, 4.14505386, 5.03473711, 5.20692873}, 2);
}

// tf.truncated_normal([2, 2], seed=2).
TEST(TensorFlowPublished, TruncatedNormal) {
  expectPrinted(drawTf(seeded(FillKind::truncated_normal, 2), defaultGraphSeed, {2, 2}), 0,
                {-0.85811085, -0.19662298, 0.13895047, -1.22127688}, 2);
}

TEST(TensorFlowFormulas, NormalWithinTwoUlps) {
  constexpr std::int64_t count = 1 << 20;
  const auto values = drawTf(seeded(FillKind::random_normal, 3), 5, {count});
  const rng::StreamKey stream = tensorflowStream(5, 3);
  std::int64_t worst = 0;
  for (std::size_t i = 0; i < count; i += 2) {
    const rng::Words words = stream.block(i / 4);
    const rng::Pair<float> expected = boxMullerOfTensorflow(words[i % 4], words[i % 4 + 1]);
    worst = std::max({worst, ulps(values[i], expected.first), ulps(values[i + 1], expected.second)});
  }
  EXPECT_LE(worst, 2);
}

// A group of four takes what it needs of its own 256 blocks.
TEST(TensorFlowFormulas, TruncatedNormalDrawsAnewWithinItsGroup) {
  constexpr std::int64_t count = 4001;
  const auto values = drawTf(seeded(FillKind::truncated_normal, 3, 1, 0.5), 5, {count});
  const rng::StreamKey stream = tensorflowStream(5, 3);
  for (std::size_t group = 0; group * 4 < count; ++group) {
    std::vector<float> accepted;
    for (std::uint64_t block = group * 256; accepted.size() < 4; ++block) {
      const rng::Words words = stream.block(block);
      for (std::size_t i : {0U, 2U}) {
        const rng::Pair<float> pair = boxMullerOfTensorflow(words[i], words[i + 1]);
        for (float value : {pair.first, pair.second})
          if (std::fabs(value) < 2)
            accepted.push_back(value * 0.5F + 1);
      }
    }
    for (std::size_t i = 0; i < 4 && group * 4 + i < count; ++i)
      ASSERT_LE(std::fabs(values[group * 4 + i] - accepted[i]), 4e-7F) << group << " " << i;
  }
}

TEST(TensorFlowFormulas, IntegersAndHalves) {
  const rng::StreamKey stream = tensorflowStream(5, 3);
  const auto narrow = drawTf<std::int32_t>(seeded(FillKind::random_uniform, 3, -10, 20), 5, {9}, int32);
  const auto wide = drawTf<std::int64_t>(seeded(FillKind::random_uniform, 3, -10, 20), 5, {9}, int64);
  const auto half = drawTf<std::uint16_t>(seeded(FillKind::random_uniform, 3, 0, 1), 5, {9}, float16);
  const auto brain = drawTf<std::uint16_t>(seeded(FillKind::random_uniform, 3, 0, 1), 5, {9}, bfloat16);
  const auto normal = drawTf<std::uint16_t>(seeded(FillKind::random_normal, 3, 0, 1), 5, {9}, float16);
  const auto single = drawTf(seeded(FillKind::random_normal, 3, 0, 1), 5, {9});
  for (std::size_t i = 0; i < 9; ++i) {
    const rng::Words words = stream.block(i / 4), pairs = stream.block(i / 2);
    EXPECT_EQ(narrow[i], -10 + static_cast<std::int32_t>(words[i % 4] % 30));
    const std::uint64_t word = pairs[i % 2 * 2] | std::uint64_t{pairs[i % 2 * 2 + 1]} << 32;
    EXPECT_EQ(wide[i], -10 + static_cast<std::int64_t>(word % 30));
    EXPECT_EQ(fromFloat16(half[i]), static_cast<float>(words[i % 4] & 0x3FF) / 1024);
    EXPECT_EQ(fromBfloat16(brain[i]), static_cast<float>(words[i % 4] & 0x7F) / 128);
    EXPECT_EQ(normal[i], toFloat16(single[i]));
  }
}

TEST(TensorFlowFormulas, DoublesTakeTwoWords) {
  const auto uniform = drawTf<double>(seeded(FillKind::random_uniform, 3), 5, {5}, float64);
  const auto normal = drawTf<double>(seeded(FillKind::random_normal, 3), 5, {4}, float64);
  const rng::StreamKey stream = tensorflowStream(5, 3);
  const auto unit = [&](std::uint64_t i) {
    const rng::Words words = stream.block(i / 2);
    return static_cast<double>(std::uint64_t{words[i % 2 * 2] & 0xFFFFFU} << 32 | words[i % 2 * 2 + 1]) * 0x1p-52;
  };
  for (std::size_t i = 0; i < 5; ++i)
    EXPECT_EQ(uniform[i], unit(i));
  for (std::size_t i = 0; i < 4; i += 2) {
    const double radius = std::sqrt(-2 * std::log(unit(i))), angle = 2 * std::numbers::pi * unit(i + 1);
    EXPECT_NEAR(normal[i], std::sin(angle) * radius, 1e-14);
    EXPECT_NEAR(normal[i + 1], std::cos(angle) * radius, 1e-14);
  }
}

TEST(TensorFlowSeeds, AreTakenAsTensorflowTakesThem) {
  const auto same = [](const rng::StreamKey& a, const rng::StreamKey& b) {
    return a.key_0 == b.key_0 && a.key_1 == b.key_1 && a.counter_2 == b.counter_2 &&
           a.counter_3 == b.counter_3;
  };
  EXPECT_TRUE(same(tensorflowStream(0x7FFFFFFF + 5ULL, 3), tensorflowStream(5, 3)));
  EXPECT_TRUE(same(tensorflowStream(5, -1), tensorflowStream(5, 0x7FFFFFFE)));
  EXPECT_EQ(tensorflowStream(0, 0).counter_2, 0x7FFFFFFFU);
  EXPECT_EQ(tensorflowStream(0, 3).counter_2, 3U);
  EXPECT_FALSE(same(tensorflowStream(1, 2), tensorflowStream(2, 1)));
}

TEST(TensorFlowSeeds, OperationsWithoutOneAreRefused) {
  Variable unseeded("v", float32, {4}, test::spec(FillKind::random_normal, 0, 1));
  EXPECT_EQ(fillTf(unseeded, 1), FillStatus::bad_argument);
  Variable orthogonal("v", float32, {4, 4}, seeded(FillKind::orthogonal, 1, 1));
  EXPECT_EQ(fillTf(orthogonal, 1), FillStatus::bad_argument);
  Variable zeros("v", float32, {4}, test::spec(FillKind::zeros));
  EXPECT_EQ(fillTf(zeros, 1), FillStatus::ok);
}

// Parts and threads change nothing; a shard has the values of a variable of its shape.
TEST(TensorFlowFormulas, PartsHaveTheBitsOfTheWhole) {
  for (FillKind kind : {FillKind::random_uniform, FillKind::random_normal, FillKind::truncated_normal})
    for (DType dtype : {float32, float64, float16}) {
      const std::int64_t count = 900001;
      Variable whole("v", dtype, {count}, seeded(kind, 9)), threads = whole;
      ASSERT_EQ(fillTf(whole, 8), FillStatus::ok);
      FillTask task = threads.get();
      ASSERT_EQ(fill(&task, 1, 8, 3, false, tensorflow), FillStatus::ok);
      EXPECT_EQ(whole.bytes, threads.bytes);
      const std::size_t size = size_of(dtype);
      std::vector<unsigned char> part(1000 * size);
      task.out = part.data();
      task.first = 12345;
      task.elements = 1000;
      ASSERT_EQ(fill(&task, 1, 8, 1, false, tensorflow), FillStatus::ok);
      EXPECT_EQ(std::memcmp(part.data(), whole.bytes.data() + 12345 * size, part.size()), 0);
    }
  // Several in one task are each as one alone: TensorFlow knows no names.
  std::vector<float> three(3 * 8);
  const NameHash names[] = {test::hashOf("a"), test::hashOf("b"), test::hashOf("c")};
  FillTask group = Variable("", float32, {8}, seeded(FillKind::random_normal, 9)).get();
  const std::int64_t eight = 8;
  group.full_shape = &eight;
  group.out = three.data();
  group.names = names;
  group.count = 3;
  group.stride = 8 * sizeof(float);
  ASSERT_EQ(fill(&group, 1, 8, 1, false, tensorflow), FillStatus::ok);
  const auto alone = drawTf(seeded(FillKind::random_normal, 9), 8, {8});
  for (std::size_t i = 0; i < three.size(); ++i)
    EXPECT_EQ(three[i], alone[i % 8]) << i;
  Variable shard("v", float32, {100, 8}, seeded(FillKind::random_normal, 9), {40, 0}, {20, 8});
  ASSERT_EQ(fillTf(shard, 8), FillStatus::ok);
  EXPECT_EQ(shard.values<float>(), drawTf(seeded(FillKind::random_normal, 9), 8, {20, 8}));
}
