#include "TestModel.h"

namespace {

TEST(Name, IsScopesAndName) {
  vs::Variable v;
  auto model = build([&] {
    VS_VARIABLE_SCOPE("a") {
      VS_VARIABLE_SCOPE(std::string("b")) { v = vs::get_variable("v", {2, 3}); }
    }
  });
  EXPECT_EQ(v.name(), "a/b/v:0");
  EXPECT_EQ(v.op_name(), "a/b/v");
  EXPECT_EQ(v.shape(), (vs::Shape{2, 3}));
  EXPECT_EQ(v.dtype(), vs::float32);
  EXPECT_EQ(v.size_bytes(), 24u);
}

TEST(Name, ScopesOpenFreshNameScopes) {
  build([] {
    VS_VARIABLE_SCOPE_AS(first, "s") {
      EXPECT_EQ(first.name(), "s");
      EXPECT_EQ(first.original_name_scope(), "s/");
      EXPECT_EQ(vs::get_name_scope(), "s");
    }
    VS_VARIABLE_SCOPE_AS(second, "s") {
      EXPECT_EQ(second.name(), "s");
      EXPECT_EQ(second.original_name_scope(), "s_1/");
    }
    EXPECT_EQ(vs::get_variable_scope().name(), "");
    EXPECT_EQ(vs::get_name_scope(), "");
  });
}

TEST(Name, NameScopesNameNewVariablesOnly) {
  vs::Variable got, fresh, unnamed;
  build([&] {
    VS_NAME_SCOPE_AS(ns, "n") {
      EXPECT_EQ(ns, "n/");
      got = vs::get_variable("v", {});
      fresh = vs::new_variable("v", {});
      unnamed = vs::new_variable("", {});
      EXPECT_EQ(got.op_name(), "v");
      EXPECT_EQ(fresh.op_name(), "n/v");
      EXPECT_EQ(unnamed.op_name(), "n/Variable");
    }
    VS_NAME_SCOPE_AS(again, "n/") {
      EXPECT_EQ(again, "n/");
      EXPECT_EQ(vs::new_variable(nullptr, {2}).op_name(), "n/Variable_1");
      VS_NAME_SCOPE_AS(root, nullptr) {
        EXPECT_EQ(root, "");
        EXPECT_EQ(vs::get_name_scope(), "");
      }
    }
    VS_NAME_SCOPE_AS(defaulted, nullptr, .default_name = "d") { EXPECT_EQ(defaulted, "d/"); }
    EXPECT_EQ(vs::unique_name("n"), "n_1");
  });
}

TEST(Name, DefaultNamesAreCounted) {
  Names opened;
  build([&] {
    for (int i = 0; i < 2; ++i)
      VS_VARIABLE_SCOPE_AS(scope, nullptr, .default_name = "layer") {
        opened.emplace_back(scope.name());
      }
    const char* none = nullptr;
    VS_VARIABLE_SCOPE_AS(scope, none, .default_name = "layer") { opened.emplace_back(scope.name()); }
  });
  EXPECT_EQ(opened, (Names{"layer", "layer_1", "layer_2"}));
}

TEST(Name, NoNameIsAnError) {
  EXPECT_EQ(violation([] { VS_VARIABLE_SCOPE(nullptr) {} }).text,
            "If default_name is None then name_or_scope is required");
  EXPECT_EQ(violation([] { VS_VARIABLE_SCOPE(nullptr, .default_name = "d", .reuse = true) {} }).text,
            "reuse=True cannot be used without a name_or_scope");
  EXPECT_EQ(violation([] { vs::get_variable(nullptr, {}); }).rule, "missing-name");
  EXPECT_EQ(violation([] { vs::get_variable("_v", {}); }).rule, "invalid-name");
}

TEST(Name, TakenNameIsMadeUnique) {
  build([] {
    EXPECT_EQ(vs::new_variable("v", {}).op_name(), "v");
    EXPECT_EQ(vs::get_variable("v", {}).op_name(), "v_1");
    VS_VARIABLE_SCOPE("", .reuse = true) { EXPECT_EQ(vs::get_variable_scope().name(), ""); }
  });
}

TEST(Name, LivesAsLongAsTheModel) {
  std::string_view scope, text;
  auto model = build([&] {
    VS_VARIABLE_SCOPE_AS(s, std::string("long.enough.not.to.be.stored.in.place")) {
      scope = s.name();
      text = s.original_name_scope();
      vs::get_variable("v", {});
    }
  });
  EXPECT_EQ(scope, "long.enough.not.to.be.stored.in.place");
  EXPECT_EQ(text, "long.enough.not.to.be.stored.in.place/");
}

} // namespace
