// Rules 1 to 8 of docs/semantics.md.
#include "TestGraph.h"

namespace varscope::core::test {
namespace {

Reuse::Mode mode(const In& scope) { return scope->reuse.mode(); }

TEST(Reuse, Rule1RootCreates) {
  TestGraph g;
  EXPECT_EQ(g.graph.current_scope()->reuse, Reuse(false));
  EXPECT_EQ(g.get_name("v"), "v");
  EXPECT_EQ(error_of([&] { g.get("v"); }), already_exists("v"));
}

TEST(Reuse, Rule1FalseInherits) {
  TestGraph g;
  In a(g, "a", {.reuse = true});
  In b(g, "b", {.reuse = false});
  EXPECT_EQ(mode(b), Reuse::Mode::yes);
}

TEST(Reuse, Rule2ByString) {
  TestGraph g;
  In yes(g, "yes", {.reuse = true});
  {
    In automatic(g, "auto", {.reuse = AUTO_REUSE});
    EXPECT_EQ(mode(automatic), Reuse::Mode::automatic);
    EXPECT_EQ(g.get_name("v"), "yes/auto/v");
    {
      In inherits(g, "c");
      EXPECT_EQ(mode(inherits), Reuse::Mode::automatic);
    }
    {
      In no(g, "d", {.reuse = false});
      EXPECT_EQ(mode(no), Reuse::Mode::automatic);
    }
    {
      In again(g, "e", {.reuse = true});
      EXPECT_EQ(mode(again), Reuse::Mode::yes);
    }
  }
  EXPECT_EQ(mode(yes), Reuse::Mode::yes);
}

TEST(Reuse, Rule3ByObjectIgnoresTheSurroundings) {
  TestGraph g;
  ScopeRef foo;
  {
    In scope(g, "foo");
    foo = scope.scope();
    g.get("v");
  }
  In bar(g, "bar", {.reuse = true});
  In again(g, foo);
  EXPECT_EQ(mode(again), Reuse::Mode::no);
  EXPECT_EQ(g.get_name("new"), "foo/new");
  EXPECT_EQ(error_of([&] { g.get("v"); }), already_exists("foo/v"));
}

TEST(Reuse, Rule3FalseCannotUndoTheObjectsTrue) {
  TestGraph g;
  ScopeRef s;
  VariableHandle v;
  {
    In scope(g, "s");
    s = scope.scope();
    v = g.get("v");
  }
  g.graph.update(s, [](Scope& scope) { scope.reuse = true; });
  {
    In again(g, s);
    EXPECT_EQ(g.get("v"), v);
  }
  {
    In no(g, s, {.reuse = false});
    EXPECT_EQ(mode(no), Reuse::Mode::yes);
  }
  In automatic(g, s, {.reuse = AUTO_REUSE});
  EXPECT_EQ(g.get_name("w"), "s/w");
}

TEST(Reuse, Rule4EveryEntryMakesANewObject) {
  TestGraph g;
  {
    In foo(g, "foo");
    g.get("v");
    g.graph.update(foo.scope(), [](Scope& scope) { scope.reuse = true; });
    g.get("v");
    EXPECT_EQ(error_of([&] { g.get("w"); }), does_not_exist("foo/w"));
    In copy(g, foo.scope());
    g.graph.update(copy.scope(), [](Scope& scope) { scope.dtype = float64; });
    EXPECT_FALSE(foo->dtype.has_value());
  }
  In again(g, "foo");
  EXPECT_EQ(mode(again), Reuse::Mode::no);
}

TEST(Reuse, Rule5ChildrenCopyAtEntry) {
  TestGraph g;
  In s(g, "s");
  {
    In t(g, "t");
    g.graph.update(s.scope(), [](Scope& scope) { scope.dtype = float64; });
    EXPECT_EQ(g.variable(g.get("a")).dtype, float32);
  }
  In u(g, "u");
  EXPECT_EQ(g.variable(g.get("a")).dtype, float64);
}

TEST(Reuse, Rule6RootKeepsReuseVariables) {
  TestGraph g;
  const VariableHandle v = g.get("v");
  g.graph.update(g.graph.current_scope(), [](Scope& scope) { scope.reuse = true; });
  EXPECT_EQ(g.get("v"), v);
  In inner(g, "inner");
  EXPECT_EQ(error_of([&] { g.get("w"); }), does_not_exist("inner/w"));
}

TEST(Reuse, Rule6CurrentScopeReenteredIsUnchanged) {
  TestGraph g;
  In net(g, "net");
  const ScopeRef current = g.graph.current_scope();
  {
    In again(g, current, {.reuse = AUTO_REUSE});
    EXPECT_EQ(again->name, "net");
    g.get("w");
  }
  EXPECT_EQ(current->reuse, Reuse(false));
  EXPECT_EQ(g.graph.current_scope(), current);
}

TEST(Reuse, Rule7OptionOfTheGetBeatsTheScope) {
  TestGraph g;
  {
    In a(g, "a");
    g.get("v");
  }
  In a(g, "a", {.reuse = true});
  EXPECT_EQ(error_of([&] { g.get("v", {1}, {.reuse = false}); }), already_exists("a/v"));
  EXPECT_EQ(g.get_name("w", {1}, {.reuse = false}), "a/w");
  EXPECT_EQ(g.get_name("x", {1}, {.reuse = AUTO_REUSE}), "a/x");
}

TEST(Reuse, Rule7AbsentAtTheStoreActsLikeAuto) {
  TestGraph g;
  const auto ask = [&](VariableOptions options) {
    return g.graph.call_getter({}, "v", {Shape{1}, std::move(options)});
  };
  const VariableHandle v = ask({});
  EXPECT_EQ(ask({}), v);
  EXPECT_EQ(error_of([&] { ask({.reuse = false}); }), already_exists("v"));
}

TEST(Reuse, Rule8TheKeyIsNamed) {
  TestGraph g;
  In scope(g, "scope1", {.reuse = true});
  EXPECT_EQ(error_of([&] { g.get("v1"); }), does_not_exist("scope1/v1"));
}

TEST(Reuse, FailedReuseLeavesNothing) {
  TestGraph g;
  In a(g, "a");
  {
    In b(g, "b", {.reuse = true});
    EXPECT_EQ(error_of([&] { g.get("v"); }), does_not_exist("a/b/v"));
  }
  In b(g, "b");
  EXPECT_EQ(g.get_name("v"), "a/b/v");
}

} // namespace
} // namespace varscope::core::test
