#include "OnThreads.h"
#include "TestPlan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

namespace vs = varscope;

namespace {

struct Dense {
  vs::Variable kernel, bias;
};
struct Net {
  Dense real, fake;
  vs::Variable fresh, none;
  std::string unique, scope, original, inside;
  std::vector<std::string> getter_names;
};

// The lines of the calls.
std::int64_t width = 3;
constexpr unsigned kernel_line = __LINE__ + 2, bias_line = __LINE__ + 3;
Dense dense() {
  vs::Variable kernel = vs::get_variable("kernel", {width, 20}, {.initializer = vs::he_normal()});
  vs::Variable bias = vs::get_variable("bias", {20});
  return {kernel, bias};
}

constexpr unsigned net_line = __LINE__;
Net build_net() {
  Net net;
  const auto noted = [&](vs::Getter getter, std::string_view name, vs::VariableRequest request) {
    net.getter_names.emplace_back(name);
    return getter("renamed", request); // + 5
  };
  const auto counted = [](std::span<float> out, const vs::Shape&, vs::PartitionInfo,
                          vs::RandomStream& stream) {
    for (float& value : out)
      value = stream.uniform<float>(1, 2);
  };
  VS_VARIABLE_SCOPE("d", .initializer = counted, .regularizer = vs::l2(0.5)) { // + 12
    net.real = dense();
    net.scope = vs::get_variable_scope().name();
  }
  VS_VARIABLE_SCOPE_AS(again, std::string("d"), .reuse = true) { // + 16
    net.fake = dense();
    net.original = again.original_name_scope();
  }
  VS_NAME_SCOPE_AS(ns, "n") { // + 20
    net.fresh = vs::new_variable("v", {}); // + 21
    net.unique = vs::unique_name("u"); // + 22
    net.inside = std::string(ns) + vs::get_name_scope();
  }
  vs::get_variable("w", {4}, {.custom_getter = noted}); // + 25
  const auto nothing = [](vs::Getter, std::string_view, vs::VariableRequest) { return vs::Variable(); };
  net.none = vs::get_variable("x", {.custom_getter = nothing}); // + 27
  VS_VARIABLE_SCOPE(nullptr, .default_name = "aux") {} // + 28
  return net;
}

/// As TestPlan and the core's layout give it.
TestPlan net_plan() {
  using vs::runtime::FillKind;
  TestPlan plan(__FILE__);
  vs::runtime::FillSpec he, callable, glorot;
  he.kind = FillKind::he_normal;
  callable.kind = FillKind::callable;
  glorot.kind = FillKind::glorot_uniform;
  const auto kernel = plan.variable("d/kernel", {3, 20}, he, 0, 240);
  const auto bias = plan.variable("d/bias", {20}, callable, 256, 80, true);
  const auto fresh = plan.variable("n/v", {}, glorot, 384, 4);
  const auto renamed = plan.variable("renamed", {4}, glorot, 448, 16);
  plan.scope("d", net_line + 12, "d", "d/", "d/");
  plan.get("kernel", kernel_line, kernel, true);
  plan.get("bias", bias_line, bias, true);
  plan.scope("d", net_line + 16, "d", "d_1/", "d_1/");
  plan.get("kernel", kernel_line, kernel, false);
  plan.get("bias", bias_line, bias, false);
  plan.name_scope("n", net_line + 20, "n/");
  plan.get("v", net_line + 21, fresh, true);
  plan.unique_name("u", net_line + 22, "n/u");
  plan.get("renamed", net_line + 5, renamed, true); // the getter's inner call ends first
  plan.get("w", net_line + 25, renamed, false);
  plan.get_nothing("x", net_line + 27);
  plan.scope("aux", net_line + 28, "aux", "aux/", "aux/"); // known by the name that was written
  return plan;
}

const vs::plan::Plan* linked = nullptr;
/// What VS_MODEL declares, with whatever plan a test wants.
struct Tag {
  static Net varscope_build() { return build_net(); }
  static const vs::plan::Plan* varscope_plan() { return linked; }
  static constexpr const char* varscope_tag() { return "by_hand"; }
};

class PlannedModel : public testing::Test {
protected:
  ~PlannedModel() override {
    linked = nullptr;
    width = 3;
  }
  TestPlan source = net_plan();
  vs::plan::Plan plan = source.plan(512);

  std::string error() {
    try {
      vs::Model<Tag> model(1);
    } catch (const vs::PlanError& stale) {
      return stale.what();
    }
    return {};
  }
};

TEST_F(PlannedModel, EqualsTheDynamicOne) {
  vs::Model<Tag> dynamic(7);
  EXPECT_FALSE(dynamic.planned());
  linked = &plan;
  vs::Model<Tag> planned(7);
  EXPECT_TRUE(planned.planned());

  ASSERT_EQ(planned.arena().size(), dynamic.arena().size());
  EXPECT_EQ(std::memcmp(planned.arena().data(), dynamic.arena().data(), 512), 0);
  EXPECT_NE(planned->real.kernel.data<float>()[0], 0.0f);
  EXPECT_GE(planned->real.bias.data<float>()[0], 1.0f); // the callable ran
  ASSERT_EQ(planned.variables().size(), dynamic.variables().size());
  for (std::size_t i = 0; i != planned.variables().size(); ++i) {
    const vs::Variable a = planned.variables()[i], b = dynamic.variables()[i];
    EXPECT_EQ(a.name(), b.name());
    EXPECT_EQ(a.op_name(), b.op_name());
    EXPECT_EQ(a.shape(), b.shape());
    EXPECT_EQ(a.trainable(), b.trainable());
    EXPECT_EQ(a.collections(), b.collections());
    EXPECT_EQ(a.initializer().kind(), b.initializer().kind());
  }
  for (const Net* net : {&planned.result(), &dynamic.result()}) {
    EXPECT_EQ(net->real.kernel, net->fake.kernel);
    EXPECT_EQ(net->real.bias, net->fake.bias);
    EXPECT_EQ(net->fresh.op_name(), "n/v");
    EXPECT_FALSE(net->none);
    EXPECT_EQ(net->unique, "n/u");
    EXPECT_EQ(net->scope, "d");
    EXPECT_EQ(net->original, "d_1/");
    EXPECT_EQ(net->inside, "n/n");
    EXPECT_EQ(net->getter_names, (std::vector<std::string>{"w"}));
  }
  EXPECT_EQ(planned.find("renamed:0").op_name(), "renamed");
  EXPECT_GT(planned.regularization_loss(), 0);
  EXPECT_EQ(planned.regularization_loss(), dynamic.regularization_loss());
}

// A plan is the unit's, and constant: instances on many threads share it.
TEST_F(PlannedModel, IsBuiltOnManyThreads) {
  vs::Model<Tag> dynamic(7);
  linked = &plan;
  const auto equal = on_threads([&](std::size_t) {
    int rounds = 0;
    for (int round = 0; round < 20; ++round) {
      vs::Model<Tag> model(7);
      rounds += model->unique == "n/u" && model->real.kernel == model->fake.kernel &&
                std::ranges::equal(model.arena(), dynamic.arena());
    }
    return rounds;
  });
  for (const int rounds : equal)
    EXPECT_EQ(rounds, 20);
}

TEST_F(PlannedModel, OfAnotherVersionIsRefused) {
  plan.version += 1;
  linked = &plan;
  EXPECT_NE(error().find("version"), std::string::npos) << error();
}

TEST_F(PlannedModel, IsStaleWithoutAStep) {
  std::vector<vs::plan::Site> moved(plan.sites, plan.sites + plan.site_count);
  moved[2].first_line = moved[2].last_line = kernel_line + 100; // of the first kernel's step
  plan.sites = moved.data();
  linked = &plan;
  EXPECT_NE(error().find("stale: the call with name 'kernel'"), std::string::npos) << error();
  EXPECT_NE(error().find("rebuild"), std::string::npos) << error();
}

TEST_F(PlannedModel, IsStaleForAnotherName) {
  std::vector<vs::plan::Step> renamed(plan.steps, plan.steps + plan.step_count);
  renamed[2].name = vs::plan::fnv1a("weights");
  plan.steps = renamed.data();
  linked = &plan;
  EXPECT_NE(error().find("stale"), std::string::npos) << error();
}

TEST_F(PlannedModel, IsStaleForAnotherShape) {
  linked = &plan;
  width = 4;
  EXPECT_NE(error().find("planned with shape (3, 20), but asked for with (4, 20)"),
            std::string::npos)
      << error();
}

TEST_F(PlannedModel, IsStaleIfTheBuildEndsEarly) {
  std::vector<vs::plan::Step> longer(plan.steps, plan.steps + plan.step_count);
  longer.back().may_end = false;
  plan.steps = longer.data();
  linked = &plan;
  EXPECT_NE(error().find("the build ends here"), std::string::npos) << error();
  // The failed build left nothing behind.
  EXPECT_THROW(vs::get_variable_scope(), vs::ScopeError);
}

} // namespace
