// Rules 28 to 33 of docs/semantics.md, and its corners on sharing.
#include "TestGraph.h"

namespace varscope::core::test {
namespace {

const ScopeOptions reusing{.reuse = true};

TEST(Share, Rule28DefaultInitializers) {
  TestGraph g;
  for (const DType dtype : {float16, bfloat16, float32, float64})
    EXPECT_EQ(g.variable(g.get(name(dtype), {2}, {.dtype = dtype})).initializer, glorot_uniform());
  for (const DType dtype : {int8, uint8, int16, uint16, int32, uint32, int64, uint64, boolean})
    EXPECT_EQ(g.variable(g.get(name(dtype), {2}, {.dtype = dtype})).initializer, zeros());
}

TEST(Share, Rule29CreationNeedsAShape) {
  TestGraph g;
  EXPECT_EQ(error_of([&] { g.get("v", unspecified); }).first, "undefined-shape");
  EXPECT_EQ(error_of([&] { g.get("v", {unknown, 2}, {.initializer = constant(1.0f)}); }).first,
            "undefined-shape");
  EXPECT_EQ(error_of([&] { g.get("v", {-2, 2}); }),
            Failure("invalid-argument", "Dimension -2 must be >= 0"));
  EXPECT_EQ(g.variable(g.get("scalar", {})).shape, Shape{});
  EXPECT_EQ(g.variable(g.get("empty", {0})).shape, Shape{0});
}

TEST(Share, Rule29SharingMayLeaveTheShapeOpen) {
  TestGraph g;
  const VariableHandle v = g.get("v", {2, 3});
  In root(g, "", reusing);
  EXPECT_EQ(g.get("v", unspecified), v);
  EXPECT_EQ(g.get("v", {unknown, 3}), v);
  EXPECT_EQ(error_of([&] { g.get("v", {3, 2}); }),
            Failure("shape-mismatch", "Trying to share variable v, but specified shape (3, 2) and "
                                      "found shape (2, 3)."));
  EXPECT_EQ(error_of([&] { g.get("v", {2}); }).first, "shape-mismatch");
  EXPECT_EQ(error_of([&] { g.get("v", {unknown, 2}); }).second,
            "Trying to share variable v, but specified shape (?, 2) and found shape (2, 3).");
}

TEST(Share, Rule29WhatIsNotKnownFits) {
  EXPECT_TRUE(detail::is_compatible({2, 3}, Shape(unspecified)));
  EXPECT_TRUE(detail::is_compatible(Shape(unspecified), {2, 3}));
  EXPECT_TRUE(detail::is_compatible({2, unknown}, {unknown, 3}));
  EXPECT_FALSE(detail::is_compatible({2, 3}, {2}));
  EXPECT_FALSE(detail::is_compatible({2, 3}, {2, 4}));
}

TEST(Share, Rule30ValueAndShape) {
  TestGraph g;
  const Failure refused{"undefined-shape", "If initializer is a constant, do not specify shape."};
  const Initializer two = value({1.0f, 2.0f});
  EXPECT_EQ(error_of([&] { g.get("v", {2}, {.initializer = two}); }), refused);
  const VariableHandle v = g.get("v", unspecified, {.initializer = two});
  EXPECT_EQ(g.variable(v).shape, Shape{2});
  {
    In root(g, "", reusing);
    EXPECT_EQ(error_of([&] { g.get("v", {2}, {.initializer = two}); }), refused);
    EXPECT_EQ(g.get("v", unspecified, {.initializer = value({9.0f, 9.0f})}), v);
  }
  In foo(g, "foo", {.initializer = value(0.1f)});
  EXPECT_EQ(g.variable(g.get("v", unspecified)).shape, Shape{});
  EXPECT_EQ(error_of([&] { g.get("w", {1}); }), refused) << "the scope's value counts too";
  EXPECT_EQ(g.get_name("x", {1}, {.initializer = zeros()}), "foo/x");
  EXPECT_EQ(g.get_name("y", {2}, {.initializer = constant(1.0f)}), "foo/y");
}

TEST(Share, Rule31ValueDecidesTheDtype) {
  TestGraph g;
  In s(g, "s", {.dtype = float64});
  EXPECT_EQ(g.variable(g.get("v", unspecified, {.initializer = value(1)})).dtype, int32);
  EXPECT_EQ(error_of([&] {
              g.get("w", unspecified, {.dtype = float32, .initializer = value(1)});
            }),
            Failure("invalid-argument", "Initializer type '<dtype: 'int32'>' and explicit dtype "
                                        "'<dtype: 'float32'>' don't match."));
  EXPECT_EQ(g.variable(g.get("b", unspecified, {.initializer = value(true)})).dtype, boolean);
}

TEST(Share, CornerScopesValueBeatsTheGetsDtype) {
  TestGraph g;
  In s(g, "s", {.initializer = value(1)});
  EXPECT_EQ(g.variable(g.get("v", unspecified, {.dtype = float64})).dtype, int32);
}

TEST(Share, Rule32SharingChecksTheDtype) {
  TestGraph g;
  g.get("v");
  const VariableHandle i = g.get("i", {1}, {.dtype = int32});
  g.get("r", {1}, {.dtype = boolean, .use_resource = true});
  In root(g, "", reusing);
  EXPECT_EQ(error_of([&] { g.get("v", {1}, {.dtype = float64}); }),
            Failure("dtype-mismatch", "Trying to share variable v, but specified dtype float64 and "
                                      "found dtype float32_ref."));
  EXPECT_EQ(error_of([&] { g.get("i"); }).second,
            "Trying to share variable i, but specified dtype float32 and found dtype int32_ref.");
  EXPECT_EQ(error_of([&] { g.get("r"); }).second,
            "Trying to share variable r, but specified dtype float32 and found dtype bool.");
  EXPECT_EQ(g.get("i", {1}, {.dtype = int32}), i);
  In typed(g, "", {.dtype = int32});
  EXPECT_EQ(g.get("i"), i);
}

TEST(Share, CornerValueInitializedUnderAuto) {
  TestGraph g;
  In root(g, "", {.reuse = AUTO_REUSE});
  const VariableOptions options{.initializer = value(3)};
  g.get("v", unspecified, options);
  EXPECT_EQ(error_of([&] { g.get("v", unspecified, options); }).first, "dtype-mismatch");
}

TEST(Share, Rule33OptionsAreNotLookedAt) {
  TestGraph g;
  In s(g, "s", {.reuse = AUTO_REUSE});
  const VariableHandle v = g.get("v", {2}, {.initializer = zeros()});
  g.get("v", {2}, {.initializer = ones(), .trainable = false, .collections = {"late"},
                   .use_resource = true});
  EXPECT_EQ(g.variable(v).initializer, zeros());
  EXPECT_TRUE(g.variable(v).trainable);
  EXPECT_FALSE(g.variable(v).use_resource);
  EXPECT_TRUE(g.graph.collection("late").empty());
}

TEST(Share, EventsTellWhatHappened) {
  TestGraph g;
  In s(g, "s", {.reuse = AUTO_REUSE});
  g.get("v");
  g.get("v");
  g.make_name("w");
  ASSERT_EQ(g.events.size(), 3u);
  EXPECT_EQ(g.events[0].kind, EventKind::create);
  EXPECT_EQ(g.events[1].kind, EventKind::share);
  EXPECT_EQ(g.events[1].name, "s/v");
  EXPECT_EQ(g.events[2].kind, EventKind::new_variable);
}

} // namespace
} // namespace varscope::core::test
