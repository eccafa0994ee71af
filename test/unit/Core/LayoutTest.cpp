#include "TestGraph.h"

#include <iterator>

namespace varscope::core::test {
namespace {

TEST(Layout, ContractExample) {
  TestGraph g;
  In d(g, "discriminator");
  g.get("kernel", {784, 1}, {.initializer = glorot_uniform()});
  g.get("bias", {1}, {.initializer = zeros()});
  const auto layout = arena_layout(g.graph.variables());
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->variables, (std::vector<Placement>{{0, 3136}, {3136, 4}}));
  EXPECT_EQ(layout->arena_bytes, 3200u);
}

TEST(Layout, NeighboursHaveOneInitializerAndDtype) {
  TestGraph g;
  g.get("k1", {3});
  g.get("b1", {2}, {.initializer = zeros()});
  g.get("k2", {3});
  g.get("d", {3}, {.dtype = float64});
  g.get("b2", {0}, {.initializer = zeros()});
  g.get("b3", {17}, {.initializer = zeros()});
  const auto layout = arena_layout(g.graph.variables());
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->variables, (std::vector<Placement>{
                                   {0, 12}, {128, 8}, {64, 12}, {320, 24}, {192, 0}, {192, 68}}));
  EXPECT_EQ(layout->arena_bytes, 384u);
}

TEST(Layout, Empty) {
  const auto layout = arena_layout(std::vector<Variable>());
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->arena_bytes, 0u);
}

TEST(Layout, Overflow) {
  Variable variable;
  variable.dtype = float32;
  variable.shape = {std::int64_t{1} << 62};
  EXPECT_FALSE(arena_layout(std::vector{variable}));
  variable.dtype = int8;
  EXPECT_TRUE(arena_layout(std::vector{variable, variable, variable}));
  EXPECT_FALSE(arena_layout(std::vector{variable, variable, variable, variable}));
  Variable other = variable;
  other.dtype = uint8;
  EXPECT_FALSE(arena_layout(std::vector{variable, variable, other, other})) << "across groups";
}

} // namespace
} // namespace varscope::core::test
