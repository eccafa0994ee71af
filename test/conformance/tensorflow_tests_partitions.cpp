// Partitioned variables: variable_scope_test.py and partitioned_variables_test.py.

#include "tensorflow_tests.h"

#include <cstdint>
#include <vector>

using Parts = std::vector<std::int64_t>;

/// A partitioner that always gives the same answer.
auto parts_are(Parts parts) {
  return [parts](const vs::Shape&, vs::DType) { return parts; };
}
/// One that cuts axis 0.
auto rows_into(std::int64_t count) {
  return [count](const vs::Shape& shape, vs::DType) {
    Parts parts(shape.rank(), 1);
    parts[0] = count;
    return parts;
  };
}

/// Whether the sizes of the slices along `axis` are these.
bool sizes_are(const vs::Variable& whole, std::size_t axis, const Parts& expected) {
  if (whole.slices().size() != expected.size())
    return false;
  for (std::size_t i = 0; i < expected.size(); ++i)
    for (std::size_t j = 0; j < whole.shape().rank(); ++j)
      if (whole.slices()[i].shape()[j] != (j == axis ? expected[i] : whole.shape()[j]))
        return false;
  return true;
}

// -- variable_scope_test.py ---------------------------------------------------------

CASE(testResultNameMatchesRequested) {
  VS_VARIABLE_SCOPE("scope0", .partitioner = rows_into(2)) {
    vs::Variable v = vs::get_variable("name0", {3, 1, 1});
    CHECK(v.op_name() == "scope0/name0");
    CHECK(
        named(vs::get_collection("variables"), {"scope0/name0/part_0:0", "scope0/name0/part_1:0"}));
  }
}

CASE(testBreaksIfPartitioningChanges) {
  VS_VARIABLE_SCOPE("scope0", .partitioner = rows_into(2)) { vs::get_variable("name0", {3, 1, 1}); }
  VS_VARIABLE_SCOPE("scope0", .partitioner = rows_into(3), .reuse = true) {
    fails("partition-mismatch", [] {
      vs::get_variable("name0", {3, 1, 1}); // error: partition-mismatch
    });
  }
  VS_VARIABLE_SCOPE("scope0", .partitioner = rows_into(1), .reuse = true) {
    fails("partition-mismatch", [] {
      vs::get_variable("name0", {3, 1, 1}); // error: partition-mismatch
    });
  }
}

CASE(testReturnsExistingConcatenatedValueIfReuse) {
  VS_VARIABLE_SCOPE("scope0", .partitioner = rows_into(2)) {
    vs::Variable v = vs::get_variable("name0", {3, 1, 1});
    vs::get_variable_scope().reuse_variables();
    CHECK(vs::get_variable("name0", {3, 1, 1}) == v);
  }
}

CASE(testAllowsReuseWithoutPartitioner) {
  vs::Variable v;
  VS_VARIABLE_SCOPE("scope0", .partitioner = rows_into(2)) {
    v = vs::get_variable("name0", {3, 1, 1});
  }
  VS_VARIABLE_SCOPE("scope0", .reuse = true) { CHECK(vs::get_variable("name0") == v); }
}

// A scope object does not tell its partitioner: the slices do.
CASE(testPropagatePartitionerOnReopening) {
  VS_VARIABLE_SCOPE_AS(scope, "scope0", .partitioner = rows_into(2)) {
    VS_VARIABLE_SCOPE(scope) { CHECK(sizes_are(vs::get_variable("name0", {3, 1, 1}), 0, {2, 1})); }
  }
}

CASE(testScalarIgnoresPartitioner) {
  VS_VARIABLE_SCOPE("scope0", .partitioner = rows_into(2)) {
    CHECK(vs::get_variable("name0", {}).name() == "scope0/name0:0");
    CHECK(named(vs::get_collection("variables"), {"scope0/name0:0"}));
  }
}

void cut_along_each_axis(bool use_resource) {
  VS_VARIABLE_SCOPE("root", .use_resource = use_resource) {
    vs::Variable n0 = vs::get_variable("n0", {2, 2, 2}, {.partitioner = parts_are({2, 1, 1})});
    vs::Variable n1 = vs::get_variable("n1", {2, 2, 2}, {.partitioner = parts_are({1, 2, 1})});
    CHECK(n0.shape() == vs::Shape{2, 2, 2} && n1.shape() == vs::Shape{2, 2, 2});
    CHECK(sizes_are(n0, 0, {1, 1}));
    CHECK(sizes_are(n1, 1, {1, 1}));
  }
}

CASE(testPartitionConcatenatesAlongCorrectAxis) { cut_along_each_axis(false); }
CASE(testPartitionConcatenatesAlongCorrectAxisResource) { cut_along_each_axis(true); }

// -- partitioned_variables_test.py: partitioners ----------------------------------------

CASE(testFixedSizePartitioner) {
  VS_VARIABLE_SCOPE("root", .partitioner = vs::fixed_size_partitioner(5, 0)) {
    CHECK(sizes_are(vs::get_variable("v0", {10, 10}), 0, {2, 2, 2, 2, 2}));
  }
}

CASE(testFixedSizePartitionerInt64) {
  VS_VARIABLE_SCOPE("root", .partitioner = vs::fixed_size_partitioner(4, 0)) {
    CHECK(sizes_are(vs::get_variable("v0", {20}, {.dtype = vs::int64}), 0, {5, 5, 5, 5}));
  }
}

CASE(testResourceFixedSizePartitioner) {
  VS_VARIABLE_SCOPE("root", .partitioner = vs::fixed_size_partitioner(5, 0), .use_resource = true) {
    CHECK(sizes_are(vs::get_variable("v0", {10, 10}), 0, {2, 2, 2, 2, 2}));
  }
}

/// Whether `shape` is cut into `shards` equal slices along `axis`.
bool cuts(const char* name, const vs::Partitioner& partitioner, const vs::Shape& shape,
          std::size_t axis, std::int64_t shards) {
  VS_VARIABLE_SCOPE("root", .partitioner = partitioner) {
    const Parts sizes(static_cast<std::size_t>(shards), shape[axis] / shards);
    return sizes_are(vs::get_variable(name, shape), axis, sizes);
  }
  return false;
}

// float32, 4 x 8 x 16 x 32: a slice of one along the axes has 16384, 8192, 4096, 2048 bytes.
CASE(testVariableAxisSizePartitioner) {
  const vs::Shape shape = {4, 8, 16, 32};
  CHECK(cuts("all_fits", vs::variable_axis_size_partitioner(131072, 0), shape, 0, 1));
  CHECK(cuts("just_fits", vs::variable_axis_size_partitioner(65536, 1), shape, 1, 1));
  CHECK(cuts("halves", vs::variable_axis_size_partitioner(32768, 2), shape, 2, 2));
  CHECK(cuts("slices", vs::variable_axis_size_partitioner(2048, 3), shape, 3, 32));
  CHECK(cuts("less_than_a_slice", vs::variable_axis_size_partitioner(1024, 3), shape, 3, 32));
  CHECK(cuts("bound_above", vs::variable_axis_size_partitioner(1024, 3, 16, 33), shape, 3, 32));
  CHECK(cuts("bound", vs::variable_axis_size_partitioner(1024, 3, 16, 2), shape, 3, 2));
}

CASE(testMinMaxVariablePartitioner) {
  const auto least = [](std::int64_t bytes, std::int64_t most = 100, int axis = 0) {
    return vs::min_max_variable_partitioner(most, axis, bytes);
  };
  const std::int64_t kib = 1024;
  CHECK(cuts("vector", least(2 * kib), {2048}, 0, 4));
  CHECK(cuts("matrix", least(256 * kib), {2048, 1024}, 0, 32));
  CHECK(cuts("at_most_16", least(256 * kib, 16), {2048, 1024}, 0, 16));
  CHECK(cuts("at_most_1", least(256 * kib, 1), {2048, 1024}, 0, 1));
  CHECK(cuts("smaller", least(128 * kib), {2048, 1024}, 0, 64));
  CHECK(cuts("larger", least(512 * kib), {2048, 1024}, 0, 16));
  CHECK(sizes_are(
      vs::get_variable("axis_1", {64, 1024, 1, 3}, {.partitioner = least(256 * kib, 100, 1)}), 1,
      {342, 341, 341}));
  CHECK(cuts("axis_3", least(256 * kib, 100, 3), {64, 1024, 1, 3}, 3, 3));
  CHECK(cuts("rows_16", least(256 * kib), {16, 128, 1024}, 0, 16));
  CHECK(cuts("rows_4", least(256 * kib), {4, 512, 1024}, 0, 4));
}

// -- partitioned_variables_test.py: tf.create_partitioned_variables ---------------------

/// What the function does: a get with a partitioner, under a scope's name.
vs::Variable create_partitioned(const vs::VariableScope& root, Parts parts,
                                const vs::Initializer& initializer, const vs::Shape& shape,
                                vs::DType dtype = vs::float32) {
  VS_VARIABLE_SCOPE_AS(scope, nullptr, .default_name = "PartitionedVariable") {
    return root.get_variable(scope.name(), shape,
                             {.dtype = dtype,
                              .initializer = initializer,
                              .partitioner = parts_are(parts),
                              .reuse = scope.reuse()});
  }
  return {};
}

vs::Variable two_by_four(const vs::VariableScope& root) {
  return create_partitioned(root, {1, 2}, vs::value({{1, 2, 3, 4}, {5, 6, 7, 8}}), vs::unspecified,
                            vs::int32);
}

void names_of_partitioned(bool use_resource) {
  const vs::VariableScope root = vs::get_variable_scope();
  VS_VARIABLE_SCOPE("hi", .use_resource = use_resource) {
    CHECK(named(two_by_four(root).slices(),
                {"hi/PartitionedVariable/part_0:0", "hi/PartitionedVariable/part_1:0"}));
    CHECK(named(two_by_four(root).slices(),
                {"hi/PartitionedVariable_1/part_0:0", "hi/PartitionedVariable_1/part_1:0"}));
  }
  vs::VariableScope hola;
  vs::Variable first;
  VS_VARIABLE_SCOPE_AS(scope, "hola", .use_resource = use_resource) {
    hola = scope;
    first = two_by_four(root);
  }
  VS_VARIABLE_SCOPE(hola, .reuse = true, .use_resource = use_resource) {
    CHECK(two_by_four(root) == first);
  }
  CHECK(first.op_name() == "hola/PartitionedVariable");
  VS_NAME_SCOPE("ola") { // without effect
    CHECK(two_by_four(root).op_name() == "PartitionedVariable");
    CHECK(two_by_four(root).op_name() == "PartitionedVariable_1");
  }
}

CASE(testName) { names_of_partitioned(false); }
CASE(testResourceName) { names_of_partitioned(true); }

// The values of these: Language tests.
CASE(testVecConstantInit) {
  vs::Variable v = create_partitioned(vs::get_variable_scope(), {4}, vs::value({1, 2, 3, 4}),
                                      vs::unspecified, vs::int32);
  CHECK(sizes_are(v, 0, {1, 1, 1, 1}));
  CHECK(v.slices()[3].dtype() == vs::int32);
}

CASE(testConstantInit) {
  vs::Variable v = two_by_four(vs::get_variable_scope());
  CHECK(sizes_are(v, 1, {2, 2}));
  CHECK(v.slices()[1].dtype() == vs::int32);
}

CASE(testRandomInitValue) {
  vs::Variable v =
      create_partitioned(vs::get_variable_scope(), {1, 10}, vs::random_uniform(), {200, 40});
  CHECK(sizes_are(v, 1, {4, 4, 4, 4, 4, 4, 4, 4, 4, 4}));
}

CASE(testRandomInitUnevenPartitions) {
  const vs::VariableScope root = vs::get_variable_scope();
  const Parts expected[] = {{43}, {22, 21}, {15, 14, 14}, {11, 11, 11, 10}, {9, 9, 9, 8, 8}};
  std::int64_t count = 1;
  for (const Parts& sizes : expected) {
    vs::Variable v =
        create_partitioned(root, {1, count++}, vs::random_uniform(), {20, 43}, vs::float64);
    CHECK(sizes_are(v, 1, sizes));
    CHECK(v.slices()[0].dtype() == vs::float64);
  }
}

CASE(testDegenerate) {
  vs::Variable v =
      create_partitioned(vs::get_variable_scope(), {1, 1}, vs::random_uniform(), {10, 43});
  CHECK(sizes_are(v, 0, {10}));
}

CASE(testSliceSizeOne) {
  vs::Variable v =
      create_partitioned(vs::get_variable_scope(), {10, 1}, vs::random_uniform(), {10, 43});
  CHECK(sizes_are(v, 0, Parts(10, 1)));
}

CASE(testIotaInitializer) {
  vs::Variable v = create_partitioned(vs::get_variable_scope(), {3, 1}, vs::ones(), {13, 5});
  CHECK(sizes_are(v, 0, {5, 4, 4}));
}

CASE(testSomeErrors) {
  const vs::VariableScope root = vs::get_variable_scope();
  const auto get = [&](const char* name, vs::Shape shape, Parts parts) {
    root.get_variable(name, shape, {.partitioner = parts_are(parts)}); // error: invalid-argument
  };
  fails("invalid-argument", [&] { get("a", {10}, {1, 1}); });
  fails("invalid-argument", [&] { get("b", {10, 20}, {1}); });
  fails("invalid-argument", [&] { get("c", {10, 43}, {1}); });
  fails("invalid-argument", [&] { get("d", {10, 43}, {1, 2, 3}); });
  fails("invalid-argument", [&] { get("e", {10, 43}, {11, 1}); });
  fails("invalid-argument", [&] { get("f", {10, 43}, {20, 1}); });
  fails("invalid-argument", [&] { get("g", {10, 43}, {1, 50}); });
}
