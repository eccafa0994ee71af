// Everything that the public contract's section on the language names, as a
// user writes it. Compiled by every supported compiler with all warnings as
// errors, and run.

#include <varscope/varscope.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vs = varscope;

namespace {
int failures = 0;
void check(bool holds, const char* what) {
  if (!holds) {
    ++failures;
    std::printf("failed: %s\n", what);
  }
}
#define CHECK(...) check((__VA_ARGS__), #__VA_ARGS__)
} // namespace

// -- the contract's example ----------------------------------------------------------

struct Dense { vs::Variable kernel, bias; };

Dense dense(int64_t in, int64_t out) {
  return {vs::get_variable("kernel", {in, out}, {.initializer = vs::glorot_uniform()}),
          vs::get_variable("bias", {out}, {.initializer = vs::zeros()})};
}

struct Gan { Dense real, fake; };

Gan build_gan(int64_t width) {
  Gan gan;
  VS_VARIABLE_SCOPE("discriminator") { gan.real = dense(width, 1); }
  VS_VARIABLE_SCOPE("discriminator", .reuse = true) { gan.fake = dense(width, 1); }
  return gan;
}

VS_MODEL(gan_small, build_gan(784));

// -- every macro ---------------------------------------------------------------------

namespace layers {

vs::Variable early(bool leave) {
  VS_VARIABLE_SCOPE("early", .reuse = vs::AUTO_REUSE) {
    if (leave)
      return vs::get_variable("v", {1});
    return vs::get_variable("w", {1});
  }
}

void scopes() {
  const char* none = nullptr;
  const std::string text = "text";
  const std::string_view view = "view";
  vs::VariableScope saved;
  VS_VARIABLE_SCOPE("literal") {}
  VS_VARIABLE_SCOPE(text) {}
  VS_VARIABLE_SCOPE(view) {}
  VS_VARIABLE_SCOPE(text + "/more") {}
  VS_VARIABLE_SCOPE(nullptr, .default_name = "given") {}
  VS_VARIABLE_SCOPE(none, .default_name = "given") {}
  VS_VARIABLE_SCOPE_AS(scope, "bound", .reuse = vs::AUTO_REUSE) { saved = scope; }
  VS_VARIABLE_SCOPE_AS(unused, "bound") {}
  VS_VARIABLE_SCOPE(saved, .reuse = true) { CHECK(vs::get_variable_scope().name() == "bound"); }
  VS_VARIABLE_SCOPE(vs::get_variable_scope(), .reuse = false) {}
  VS_VARIABLE_SCOPE("all", .default_name = "d", .values = {saved}, .initializer = vs::zeros(),
                    .regularizer = vs::l2(0.1), .caching_device = "/cpu:0",
                    .partitioner = vs::fixed_size_partitioner(1),
                    .custom_getter = [](vs::Getter getter, std::string_view name,
                                        vs::VariableRequest request) {
                      return getter(name, request);
                    },
                    .reuse = false, .dtype = vs::float64, .use_resource = true,
                    .constraint = vs::non_neg(), .auxiliary_name_scope = true) {
    CHECK(vs::get_variable("v", {2}).slices().size() == 1);
  }
  VS_NAME_SCOPE("n") {}
  VS_NAME_SCOPE(nullptr) {}
  VS_NAME_SCOPE("") {}
  VS_NAME_SCOPE(nullptr, .default_name = "d", .values = {1, 2}) {}
  VS_NAME_SCOPE_AS(ns, "n") { CHECK(ns == "n_1/"); }
  VS_NAME_SCOPE_AS(ignored, "n/") {}
  for (int i = 0; i < 3; ++i)
    VS_VARIABLE_SCOPE("loop" + std::to_string(i)) {
      if (i == 0)
        continue;
      break;
    }
  if (text.empty()) {
    VS_VARIABLE_SCOPE("a") {}
  } else {
    VS_VARIABLE_SCOPE("b") VS_NAME_SCOPE("c") { CHECK(vs::get_name_scope() == "b/c"); }
  }
  early(true);
  early(false);
}

// -- every initialiser, regulariser, constraint, partitioner ------------------------------

void options() {
  const std::vector<vs::Initializer> initializers = {
      vs::zeros(), vs::ones(), vs::constant(1), vs::constant({1.0, 2.0}), vs::constant(0.5f),
      vs::random_uniform(), vs::random_uniform(-1, 1), vs::random_uniform(-1, 1, 7),
      vs::random_normal(), vs::random_normal(0, 2), vs::random_normal(0, 2, 7),
      vs::truncated_normal(), vs::truncated_normal(0, 0.02), vs::truncated_normal(0, 0.02, 7),
      vs::uniform_unit_scaling(), vs::uniform_unit_scaling(1.5), vs::uniform_unit_scaling(1.5, 7),
      vs::variance_scaling(), vs::variance_scaling({.scale = 2.0}),
      vs::variance_scaling({2.0, "fan_avg", "uniform", 7}),
      vs::glorot_uniform(), vs::glorot_uniform(7), vs::glorot_normal(), vs::glorot_normal(7),
      vs::he_uniform(), vs::he_uniform(7), vs::he_normal(), vs::he_normal(7), vs::lecun_uniform(),
      vs::lecun_uniform(7), vs::lecun_normal(), vs::lecun_normal(7), vs::orthogonal(),
      vs::orthogonal(1.5), vs::orthogonal(1.5, 7), vs::identity(), vs::identity(2),
      [](std::span<float> out, const vs::Shape&, vs::PartitionInfo, vs::RandomStream& stream) {
        for (float& value : out)
          value = stream.uniform<float>();
      }};
  int count = 0;
  for (const vs::Initializer& initializer : initializers)
    vs::get_variable("i" + std::to_string(count++), {4, 4}, {.initializer = initializer});

  CHECK(vs::get_variable("v0", {.initializer = vs::value(1)}).dtype() == vs::int32);
  CHECK(vs::get_variable("v1", {.initializer = vs::value(int64_t{1})}).dtype() == vs::int64);
  CHECK(vs::get_variable("v2", {.initializer = vs::value(1.0f)}).dtype() == vs::float32);
  CHECK(vs::get_variable("v3", {.initializer = vs::value(1.0)}).dtype() == vs::float64);
  CHECK(vs::get_variable("v4", {.initializer = vs::value(true)}).dtype() == vs::boolean);
  CHECK(vs::get_variable("v5", {.initializer = vs::value({1, 2})}).shape() == vs::Shape{2});
  CHECK(vs::get_variable("v6", {.initializer = vs::value({{1, 2, 3}, {4, 5, 6}})}).shape() ==
        vs::Shape{2, 3});
  CHECK(vs::get_variable("v8", {.initializer = vs::value({{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}},
                                                          {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}})})
            .shape() == vs::Shape{2, 2, 2, 2});
  CHECK(vs::get_variable("v7", {.initializer = vs::value(std::vector<float>{1, 2})}).shape() ==
        vs::Shape{2});

  for (const vs::Regularizer& regularizer :
       {vs::l1(0.1), vs::l2(0.1), vs::l1_l2(0.1, 0.2), vs::no_regularizer(),
        vs::Regularizer([](std::span<const float> w, const vs::Shape&) { return w[0]; })})
    vs::get_variable("r" + std::to_string(count++), {2}, {.regularizer = regularizer});
  for (const vs::Constraint& constraint :
       {vs::non_neg(), vs::max_norm(), vs::max_norm(2, 0), vs::unit_norm(), vs::unit_norm(0),
        vs::min_max_norm(), vs::min_max_norm(0, 1, 0.5, 0),
        vs::Constraint([](std::span<float> w, const vs::Shape&) { w[0] = 0; })})
    vs::get_variable("c" + std::to_string(count++), {2}, {.constraint = constraint});
  for (const vs::Partitioner& partitioner :
       {vs::fixed_size_partitioner(2), vs::fixed_size_partitioner(2, 1),
        vs::variable_axis_size_partitioner(64), vs::variable_axis_size_partitioner(64, 0, 16, 2),
        vs::min_max_variable_partitioner(2), vs::min_max_variable_partitioner(2, 0, 16, 16),
        vs::Partitioner([](const vs::Shape&, vs::DType) { return std::vector{2, 1}; })})
    CHECK(!vs::get_variable("p" + std::to_string(count++), {4, 4}, {.partitioner = partitioner})
               .slices()
               .empty());
}

// -- every form of a get --------------------------------------------------------------

void gets() {
  const int in = 2;
  const std::size_t out = 3;
  const vs::Shape shape{in, out, 4};
  CHECK(shape.rank() == 3 && shape[1] == 3);
  std::int64_t product = 1;
  for (std::int64_t size : shape)
    product *= size;
  CHECK(product == 24);

  const vs::Variable a = vs::get_variable("a", {in, out});
  vs::get_variable("b", {});
  vs::get_variable("b2", {}, {});
  vs::get_variable("c", shape);
  vs::get_variable("d", std::vector<std::int64_t>{1, 2});
  vs::get_variable("e", std::array{1, 2}, {.trainable = false});
  vs::get_variable("f", {.initializer = vs::value({1, 2, 3})});
  vs::get_variable<int>("g", {2}, {.initializer = vs::zeros()});
  vs::get_variable<double>("h", {.initializer = vs::value(2.0)});
  vs::get_variable("all", {2},
                   {.dtype = vs::float32, .initializer = vs::ones(), .regularizer = vs::l1(0.1),
                    .trainable = true, .collections = {"one", "two"}, .caching_device = "",
                    .partitioner = {}, .validate_shape = true, .use_resource = false,
                    .custom_getter = {}, .constraint = vs::non_neg(),
                    .synchronization = vs::VariableSynchronization::AUTO,
                    .aggregation = vs::VariableAggregation::NONE, .reuse = false});
  vs::get_variable("lonely", {2}, {.collections = vs::no_collections});
  vs::get_local_variable("i", {2});
  vs::get_local_variable("j", {.initializer = vs::value(1)});
  vs::get_local_variable<int>("k", {2});
  vs::new_variable("l", {2});
  vs::new_variable("l", {2}, {.initializer = vs::ones()});
  vs::new_variable("", {.initializer = vs::value(1.0f)});

  const vs::VariableScope scope = vs::get_variable_scope();
  CHECK(scope.reuse() == false && scope.original_name_scope().empty());
  scope.set_initializer(vs::ones());
  scope.set_regularizer(vs::l2(0.1));
  scope.set_caching_device("/cpu:0");
  scope.set_dtype(vs::float32);
  scope.set_use_resource(true);
  scope.set_partitioner({});
  scope.set_custom_getter({});
  scope.get_variable("m", {2});
  scope.get_variable("n", {.initializer = vs::value(3)});
  scope.get_variable<double>("o", {2}, {.trainable = false});
  CHECK(!scope.global_variables().empty() && !scope.trainable_variables().empty());
  CHECK(scope.local_variables().size() == 3);
  CHECK(scope.get_collection("two").size() == 1 && vs::get_collection("one").size() == 1);
  CHECK(vs::unique_name("l") == "l_2");
  scope.reuse_variables();
  CHECK(vs::get_variable("a") == a && vs::get_variable("a", {vs::unknown, out}) == a);

  CHECK(a.name() == "a:0" && a.op_name() == "a" && a.dtype() == vs::float32 && a.trainable());
  CHECK(a.shape() == vs::Shape{2, 3} && a.size_bytes() == 24 && a.slices().empty());
  CHECK(a.initializer() == vs::Initializer(vs::glorot_uniform()) && !a.constraint());
  CHECK(a.caching_device().empty() && a.collections().size() == 2);
}

} // namespace layers

VS_MODEL(every_scope, layers::scopes());
VS_MODEL(every_option, layers::options());
namespace layers {
VS_MODEL(every_get, gets());
}

int main() {
  vs::Model<gan_small> gan(/*seed=*/42);
  float* w = gan->real.kernel.data<float>();
  CHECK(w == gan->fake.kernel.data<float>() && gan->real.kernel.span<float>().size() == 784);
  CHECK(gan.variables().size() == 2 && gan.trainable_variables().size() == 2);
  CHECK(gan.collection("variables").size() == 2 && !gan.planned());
  CHECK(gan.find("discriminator/bias") == gan->real.bias);
  CHECK(gan.arena().size() == 3200);
  gan.initialize(7);
  CHECK(gan.regularization_loss() == 0);
  gan.apply_constraints();

  vs::Model<every_scope> scopes;
  vs::Model<every_option> options(1, {.threads = 1, .seed_policy = vs::by_name});
  vs::Model<layers::every_get> gets(1, vs::ModelOptions{.skip = {"a"}});
  CHECK((*gan).real.bias == gan.result().real.bias);

  try {
    vs::get_variable("v", {1});
    CHECK(false);
  } catch (const vs::ScopeError& error) {
    CHECK(error.rule() == "invalid-argument" && std::string(error.what()).size() > 10);
  }
  std::printf("%d failed\n", failures);
  return failures != 0;
}
