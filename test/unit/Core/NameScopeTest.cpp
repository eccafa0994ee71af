// Rules 18 to 21 of docs/semantics.md.
#include "TestGraph.h"

namespace varscope::core::test {
namespace {

TEST(NameScope, Rule18EveryEntryOpensAFreshOne) {
  TestGraph g;
  for (const char* expected : {"s/", "s_1/", "s_2/"}) {
    In s(g, "s");
    EXPECT_EQ(s->original_name_scope, expected);
    EXPECT_EQ(g.graph.name_scope() + "/", expected);
  }
}

TEST(NameScope, Rule18ByObjectTheLastComponent) {
  TestGraph g;
  ScopeRef b;
  {
    In a(g, "a");
    In inner(g, "b");
    b = inner.scope();
  }
  In again(g, b);
  EXPECT_EQ(again->name, "a/b");
  EXPECT_EQ(g.graph.name_scope(), "b");
  EXPECT_EQ(g.get_name("v"), "a/b/v");
}

TEST(NameScope, Rule19OriginalNameScope) {
  TestGraph g;
  ScopeRef tower;
  {
    InName scope1(g, "scope1");
    In entered(g, "tower");
    tower = entered.scope();
    EXPECT_EQ(tower->original_name_scope, "scope1/tower/");
  }
  InName scope2(g, "scope2");
  In again(g, tower);
  EXPECT_EQ(again->original_name_scope, "scope1/tower/");
  EXPECT_EQ(g.graph.name_scope(), "scope2/tower");
  InName original(g, again->original_name_scope);
  EXPECT_EQ(g.graph.name_scope(), "scope1/tower");
}

TEST(NameScope, Rule20ReenterAndRoot) {
  TestGraph g;
  InName a(g, "a");
  {
    InName b(g, "b");
    EXPECT_EQ(b.text(), "a/b/");
    InName x(g, "x/");
    EXPECT_EQ(g.graph.name_scope(), "x");
  }
  {
    InName root(g, std::nullopt);
    EXPECT_EQ(root.text(), "");
    EXPECT_EQ(g.make_name("v"), "v");
  }
  InName empty(g, "");
  EXPECT_EQ(g.graph.name_scope(), "");
}

TEST(NameScope, Rule20RootScopeObjectKeepsTheNameScope) {
  TestGraph g;
  const ScopeRef root = g.graph.current_scope();
  In a(g, "a");
  In r(g, root);
  EXPECT_EQ(g.graph.name_scope(), "a");
  EXPECT_EQ(g.get_name("v"), "v");
  In b(g, "b");
  EXPECT_EQ(b->name, "b");
  EXPECT_EQ(g.graph.name_scope(), "a/b");
}

TEST(NameScope, Rule21Auxiliary) {
  TestGraph g;
  {
    In s(g, "s", {.auxiliary_name_scope = false});
    EXPECT_EQ(s->original_name_scope, "");
    EXPECT_EQ(g.graph.name_scope(), "");
    EXPECT_EQ(g.get_name("v"), "s/v");
    EXPECT_EQ(g.make_name("w"), "w");
  }
  In outer(g, "outer");
  In inner(g, "inner", {.auxiliary_name_scope = false});
  EXPECT_EQ(inner->original_name_scope, "outer/");
  In deep(g, "deep");
  EXPECT_EQ(deep->original_name_scope, "outer/deep/") << "not inherited";
  InName names(g, "names");
  In last(g, "last", {.auxiliary_name_scope = false});
  EXPECT_EQ(last->original_name_scope, "outer/deep/names/");
}

TEST(NameScope, Rule21AuxiliaryByObject) {
  TestGraph g;
  ScopeRef inner;
  {
    In outer(g, "outer");
    In entered(g, "inner");
    inner = entered.scope();
  }
  In again(g, inner, {.auxiliary_name_scope = false});
  EXPECT_EQ(g.graph.name_scope(), "");
  EXPECT_EQ(again->original_name_scope, "outer/inner/");
}

TEST(NameScope, DefaultName) {
  TestGraph g;
  {
    InName scope(g, std::nullopt, "dflt");
    EXPECT_EQ(scope.text(), "dflt/");
  }
  InName scope(g, "given", "dflt");
  EXPECT_EQ(scope.text(), "given/");
  EXPECT_EQ(error_of([&] { g.graph.enter_name_scope({}, {}, true); }),
            Failure("missing-name",
                    "At least one of name (None) and default_name (None) must be provided."));
  for (const auto& [name, default_name] :
       {std::pair<std::optional<std::string_view>, std::optional<std::string_view>>("n", {}),
        {{}, "n"}})
    g.graph.exit_name_scope(g.graph.enter_name_scope(name, default_name, true));
}

} // namespace
} // namespace varscope::core::test
