#include "TestModel.h"

#include <array>
#include <list>

namespace {

TEST(Get, TakesShapesOfManyForms) {
  build([] {
    const int in = 2;
    const std::int64_t out = 3;
    const std::size_t more = 4;
    EXPECT_EQ(vs::get_variable("a", {in, out, more}).shape(), (vs::Shape{2, 3, 4}));
    EXPECT_EQ(vs::get_variable("b", {}).shape().rank(), 0u);
    EXPECT_EQ(vs::get_variable("c", vs::Shape{in}).shape(), (vs::Shape{2}));
    EXPECT_EQ(vs::get_variable("d", std::vector<std::int64_t>{5, 6}).shape(), (vs::Shape{5, 6}));
    EXPECT_EQ(vs::get_variable("e", std::list<int>{7}).shape(), (vs::Shape{7}));
    EXPECT_EQ(vs::get_variable("f", std::array{8u}, {.trainable = false}).shape(), (vs::Shape{8}));
    EXPECT_EQ(vs::get_variable("g", {.initializer = vs::value({1, 2, 3})}).shape(), (vs::Shape{3}));
    EXPECT_EQ(vs::get_variable("h", vs::unspecified, {.initializer = vs::value(1.5)}).dtype(),
              vs::float64);
    EXPECT_EQ(vs::get_variable("i", {{2, 3}}).shape(), (vs::Shape{2, 3}));
    vs::VariableOptions options;
    options.initializer = vs::value(true);
    EXPECT_EQ(vs::get_variable("j", options).dtype(), vs::boolean);
    EXPECT_EQ(vs::get_variable<std::int64_t>("k", {}).dtype(), vs::int64);
    EXPECT_EQ(vs::get_variable<double>("l", {2}, {.initializer = vs::ones()}).dtype(), vs::float64);
    EXPECT_EQ(vs::get_variable<int>("k2", {.initializer = vs::value(3)}).dtype(), vs::int32);
  });
}

TEST(Get, ChecksShapesAndDTypes) {
  const auto sharing = [](vs::Shape shape, vs::VariableOptions options) {
    return violation([&] {
      vs::get_variable("v", {2, 3});
      VS_VARIABLE_SCOPE(vs::get_variable_scope(), .reuse = true) {
        vs::get_variable("v", shape, options);
      }
    });
  };
  EXPECT_EQ(sharing({3, 2}, {}).rule, "shape-mismatch");
  EXPECT_EQ(sharing({3, 2}, {}).text, "Trying to share variable v, but specified shape (3, 2) and "
                                      "found shape (2, 3).");
  EXPECT_EQ(sharing({vs::unknown, 3}, {}).rule, "");
  EXPECT_EQ(sharing(vs::unspecified, {}).rule, "");
  EXPECT_EQ(sharing({2, 3}, {.dtype = vs::int32}).rule, "dtype-mismatch");
  EXPECT_EQ(violation([] { vs::get_variable("v"); }).rule, "undefined-shape");
  EXPECT_EQ(violation([] { vs::get_variable("v", {2, vs::unknown}); }).rule, "undefined-shape");
  EXPECT_EQ(violation([] { vs::get_variable("v", {3}, {.initializer = vs::value({1, 2, 3})}); }).rule,
            "undefined-shape");
  EXPECT_EQ(violation([] { vs::get_variable("v", {-2}); }).rule, "invalid-argument");
  EXPECT_EQ(violation([] { vs::get_variable<float>("v", {1}, {.dtype = vs::int8}); }).rule,
            "invalid-argument");
}

TEST(Get, InheritsScopeDefaults) {
  build([] {
    VS_VARIABLE_SCOPE("s", .initializer = vs::constant(0.5), .regularizer = vs::l2(0.1),
                      .caching_device = "/cpu:0", .dtype = vs::float64) {
      const vs::Variable v = vs::get_variable("v", {2});
      EXPECT_EQ(v.dtype(), vs::float64);
      EXPECT_EQ(v.initializer(), vs::constant(0.5));
      EXPECT_EQ(v.caching_device(), "/cpu:0");
      vs::get_variable_scope().set_initializer(vs::ones());
      vs::get_variable_scope().set_dtype(vs::int32);
      EXPECT_EQ(vs::get_variable("w", {2}).initializer(), vs::ones());
      EXPECT_EQ(vs::get_variable("x", {2}, {.caching_device = ""}).caching_device(), "");
    }
    VS_VARIABLE_SCOPE("c", .constraint = vs::non_neg()) {
      EXPECT_EQ(vs::get_variable("v", {2}).constraint(), vs::non_neg());
      VS_VARIABLE_SCOPE("d") { EXPECT_FALSE(vs::get_variable("v", {2}).constraint()); }
    }
  });
}

TEST(Get, Collections) {
  auto model = build([] {
    VS_VARIABLE_SCOPE("a") {
      vs::get_variable("v", {1}, {.collections = {"mine", "yours"}});
      vs::get_variable("w", {1}, {.trainable = false});
      vs::get_local_variable("l", {1});
      vs::get_variable("r", {1}, {.regularizer = vs::l1(0.5), .collections = vs::no_collections});
    }
    VS_VARIABLE_SCOPE_AS(b, "b") {
      vs::get_variable("v", {1}, {.regularizer = vs::no_regularizer()});
      EXPECT_EQ(names(b.global_variables()), (Names{"b/v"}));
      EXPECT_EQ(names(b.trainable_variables()), (Names{"b/v"}));
      EXPECT_EQ(names(b.local_variables()), Names{});
      EXPECT_EQ(names(vs::get_collection("local_variables")), (Names{"a/l"}));
    }
  });
  EXPECT_EQ(names(model.variables()), (Names{"a/v", "a/w", "a/l", "a/r", "b/v"}));
  EXPECT_EQ(names(model.trainable_variables()), (Names{"a/v", "a/r", "b/v"}));
  EXPECT_EQ(names(model.collection("variables")), (Names{"a/w", "b/v"}));
  EXPECT_EQ(names(model.collection("mine")), (Names{"a/v"}));
  EXPECT_EQ(names(model.collection("regularization_losses")), (Names{"a/r"}));
  EXPECT_EQ(model.find("a/v").collections(),
            (std::vector<std::string_view>{"mine", "trainable_variables", "yours"}));
}

TEST(Get, PartitionsIntoSlices) {
  vs::Variable whole, same;
  auto model = build([&] {
    VS_VARIABLE_SCOPE("s", .partitioner = vs::fixed_size_partitioner(2)) {
      whole = vs::get_variable("emb", {5, 2});
    }
    VS_VARIABLE_SCOPE("s", .reuse = true) { same = vs::get_variable("emb"); }
    vs::get_variable("own", {4}, {.partitioner = [](const vs::Shape&, vs::DType) {
                       return std::vector{4};
                     }});
  });
  EXPECT_EQ(whole, same);
  EXPECT_EQ(whole.op_name(), "s/emb");
  EXPECT_EQ(whole.shape(), (vs::Shape{5, 2}));
  EXPECT_EQ(whole.size_bytes(), 40u);
  ASSERT_EQ(whole.slices().size(), 2u);
  EXPECT_EQ(whole.slices()[0].name(), "s/emb/part_0:0");
  EXPECT_EQ(whole.slices()[1].shape(), (vs::Shape{2, 2}));
  EXPECT_THROW(whole.data<float>(), vs::ScopeError);
  EXPECT_EQ(model.variables().size(), 6u);
  EXPECT_EQ(model.find("s/emb"), whole);
  EXPECT_EQ(model.find("s/emb/part_1"), whole.slices()[1]);

  // The shards have the values that the whole would have.
  vs::Variable plain;
  auto unpartitioned = build([&] {
    VS_VARIABLE_SCOPE("s") { plain = vs::get_variable("emb", {5, 2}); }
  });
  for (std::size_t i = 0; i < 10; ++i)
    EXPECT_EQ(plain.span<float>()[i], i < 6 ? whole.slices()[0].span<float>()[i]
                                            : whole.slices()[1].span<float>()[i - 6]);
}

TEST(Get, CustomGettersWrapOneAnother) {
  Names calls;
  auto model = build([&] {
    const auto logged = [&](const char* who) {
      return [&calls, who](vs::Getter getter, std::string_view name, vs::VariableRequest request) {
        calls.push_back(who + std::string(":") + std::string(name));
        EXPECT_EQ(request.dtype, vs::float32);
        EXPECT_EQ(request.initializer, vs::ones());
        return getter(std::string(name) + "_" + who, request);
      };
    };
    VS_VARIABLE_SCOPE("a", .initializer = vs::ones(), .custom_getter = logged("outer")) {
      VS_VARIABLE_SCOPE("b", .custom_getter = logged("inner")) {
        EXPECT_EQ(vs::get_variable("v", {2}).op_name(), "a/b/v_inner_outer");
        EXPECT_EQ(vs::get_variable("w", {2}, {.custom_getter = logged("own")}).op_name(),
                  "a/b/w_own");
      }
    }
    const auto nothing = [](vs::Getter, std::string_view, vs::VariableRequest) {
      return vs::Variable();
    };
    EXPECT_FALSE(vs::get_variable("none", {}, {.custom_getter = nothing}));
  });
  EXPECT_EQ(calls, (Names{"inner:a/b/v", "outer:a/b/v_inner", "own:a/b/w"}));
  EXPECT_EQ(model.variables().size(), 2u);
}

} // namespace
