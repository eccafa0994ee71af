#include "Emit/Diff.h"

#include <gtest/gtest.h>

using namespace varscope;

namespace {

ManifestVariable var(std::string name, std::vector<std::int64_t> shape, DType dtype = float32) {
  ManifestVariable v;
  v.name = std::move(name);
  v.shape = std::move(shape);
  v.dtype = dtype;
  return v;
}

std::vector<std::string> diff(std::vector<ManifestVariable> older,
                              std::vector<ManifestVariable> newer) {
  Manifest a, b;
  a.variables = std::move(older);
  b.variables = std::move(newer);
  std::vector<std::string> texts;
  for (const Change& change : diffManifests(a, b))
    texts.push_back(change.text);
  return texts;
}
using Texts = std::vector<std::string>;

TEST(Diff, Nothing) { EXPECT_EQ(diff({var("a", {2})}, {var("a", {2})}), Texts{}); }

TEST(Diff, ReshapedAndRetyped) {
  EXPECT_EQ(diff({var("a", {2, 3}), var("b", {})}, {var("a", {3, 2}), var("b", {}, int8)}),
            (Texts{"reshaped: a: [2, 3] -> [3, 2]", "dtype: b: float32 -> int8"}));
}

TEST(Diff, RemovedAndAdded) {
  EXPECT_EQ(diff({var("a", {2}), var("b", {3})}, {var("a", {2}), var("c", {4})}),
            (Texts{"removed: b (float32 [3])", "added: c (float32 [4])"}));
}

TEST(Diff, RenamedScope) {
  EXPECT_EQ(diff({var("h/kernel", {2, 2}), var("h/bias", {2})},
                 {var("hidden/kernel", {2, 2}), var("hidden/bias", {2})}),
            (Texts{"renamed (likely): h/kernel -> hidden/kernel (float32 [2, 2])",
                   "renamed (likely): h/bias -> hidden/bias (float32 [2])"}));
}

TEST(Diff, RenamedVariable) {
  EXPECT_EQ(diff({var("d/w", {2}), var("e/w", {2})}, {var("d/kernel", {2}), var("e/w", {2})}),
            (Texts{"renamed (likely): d/w -> d/kernel (float32 [2])"}));
}

TEST(Diff, RenamedLayersOfOneShapeKeepTheirOrder) {
  EXPECT_EQ(diff({var("h0/w", {2}), var("h1/w", {2})}, {var("l0/w", {2}), var("l1/w", {2})}),
            (Texts{"renamed (likely): h0/w -> l0/w (float32 [2])",
                   "renamed (likely): h1/w -> l1/w (float32 [2])"}));
}

TEST(Diff, NoGuessWithoutCounterpart) {
  EXPECT_EQ(diff({var("h0/w", {2}), var("h1/w", {2})}, {var("l0/w", {2})}),
            (Texts{"removed: h0/w (float32 [2])", "removed: h1/w (float32 [2])",
                   "added: l0/w (float32 [2])"}));
}

TEST(Diff, Order) {
  EXPECT_EQ(diff({var("a", {2}), var("b", {3})}, {var("b", {3}), var("a", {2})}),
            (Texts{"order: from b on, which comes where a was; loaders that go by position are "
                   "affected"}));
  EXPECT_EQ(diff({var("a", {2}), var("b", {3})}, {var("x", {9}), var("a", {2}), var("b", {3})}),
            (Texts{"added: x (float32 [9])"})) << "an addition alone is no change of order";
}

} // namespace
