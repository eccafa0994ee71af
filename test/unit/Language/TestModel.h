#pragma once
/// A model whose expression is whatever a test wants.

#include <varscope/varscope.h>

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace vs = varscope;

inline thread_local const std::function<void()>* test_body = nullptr;
inline void run_test_body() { (*test_body)(); }
VS_MODEL(test_model, run_test_body());

inline vs::Model<test_model> build(const std::function<void()>& body, std::uint64_t seed = 0,
                                   const vs::ModelOptions& options = {}) {
  test_body = &body;
  return vs::Model<test_model>(seed, options);
}

/// A user's initialiser, for elements of any type.
inline constexpr auto own_uniform = [](auto out, const vs::Shape&, vs::PartitionInfo, vs::RandomStream& random) {
  for (auto& element : out)
    element = static_cast<std::remove_reference_t<decltype(element)>>(random.uniform<float>());
};

struct Violation {
  std::string rule, text;
};
/// The error that building `body` ends with; empty if there is none.
inline Violation violation(const std::function<void()>& body) {
  try {
    build(body);
  } catch (const vs::ScopeError& error) {
    return {std::string(error.rule()), error.what()};
  }
  return {};
}

inline std::vector<std::string> names(const std::vector<vs::Variable>& variables) {
  std::vector<std::string> result;
  for (vs::Variable variable : variables)
    result.emplace_back(variable.op_name());
  return result;
}
using Names = std::vector<std::string>;
