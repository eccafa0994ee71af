// Rules 23 to 27 of docs/semantics.md.
#include "TestGraph.h"

namespace varscope::core::test {
namespace {

ScopeOptions defaulted(const char* name) { return {.default_name = name}; }
std::string open(TestGraph& g, const char* default_name) {
  return In(g, nullptr, defaulted(default_name))->name;
}

TEST(DefaultName, Rule23CountsOpenings) {
  TestGraph g;
  for (const char* expected : {"layer", "layer_1", "layer_2"})
    EXPECT_EQ(open(g, "layer"), expected);
}

TEST(DefaultName, Rule23ExplicitOpeningsCount) {
  TestGraph g;
  { In d(g, "d"); }
  EXPECT_EQ(open(g, "d"), "d_1");
  { In d(g, "d_2"); }
  EXPECT_EQ(open(g, "d"), "d_3");
}

TEST(DefaultName, Rule23NameGivenIgnoresTheDefault) {
  TestGraph g;
  { In t(g, "tower", defaulted("default")); }
  In t(g, "tower", defaulted("default"));
  EXPECT_EQ(t->name, "tower");
}

TEST(DefaultName, Rule23NameScopesDoNotCount) {
  TestGraph g;
  { InName d(g, "d"); }
  In d(g, nullptr, defaulted("d"));
  EXPECT_EQ(d->name, "d");
  EXPECT_EQ(d->original_name_scope, "d_1/");
}

TEST(DefaultName, Rule24LeavingZeroesWhatIsBeneath) {
  TestGraph g;
  for (int i = 0; i < 2; ++i) {
    In outer(g, "outer");
    EXPECT_EQ(open(g, "d"), "outer/d");
    EXPECT_EQ(open(g, "d"), "outer/d_1");
  }
  EXPECT_EQ(open(g, "outer"), "outer_1") << "the scope itself still counts";
}

TEST(DefaultName, Rule24CountsBeginAgainWhereOnlyOneIsOpened) {
  TestGraph g;
  {
    In outer(g, "outer");
    for (int i = 0; i < 4; ++i)
      open(g, "d");
  }
  In outer(g, "outer");
  EXPECT_EQ(open(g, "d"), "outer/d");
  EXPECT_EQ(open(g, "d"), "outer/d_1");
}

TEST(DefaultName, Rule24PrefixesAreComponents) {
  TestGraph g;
  {
    In s1(g, nullptr, defaulted("s1"));
    EXPECT_EQ(open(g, "l"), "s1/l");
    const ScopeEntry s = g.graph.enter_variable_scope(g.graph.current_scope(), {});
    g.graph.exit_variable_scope(s);
    EXPECT_EQ(open(g, "l"), "s1/l_1");
  }
  { In s(g, nullptr, defaulted("s")); }
  EXPECT_EQ(open(g, "s1"), "s1_1");
}

TEST(DefaultName, Rule25ByObjectRestores) {
  TestGraph g;
  In scope(g, "default");
  EXPECT_EQ(open(g, "layer"), "default/layer");
  EXPECT_EQ(open(g, "layer"), "default/layer_1");
  {
    In again(g, scope.scope());
    In layer(g, nullptr, defaulted("layer"));
    EXPECT_EQ(layer->name, "default/layer_2");
    g.get("w");
  }
  In layer(g, nullptr, defaulted("layer"));
  EXPECT_EQ(layer->name, "default/layer_2");
  EXPECT_EQ(error_of([&] { g.get("w"); }), already_exists("default/layer_2/w"));
}

TEST(DefaultName, Rule25LeavingInsideAJumpIsTakenBack) {
  TestGraph g;
  In a(g, "a");
  In x(g, "x");
  EXPECT_EQ(open(g, "d"), "a/x/d");
  {
    In jump(g, a.scope());
    { In again(g, "x"); } // zeroes what is beneath a/x
  }
  EXPECT_EQ(open(g, "d"), "a/x/d_1");
}

TEST(DefaultName, Rule25JumpInsideAnother) {
  TestGraph g;
  ScopeRef a;
  {
    In entered(g, "a");
    a = entered.scope();
    EXPECT_EQ(open(g, "d"), "a/d");
  }
  {
    In again(g, a, {.reuse = true});
    EXPECT_EQ(open(g, "d"), "a/d") << "leaving a by string zeroed the counts";
  }
  In b(g, "b");
  In jump(g, a);
  EXPECT_EQ(open(g, "d"), "a/d");
}

TEST(DefaultName, Rule25JumpsNest) {
  TestGraph g;
  In s(g, "s");
  open(g, "d");
  {
    In one(g, s.scope());
    EXPECT_EQ(open(g, "d"), "s/d_1");
    {
      In two(g, s.scope());
      EXPECT_EQ(open(g, "d"), "s/d_2");
    }
    EXPECT_EQ(open(g, "d"), "s/d_2");
  }
  EXPECT_EQ(open(g, "d"), "s/d_1");
}

TEST(DefaultName, Rule25ObjectOpeningItselfCounts) {
  TestGraph g;
  ScopeRef s;
  {
    In entered(g, "s");
    s = entered.scope();
  }
  { In again(g, s); }
  EXPECT_EQ(open(g, "s"), "s_1");
}

TEST(DefaultName, Rule26ReuseNeedsAName) {
  TestGraph g;
  const Failure missing{"missing-name", "reuse=True cannot be used without a name_or_scope"};
  for (const Reuse reuse : {Reuse(true), AUTO_REUSE})
    EXPECT_EQ(error_of([&] { In d(g, nullptr, {.default_name = "d", .reuse = reuse}); }), missing);
  In a(g, "a", {.reuse = AUTO_REUSE});
  In d(g, nullptr, defaulted("d"));
  EXPECT_EQ(d->name, "a/d") << "inherited reuse is fine";
  EXPECT_EQ(d->reuse, AUTO_REUSE);
}

TEST(DefaultName, Rule27NeitherNameNorDefault) {
  TestGraph g;
  EXPECT_EQ(error_of([&] { In none(g, nullptr); }),
            Failure("missing-name", "If default_name is None then name_or_scope is required"));
}

TEST(DefaultName, SeveralComponents) {
  TestGraph g;
  In a(g, "a");
  EXPECT_EQ(open(g, "q/r"), "a/q/r") << "a was opened, a/q was not";
  EXPECT_EQ(open(g, "q/r"), "a/q/r_1");
}

TEST(DefaultName, EmptyOrSlash) {
  TestGraph g;
  EXPECT_EQ(open(g, ""), "");
  EXPECT_EQ(open(g, "a/b"), "a/b");
  In again(g, nullptr, defaulted("a/b"));
  EXPECT_EQ(again->name, "a/b_1");
  EXPECT_EQ(again->original_name_scope, "a/b_1/");
}

TEST(DefaultName, FailedBodyStillCounts) {
  TestGraph g;
  try {
    In d(g, nullptr, defaulted("d"));
    throw 1;
  } catch (int) {
  }
  EXPECT_EQ(g.graph.current_scope()->name, "");
  EXPECT_EQ(open(g, "d"), "d_1");
}

} // namespace
} // namespace varscope::core::test
