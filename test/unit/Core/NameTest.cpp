// Rules 9 to 17 of docs/semantics.md.
#include "TestGraph.h"

namespace varscope::core::test {
namespace {

TEST(Name, Rule9GetsIgnoreNameScopesNewsIgnoreScopeNames) {
  TestGraph g;
  InName ns(g, "ns");
  EXPECT_EQ(g.get_name("v"), "v");
  EXPECT_EQ(g.make_name("w"), "ns/w");
  In vs(g, "vs");
  EXPECT_EQ(g.get_name("x"), "vs/x");
  EXPECT_EQ(g.make_name("y"), "ns/vs/y");
}

TEST(Name, Rule10KeyAndGraphNameDiffer) {
  TestGraph g;
  EXPECT_EQ(g.make_name("v"), "v");
  const VariableHandle b = g.get("v");
  EXPECT_EQ(g.name(b), "v_1");
  EXPECT_EQ(g.graph.find("v"), b);
  {
    In root(g, "", {.reuse = true});
    EXPECT_EQ(g.get("v"), b);
  }
  EXPECT_EQ(g.make_name("v"), "v_2");
}

TEST(Name, Rule10NewAfterGet) {
  TestGraph g;
  g.get("v");
  EXPECT_EQ(g.make_name("v"), "v_1");
  In s(g, "s");
  EXPECT_EQ(g.make_name("v"), "s/v");
  EXPECT_EQ(g.get_name("v"), "s/v_1");
  EXPECT_EQ(g.make_name("v"), "s/v_2");
}

TEST(Name, Rule10NameScopesTakeNamesToo) {
  TestGraph g;
  { InName w(g, "w"); }
  EXPECT_EQ(g.get_name("w"), "w_1");
}

TEST(Name, Rule11CaseIsIgnoredInTheGraphOnly) {
  TestGraph g;
  EXPECT_EQ(g.get_name("V"), "V");
  EXPECT_EQ(g.get_name("v"), "v_1");
  EXPECT_NE(g.graph.find("V"), g.graph.find("v"));
  EXPECT_EQ(g.get_name("Z"), "Z");
  EXPECT_EQ(g.get_name("z"), "z_1");
}

TEST(Name, Rule11VariablePushesTheNameScope) {
  TestGraph g;
  g.get("u");
  In u(g, "u");
  EXPECT_EQ(u->name, "u");
  EXPECT_EQ(u->original_name_scope, "u_1/");
  EXPECT_EQ(g.get_name("x"), "u/x");
}

TEST(Name, Rule11GetDoesNotReserveItsScope) {
  TestGraph g;
  g.get("s/v");
  {
    In s(g, "s");
    EXPECT_EQ(s->original_name_scope, "s/");
  }
  In again(g, nullptr, {.default_name = "s"});
  EXPECT_EQ(again->name, "s_1");
}

TEST(Name, Rule12SlashesAreFree) {
  TestGraph g;
  const VariableHandle c = g.get("a/b/c");
  {
    In ab(g, "a/b");
    EXPECT_EQ(error_of([&] { g.get("c"); }), already_exists("a/b/c"));
  }
  In a(g, "a");
  In b(g, "b", {.reuse = true});
  EXPECT_EQ(g.get("c"), c);
}

TEST(Name, Rule12UnderscoreInsideOfANameScope) {
  TestGraph g;
  const Failure invalid{"invalid-name", "'_x' is not a valid scope name"};
  EXPECT_EQ(error_of([&] { InName x(g, "_x"); }), invalid);
  InName y(g, "y");
  EXPECT_EQ(error_of([&] { InName x(g, "_x"); }).first, "no error");
  In a(g, "a");
  In b(g, "_b");
  EXPECT_EQ(g.get_name("_v"), "a/_b/_v");
}

TEST(Name, Rule13ValidAtTheRoot) {
  for (const char* name : {".v", "9v", "v.w", "v-w", "v>w", "a//b", "A", "Z", "a", "z", "0", "9"}) {
    TestGraph g;
    EXPECT_EQ(g.get_name(name), name);
    In scope(g, name);
    EXPECT_EQ(scope->name, name);
  }
}

TEST(Name, Rule13InvalidAtTheRoot) {
  using std::string_literals::operator""s;
  const std::string huge = "_" + std::string(1 << 20, 'x');
  for (const std::string& name : {"_v"s, "-v"s, "v v"s, "v:0"s, "v?"s, "v\\w"s, "/v"s, "v\0w"s,
                                  "v\n"s, "\"v'"s, "v\xff"s, "@"s, "["s, "`"s, "{"s, ":"s, huge}) {
    TestGraph g;
    const Failure invalid{"invalid-name", "'" + printable(name) + "' is not a valid scope name"};
    const auto get = error_of([&] { g.get(name); });
    EXPECT_EQ(get.first, "invalid-name");
    EXPECT_EQ(get.second, invalid.second);
    EXPECT_EQ(error_of([&] { g.graph.enter_variable_scope(std::string_view(name), {}); }).first,
              "invalid-name");
    EXPECT_EQ(g.graph.current_scope()->name, "");
    EXPECT_TRUE(g.graph.variables().empty());
  }
}

TEST(Name, LongNamesAreExact) {
  TestGraph g;
  const std::string name(1 << 20, 'x');
  EXPECT_EQ(g.get_name(name), name);
  EXPECT_EQ(error_of([&] { g.get(name); }), already_exists(name));
}

TEST(Name, Rule13TrailingSlash) {
  TestGraph g;
  const VariableHandle v = g.get("v/");
  EXPECT_EQ(g.name(v), "v");
  EXPECT_EQ(g.graph.find("v/"), v);
  { // v is not reserved
    In scope(g, "v");
    EXPECT_EQ(scope->original_name_scope, "v/");
  }
}

TEST(Name, TrailingSlashDuplicatesANode) {
  TestGraph g;
  g.get("v/");
  const Failure duplicate{"invalid-name", "Duplicate node name in graph: 'v'"};
  EXPECT_EQ(error_of([&] { g.get("v"); }), duplicate);
  EXPECT_EQ(g.graph.find("v"), VariableHandle());
  EXPECT_EQ(g.get_name("v"), "v_1") << "the failed one used the name up";
  g.get("w");
  EXPECT_EQ(error_of([&] { g.get("w/"); }).first, "invalid-name");
  EXPECT_EQ(error_of([&] { g.get("w/Assign/"); }).first, "invalid-name") << "an operation of w";
}

TEST(Name, Rule14ScopeWithATrailingSlash) {
  TestGraph g;
  {
    In x(g, "x/");
    EXPECT_EQ(x->name, "x/");
    EXPECT_EQ(x->original_name_scope, "x/");
    EXPECT_EQ(g.get_name("v"), "x//v");
  }
  {
    In x(g, "x/");
    EXPECT_EQ(x->original_name_scope, "x/");
  }
  In x(g, "x");
  EXPECT_EQ(x->original_name_scope, "x/");
  EXPECT_EQ(g.get_name("v"), "x/v");
}

TEST(Name, Rule14EmptyScope) {
  TestGraph g;
  {
    In root(g, "");
    EXPECT_EQ(root->name, "");
    EXPECT_EQ(root->original_name_scope, "");
  }
  In a(g, "a");
  In empty(g, "");
  EXPECT_EQ(empty->name, "a/");
  EXPECT_EQ(empty->original_name_scope, "");
  EXPECT_EQ(g.graph.name_scope(), "a");
  EXPECT_EQ(g.get_name("v"), "a//v");
}

TEST(Name, Rule15EmptyVariable) {
  TestGraph g;
  const Failure invalid{"invalid-name", "'' is not a valid node name"};
  EXPECT_EQ(error_of([&] { g.get(""); }), invalid);
  In v(g, "w");
  g.get("");
  EXPECT_NE(g.graph.find("w/"), VariableHandle());
}

TEST(Name, Rule16FailedInitializerUsesTheNameUp) {
  TestGraph g;
  EXPECT_EQ(error_of([&] { g.get("w", {1}, {.initializer = orthogonal()}); }).first,
            "invalid-argument");
  EXPECT_EQ(g.graph.find("w"), VariableHandle());
  EXPECT_EQ(g.graph.name_scope(), "");
  EXPECT_EQ(g.get_name("w"), "w_1");
  // A shape that is missing is found before the name is.
  EXPECT_EQ(error_of([&] { g.get("v", unspecified); }).first, "undefined-shape");
  EXPECT_EQ(g.get_name("v"), "v");
}

TEST(Name, Rule17NewVariablesAreNeverShared) {
  TestGraph g;
  const CustomGetter nothing = CustomGetter::from_callable(code<GetterCode>(
      [](Graph&, const GetterLink&, std::string_view, const GetRequest&) {
        return VariableHandle();
      }));
  In s(g, "s", {.regularizer = l2(1), .caching_device = "/job:a",
                .partitioner = fixed_size_partitioner(2), .custom_getter = nothing,
                .reuse = true, .dtype = float64, .use_resource = true, .constraint = non_neg()});
  const Variable& v = g.variable(g.graph.new_variable("v", {Shape{2}, {}}));
  EXPECT_EQ(v.name, "s/v");
  EXPECT_EQ(v.key, "");
  EXPECT_EQ(v.dtype, float32);
  EXPECT_FALSE(v.regularizer);
  EXPECT_FALSE(v.constraint);
  EXPECT_FALSE(v.caching_device);
  EXPECT_FALSE(v.slice);
  EXPECT_TRUE(v.use_resource);
  EXPECT_EQ(g.make_name("v"), "s/v_1");
}

TEST(Name, Rule17DefaultNames) {
  TestGraph g;
  EXPECT_EQ(g.make_name(""), "Variable");
  EXPECT_EQ(g.make_name(""), "Variable_1");
  {
    In s(g, "s");
    EXPECT_EQ(g.make_name(""), "s/Variable");
    EXPECT_EQ(g.make_name(""), "s/Variable_1");
  }
  In s(g, "s");
  EXPECT_EQ(g.make_name(""), "s_1/Variable");
}

TEST(Name, NewVariableWithATrailingSlashGoesToTheRoot) {
  TestGraph g;
  InName n(g, "n");
  EXPECT_EQ(g.make_name("v/"), "v");
  EXPECT_EQ(error_of([&] { g.make_name("/"); }),
            Failure("invalid-name", "'' is not a valid node name"));
  EXPECT_EQ(error_of([&] { g.make_name("_v/"); }),
            Failure("invalid-name", "'_v' is not a valid node name"));
}

TEST(Name, PartsOfAVariableTakeNames) {
  TestGraph g;
  g.get("v");
  EXPECT_EQ(g.get_name("v/read"), "v/read_1");
  EXPECT_EQ(g.get_name("v/Assign"), "v/Assign_1");
  EXPECT_EQ(g.get_name("v/initializer"), "v/initializer_1");
  EXPECT_EQ(g.get_name("v/other"), "v/other");
  g.get("r", {1}, {.use_resource = true});
  EXPECT_EQ(g.get_name("r/IsInitialized"), "r/IsInitialized_1");
  EXPECT_EQ(g.get_name("r/Read"), "r/Read_1");
  g.get("value", unspecified, {.initializer = value(1.0f)});
  EXPECT_EQ(g.get_name("value/initial_value"), "value/initial_value_1");
  EXPECT_EQ(g.get_name("value/Initializer"), "value/Initializer");
  // A resource variable's value is made in a scope, as other initial values are (ResourceVariable._init_from_args).
  g.get("both", unspecified, {.initializer = value(1.0f), .use_resource = true});
  EXPECT_EQ(g.get_name("both/Initializer"), "both/Initializer_1");
  EXPECT_EQ(g.get_name("both/initial_value"), "both/initial_value");
}

TEST(Name, PartsGiveWayToNamesTakenBefore) {
  TestGraph g;
  EXPECT_EQ(g.get_name("v/read"), "v/read");
  EXPECT_EQ(g.get_name("v"), "v");
  EXPECT_EQ(g.get_name("V/read"), "V/read_2") << "v's own became v/read_1";
}

TEST(Name, SuffixesSkipNamesInUse) {
  TestGraph g;
  g.make_name("x");
  g.make_name("x_1");
  EXPECT_EQ(g.make_name("x"), "x_2");
  EXPECT_EQ(g.make_name("x"), "x_3");
  { InName x(g, "x"); }
  EXPECT_EQ(g.graph.unique_name("x"), "x_5");
  EXPECT_EQ(g.graph.unique_name("x_4"), "x_4_1");
}

} // namespace
} // namespace varscope::core::test
