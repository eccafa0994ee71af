// What TensorFlow's own tests assert of values, threads and signatures, which names do not
// show (docs/conformance.md). Names and sharing: test/conformance/tensorflow_tests*.cpp.
#include "TestModel.h"

#include <span>
#include <thread>

namespace {

/// The elements of the slices, one slice after the other; those of a plain variable.
template <class T>
std::vector<T> elements(const vs::Variable& variable) {
  std::vector<T> all;
  const auto append = [&](const vs::Variable& part) {
    const std::span<T> values = part.span<T>();
    all.insert(all.end(), values.begin(), values.end());
  };
  if (variable.slices().empty())
    append(variable);
  for (const vs::Variable& slice : variable.slices())
    append(slice);
  return all;
}

auto parts_are(std::vector<std::int64_t> parts) {
  return [parts](const vs::Shape&, vs::DType) { return parts; };
}

// -- initialisers --------------------------------------------------------------------

TEST(TensorFlowTest, VarScopeInitializer) {
  auto model = build([] {
    VS_VARIABLE_SCOPE_AS(tower, "tower") {
      VS_VARIABLE_SCOPE("foo", .initializer = vs::constant(0.3)) { vs::get_variable("v", {}); }
      VS_VARIABLE_SCOPE(tower, .initializer = vs::constant(0.3)) { vs::get_variable("w", {}); }
    }
  });
  EXPECT_EQ(elements<float>(model.find("tower/foo/v")), std::vector{0.3f});
  EXPECT_EQ(elements<float>(model.find("tower/w")), std::vector{0.3f});
}

TEST(TensorFlowTest, InitFromNonTensorValue) {
  const std::vector<std::int64_t> numbers = {1, 2, 3};
  auto model = build([&] {
    vs::get_variable("v", {.dtype = vs::int32, .initializer = vs::value(4)});
    vs::get_variable("w", {.dtype = vs::int64, .initializer = vs::value(numbers)});
  });
  EXPECT_EQ(elements<std::int32_t>(model.find("v")), std::vector{4});
  EXPECT_EQ(elements<std::int64_t>(model.find("w")), numbers);
}

template <class T>
void expect_zeros_by_default() {
  vs::Variable v;
  auto model = build([&] { v = vs::get_variable<T>("v", {3, 4}); });
  EXPECT_EQ(elements<T>(v), std::vector<T>(12));
}

TEST(TensorFlowTest, InitFromNonInitializer) {
  expect_zeros_by_default<std::int8_t>();
  expect_zeros_by_default<std::uint8_t>();
  expect_zeros_by_default<std::int16_t>();
  expect_zeros_by_default<std::uint16_t>();
  expect_zeros_by_default<std::int32_t>();
  expect_zeros_by_default<std::int64_t>();
  auto model = build([] { vs::get_variable<bool>("v", {3, 4}); });
  for (bool value : model.find("v").span<bool>())
    EXPECT_FALSE(value);
}

TEST(TensorFlowTest, InitializeFromValue) {
  auto model = build([] {
    vs::get_variable("v", {.initializer = vs::value(0.1f)});
    VS_VARIABLE_SCOPE("foo", .initializer = vs::value(0.1f)) { vs::get_variable("v"); }
  });
  EXPECT_EQ(elements<float>(model.find("v")), std::vector{0.1f});
  EXPECT_EQ(elements<float>(model.find("foo/v")), std::vector{0.1f});
}

TEST(TensorFlowTest, GetVariableScope) {
  auto model = build([] {
    VS_VARIABLE_SCOPE("bar") {
      vs::get_variable_scope().set_initializer(vs::constant(0.3));
      vs::get_variable("v", {});
    }
  });
  EXPECT_EQ(elements<float>(model.find("bar/v")), std::vector{0.3f});
}

TEST(TensorFlowTest, VarScopeRegularizer) {
  const auto plus = [](double more) {
    return [more](std::span<const float> w, const vs::Shape&) { return w[0] + more; };
  };
  auto model = build([&] {
    VS_VARIABLE_SCOPE_AS(tower, "tower", .regularizer = plus(0.1)) {
      VS_VARIABLE_SCOPE("foo", .initializer = vs::constant(0.3)) { vs::get_variable("v", {}); }
      VS_VARIABLE_SCOPE_AS(again, tower, .initializer = vs::constant(0.3)) {
        vs::get_variable("u", {});
        again.set_regularizer(plus(0.2));
        vs::get_variable("w", {});
        vs::get_variable("x", {}, {.regularizer = vs::no_regularizer()});
        again.set_regularizer(vs::no_regularizer());
        vs::get_variable("z", {});
      }
      VS_VARIABLE_SCOPE("foo", .reuse = true) { vs::get_variable("v", {}); }
    }
  });
  EXPECT_NEAR(model.regularization_loss(), 0.4 + 0.4 + 0.5, 1e-6);
}

// -- signatures ------------------------------------------------------------------------

/// Every form of a get; `get` is called with what a form is called with.
#define EVERY_FORM(get)                                                                            \
  get("a", {2});                                                                                   \
  get("b", vs::Shape{2}, {.initializer = vs::ones()});                                             \
  get("c", {.initializer = vs::value(1.0f)});                                                      \
  get<std::int64_t>("d", {2});                                                                     \
  get<std::int64_t>("e", {.initializer = vs::value(std::int64_t{1})});                             \
  get("f", {2},                                                                                    \
      {.dtype = vs::float64,                                                                       \
       .initializer = vs::zeros(),                                                                 \
       .regularizer = vs::no_regularizer(),                                                        \
       .trainable = false,                                                                         \
       .collections = {"c"},                                                                       \
       .caching_device = "",                                                                       \
       .partitioner = {},                                                                          \
       .validate_shape = true,                                                                     \
       .use_resource = true,                                                                       \
       .custom_getter = {},                                                                        \
       .constraint = {},                                                                           \
       .synchronization = vs::VariableSynchronization::AUTO,                                       \
       .aggregation = vs::VariableAggregation::NONE,                                               \
       .reuse = {}})

TEST(TensorFlowTest, SignatureGetVarVsGetLocalVar) {
  auto global = build([] { EVERY_FORM(vs::get_variable); });
  auto local = build([] { EVERY_FORM(vs::get_local_variable); });
  EXPECT_EQ(names(global.variables()), names(local.variables()));
  EXPECT_EQ(global.variables().size(), 6u);
  EXPECT_EQ(local.collection("local_variables").size(), 6u);
}

// -- partitioned variables: a slice has the values that the whole has there ----------------

template <class T>
void expect_slices_of(const vs::Shape& shape, std::vector<std::int64_t> parts,
                      const vs::Initializer& initializer) {
  SCOPED_TRACE(parts.back());
  const vs::VariableOptions options{.initializer = initializer};
  vs::Variable v, cut;
  auto plain = build([&] { v = vs::get_variable<T>("v", shape, options); });
  auto sharded = build([&] {
    vs::VariableOptions partitioned = options;
    partitioned.partitioner = parts_are(parts);
    cut = vs::get_variable<T>("v", shape, partitioned);
  });
  const std::vector<T> expected = elements<T>(v);
  const std::int64_t rows = v.shape()[0], columns = v.shape().rank() > 1 ? v.shape()[1] : 1;
  std::int64_t row = 0, column = 0;
  for (const vs::Variable& slice : cut.slices()) {
    const std::int64_t width = slice.shape().rank() > 1 ? slice.shape()[1] : 1;
    const std::vector<T> values = elements<T>(slice);
    for (std::int64_t r = 0; r < slice.shape()[0]; ++r)
      for (std::int64_t c = 0; c < width; ++c)
        EXPECT_EQ(values[static_cast<std::size_t>(r * width + c)],
                  expected[static_cast<std::size_t>((row + r) * columns + column + c)]);
    if (column + width < columns)
      column += width;
    else
      row += slice.shape()[0], column = 0;
  }
  EXPECT_EQ(row, rows);
}

TEST(TensorFlowTest, VecConstantInit) {
  expect_slices_of<std::int32_t>(vs::unspecified, {4}, vs::value({1, 2, 3, 4}));
}
TEST(TensorFlowTest, ConstantInit) {
  expect_slices_of<std::int32_t>(vs::unspecified, {1, 2}, vs::value({{1, 2, 3, 4}, {5, 6, 7, 8}}));
}
TEST(TensorFlowTest, RandomInitValue) {
  expect_slices_of<float>({200, 40}, {1, 10}, vs::random_uniform());
}
TEST(TensorFlowTest, RandomInitUnevenPartitions) {
  for (std::int64_t count = 1; count < 10; ++count)
    expect_slices_of<double>({20, 43}, {1, count}, vs::random_uniform());
}
TEST(TensorFlowTest, Degenerate) {
  expect_slices_of<float>({10, 43}, {1, 1}, vs::random_uniform());
}
TEST(TensorFlowTest, SliceSizeOne) {
  expect_slices_of<float>({10, 43}, {10, 1}, vs::random_uniform());
}

// TensorFlow gives each slice the initialiser's values for a variable of its size; here it
// is told where its slice lies, and the slices together are what the whole would be.
TEST(TensorFlowTest, IotaInitializer) {
  const auto iota = [](std::span<float> out, const vs::Shape& full, vs::PartitionInfo part,
                       vs::RandomStream&) {
    const auto first = static_cast<std::size_t>(part.var_offset[0] * full[1]);
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i] = static_cast<float>(first + i);
  };
  expect_slices_of<float>({13, 5}, {3, 1}, iota);
}

// Slices differ, with and without a seed: in TensorFlow a seed makes them equal.
TEST(TensorFlowTest, RandomInitializer) {
  for (const vs::Initializer& initializer : {vs::random_uniform(), vs::random_uniform(0, 1, 201)}) {
    vs::Variable v;
    auto model = build([&] {
      v = vs::get_variable("v", {20, 12},
                           {.initializer = initializer, .partitioner = parts_are({1, 2})});
    });
    EXPECT_NE(elements<float>(v.slices()[0]), elements<float>(v.slices()[1]));
    expect_slices_of<float>({20, 12}, {1, 2}, initializer);
  }
}

// -- graphs and threads -------------------------------------------------------------------

TEST(TensorFlowTest, TwoGraphs) {
  build([] {
    VS_VARIABLE_SCOPE("outer") {
      // The inner model's names begin at its own root.
      EXPECT_EQ(violation([] {
                  VS_VARIABLE_SCOPE("_") {}
                }).text,
                "'_' is not a valid scope name");
      VS_VARIABLE_SCOPE_AS(scope, "_") { EXPECT_EQ(scope.name(), "outer/_"); }
    }
  });
}

// A model is built by one thread: another one has no model, and none of its scopes.
TEST(TensorFlowTest, ReenterMainScope) {
  std::string inside, outside;
  auto model = build([&] {
    VS_VARIABLE_SCOPE_AS(main, "main") {
      const vs::VariableScope kept = main;
      std::thread([&] {
        inside = violation([&] {
                   VS_VARIABLE_SCOPE(kept) {}
                 }).rule;
        try {
          vs::get_variable("v", {1});
        } catch (const vs::ScopeError& error) {
          outside = error.rule();
        }
      }).join();
      vs::get_variable("v", {1});
    }
  });
  EXPECT_EQ(inside, "invalid-argument");
  EXPECT_EQ(outside, "invalid-argument");
  EXPECT_EQ(names(model.variables()), Names{"main/v"});
}

} // namespace
