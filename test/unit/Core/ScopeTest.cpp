// Rules 22, 34 and 35 of docs/semantics.md.
#include "TestGraph.h"

namespace varscope::core::test {
namespace {

TEST(Scope, Rule22ImproperNesting) {
  TestGraph g;
  const ScopeEntry outer = g.graph.enter_variable_scope("outer", {});
  const ScopeEntry inner = g.graph.enter_variable_scope("inner", {});
  EXPECT_EQ(error_of([&] { g.graph.exit_variable_scope(outer); }),
            Failure("invalid-argument", "Improper nesting of variable_scope."));
  EXPECT_EQ(g.graph.current_scope(), inner.scope);
}

TEST(Scope, Rule22ExceptionsRestore) {
  TestGraph g;
  try {
    In a(g, "a");
    In b(g, "b", {.reuse = true});
    throw 1;
  } catch (int) {
  }
  EXPECT_EQ(g.graph.current_scope()->name, "");
  EXPECT_EQ(g.graph.current_scope()->reuse, Reuse(false));
  EXPECT_EQ(g.graph.name_scope(), "");
}

TEST(Scope, AnInvalidNameOpensNothing) {
  TestGraph g;
  EXPECT_EQ(error_of([&] { In s(g, "_s"); }),
            Failure("invalid-name", "'_s' is not a valid scope name"));
  EXPECT_EQ(g.graph.current_scope()->name, "");
  In s(g, nullptr, {.default_name = "s"});
  EXPECT_EQ(s->name, "s");
}

const ScopeOptions everything{.initializer = ones(),
                              .regularizer = l2(1),
                              .caching_device = "/job:a",
                              .partitioner = fixed_size_partitioner(2),
                              .dtype = float64,
                              .use_resource = true,
                              .constraint = non_neg()};

TEST(Scope, Rule34ChildrenInherit) {
  TestGraph g;
  In s(g, "s", everything);
  In t(g, "t");
  EXPECT_EQ(t->initializer, ones());
  EXPECT_EQ(t->regularizer, l2(1));
  EXPECT_EQ(t->caching_device, "/job:a");
  EXPECT_EQ(t->partitioner, fixed_size_partitioner(2));
  EXPECT_EQ(t->dtype, float64);
  EXPECT_EQ(t->use_resource, true);
  In u(g, "u", {.initializer = zeros(), .use_resource = false});
  EXPECT_EQ(u->initializer, zeros());
  EXPECT_EQ(u->use_resource, false);
}

TEST(Scope, Rule34ByObjectTakesTheObjects) {
  TestGraph g;
  ScopeRef foo;
  {
    In entered(g, "foo", {.dtype = float64});
    foo = entered.scope();
  }
  In bar(g, "bar", {.initializer = ones(), .use_resource = true});
  {
    In f2(g, foo);
    EXPECT_EQ(f2->dtype, float64);
    EXPECT_FALSE(f2->initializer);
    EXPECT_FALSE(f2->use_resource.has_value());
  }
  In f3(g, foo, {.initializer = ones(), .dtype = float16});
  EXPECT_EQ(f3->dtype, float16);
  EXPECT_EQ(f3->initializer, ones());
  EXPECT_EQ(foo->dtype, float64);
}

TEST(Scope, Rule35ConstraintIsNotInherited) {
  TestGraph g;
  In s(g, "s", {.constraint = non_neg()});
  EXPECT_EQ(g.variable(g.get("v")).constraint, non_neg());
  {
    In t(g, "t");
    EXPECT_FALSE(t->constraint);
    EXPECT_FALSE(g.variable(g.get("v")).constraint);
    EXPECT_EQ(g.variable(g.get("w", {1}, {.constraint = unit_norm()})).constraint, unit_norm());
  }
  In again(g, s.scope());
  EXPECT_FALSE(again->constraint);
}

TEST(Scope, SettersReachLaterEntriesOfTheObjectOnly) {
  TestGraph g;
  ScopeRef s;
  {
    In entered(g, "s");
    s = entered.scope();
    g.graph.update(s, [](Scope& scope) {
      scope.initializer = zeros();
      scope.dtype = int32;
    });
    EXPECT_EQ(g.variable(g.get("v", {2})).dtype, int32);
  }
  {
    In fresh(g, "s");
    EXPECT_FALSE(fresh->dtype.has_value());
  }
  In kept(g, s);
  EXPECT_EQ(kept->dtype, int32);
  EXPECT_EQ(kept->initializer, zeros());
}

TEST(Scope, GetThroughAScopeThatIsNotCurrent) {
  TestGraph g;
  ScopeRef a;
  {
    In entered(g, "a");
    a = entered.scope();
  }
  InName n(g, "n");
  EXPECT_EQ(g.name(g.graph.get_variable(a, "v", {Shape{1}, {}})), "a/v");
  EXPECT_EQ(g.graph.name_scope(), "n");
}

} // namespace
} // namespace varscope::core::test
