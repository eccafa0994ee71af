// Every law against its exact distribution function, with fixed seeds. The
// bounds are those of a Kolmogorov-Smirnov test at 1e-6, so a right kernel
// fails none of the fixed seeds, and a slightly wrong one fails.
#include "TestFill.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

using namespace varscope;
using namespace varscope::runtime;
using test::Variable;

namespace {

constexpr std::int64_t samples = 1 << 20;

double normalCdf(double x) { return std::erfc(-x / std::sqrt(2.0)) / 2; }
double truncatedCdf(double x) {
  return (normalCdf(x) - normalCdf(-2)) / (normalCdf(2) - normalCdf(-2));
}

template <class T>
std::vector<double> draw(FillKind kind, double a, double b, std::string_view name = "v") {
  Variable variable(name, sizeof(T) == 8 ? float64 : float32, {samples}, test::spec(kind, a, b));
  EXPECT_EQ(variable.fill(2024), FillStatus::ok);
  const auto values = variable.values<T>();
  return {values.begin(), values.end()};
}

template <class Cdf>
double kolmogorovSmirnov(std::vector<double> values, Cdf cdf) {
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  double worst = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double p = cdf(values[i]), at = static_cast<double>(i);
    worst = std::max({worst, std::fabs(p - at / n), std::fabs(p - (at + 1) / n)});
  }
  return worst * std::sqrt(n);
}
constexpr double ksLimit = 2.7; // P(K > 2.7) < 1e-6

double moment(const std::vector<double>& values, int power) {
  double sum = 0;
  for (double value : values)
    sum += std::pow(value, power);
  return sum / static_cast<double>(values.size());
}

double correlation(const std::vector<double>& a, const std::vector<double>& b, std::size_t shift) {
  double sum = 0;
  for (std::size_t i = 0; i + shift < a.size(); ++i)
    sum += a[i] * b[i + shift];
  return sum / std::sqrt(static_cast<double>(a.size() - shift));
}

template <class T>
class Distribution : public testing::Test {};
using Floats = testing::Types<float, double>;
TYPED_TEST_SUITE(Distribution, Floats);

} // namespace

TYPED_TEST(Distribution, Uniform) {
  const auto values = draw<TypeParam>(FillKind::random_uniform, -1, 3);
  EXPECT_LT(kolmogorovSmirnov(values, [](double x) { return (x + 1) / 4; }), ksLimit);
  EXPECT_GE(*std::min_element(values.begin(), values.end()), -1);
  EXPECT_LT(*std::max_element(values.begin(), values.end()), 3);
  EXPECT_NEAR(moment(values, 1), 1, 5 * 4 / std::sqrt(12.0 * samples));
}

TYPED_TEST(Distribution, Normal) {
  const auto values = draw<TypeParam>(FillKind::random_normal, 0, 1);
  EXPECT_LT(kolmogorovSmirnov(values, normalCdf), ksLimit);
  const double root = std::sqrt(static_cast<double>(samples));
  EXPECT_NEAR(moment(values, 1), 0, 5 / root);
  EXPECT_NEAR(moment(values, 2), 1, 5 * std::sqrt(2.0) / root);
  EXPECT_NEAR(moment(values, 3), 0, 5 * std::sqrt(15.0) / root);
  EXPECT_NEAR(moment(values, 4), 3, 5 * std::sqrt(96.0) / root);
  // Tail mass beyond 4 deviations: Poisson around 66.4.
  const auto tail = std::count_if(values.begin(), values.end(), [](double x) { return std::fabs(x) > 4; });
  EXPECT_NEAR(static_cast<double>(tail), 2 * normalCdf(-4) * samples, 5 * std::sqrt(67.0));
}

TYPED_TEST(Distribution, TruncatedNormal) {
  const auto values = draw<TypeParam>(FillKind::truncated_normal, 0, 1);
  EXPECT_LT(kolmogorovSmirnov(values, truncatedCdf), ksLimit);
  EXPECT_GE(*std::min_element(values.begin(), values.end()), -2);
  EXPECT_LE(*std::max_element(values.begin(), values.end()), 2);
  // What variance_scaling divides by.
  EXPECT_NEAR(std::sqrt(moment(values, 2)), .87962566103423978, 0.003);
}

TYPED_TEST(Distribution, NeighboursAreIndependent) {
  const auto a = draw<TypeParam>(FillKind::random_normal, 0, 1, "layer/a");
  const auto b = draw<TypeParam>(FillKind::random_normal, 0, 1, "layer/b");
  for (std::size_t shift : {0, 1, 2, 3, 4})
    EXPECT_LT(std::fabs(correlation(a, b, shift)), 5) << shift;
  for (std::size_t shift : {1, 2, 3, 4, 8})
    EXPECT_LT(std::fabs(correlation(a, a, shift)), 5) << shift;
}

// Equal probabilities in 256 cells, for values and for pairs of neighbours (16 by 16).
TYPED_TEST(Distribution, ChiSquare) {
  const struct { FillKind kind; double (*cdf)(double); } laws[] = {
      {FillKind::random_uniform, [](double x) { return x; }},
      {FillKind::random_normal, normalCdf},
      {FillKind::truncated_normal, truncatedCdf}};
  for (const auto& law : laws) {
    const auto values = draw<TypeParam>(law.kind, 0, 1);
    std::vector<double> single(256), pairs(256);
    const auto cell = [&](double value, int cells) {
      return static_cast<std::size_t>(std::clamp(static_cast<int>(law.cdf(value) * cells), 0, cells - 1));
    };
    for (std::size_t i = 0; i + 1 < values.size(); i += 2) {
      ++single[cell(values[i], 256)];
      ++pairs[cell(values[i], 16) * 16 + cell(values[i + 1], 16)];
    }
    for (const auto* counts : {&single, &pairs}) {
      double chiSquare = 0;
      for (double count : *counts)
        chiSquare += std::pow(count - samples / 512.0, 2) / (samples / 512.0);
      EXPECT_LT(chiSquare, 377) << static_cast<int>(law.kind); // 255 degrees of freedom, 1e-6
      EXPECT_GT(chiSquare, 162) << static_cast<int>(law.kind); // not too even either
    }
  }
}

// Shards are cut from one stream, and models of other seeds have others: none predicts another.
TYPED_TEST(Distribution, ShardsAndSeedsAreIndependent) {
  const auto values = draw<TypeParam>(FillKind::random_normal, 0, 1);
  const std::size_t shard = values.size() / 4;
  for (std::size_t a = 0; a < 4; ++a)
    for (std::size_t b = a + 1; b < 4; ++b)
      EXPECT_LT(std::fabs(correlation({values.begin() + static_cast<std::ptrdiff_t>(a * shard),
                                       values.begin() + static_cast<std::ptrdiff_t>((a + 1) * shard)},
                                      {values.begin() + static_cast<std::ptrdiff_t>(b * shard),
                                       values.begin() + static_cast<std::ptrdiff_t>((b + 1) * shard)},
                                      0)),
                5);
  Variable other("v", sizeof(TypeParam) == 8 ? float64 : float32, {samples},
                 test::spec(FillKind::random_normal, 0, 1));
  ASSERT_EQ(other.fill(2025), FillStatus::ok);
  const auto next = other.template values<TypeParam>();
  EXPECT_LT(std::fabs(correlation(values, {next.begin(), next.end()}, 0)), 5);
}

// Tail mass on either side, Poisson: 2^25 values have 1063 beyond 4 deviations and 9.6 beyond 5.
TEST(Affine, IsCutAtBothEnds) {
  const rng::Affine<float> affine{2, 1, -3, 4};
  EXPECT_EQ(affine(1), 3);
  EXPECT_EQ(affine(-2), -3);
  EXPECT_EQ(affine(-3), -3);
  EXPECT_EQ(affine(1.5F), 4);
  EXPECT_EQ(affine(7), 4);
}

TEST(Tails, OfTheNormalLaw) {
  constexpr std::int64_t count = std::int64_t{1} << 25, chunk = 1 << 20;
  double beyond4[2] = {}, beyond5[2] = {};
  std::vector<float> values(chunk);
  FillTask task = Variable("v", float32, {1}, test::spec(FillKind::random_normal, 0, 1)).task;
  task.out = values.data();
  task.rank = 1;
  task.full_shape = &count;
  task.elements = chunk;
  for (; task.first < count; task.first += chunk) {
    ASSERT_EQ(fill(&task, 1, 2024, 1, false), FillStatus::ok);
    for (float value : values)
      if (std::fabs(value) > 4) {
        ++beyond4[value > 0];
        beyond5[value > 0] += std::fabs(value) > 5;
      }
  }
  for (int side : {0, 1}) {
    const double expected4 = normalCdf(-4) * count, expected5 = normalCdf(-5) * count;
    EXPECT_NEAR(beyond4[side], expected4, 5 * std::sqrt(expected4));
    EXPECT_NEAR(beyond5[side], expected5, 4 * std::sqrt(expected5));
  }
}

// Limits that the type cannot hold: every value lies within the exact ones.
TEST(Limits, AreNeverViolated) {
  for (double scale : {1e-3, 0.1, 1.0, 3.3, 1e5}) {
    for (double x : draw<float>(FillKind::random_uniform, -0.1 * scale, 0.7 * scale)) {
      ASSERT_GE(x, -0.1 * scale);
      ASSERT_LT(x, 0.7 * scale);
    }
    for (double x : draw<float>(FillKind::truncated_normal, 0.3 * scale, 0.1 * scale)) {
      ASSERT_GE(x, 0.3 * scale - 2 * (0.1 * scale));
      ASSERT_LE(x, 0.3 * scale + 2 * (0.1 * scale));
    }
  }
  // An interval of three floats: the upper limit would be hit by rounding.
  const double next = std::nextafter(1.0F, 2.0F), third = std::nextafter(static_cast<float>(next), 2.0F);
  for (double x : draw<float>(FillKind::random_uniform, 1, third))
    ASSERT_TRUE(x == 1 || x == next) << x;
  for (double x : draw<float>(FillKind::random_uniform, 3, 1)) { // reversed, as TensorFlow has it
    ASSERT_GT(x, 1);
    ASSERT_LE(x, 3);
  }
  for (double x : draw<float>(FillKind::random_uniform, 0.1, 0.1))
    ASSERT_EQ(x, static_cast<double>(0.1F));
}

TEST(IntegerDistribution, Uniform) {
  for (DType dtype : {int32, int64}) {
    Variable variable("v", dtype, {samples}, test::spec(FillKind::random_uniform, -3, 7));
    ASSERT_EQ(variable.fill(), FillStatus::ok);
    const auto narrow = variable.values<std::int32_t>();
    const auto wide = variable.values<std::int64_t>();
    std::vector<int> counts(10);
    for (std::int64_t i = 0; i < samples; ++i) {
      const std::int64_t value = dtype == int32 ? narrow[static_cast<std::size_t>(i)]
                                                : wide[static_cast<std::size_t>(i)];
      ASSERT_GE(value, -3);
      ASSERT_LT(value, 7);
      ++counts[static_cast<std::size_t>(value + 3)];
    }
    double chiSquare = 0;
    for (int count : counts)
      chiSquare += std::pow(count - samples / 10.0, 2) / (samples / 10.0);
    EXPECT_LT(chiSquare, 45); // 9 degrees of freedom, 1e-6
  }
}
