#include "TestModel.h"

#include <stdexcept>

namespace {

void get_v() { vs::get_variable("v", {1}); }

TEST(Reuse, WithoutItTheSecondGetFails) {
  const Violation error = violation([] {
    VS_VARIABLE_SCOPE("s") {
      get_v();
      get_v();
    }
  });
  EXPECT_EQ(error.rule, "already-exists");
  EXPECT_EQ(error.text, "Variable s/v already exists, disallowed. Did you mean to set reuse=True or "
                        "reuse=tf.AUTO_REUSE in VarScope?");
}

TEST(Reuse, TrueSharesAndNeverCreates) {
  build([] {
    vs::Variable first, second;
    VS_VARIABLE_SCOPE("s") { first = vs::get_variable("v", {1}); }
    VS_VARIABLE_SCOPE("s", .reuse = true) { second = vs::get_variable("v"); }
    EXPECT_EQ(first, second);
    EXPECT_NE(first, vs::get_variable("v", {1}));
  });
  EXPECT_EQ(violation([] { VS_VARIABLE_SCOPE("s", .reuse = true) { get_v(); } }).rule,
            "does-not-exist");
}

TEST(Reuse, AutomaticDoesBoth) {
  auto model = build([] {
    for (int i = 0; i < 2; ++i)
      VS_VARIABLE_SCOPE("s", .reuse = vs::AUTO_REUSE) { get_v(); }
  });
  EXPECT_EQ(names(model.variables()), (Names{"s/v"}));
}

TEST(Reuse, FalseAndAbsentInherit) {
  build([] {
    VS_VARIABLE_SCOPE("s") {
      EXPECT_EQ(vs::get_variable_scope().reuse(), vs::Reuse(false));
      vs::get_variable_scope().reuse_variables();
      VS_VARIABLE_SCOPE_AS(inner, "t", .reuse = false) { EXPECT_EQ(inner.reuse(), true); }
      VS_VARIABLE_SCOPE_AS(inner, "t", .reuse = vs::AUTO_REUSE) {
        EXPECT_EQ(inner.reuse(), vs::AUTO_REUSE);
      }
    }
    VS_VARIABLE_SCOPE_AS(fresh, "s") { EXPECT_EQ(fresh.reuse(), false); }
  });
}

TEST(Reuse, OfAGetBeatsItsScope) {
  build([] {
    VS_VARIABLE_SCOPE_AS(s, "s") {
      const vs::Variable v = s.get_variable("v", {1});
      EXPECT_EQ(s.get_variable("v", {.reuse = true}), v);
      EXPECT_EQ(vs::get_variable<float>("v", {1}, {.reuse = vs::AUTO_REUSE}), v);
    }
  });
}

TEST(Reuse, ReenteredScopeIsItsOwnObject) {
  build([] {
    vs::VariableScope saved;
    VS_VARIABLE_SCOPE("outer") {
      VS_VARIABLE_SCOPE_AS(s, "s") {
        get_v();
        saved = s;
        EXPECT_EQ(saved, s);
      }
    }
    VS_VARIABLE_SCOPE_AS(again, saved, .reuse = true) {
      EXPECT_FALSE(again == saved);
      EXPECT_EQ(again.name(), "outer/s");
      EXPECT_EQ(again.original_name_scope(), "outer/s/");
      EXPECT_EQ(vs::get_name_scope(), "s");
      EXPECT_EQ(vs::get_variable("v").op_name(), "outer/s/v");
    }
    EXPECT_EQ(saved.reuse(), false);
  });
}

// -- leaving scopes ----------------------------------------------------------------

std::string returns_from_inside(bool early) {
  VS_VARIABLE_SCOPE("r") {
    VS_NAME_SCOPE("n") {
      if (early)
        return std::string(vs::get_variable_scope().name());
      return vs::get_name_scope();
    }
  }
}

TEST(Scope, IsLeftByEveryExit) {
  build([] {
    const auto at_root = [] {
      return vs::get_variable_scope().name().empty() && vs::get_name_scope().empty();
    };
    EXPECT_EQ(returns_from_inside(true), "r");
    EXPECT_EQ(returns_from_inside(false), "r_1/n");
    EXPECT_TRUE(at_root());
    for (int i = 0; i < 2; ++i) {
      VS_VARIABLE_SCOPE("l") {
        VS_VARIABLE_SCOPE("m") {
          if (i == 0)
            continue;
          break;
        }
      }
      ADD_FAILURE();
    }
    EXPECT_TRUE(at_root());
    try {
      VS_VARIABLE_SCOPE("e") {
        VS_NAME_SCOPE("f") { throw std::runtime_error("out"); }
      }
    } catch (const std::runtime_error&) {
    }
    EXPECT_TRUE(at_root());
    try {
      VS_VARIABLE_SCOPE("e", .reuse = true) { get_v(); }
    } catch (const vs::ScopeError&) {
    }
    EXPECT_TRUE(at_root());
  });
}

TEST(Scope, IsOneStatement) {
  build([] {
    bool ran = false;
    if (vs::get_name_scope() == "elsewhere") {
      VS_VARIABLE_SCOPE("a") {}
    } else
      ran = true;
    EXPECT_TRUE(ran);
    VS_VARIABLE_SCOPE("a") VS_NAME_SCOPE("b") EXPECT_EQ(vs::get_name_scope(), "a/b");
    EXPECT_EQ(vs::get_name_scope(), "");
  });
}

TEST(Scope, LeftOutOfOrderIsAnError) {
  EXPECT_EQ(violation([] {
              auto outer = std::make_unique<vs::VariableScopeGuard>("a");
              auto inner = std::make_unique<vs::VariableScopeGuard>("b");
              outer.reset();
              inner.reset();
            }).text,
            "Improper nesting of variable_scope.");
}

TEST(Scope, NeedsAModel) {
  EXPECT_THROW(vs::get_variable("v", {1}), vs::ScopeError);
  EXPECT_THROW(vs::get_local_variable("v", {1}), vs::ScopeError);
  EXPECT_THROW(vs::new_variable("v", {1}), vs::ScopeError);
  EXPECT_THROW(vs::get_variable_scope(), vs::ScopeError);
  EXPECT_THROW(vs::get_name_scope(), vs::ScopeError);
  EXPECT_THROW(vs::unique_name("v"), vs::ScopeError);
  EXPECT_THROW(vs::get_collection("variables"), vs::ScopeError);
  EXPECT_THROW(VS_VARIABLE_SCOPE("a"){}, vs::ScopeError);
  EXPECT_THROW(VS_NAME_SCOPE("a"){}, vs::ScopeError);
  vs::VariableScope kept;
  auto model = build([&] { kept = vs::get_variable_scope(); });
  EXPECT_THROW(kept.get_variable("v", {1}), vs::ScopeError);
  EXPECT_EQ(violation([&] { VS_VARIABLE_SCOPE(kept) {} }).rule, "invalid-argument");
}

} // namespace
