// Names of other libraries' variables: trees.h.
#include "Dump.h"
#include "TestGraph.h"

namespace varscope::core::test {
namespace {

const TreeNames dotted{.what = "Parameter", .forbidden = ".", .separator = "."};

VariableHandle get(TestGraph& g, TreeId tree, std::string_view name, Reuse reuse,
                   std::optional<Shape> shape = {}, const TreeNames& names = dotted) {
  return g.graph.get_in_tree({tree, ""}, name, names,
                             {std::move(shape), {.dtype = float32, .reuse = reuse}});
}

TEST(Tree, CreationIsWithinOneTreeAndOneKind) {
  TestGraph g;
  const TreeId a = g.graph.make_tree(false), b = g.graph.make_tree(false);
  get(g, a, "w", false);
  get(g, b, "w", false);
  get(g, a, "w", false, {}, {.what = "Buffer", .forbidden = ""});
  get(g, a, "W", false); // told apart by case, and no graph name is made unique
  EXPECT_EQ(error_of([&] { get(g, a, "w", false); }),
            Failure("already-exists", "Parameter 'w' already exists, and this call creates one"));
  EXPECT_EQ(g.graph.variables().size(), 4u);
  EXPECT_EQ(g.graph.variables()[3].name, "W");
  const VariableHandle last = get(g, b, "x", false);
  EXPECT_EQ(last.index, 4u);
  ASSERT_EQ(g.events.size(), 5u);
  EXPECT_EQ(g.events.back().kind, EventKind::create);
  EXPECT_EQ(g.events.back().name, "x");
}

TEST(Tree, VariablesHaveWhatTheyAreGiven) {
  TestGraph g;
  const TreeId tree = g.graph.make_tree(false);
  const auto make = [&](std::string_view name, VariableOptions options) {
    options.reuse = false;
    return g.variable(g.graph.get_in_tree({tree, ""}, name, dotted, {Shape{2}, std::move(options)}));
  };
  const Variable given = make("given", {.dtype = float64, .initializer = zeros(), .trainable = false, .collections = Names{"c"}});
  EXPECT_EQ(given.tree, tree);
  EXPECT_EQ(given.dtype, float64);
  EXPECT_TRUE(given.has_dtype);
  EXPECT_FALSE(given.trainable);
  EXPECT_TRUE(given.use_resource);
  EXPECT_EQ(given.collections, Names{"c"});
  EXPECT_EQ(given.initializer, zeros());
  const Variable plain = make("plain", {});
  EXPECT_EQ(plain.dtype, float32);
  EXPECT_FALSE(plain.has_dtype);
  EXPECT_TRUE(plain.trainable);
  EXPECT_EQ(error_of([&] { get(g, tree, "v", false, Shape{-2}); }).second, "Dimension -2 must be >= 0");
}

TEST(Tree, NamesAreTheLibrarys) {
  TestGraph g;
  const TreeId tree = g.graph.make_tree(false);
  EXPECT_EQ(error_of([&] { get(g, tree, "", false); }),
            Failure("invalid-name", "Parameter name must not be empty"));
  EXPECT_EQ(error_of([&] { get(g, tree, "a.b", false); }),
            Failure("invalid-name", "Parameter name must not contain '.' (got 'a.b')"));
  get(g, tree, "a::b c", false); // TensorFlow would reject it
  EXPECT_EQ(error_of([&] { g.graph.reserve_in_tree({tree, ""}, "a.b", dotted); }).first, "invalid-name");
  TreeNames any = dotted;
  any.allows_empty = true;
  get(g, tree, "", false, {}, any);
}

TEST(Tree, SharingComparesWhatIsKnown) {
  TestGraph g;
  const VariableHandle v = get(g, 0, "v", AUTO_REUSE, Shape{2, unknown});
  EXPECT_EQ(get(g, 0, "v", AUTO_REUSE, Shape{2, 3}), v);
  EXPECT_EQ(get(g, 0, "v", AUTO_REUSE), v);
  EXPECT_EQ(error_of([&] { get(g, 0, "v", AUTO_REUSE, Shape{3, 3}); }).first, "shape-mismatch");
  EXPECT_EQ(error_of([&] { get(g, 0, "x", true); }),
            Failure("unknown-variable", "Parameter 'x' is looked up, but does not exist"));
}

TEST(Tree, ATreeGetsItsNameLater) {
  TestGraph g;
  const TreeId root = g.graph.make_tree(true), inner = g.graph.make_tree(true),
               leaf = g.graph.make_tree(true);
  const TreeNames modules{.what = "Submodule", .forbidden = ".", .separator = "."};
  const VariableHandle w = get(g, leaf, "w", false);
  g.graph.hang_tree(leaf, {inner, ""}, "leaf", modules);
  EXPECT_EQ(error_of([&] { get(g, root, "inner.leaf.w", true); }).first, "unknown-variable");
  g.graph.hang_tree(inner, {root, ""}, "inner", modules);
  EXPECT_TRUE(g.graph.trees().hangs(leaf));
  EXPECT_FALSE(g.graph.trees().hangs(g.graph.make_tree(false)));
  EXPECT_EQ(g.graph.trees().full_name(leaf, "w"), "inner.leaf.w");
  EXPECT_EQ(g.graph.trees().top(leaf), root);
  EXPECT_EQ(get(g, root, "inner.leaf.w", true), w);
  EXPECT_EQ(error_of([&] { g.graph.hang_tree(leaf, {root, ""}, "inner", modules); }).first,
            "already-exists");
  g.graph.hang_tree(root, {leaf, ""}, "cycle", modules); // the name is taken, the tree stays
  EXPECT_EQ(g.graph.trees().top(root), root);
}

TEST(Tree, ReservedNamesHaveNoVariable) {
  TestGraph g;
  g.graph.reserve_in_tree({0, ""}, "bias", dotted);
  EXPECT_EQ(error_of([&] { get(g, 0, "bias", false); }).first, "already-exists");
  EXPECT_EQ(error_of([&] { get(g, 0, "bias", true); }).first, "unknown-variable");
  EXPECT_TRUE(g.graph.variables().empty());
}

TEST(Tree, ScopesWithoutAnObject) {
  TestGraph g;
  g.graph.enter_tree_scope("a::");
  g.graph.enter_tree_scope("b::");
  EXPECT_EQ(g.graph.trees().current().prefix, "a::b::");
  g.graph.leave_tree_scope();
  g.graph.leave_tree_scope();
  EXPECT_EQ(error_of([&] { g.graph.leave_tree_scope(); }).first, "invalid-argument");
}

TEST(Tree, EverythingCanBeTakenBack) {
  TestGraph g;
  const TreeId parent = g.graph.make_tree(false), child = g.graph.make_tree(false);
  const std::string before = dump(g.graph);
  const Journal::Mark mark = g.graph.journal().mark();
  const TreeId other = g.graph.make_tree(true);
  get(g, other, "w", false);
  g.graph.reserve_in_tree({parent, ""}, "none", dotted);
  g.graph.hang_tree(child, {parent, ""}, "child", {});
  g.graph.enter_tree_scope("a/");
  EXPECT_FALSE(g.graph.journal().delta(mark).empty());
  g.graph.journal().rollback(mark);
  EXPECT_TRUE(g.graph.journal().delta(mark).empty());
  g.graph.journal().release(mark);
  EXPECT_EQ(dump(g.graph), before);
}

/// What is recorded of one change, and that taking it back leaves nothing.
void expect_undone(TestGraph& g, const std::function<void()>& change) {
  const std::string before = dump(g.graph);
  EXPECT_FALSE(delta_of(g.graph.journal(), change).empty());
  EXPECT_EQ(dump(g.graph), before);
}

TEST(Tree, EachChangeIsSeenAndTakenBack) {
  TestGraph g;
  const TreeId parent = g.graph.make_tree(false), child = g.graph.make_tree(false);
  get(g, child, "w", false);
  expect_undone(g, [&] { g.graph.reserve_in_tree({parent, ""}, "none", dotted); });
  expect_undone(g, [&] { g.graph.enter_tree_scope("a/"); });
  g.graph.enter_tree_scope("a/");
  expect_undone(g, [&] { g.graph.leave_tree_scope(); });
  {
    Journal& journal = g.graph.journal();
    Trees alone(journal);
    const TreeId above = alone.make(false), below = alone.make(false);
    const Journal::Mark mark = journal.mark();
    alone.insert(below, "Parameter", "w", {});
    EXPECT_EQ(journal.delta(mark).keys().size(), 1u);
    alone.hang(below, above, "child.");
    EXPECT_EQ(journal.delta(mark).keys().size(), 2u);
    EXPECT_TRUE(alone.find_below(above, "Parameter", "child.w"));
    journal.rollback(mark);
    journal.release(mark);
    alone.insert(below, "Parameter", "w", {});
    EXPECT_FALSE(alone.find_below(above, "Parameter", "child.w"));
  }
}

} // namespace
} // namespace varscope::core::test
