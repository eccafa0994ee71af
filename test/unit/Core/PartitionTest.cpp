// Rules 36 to 38 of docs/semantics.md, and its corners on partitioners.
#include "TestGraph.h"

namespace varscope::core::test {
namespace {

Partitioner answering(std::vector<std::int64_t> parts) {
  return Partitioner::from_callable(
      code<PartitionCode>([parts](const Shape&, DType) { return parts; }));
}
const Partitioner in_two = fixed_size_partitioner(2);

TEST(Partition, Rule36ShardsAndRemainder) {
  TestGraph g;
  In s(g, "s", {.partitioner = fixed_size_partitioner(3)});
  const VariableHandle v = g.get("v", {7, 2});
  EXPECT_EQ(v.kind, VariableHandle::Kind::partitioned);
  EXPECT_EQ(g.variable_names(), (Names{"s/v/part_0", "s/v/part_1", "s/v/part_2"}));
  std::vector<Shape> shapes;
  std::vector<std::int64_t> rows;
  for (const Variable& shard : g.graph.variables()) {
    shapes.push_back(shard.shape);
    EXPECT_EQ(shard.slice->of, "s/v");
    EXPECT_EQ(shard.slice->full_shape, (Shape{7, 2}));
    rows.push_back(shard.slice->offset[0]);
  }
  EXPECT_EQ(shapes, (std::vector<Shape>{{3, 2}, {2, 2}, {2, 2}}));
  EXPECT_EQ(rows, (std::vector<std::int64_t>{0, 3, 5}));
  EXPECT_EQ(g.graph.partitioned()[0].partitions, (std::vector<std::int64_t>{3, 1}));
  EXPECT_EQ(g.names(g.graph.collection(trainable_variables_key)), g.variable_names());
  EXPECT_EQ(g.graph.find("s/v"), v);
  ASSERT_EQ(g.events.size(), 1u);
  EXPECT_EQ(g.events[0].name, "s/v");
}

TEST(Partition, Rule36OnePartAndScalars) {
  TestGraph g;
  EXPECT_EQ(g.get("w", {2, 5}, {.partitioner = answering({1, 1})}).kind,
            VariableHandle::Kind::partitioned);
  EXPECT_EQ(g.variable_names(), Names{"w/part_0"});
  EXPECT_EQ(g.get("scalar", {}, {.partitioner = in_two}).kind, VariableHandle::Kind::single);
  EXPECT_EQ(error_of([&] {
              g.get("value", unspecified, {.initializer = value(1.0f), .partitioner = in_two});
            }),
            Failure("invalid-argument",
                    "A partitioned Variable must have rank at least 1, shape: ()"));
}

TEST(Partition, Rule37ReuseNeedsNeitherPartitionerNorShape) {
  TestGraph g;
  const VariableHandle v = g.get("v", {4}, {.partitioner = in_two});
  In root(g, "", {.reuse = true});
  EXPECT_EQ(g.get("v", unspecified), v);
  EXPECT_EQ(error_of([&] { g.get("v", unspecified, {.partitioner = in_two}); }).first,
            "undefined-shape");
  EXPECT_EQ(error_of([&] { g.get("v", {5}); }),
            Failure("shape-mismatch", "Trying to reuse partitioned variable v, but specified shape "
                                      "(5,) and found shape (4,)."));
  EXPECT_EQ(error_of([&] { g.get("v", {4}, {.dtype = float64}); }),
            Failure("dtype-mismatch", "Trying to reuse partitioned variable v, but specified dtype "
                                      "float64 and found dtype float32."));
  EXPECT_EQ(error_of([&] { g.get("v", {4}, {.partitioner = fixed_size_partitioner(4)}); }),
            Failure("partition-mismatch", "Trying to reuse partitioned variable v, but specified "
                                          "partitions [4] and found partitions [2]."));
  EXPECT_EQ(error_of([&] { g.get("w", {4}, {.partitioner = in_two}); }).first, "does-not-exist");
}

TEST(Partition, AScalarFindsThePartitionedOneNot) {
  TestGraph g;
  g.get("v", {4}, {.partitioner = in_two});
  In root(g, "", {.reuse = true});
  EXPECT_EQ(error_of([&] { g.get("v", {}, {.partitioner = in_two}); }).second.substr(0, 30),
            "No partitioner was provided, b");
}

TEST(Partition, AValueGivesTheWholeItsDtype) {
  TestGraph g;
  g.get("v", unspecified, {.initializer = value({1, 2, 3, 4}), .partitioner = in_two});
  EXPECT_EQ(g.graph.partitioned()[0].dtype, int32);
  g.get("w", {4}, {.dtype = float64, .initializer = zeros(), .partitioner = in_two});
  EXPECT_EQ(g.graph.partitioned()[1].dtype, float64);
}

TEST(Partition, ASliceThatExistsHasToFit) {
  TestGraph g;
  g.get("v/part_0", {3}, {.initializer = zeros()});
  g.get("v/part_1", {2}, {.initializer = zeros()});
  In root(g, "", {.reuse = AUTO_REUSE});
  EXPECT_EQ(error_of([&] { g.get("v", {4}, {.initializer = zeros(), .partitioner = in_two}); }).first,
            "shape-mismatch");
}

TEST(Partition, DimensionsAndEvents) {
  TestGraph g;
  EXPECT_EQ(error_of([&] { g.get("v", {-4}, {.partitioner = in_two}); }).second,
            "Dimension -4 must be >= 0");
  g.get("v", {4}, {.partitioner = in_two});
  ASSERT_EQ(g.events.size(), 1u);
  EXPECT_EQ(g.events[0].kind, EventKind::create);
}

TEST(Partition, Rule37PartitionedExists) {
  TestGraph g;
  g.get("s/v", {4}, {.partitioner = in_two});
  const Failure found{"partition-mismatch",
                      "No partitioner was provided, but a partitioned version of the variable was "
                      "found: s/v/part_0. Perhaps a variable of the same name was already created "
                      "with partitioning?"};
  {
    In s(g, "s");
    EXPECT_EQ(error_of([&] { g.get("v", {4}, {.partitioner = in_two}); }),
              Failure("already-exists",
                      "Partitioned variable with name s/v already exists. Did you mean to set "
                      "reuse=True or reuse=tf.AUTO_REUSE in VarScope?"));
    EXPECT_EQ(error_of([&] { g.get("v", {4}); }), found);
  }
  In s(g, "s", {.reuse = AUTO_REUSE});
  EXPECT_EQ(error_of([&] { g.get("v", {4}); }), found);
  EXPECT_EQ(g.get("v", {4}, {.partitioner = in_two}), g.graph.find("s/v"));
}

TEST(Partition, Rule37PlainExists) {
  TestGraph g;
  g.get("v", {4});
  const Failure found{"partition-mismatch",
                      "A partitioner was provided, but an unpartitioned version of the variable "
                      "was found: v.  Perhaps a variable of the same name was already created "
                      "without partitioning?"};
  EXPECT_EQ(error_of([&] { g.get("v", {4}, {.partitioner = in_two}); }), found);
  In root(g, "", {.reuse = true});
  EXPECT_EQ(error_of([&] { g.get("v", {4}, {.partitioner = in_two}); }), found);
}

TEST(Partition, Rule38MorePartsThanRows) {
  TestGraph g;
  EXPECT_EQ(error_of([&] { g.get("f", {2, 2}, {.partitioner = answering({4, 1})}); }),
            Failure("invalid-argument", "Expected 0 <= offset < shape but found offset=2, shape=2 "
                                        "for var_offset=[2, 0], full_shape=[2, 2]"));
  EXPECT_EQ(g.variable_names(), (Names{"f/part_0", "f/part_1"}));
  EXPECT_EQ(g.graph.find("f"), VariableHandle());
}

TEST(Partition, ImpossibleAnswers) {
  TestGraph g;
  const auto message = [&](const Partitioner& partitioner, Shape shape) {
    return error_of([&] { g.get("v", shape, {.partitioner = partitioner}); });
  };
  EXPECT_EQ(message(answering({2}), {4, 4}),
            Failure("invalid-argument", "Partitioner returned a partition list that does not match "
                                        "the Variable's rank: [2] vs. (4, 4)"));
  EXPECT_EQ(message(answering({0, 1}), {4, 4}),
            Failure("invalid-argument",
                    "Partitioner returned zero partitions for some axes: [0, 1]"));
  EXPECT_EQ(message(answering({2, 2}), {4, 4}),
            Failure("invalid-argument", "Can only slice a variable along one dimension: shape: "
                                        "(4, 4), partitioning: [2, 2]"));
  EXPECT_EQ(message(answering({2, 1}), unspecified),
            Failure("undefined-shape", "Shape of a new partitioned variable must be fully defined, "
                                       "but instead was <unknown>."));
  EXPECT_EQ(message(answering({2, 1}), {unknown, 2}).second,
            "Shape of a new partitioned variable must be fully defined, but instead was (?, 2).");
  EXPECT_TRUE(g.graph.variables().empty());
}

TEST(Partition, Builtin) {
  using Parts = std::vector<std::int64_t>;
  const auto parts = [](const Partitioner& partitioner, Shape shape) {
    return builtin_parts(partitioner, shape, float32);
  };
  EXPECT_EQ(parts(fixed_size_partitioner(3, 1), {2, 5}), (Parts{1, 3}));
  EXPECT_EQ(parts(fixed_size_partitioner(9), {2, 5}), (Parts{2, 1})) << "clamped";
  EXPECT_EQ(parts(fixed_size_partitioner(3, -1), {2, 5}), (Parts{1, 3}));
  EXPECT_EQ(parts(fixed_size_partitioner(2, -2), {2, 5}), (Parts{2, 1}));
  EXPECT_EQ(parts(variable_axis_size_partitioner(32), {4, 8}), (Parts{4, 1}));
  EXPECT_EQ(parts(variable_axis_size_partitioner(8, 0, 16, 2), {8}), Parts{2});
  EXPECT_EQ(parts(variable_axis_size_partitioner(1), {4, 8}), (Parts{4, 1}));
  EXPECT_EQ(parts(min_max_variable_partitioner(3, 0, 16), {4, 8}), (Parts{3, 1}));
  EXPECT_EQ(parts(min_max_variable_partitioner(16, 0, 256 << 10), {1024, 1024}), (Parts{16, 1}));
  EXPECT_EQ(parts(min_max_variable_partitioner(16, 0, 256 << 10), {2, 2}), (Parts{1, 1}));
  EXPECT_EQ(parts(min_max_variable_partitioner(0), {4, 8}), (Parts{1, 1}));
}

TEST(Partition, BuiltinRefuses) {
  TestGraph g;
  const auto rule = [&](const Partitioner& partitioner, Shape shape) {
    return error_of([&] { g.get("v", shape, {.partitioner = partitioner}); }).first;
  };
  EXPECT_EQ(rule(fixed_size_partitioner(2), {0, 2}), "invalid-argument");
  EXPECT_EQ(rule(fixed_size_partitioner(2, 2), {4, 2}), "invalid-argument");
  EXPECT_EQ(rule(fixed_size_partitioner(2, -3), {4, 2}), "invalid-argument");
  EXPECT_EQ(rule(min_max_variable_partitioner(2, 2), {4, 2}), "invalid-argument");
  EXPECT_EQ(rule(variable_axis_size_partitioner(8), {0, 2}), "invalid-argument");
  EXPECT_EQ(rule(variable_axis_size_partitioner(8), {2, 0}), "invalid-argument");
  EXPECT_EQ(rule(min_max_variable_partitioner(2, 0, 0), {4}), "invalid-argument");
  EXPECT_EQ(error_of([] { check_partitioner(variable_axis_size_partitioner(0)); }).second,
            "Both max_shard_bytes and bytes_per_string_element must be positive.");
  EXPECT_EQ(error_of([] { check_partitioner(variable_axis_size_partitioner(8, 0, 0)); }).first,
            "invalid-argument");
  check_partitioner(variable_axis_size_partitioner(8, 0, 1));
  check_partitioner(variable_axis_size_partitioner(8, 0, 16, 0));
}

TEST(Partition, ShardsFoundInTheStore) {
  TestGraph g;
  const Partitioner in_three = fixed_size_partitioner(3);
  const auto message = [&](const Partitioner& partitioner, Shape shape) {
    return error_of([&] { g.get("v", shape, {.partitioner = partitioner}); });
  };
  const std::string other = "Partitioner returned a different partitioning than what was already "
                            "found.  Partitioner returned ";
  g.get("v/part_0", {2});
  EXPECT_EQ(message(in_two, {4}),
            Failure("partition-mismatch",
                    other + "2 shards, and shard v/part_0 was found, but v/part_1 was not."));
  g.get("v/part_1", {2});
  EXPECT_EQ(message(in_two, {4}), already_exists("v/part_0"));
  g.get("v/part_2", {2});
  EXPECT_EQ(message(in_two, {4}).second,
            other + "2 shards, and shard v/part_0 was found, but so was the extra shard v/part_2.");
  In root(g, "", {.reuse = AUTO_REUSE});
  const VariableHandle v = g.get("v", {6}, {.partitioner = in_three});
  EXPECT_EQ(v.kind, VariableHandle::Kind::partitioned);
  EXPECT_EQ(g.graph.variables().size(), 3u);
  EXPECT_EQ(g.graph.variables()[1].slice->offset, std::vector<std::int64_t>{2});
}

TEST(Partition, ValuesAreCut) {
  TestGraph g;
  g.get("v", unspecified, {.initializer = value({1, 2, 3}), .partitioner = in_two});
  EXPECT_EQ(g.graph.variables()[0].shape, Shape{2});
  EXPECT_EQ(g.graph.variables()[1].shape, Shape{1});
  EXPECT_EQ(g.graph.variables()[1].dtype, int32);
  EXPECT_EQ(g.graph.partitioned()[0].shape, Shape{3});
}

TEST(Partition, AScopesPartitionerIsInheritedAndPassedOn) {
  TestGraph g;
  In s(g, "s", {.partitioner = in_two});
  In t(g, "t");
  g.get("v", {4}, {.trainable = false, .collections = {"c"}});
  EXPECT_EQ(g.names(g.graph.collection("c")), (Names{"s/t/v/part_0", "s/t/v/part_1"}));
  EXPECT_EQ(error_of([&] { g.get("w", unspecified); }).first, "undefined-shape");
}

} // namespace
} // namespace varscope::core::test
