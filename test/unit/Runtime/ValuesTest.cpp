// A variable's first values stay what they are: others are another version of the scheme (docs/random.md), for which
// plan::version has to be raised. Each digest is of one initialiser's values in every type that it has.
#include "TestFill.h"

#include <gtest/gtest.h>

using namespace varscope;
using namespace varscope::runtime;
using test::Variable;

namespace {

std::string digest(const FillSpec& spec, std::initializer_list<DType> dtypes) {
  std::string all;
  for (DType dtype : dtypes) {
    Variable variable("model/layer_0/w", dtype, {37, 45}, spec);
    EXPECT_EQ(variable.fill(7), FillStatus::ok);
    all.append(variable.bytes.begin(), variable.bytes.end());
  }
  return test::sha(all);
}

std::string floating(FillKind kind, double a, double b) {
  return digest(test::spec(kind, a, b), {float32, float64, float16, bfloat16});
}

} // namespace

TEST(Values, AreThoseOfTheirVersion) {
  EXPECT_EQ(floating(FillKind::random_uniform, -1, 2), "5f750f4f4450265acb181048e720a447af8e1af1d5cdeb2272ec33868de77322");
  EXPECT_EQ(floating(FillKind::random_normal, 0.25, 1.5), "48ddafdc04dcf8755bfdf37f0c0a7eda6bb3402b6159b27a9e69e3e86981413a");
  EXPECT_EQ(floating(FillKind::truncated_normal, 0.25, 1.5), "cec97214f46b1c0bc3173d56642cdd023a144f4745e526262af419546ea66e5a");
  EXPECT_EQ(floating(FillKind::glorot_uniform, 0, 0), "3284d075774782bd9b92bce07e9ecebb54b9d0cef8c5cac8bc8bcfe8a09a3d7e");
  EXPECT_EQ(floating(FillKind::orthogonal, 1.5, 0), "ebfccb27ef7780aecc099fff9bb341808119a7378c0f8e09e0a00bb65f24a874");
  EXPECT_EQ(digest(test::spec(FillKind::random_uniform, -1000, 1'000'000), {int32, int64}), "46e32299b0e96dd533401789babbb7303a36dd4755c6c8d1e4f27c2a038f52b5");
}
