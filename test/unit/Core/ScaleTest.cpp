// Nothing grows with the square of anything. Sizes are such that a quadratic
// step would take minutes.
#include "TestGraph.h"

namespace varscope::core::test {
namespace {

constexpr int many = 60000;

TEST(Scale, DefaultNames) {
  TestGraph g;
  for (int i = 0; i < many; ++i)
    In layer(g, nullptr, {.default_name = "layer"});
  In last(g, nullptr, {.default_name = "layer"});
  EXPECT_EQ(last->name, "layer_" + std::to_string(many));
}

TEST(Scale, JumpsWithManyCounts) {
  TestGraph g;
  const ScopeRef root = g.graph.current_scope();
  for (int i = 0; i < many; ++i) {
    In layer(g, ("layer" + std::to_string(i)).c_str());
    In jump(g, root);
  }
  EXPECT_EQ(g.graph.current_scope(), root);
}

TEST(Scale, NamesTakenBefore) {
  TestGraph g;
  for (int i = 1; i <= many; ++i)
    g.graph.unique_name("v_" + std::to_string(i));
  for (int i = 0; i < many; ++i)
    g.graph.unique_name("v");
  EXPECT_EQ(g.graph.unique_name("v"), "v_" + std::to_string(2 * many));
}

TEST(Scale, DeepScopes) {
  TestGraph g;
  std::string deep = "a";
  for (int i = 0; i < many; ++i)
    deep += "/a";
  In scope(g, deep.c_str());
  EXPECT_EQ(g.get_name("v"), deep + "/v");
}

TEST(Scale, GetsUnderAMark) {
  TestGraph g;
  Journal& journal = g.graph.journal();
  const Journal::Mark mark = journal.mark();
  for (int i = 0; i < many; ++i)
    g.get("v" + std::to_string(i));
  EXPECT_FALSE(journal.delta(mark).empty());
  journal.rollback(mark);
  EXPECT_TRUE(g.graph.variables().empty());
}

} // namespace
} // namespace varscope::core::test
