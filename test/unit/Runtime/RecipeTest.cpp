// Fans, limits and refusals, against TensorFlow's formulas worked out by hand.
#include "Runtime/Recipe.h"
#include "TestFill.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace varscope;
using namespace varscope::runtime;
using test::Ints;
using test::Variable;

namespace {

Recipe recipeOf(FillSpec spec, Ints shape, DType dtype = float64) {
  FillTask task;
  task.dtype = dtype;
  task.rank = static_cast<std::uint32_t>(shape.size());
  task.full_shape = shape.data();
  task.spec = spec;
  Recipe recipe;
  EXPECT_EQ(prepare(task, recipe), FillStatus::ok);
  return recipe;
}

FillSpec scaling(double scale, FanMode mode, FanDistribution distribution) {
  FillSpec spec = test::spec(FillKind::variance_scaling, scale);
  spec.mode = mode;
  spec.distribution = distribution;
  return spec;
}

FillStatus statusOf(FillSpec spec, DType dtype, Ints shape = {2, 2}) {
  return Variable("v", dtype, std::move(shape), spec).fill();
}

} // namespace

TEST(Fans, AsTensorFlowComputesThem) {
  const struct { Ints shape; double in, out; } cases[] = {
      {{}, 1, 1}, {{5}, 5, 5}, {{3, 7}, 3, 7}, {{4, 3, 7}, 12, 28}, {{3, 3, 16, 32}, 144, 288}, {{2, 3, 4, 5, 6}, 120, 144}};
  for (const auto& each : cases) {
    const Fans fans = computeFans(each.shape.data(), static_cast<std::uint32_t>(each.shape.size()));
    EXPECT_EQ(fans.in, each.in);
    EXPECT_EQ(fans.out, each.out);
  }
}

TEST(Scaling, LimitsAndDeviations) {
  // glorot_uniform of 3x3x16x32: sqrt(6 / (144 + 288)).
  EXPECT_DOUBLE_EQ(recipeOf(test::spec(FillKind::glorot_uniform), {3, 3, 16, 32}).wide.low, -std::sqrt(6.0 / 432));
  EXPECT_DOUBLE_EQ(recipeOf(test::spec(FillKind::he_uniform), {784, 10}).wide.low, -std::sqrt(6.0 / 784));
  EXPECT_DOUBLE_EQ(recipeOf(test::spec(FillKind::lecun_uniform), {784, 10}).wide.low, -std::sqrt(3.0 / 784));
  const double correction = .87962566103423978;
  EXPECT_DOUBLE_EQ(recipeOf(test::spec(FillKind::glorot_normal), {3, 7}).wide.scale, std::sqrt(1 / 5.0) / correction);
  EXPECT_DOUBLE_EQ(recipeOf(test::spec(FillKind::he_normal), {8, 7}).wide.scale, std::sqrt(2 / 8.0) / correction);
  EXPECT_DOUBLE_EQ(recipeOf(test::spec(FillKind::lecun_normal), {8, 7}).wide.scale, std::sqrt(1 / 8.0) / correction);
  EXPECT_EQ(recipeOf(test::spec(FillKind::he_normal), {8, 7}).law, Law::truncated_normal);

  using enum FanMode;
  const Recipe out = recipeOf(scaling(3, fan_out, FanDistribution::untruncated_normal), {5, 12});
  EXPECT_EQ(out.law, Law::normal);
  EXPECT_DOUBLE_EQ(out.wide.scale, 0.5);
  const Recipe average = recipeOf(scaling(2, fan_avg, FanDistribution::uniform), {3, 1});
  EXPECT_EQ(average.law, Law::uniform);
  EXPECT_DOUBLE_EQ(average.wide.low, -std::sqrt(3.0));
  // A scalar has fans of 1; an empty variable's fan counts as 1 too.
  EXPECT_DOUBLE_EQ(recipeOf(test::spec(FillKind::glorot_uniform), {}).wide.low, -std::sqrt(3.0));
  EXPECT_DOUBLE_EQ(recipeOf(test::spec(FillKind::lecun_uniform), {0, 4}).wide.low, -std::sqrt(3.0));
  // uniform_unit_scaling of 4x3x7: factor * sqrt(3 / 12).
  EXPECT_DOUBLE_EQ(recipeOf(test::spec(FillKind::uniform_unit_scaling, 1.5), {4, 3, 7}).wide.low, -0.75);
  EXPECT_DOUBLE_EQ(recipeOf(test::spec(FillKind::uniform_unit_scaling, 1), {9}).wide.low, -std::sqrt(3.0));
}

TEST(Scaling, FansAreThoseOfTheWhole) {
  Variable whole("v", float32, {100, 4}, test::spec(FillKind::glorot_uniform));
  Variable part("v", float32, {100, 4}, test::spec(FillKind::glorot_uniform), {50, 0}, {50, 4});
  whole.fill();
  part.fill();
  EXPECT_TRUE(std::equal(part.bytes.begin(), part.bytes.end(), whole.bytes.begin() + 800));
}

TEST(Refusals, WhatTensorFlowRefuses) {
  const FillStatus bad = FillStatus::bad_argument;
  for (FillKind kind : {FillKind::random_normal, FillKind::truncated_normal, FillKind::glorot_uniform,
                        FillKind::he_normal, FillKind::uniform_unit_scaling, FillKind::orthogonal,
                        FillKind::identity})
    for (DType dtype : {int32, uint8, boolean})
      EXPECT_EQ(statusOf(test::spec(kind, 1, 2), dtype), bad) << static_cast<int>(kind);
  EXPECT_EQ(statusOf(test::spec(FillKind::random_uniform, 0, 5), uint8), bad);
  EXPECT_EQ(statusOf(test::spec(FillKind::random_uniform, 5, 5), int32), bad);
  EXPECT_EQ(statusOf(test::spec(FillKind::random_uniform, 0, 2.5), int32), bad);
  EXPECT_EQ(statusOf(test::spec(FillKind::random_uniform, 0, 0x1p32), int32), bad);
  EXPECT_EQ(statusOf(test::spec(FillKind::random_uniform, 0, HUGE_VAL), float32), bad);
  EXPECT_EQ(statusOf(test::spec(FillKind::random_normal, NAN, 1), float64), bad);
  EXPECT_EQ(statusOf(test::spec(FillKind::random_normal, 0, 1e300), float32), bad);
  EXPECT_EQ(statusOf(scaling(0, FanMode::fan_in, FanDistribution::uniform), float32), bad);
  EXPECT_EQ(statusOf(test::spec(FillKind::identity, 1), float32, {2, 2, 2}), bad);
  EXPECT_EQ(statusOf(test::spec(FillKind::orthogonal, 1), float32, {4}), bad);
  EXPECT_EQ(statusOf(test::spec(FillKind::callable), float32), bad);
}

TEST(Refusals, EmptyVariablesToo) {
  EXPECT_EQ(statusOf(test::spec(FillKind::random_normal, 0, 1), int32, {0, 3}), FillStatus::bad_argument);
  EXPECT_EQ(statusOf(test::spec(FillKind::orthogonal, 1), int32, {0, 3}), FillStatus::bad_argument);
  EXPECT_EQ(statusOf(test::spec(FillKind::random_normal, 0, 1), float32, {0, 3}), FillStatus::ok);
}

TEST(Refusals, BlocksOutsideOfTheWhole) {
  const FillSpec zeros = test::spec(FillKind::zeros);
  EXPECT_EQ(Variable("v", float32, {4}, zeros, {3}, {2}).fill(), FillStatus::bad_argument);
  EXPECT_EQ(Variable("v", float32, {4}, zeros, {4}, {0}).fill(), FillStatus::ok);
  EXPECT_EQ(Variable("v", float32, {4}, zeros, {5}, {0}).fill(), FillStatus::bad_argument);
  Variable before("v", float32, {4}, zeros, {1}, {2}), backwards = before;
  before.offset = {-1};
  backwards.extent = {-1};
  EXPECT_EQ(before.fill(), FillStatus::bad_argument);
  EXPECT_EQ(backwards.fill(), FillStatus::bad_argument);
  Variable negative("v", float32, {4}, zeros);
  negative.full = {-4};
  EXPECT_EQ(negative.fill(), FillStatus::bad_argument);
  Variable huge("v", float32, {1}, zeros);
  huge.full = {std::int64_t{1} << 40, std::int64_t{1} << 40};
  EXPECT_EQ(huge.fill(), FillStatus::bad_argument);
  Variable nowhere("v", float32, {4}, zeros);
  FillTask task = nowhere.get();
  task.out = nullptr;
  EXPECT_EQ(fill(&task, 1, 0, 1, false), FillStatus::bad_argument);
  EXPECT_EQ(fill(nullptr, 0, 0, 0, false), FillStatus::ok);
}

TEST(Data, ListsAndScalars) {
  const double numbers[] = {1.5, -2, 3};
  FillSpec list = test::spec(FillKind::constant);
  list.data = numbers;
  list.data_dtype = float64;
  list.data_count = 3;
  Variable repeated("v", float32, {5}, list);
  ASSERT_EQ(repeated.fill(), FillStatus::ok);
  EXPECT_EQ(repeated.values<float>(), (std::vector<float>{1.5, -2, 3, 3, 3}));
  EXPECT_EQ(statusOf(list, float32, {2}), FillStatus::bad_argument) << "more values than elements";
  EXPECT_EQ(statusOf(list, int32, {3}), FillStatus::bad_argument) << "floating into integer";

  FillSpec value = list;
  value.kind = FillKind::value;
  EXPECT_EQ(statusOf(value, float64, {3}), FillStatus::ok);
  EXPECT_EQ(statusOf(value, float64, {5}), FillStatus::bad_argument);

  const std::int64_t large = 300;
  FillSpec scalar = test::spec(FillKind::constant);
  scalar.data = &large;
  scalar.data_dtype = int64;
  scalar.data_count = 1;
  EXPECT_EQ(statusOf(scalar, uint8), FillStatus::bad_argument) << "300 is no uint8";
  EXPECT_EQ(statusOf(scalar, boolean), FillStatus::bad_argument);
  Variable shorts("v", int16, {7}, scalar);
  ASSERT_EQ(shorts.fill(), FillStatus::ok);
  EXPECT_EQ(shorts.values<std::int16_t>(), std::vector<std::int16_t>(7, 300));
}

TEST(Data, LargeConstantsAreWhole) {
  const double pi = 3.140625;
  FillSpec scalar = test::spec(FillKind::constant);
  scalar.data = &pi;
  scalar.data_dtype = float64;
  scalar.data_count = 1;
  for (std::int64_t count : {1, 1023, 1025, 1000003}) {
    Variable variable("v", float32, {count}, scalar);
    ASSERT_EQ(variable.fill(1, kernels(), 2), FillStatus::ok);
    EXPECT_EQ(variable.values<float>(), std::vector<float>(static_cast<std::size_t>(count), 3.140625F));
  }
}

TEST(Data, OnesAndZerosOfEveryType) {
  for (int i = 0; i <= static_cast<int>(boolean); ++i) {
    const auto dtype = static_cast<DType>(i);
    Variable ones("v", dtype, {3}, test::spec(FillKind::ones)), zeros("v", dtype, {3}, test::spec(FillKind::zeros));
    ASSERT_EQ(ones.fill(), FillStatus::ok);
    ASSERT_EQ(zeros.fill(), FillStatus::ok);
    EXPECT_EQ(zeros.bytes, std::vector<unsigned char>(3 * size_of(dtype)));
    const std::uint64_t expected = dtype == float32    ? 0x3F800000
                                   : dtype == float64  ? 0x3FF0000000000000
                                   : dtype == float16  ? 0x3C00
                                   : dtype == bfloat16 ? 0x3F80
                                                       : 1;
    for (int k = 0; k < 3; ++k)
      EXPECT_EQ(std::memcmp(ones.bytes.data() + static_cast<std::size_t>(k) * size_of(dtype), &expected, size_of(dtype)), 0);
  }
}
