// Rules 40 to 43 of docs/semantics.md.
#include "TestGraph.h"

namespace varscope::core::test {
namespace {

Regularizer user(std::function<bool(const Variable&)> run) {
  return Regularizer::from_callable(code<RegularizerCode>(std::move(run)));
}

TEST(Collection, Rule40OnCreationOnly) {
  TestGraph g;
  const auto losses = [&] { return g.names(g.graph.collection(regularization_losses_key)); };
  {
    In s(g, "s", {.regularizer = l2(1)});
    g.get("v");
    g.get("n", {1}, {.regularizer = no_regularizer()});
    {
      In t(g, "t");
      g.get("v");
    }
    In u(g, "u", {.regularizer = no_regularizer()});
    g.get("v");
  }
  In s(g, "s", {.regularizer = l2(1), .reuse = true});
  g.get("v");
  EXPECT_EQ(losses(), (Names{"s/v", "s/t/v"}));
}

TEST(Collection, Rule40UserCode) {
  TestGraph g;
  Names scopes;
  const auto run = [&](const Variable& variable) {
    scopes.push_back(g.graph.name_scope());
    return variable.trainable;
  };
  g.get("p", {4}, {.regularizer = user(run), .partitioner = fixed_size_partitioner(2)});
  g.get("n", {4}, {.regularizer = user(run), .trainable = false});
  EXPECT_EQ(scopes, (Names{"p/part_0/Regularizer", "p/part_1/Regularizer", "n/Regularizer"}));
  EXPECT_EQ(g.names(g.graph.collection(regularization_losses_key)),
            (Names{"p/part_0", "p/part_1"}))
      << "a null result is not collected";
}

TEST(Collection, Rule40FailureLeavesTheVariable) {
  TestGraph g;
  EXPECT_THROW(
      g.get("g", {2}, {.regularizer = user([](const Variable&) -> bool { throw 1; })}), int);
  EXPECT_NE(g.graph.find("g"), VariableHandle());
  EXPECT_EQ(g.graph.name_scope(), "");
}

TEST(Collection, Rule41Trainable) {
  TestGraph g;
  const auto keys = [&](VariableOptions options) -> Names {
    return g.variable(g.get("v" + std::to_string(g.graph.variables().size()), {1}, options))
        .collections.names();
  };
  EXPECT_EQ(keys({}), (Names{"trainable_variables", "variables"}));
  EXPECT_EQ(keys({.collections = no_collections}), Names{"trainable_variables"});
  EXPECT_EQ(keys({.trainable = false, .collections = no_collections}), Names());
  EXPECT_EQ(keys({.synchronization = VariableSynchronization::ON_READ}), Names{"variables"});
  EXPECT_EQ(keys({.trainable = true, .synchronization = VariableSynchronization::ON_READ}),
            (Names{"trainable_variables", "variables"}));
  EXPECT_EQ(keys({.collections = {"c", "b", "c", "trainable_variables"}}),
            (Names{"b", "c", "trainable_variables"}));
  EXPECT_EQ(g.graph.collection("c").size(), 1u) << "once, however often it is named";
}

TEST(Collection, Rule41PrefixFilter) {
  TestGraph g;
  for (const char* name : {"foo", "foo_bar", "foo/bar", "foobar"}) {
    In scope(g, name);
    g.get("v");
  }
  In foo(g, "foo");
  EXPECT_EQ(g.names(g.graph.collection(global_variables_key, *foo.scope())),
            (Names{"foo/v", "foo/bar/v"}));
  EXPECT_EQ(g.graph.collection(trainable_variables_key, Scope()).size(), 4u);
  EXPECT_TRUE(g.graph.collection("nothing").empty());
}

TEST(Collection, Rule42LocalVariables) {
  TestGraph g;
  const auto local = [&](const char* name, VariableOptions options = {}) {
    return g.graph.get_local_variable(g.graph.current_scope(), name, {Shape{1}, options});
  };
  const VariableHandle v = local("v");
  local("w", {.collections = {"mine"}});
  EXPECT_FALSE(g.variable(local("x", {.trainable = true})).trainable);
  EXPECT_EQ(g.names(g.graph.collection(local_variables_key)), (Names{"v", "w", "x"}));
  EXPECT_TRUE(g.graph.collection(global_variables_key).empty());
  EXPECT_EQ(g.names(g.graph.collection("mine")), Names{"w"});
  EXPECT_EQ(error_of([&] { g.get("v"); }), already_exists("v")) << "one store";
  In root(g, "", {.reuse = true});
  EXPECT_EQ(g.get("v"), v);
}

TEST(Collection, Rule43CachingDevice) {
  TestGraph g;
  const auto device = [&](const char* name, VariableOptions options = {}) {
    return g.variable(g.get(name, {1}, options)).caching_device;
  };
  EXPECT_EQ(device("v"), std::nullopt);
  In s(g, "s", {.caching_device = "/job:a"});
  EXPECT_EQ(device("v"), "/job:a");
  EXPECT_EQ(device("w", {.caching_device = "/job:b"}), "/job:b");
  {
    In t(g, "t");
    EXPECT_EQ(device("v"), "/job:a");
  }
  In u(g, "u", {.caching_device = ""});
  EXPECT_EQ(device("v"), "");
}

} // namespace
} // namespace varscope::core::test
