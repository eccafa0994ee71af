// Rule 39 of docs/semantics.md.
#include "TestGraph.h"

namespace varscope::core::test {
namespace {

CustomGetter getter(
    std::function<VariableHandle(Graph&, const GetterLink&, std::string_view, const GetRequest&)>
        run) {
  return CustomGetter::from_callable(code<GetterCode>(std::move(run)));
}
CustomGetter suffix(const std::string& tag, Names* order = nullptr) {
  return getter([=](Graph& graph, const GetterLink& link, std::string_view name,
                    const GetRequest& request) {
    if (order)
      order->push_back(std::string(name) + " in " + tag);
    return graph.call_getter(link, std::string(name) + "_" + tag, request);
  });
}

TEST(Getter, Rule39InnerRunsFirstAndWrapsTheOuter) {
  TestGraph g;
  Names order;
  In a(g, "a", {.custom_getter = suffix("outer", &order)});
  In b(g, "b", {.custom_getter = suffix("inner", &order)});
  EXPECT_EQ(g.get_name("v"), "a/b/v_inner_outer");
  EXPECT_EQ(order, (Names{"a/b/v in inner", "a/b/v_inner in outer"}));
  EXPECT_EQ(g.get_name("w", {1}, {.custom_getter = suffix("call")}), "a/b/w_call")
      << "a call's getter replaces the scopes'";
}

TEST(Getter, Rule39DefaultsAreResolved) {
  TestGraph g;
  GetRequest seen;
  In s(g, "s",
       {.regularizer = no_regularizer(),
        .caching_device = "d",
        .custom_getter = getter([&](Graph& graph, const GetterLink& link, std::string_view name,
                                    const GetRequest& request) {
          seen = request;
          return graph.call_getter(link, name, request);
        }),
        .reuse = AUTO_REUSE,
        .dtype = float64,
        .use_resource = true,
        .constraint = non_neg()});
  g.get("v");
  EXPECT_EQ(seen.options.constraint, non_neg());
  EXPECT_EQ(seen.options.caching_device, "d");
  EXPECT_EQ(seen.options.dtype, float64);
  EXPECT_EQ(seen.options.reuse, AUTO_REUSE);
  EXPECT_EQ(seen.options.regularizer, no_regularizer());
  EXPECT_EQ(seen.options.use_resource, true);
  EXPECT_EQ(seen.options.trainable, true);
  EXPECT_EQ(seen.options.validate_shape, true);
  EXPECT_FALSE(seen.options.initializer);
  EXPECT_FALSE(seen.options.custom_getter);
  EXPECT_EQ(g.variable(g.get("w", {1}, {.dtype = int32, .trainable = false})).dtype, int32);
  EXPECT_EQ(seen.options.trainable, false);
  g.get("x", {1}, {.caching_device = "e", .constraint = unit_norm()});
  EXPECT_EQ(seen.options.constraint, unit_norm());
  EXPECT_EQ(seen.options.caching_device, "e");
}

TEST(Getter, TheCallsOwnGetterIsNotInItsRequest) {
  TestGraph g;
  bool called = false;
  g.get("v", {1}, {.custom_getter = getter([&](Graph& graph, const GetterLink& link, std::string_view name,
                                               const GetRequest& request) {
                     called = true;
                     EXPECT_FALSE(request.options.custom_getter);
                     return graph.call_getter(link, name, request);
                   })});
  EXPECT_TRUE(called);
}

TEST(Getter, ARequestOfTheGettersOwnHasTheStoresDefaults) {
  TestGraph g;
  In s(g, "s", {.custom_getter = getter([&](Graph& graph, const GetterLink& link, std::string_view name,
                                            const GetRequest&) {
                  return graph.call_getter(link, name, {Shape{3}, {}});
                }),
                .dtype = float64,
                .use_resource = true});
  const Variable& v = g.variable(g.get("v"));
  EXPECT_EQ(v.shape, Shape{3});
  EXPECT_EQ(v.dtype, float32);
  EXPECT_FALSE(v.use_resource);
}

TEST(Getter, Rule39MayReturnAnything) {
  TestGraph g;
  const VariableHandle other = g.get("other");
  VariableHandle answer;
  const CustomGetter returns = getter(
      [&](Graph&, const GetterLink&, std::string_view, const GetRequest&) { return answer; });
  In t(g, "t", {.custom_getter = returns});
  EXPECT_EQ(g.get("v"), VariableHandle());
  answer = other;
  EXPECT_EQ(g.get("v"), other);
  EXPECT_EQ(g.graph.find("t/v"), VariableHandle());
}

TEST(Getter, MayCallOnTwice) {
  TestGraph g;
  const CustomGetter twice = getter([](Graph& graph, const GetterLink& link, std::string_view name,
                                       const GetRequest& request) {
    graph.call_getter(link, std::string(name) + "/0", request);
    return graph.call_getter(link, std::string(name) + "/1", request);
  });
  {
    In s(g, "s", {.custom_getter = twice});
    EXPECT_EQ(g.get_name("v"), "s/v/1");
  }
  In s(g, "s", {.custom_getter = twice, .reuse = true});
  EXPECT_EQ(g.get_name("v"), "s/v/1");
  EXPECT_EQ(g.variable_names(), (Names{"s/v/0", "s/v/1"}));
}

TEST(Getter, Reentry) {
  TestGraph g;
  ScopeRef s;
  {
    In entered(g, "s", {.custom_getter = suffix("1")});
    s = entered.scope();
    EXPECT_EQ(g.get_name("v"), "s/v_1");
  }
  {
    In o(g, "o", {.custom_getter = suffix("o")});
    {
      In again(g, s);
      EXPECT_EQ(g.get_name("w"), "s/w_1") << "the current getter is dropped on a jump";
    }
    In wrapped(g, s, {.custom_getter = suffix("2")});
    EXPECT_EQ(g.get_name("x"), "s/x_2_1");
  }
  In by_name(g, "s");
  EXPECT_EQ(g.get_name("y"), "s/y");
}

TEST(Getter, PassesThePartitionerOn) {
  TestGraph g;
  Partitioner seen;
  In s(g, "s",
       {.partitioner = fixed_size_partitioner(2),
        .custom_getter = getter([&](Graph& graph, const GetterLink& link, std::string_view name,
                                    const GetRequest& request) {
          seen = request.options.partitioner;
          return graph.call_getter(link, name, request);
        })});
  EXPECT_EQ(g.get("v", {4}).kind, VariableHandle::Kind::partitioned);
  EXPECT_EQ(seen, fixed_size_partitioner(2));
}

TEST(Getter, RunsAtTheRootNameScope) {
  TestGraph g;
  std::string inside = "?";
  const CustomGetter looks =
      getter([&](Graph& graph, const GetterLink&, std::string_view, const GetRequest&) {
        inside = graph.name_scope();
        throw 1;
        return VariableHandle();
      });
  In s(g, "s", {.custom_getter = looks});
  EXPECT_THROW(g.get("v"), int);
  EXPECT_EQ(inside, "");
  EXPECT_EQ(g.graph.name_scope(), "s");
}

} // namespace
} // namespace varscope::core::test
