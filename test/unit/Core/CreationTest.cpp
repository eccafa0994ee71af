// What creating a variable refuses: initialisers that cannot fill it, sizes
// beyond 64 bits, arguments of other calls.
#include "TestGraph.h"

namespace varscope::core::test {
namespace {

std::string rule_of(DType dtype, const Initializer& initializer, Shape shape = {2, 2}) {
  TestGraph g;
  return error_of([&] { g.get("v", shape, {.dtype = dtype, .initializer = initializer}); }).first;
}

TEST(Creation, RandomFloatsCannotFillIntegers) {
  for (const Initializer& initializer :
       {glorot_uniform(), glorot_normal(), he_uniform(), he_normal(), lecun_uniform(),
        lecun_normal(), variance_scaling(), random_normal(), truncated_normal(),
        uniform_unit_scaling(), orthogonal()}) {
    EXPECT_EQ(rule_of(float16, initializer), "no error");
    EXPECT_EQ(rule_of(int32, initializer), "invalid-argument");
    EXPECT_EQ(rule_of(boolean, initializer), "invalid-argument");
  }
}

TEST(Creation, WholeBoundsDrawIntegers) {
  EXPECT_EQ(rule_of(int64, random_uniform(0, 10)), "no error");
  EXPECT_EQ(rule_of(int32, random_uniform(0, 10)), "no error");
  EXPECT_EQ(rule_of(int64, random_uniform(0, 0.5)), "invalid-argument");
  EXPECT_EQ(rule_of(int32, random_uniform(3, 3)), "invalid-argument");
  EXPECT_EQ(rule_of(uint8, random_uniform(0, 10)), "invalid-argument");
  EXPECT_EQ(rule_of(float32, random_uniform(3, 3)), "no error");
}

TEST(Creation, Constants) {
  EXPECT_EQ(rule_of(float64, constant(1)), "no error");
  EXPECT_EQ(rule_of(int32, constant(1.0)), "invalid-argument");
  EXPECT_EQ(rule_of(int32, constant(true)), "no error");
  EXPECT_EQ(rule_of(boolean, constant(1)), "invalid-argument");
  EXPECT_EQ(rule_of(boolean, constant(true)), "no error");
  EXPECT_EQ(rule_of(float32, constant({1.0f, 2.0f}), {2}), "no error");
  EXPECT_EQ(rule_of(float32, constant({1.0f, 2.0f}), {3}), "no error");
  EXPECT_EQ(rule_of(float32, constant({1.0f, 2.0f}), {1}), "invalid-argument");
  EXPECT_EQ(rule_of(float32, constant(std::vector<float>()), {2}), "invalid-argument");
  EXPECT_EQ(rule_of(float32, constant(std::vector<float>()), {0}), "no error");
}

TEST(Creation, NumbersOfRunTimeAreNotChecked) {
  Initializer later = constant(1.0f);
  later.set_runtime_parameters();
  EXPECT_EQ(rule_of(int32, later), "no error");
  EXPECT_EQ(rule_of(float32, Initializer::from_spec({.kind = runtime::FillKind::constant}, {})), "no error");
  Initializer bounds = random_uniform(0, 0.5);
  bounds.set_runtime_parameters();
  EXPECT_EQ(rule_of(int32, bounds), "no error");
}

TEST(Creation, MatrixInitializersNeedMatrices) {
  EXPECT_EQ(rule_of(float32, identity(), {2, 3}), "no error");
  EXPECT_EQ(rule_of(float32, identity(), {2}), "invalid-argument");
  EXPECT_EQ(rule_of(int32, identity(), {2, 2}), "invalid-argument");
  EXPECT_EQ(rule_of(int32, identity(0.5), {2, 2}), "invalid-argument");
  EXPECT_EQ(rule_of(float32, orthogonal(), {2}), "invalid-argument");
}

TEST(Creation, SizesBeyond64Bits) {
  TestGraph g;
  const std::int64_t huge = std::int64_t{1} << 62;
  EXPECT_EQ(error_of([&] { g.get("a", {huge}); }).first, "invalid-argument") << "bytes";
  EXPECT_EQ(error_of([&] { g.get("b", {huge, 4}, {.dtype = int8, .initializer = zeros()}); }).first,
            "invalid-argument")
      << "elements";
  EXPECT_EQ(g.get_name("c", {huge, 0}), "c");
  const VariableOptions bytes{.dtype = int8, .initializer = zeros()};
  for (const char* name : {"d", "e", "f"})
    EXPECT_EQ(g.get_name(name, {huge}, bytes), name);
  EXPECT_EQ(error_of([&] { g.get("g", {huge}, bytes); }).first, "invalid-argument") << "the model";
  EXPECT_EQ(g.graph.find("g"), VariableHandle());
  EXPECT_EQ(g.get_name("h", {64}, bytes), "h");
  EXPECT_TRUE(arena_layout(g.graph.variables()).has_value());
}

TEST(Creation, NewVariableArguments) {
  TestGraph g;
  const auto rule = [&](VariableOptions options, Shape shape = {2}) {
    return error_of([&] { g.make_name("v", shape, std::move(options)); }).first;
  };
  EXPECT_EQ(rule({}, unspecified), "undefined-shape");
  EXPECT_EQ(rule({.initializer = value(1.5)}), "undefined-shape");
  EXPECT_EQ(rule({.dtype = int32, .initializer = value(1.5)}, unspecified), "invalid-argument");
  EXPECT_EQ(rule({.regularizer = l2(1)}), "invalid-argument");
  EXPECT_EQ(rule({.partitioner = fixed_size_partitioner(2)}), "invalid-argument");
  EXPECT_EQ(rule({.reuse = true}), "invalid-argument");
  EXPECT_EQ(g.make_name("v"), "v") << "refused before anything was named";
  const Variable& w =
      g.variable(g.graph.new_variable("w", {std::nullopt, {.initializer = value({{1, 2}})}}));
  EXPECT_EQ(w.dtype, int32);
  EXPECT_EQ(w.shape, (Shape{1, 2}));
}

TEST(Creation, NewVariablesHaveWhatTheyAreGiven) {
  TestGraph g;
  const Variable& v = g.variable(g.graph.new_variable(
      "v", {Shape{2, 3},
            {.dtype = float64, .initializer = zeros(), .caching_device = "d", .constraint = non_neg()}}));
  EXPECT_EQ(v.dtype, float64);
  EXPECT_EQ(v.shape, (Shape{2, 3}));
  EXPECT_FALSE(v.use_resource);
  EXPECT_EQ(v.constraint, non_neg());
  EXPECT_EQ(v.caching_device, "d");
  ASSERT_EQ(g.events.size(), 1u);
  EXPECT_EQ(g.events[0].kind, EventKind::new_variable);
  EXPECT_EQ(g.events[0].reuse, Reuse(false));
}

TEST(Creation, NewVariablesNeedAShapeOrAValue) {
  TestGraph g;
  const auto error = [&](std::optional<Shape> shape, VariableOptions options) {
    return error_of([&] { g.graph.new_variable("v", {std::move(shape), std::move(options)}); });
  };
  EXPECT_EQ(error({}, {}), Failure("undefined-shape", "initial_value must be specified."));
  EXPECT_EQ(error({}, {.initializer = zeros()}).first, "undefined-shape");
  EXPECT_NE(error({}, {.initializer = zeros()}), error({}, {}));
  EXPECT_EQ(error(Shape{-3}, {}).second, "Dimension -3 must be >= 0");
  EXPECT_EQ(g.make_name("value", unspecified, {.initializer = value(1.5f)}), "value");
}

TEST(Creation, UserInitializersFillTheirDtypesOnly) {
  const Initializer doubles = [](std::span<double>, const Shape&, PartitionInfo, RandomStream&) {};
  const Initializer any = [](auto, const Shape&, PartitionInfo, RandomStream&) {};
  EXPECT_EQ(rule_of(float64, doubles), "no error");
  EXPECT_EQ(rule_of(float32, doubles), "invalid-argument");
  EXPECT_EQ(rule_of(float32, any), "no error");
  EXPECT_EQ(rule_of(bfloat16, any), "no error");
  EXPECT_EQ(rule_of(bfloat16, [](std::span<std::uint16_t>, const Shape&, PartitionInfo,
                                 RandomStream&) {}),
            "no error");
}

} // namespace
} // namespace varscope::core::test
