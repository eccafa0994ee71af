#include "Emit/Describe.h"

#include <gtest/gtest.h>

#include <limits>

using namespace varscope;
using runtime::FillKind;

namespace {

template <class T> std::string json(const T& described) {
  std::string text;
  llvm::raw_string_ostream os(text);
  writeCompact(os, describe(described));
  return text;
}

Initializer constant(auto... values) {
  using T = std::common_type_t<decltype(values)...>;
  InitialData data;
  data.dtype = dtype_of<T>;
  data.shape = Shape({sizeof...(values)});
  for (T value : {T(values)...}) {
    const auto* bytes = reinterpret_cast<const std::byte*>(&value);
    data.bytes.insert(data.bytes.end(), bytes, bytes + sizeof value);
  }
  if (sizeof...(values) == 1)
    data.shape = Shape();
  return Initializer::from_data(FillKind::constant, data);
}

TEST(Describe, Initializers) {
  EXPECT_EQ(json(Initializer()), "null");
  EXPECT_EQ(json(Initializer(FillKind::zeros)), R"({"kind": "zeros"})");
  EXPECT_EQ(json(Initializer(FillKind::glorot_uniform)),
            R"({"kind": "glorot_uniform", "seed": null})");
  EXPECT_EQ(json(Initializer(FillKind::random_normal, 0, 0.02, -7)),
            R"({"kind": "random_normal", "mean": 0, "seed": -7, "stddev": 0.02})");
  EXPECT_EQ(json(Initializer::variance_scaling(2, runtime::FanMode::fan_avg,
                                               runtime::FanDistribution::uniform, 3)),
            R"({"kind": "variance_scaling", "distribution": "uniform", "mode": "fan_avg", )"
            R"("scale": 2, "seed": 3})");
  EXPECT_EQ(json(Initializer(FillKind::identity, 0.5)), R"({"kind": "identity", "gain": 0.5})");
  Initializer deferred(FillKind::random_uniform);
  deferred.set_runtime_parameters();
  EXPECT_EQ(json(deferred), R"({"kind": "random_uniform", "parameters": "runtime"})");
}

TEST(Describe, EveryKindHasItsEnumeratorsName) {
  EXPECT_EQ(nameOf(FillKind::zeros), "zeros");
  EXPECT_EQ(nameOf(FillKind::orthogonal), "orthogonal");
  EXPECT_EQ(nameOf(FillKind::callable), "callable");
}

TEST(Describe, Numbers) {
  EXPECT_EQ(json(constant(0.1f)), R"({"kind": "constant", "value": 0.1})");
  EXPECT_EQ(json(constant(0.1, 1e300, -0.0)), R"({"kind": "constant", "value": [0.1, 1e+300, -0]})");
  EXPECT_EQ(json(constant(std::numeric_limits<std::int64_t>::max())),
            R"({"kind": "constant", "value": 9223372036854775807})");
  EXPECT_EQ(json(constant(std::numeric_limits<std::uint64_t>::max())),
            R"({"kind": "constant", "value": 18446744073709551615})");
  EXPECT_EQ(json(constant(true)), R"({"kind": "constant", "value": true})");
  EXPECT_EQ(json(constant(std::numeric_limits<double>::infinity(), std::nan(""))),
            R"({"kind": "constant", "value": ["inf", "nan"]})");
}

TEST(Describe, RegularizersAndConstraints) {
  EXPECT_EQ(json(Regularizer()), "null");
  EXPECT_EQ(json(no_regularizer()), "null");
  EXPECT_EQ(json(l2(0)), "null") << "a null result, as in TensorFlow";
  EXPECT_EQ(json(l2(1e-4)), R"({"kind": "l2", "scale": 1e-04})");
  EXPECT_EQ(json(l1_l2(1, 0.5)), R"({"kind": "l1_l2", "a": 1, "b": 0.5})");
  EXPECT_EQ(json(Constraint()), "null");
  EXPECT_EQ(json(max_norm(3, -1)), R"({"kind": "max_norm", "axis": -1, "m": 3})");
  EXPECT_EQ(json(min_max_norm()),
            R"({"kind": "min_max_norm", "axis": 0, "hi": 1, "lo": 0, "rate": 1})");
}

TEST(Describe, Spelled) {
  EXPECT_EQ(spell(describe(Initializer())), "none");
  EXPECT_EQ(spell(describe(Initializer(FillKind::glorot_uniform))), "glorot_uniform");
  EXPECT_EQ(spell(describe(Initializer(FillKind::random_normal, 0, 0.02))),
            "random_normal(mean=0, stddev=0.02)");
}

} // namespace
