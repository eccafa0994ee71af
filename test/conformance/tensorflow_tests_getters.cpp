// variable_scope_test.py: custom getters.

#include "tensorflow_tests.h"

#include <string>

CASE(testNoSideEffectsWithIdentityCustomGetter) {
  int called = 0;
  const auto identity = [&called](vs::Getter getter, std::string_view name,
                                  vs::VariableRequest request) {
    ++called;
    return getter(name, request);
  };
  vs::VariableScope scope, plain;
  vs::Variable v, w;
  VS_VARIABLE_SCOPE_AS(s, "scope", .custom_getter = identity) {
    scope = s;
    v = vs::get_variable("v", {1});
  }
  VS_VARIABLE_SCOPE(scope, .reuse = true) { CHECK(vs::get_variable("v", {1}) == v); }
  VS_VARIABLE_SCOPE_AS(s, "new_scope") {
    plain = s;
    w = vs::get_variable("w", {1});
  }
  VS_VARIABLE_SCOPE(plain, .custom_getter = identity, .reuse = true) {
    CHECK(vs::get_variable("w", {1}) == w);
  }
  CHECK(called == 3);
}

CASE(testSynchronizationAndAggregationWithCustomGetter) {
  int called = 0;
  auto synchronization = vs::VariableSynchronization::AUTO;
  auto aggregation = vs::VariableAggregation::NONE;
  const auto getter = [&](vs::Getter next, std::string_view name, vs::VariableRequest request) {
    ++called;
    CHECK(request.synchronization == synchronization);
    CHECK(request.aggregation == aggregation);
    return next(name, request);
  };
  VS_VARIABLE_SCOPE("scope", .custom_getter = getter) { vs::get_variable("v", {1}); }
  CHECK(called == 1);
  VS_VARIABLE_SCOPE("scope", .custom_getter = getter) {
    synchronization = vs::VariableSynchronization::ON_READ;
    aggregation = vs::VariableAggregation::MEAN;
    vs::get_variable("v1", {1}, {.synchronization = synchronization, .aggregation = aggregation});
  }
  CHECK(called == 2);
}

// A getter that treats a shared variable in another way; in C++ it returns a variable.
CASE(testCustomGetterWithReuse) {
  vs::Variable fresh = vs::get_variable("fresh", {1}), shared = vs::get_variable("shared", {1});
  const auto getter = [&](vs::Getter next, std::string_view name, vs::VariableRequest request) {
    next(name, request);
    return request.reuse == true ? shared : fresh;
  };
  vs::VariableScope scope;
  VS_VARIABLE_SCOPE_AS(s, "scope", .custom_getter = getter) {
    scope = s;
    CHECK(vs::get_variable("v", {1}) == fresh);
  }
  VS_VARIABLE_SCOPE(scope, .reuse = true) { CHECK(vs::get_variable("v", {1}) == shared); }
}

// The sum is no variable: the getter returns none. It runs at the root name scope.
CASE(testGetterThatCreatesTwoVariablesAndSumsThem) {
  const auto getter = [](vs::Getter next, std::string_view name, vs::VariableRequest request) {
    next(std::string(name) + "/0", request);
    next(std::string(name) + "/1", request);
    VS_NAME_SCOPE_AS(sum, "custom_getter") { CHECK(sum == "custom_getter/"); }
    return vs::Variable();
  };
  VS_VARIABLE_SCOPE("scope", .custom_getter = getter) { vs::get_variable("v", {1, 2, 3}); }
  CHECK(named(vs::get_collection("trainable_variables"), {"scope/v/0:0", "scope/v/1:0"}));
}

auto pair_of(std::string tag) {
  return [tag](vs::Getter getter, std::string_view name, vs::VariableRequest request) {
    getter(std::string(name) + "/" + tag + "_0", request);
    return getter(std::string(name) + "/" + tag + "_1", request);
  };
}

CASE(testNestedCustomGetters) {
  vs::Variable last;
  VS_VARIABLE_SCOPE("a", .custom_getter = pair_of("prod")) {
    VS_VARIABLE_SCOPE("b", .custom_getter = pair_of("sum")) {
      VS_VARIABLE_SCOPE("c", .custom_getter = pair_of("sum")) {
        last = vs::get_variable("v", {1, 2, 3});
      }
    }
  }
  CHECK(last.shape() == vs::Shape{1, 2, 3});
  CHECK(named(vs::get_collection("trainable_variables"),
              {"a/b/c/v/sum_0/sum_0/prod_0:0", "a/b/c/v/sum_0/sum_0/prod_1:0",
               "a/b/c/v/sum_0/sum_1/prod_0:0", "a/b/c/v/sum_0/sum_1/prod_1:0",
               "a/b/c/v/sum_1/sum_0/prod_0:0", "a/b/c/v/sum_1/sum_0/prod_1:0",
               "a/b/c/v/sum_1/sum_1/prod_0:0", "a/b/c/v/sum_1/sum_1/prod_1:0"}));
}
