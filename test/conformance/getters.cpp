// Custom getters.

#include "conformance.h"

#include <string>

vs::Variable add_suffix(vs::Getter getter, std::string_view name, vs::VariableRequest request) {
  return getter(std::string(name) + "_suffix", request);
}

// left out: "args" Python's list of keyword arguments
CASE(getter_01_scope_getter) {
  VARIABLE_SCOPE(s, "s", .custom_getter = add_suffix) {
    log_value("v", vs::get_variable("v", {1}));
    VARIABLE_SCOPE(t, "t") { log_value("inherited", vs::get_variable("v", {1})); }
  }
  log_value("outside", vs::get_variable("v", {1}));
}

auto tagged(std::string tag) {
  return [tag](vs::Getter getter, std::string_view name, vs::VariableRequest request) {
    log_value("enter " + tag, name);
    vs::Variable result = getter(std::string(name) + "_" + tag, request);
    log_value("leave " + tag, result);
    return result;
  };
}

CASE(getter_02_nesting_order) {
  VARIABLE_SCOPE(a, "a", .custom_getter = tagged("outer")) {
    VARIABLE_SCOPE(b, "b", .custom_getter = tagged("inner")) {
      vs::get_variable("v", {1});
      vs::get_variable("w", {1}, {.custom_getter = tagged("call")});
    }
  }
}

// left out: "kwargs" Python's dictionary; the resolved arguments are logged below instead
CASE(getter_04_sees_resolved_arguments) {
  auto seen = [](vs::Getter getter, std::string_view name, vs::VariableRequest request) {
    conformance::record(
        "resolved", name,
        conformance::json(std::vector<std::string>{
            conformance::json(request.dtype.value()), conformance::json(request.reuse),
            conformance::json(request.trainable.value()),
            conformance::json(request.use_resource.value())}));
    return getter(name, request);
  };
  VARIABLE_SCOPE(s, "s", .regularizer = vs::no_regularizer(), .custom_getter = seen,
                 .reuse = vs::AUTO_REUSE, .dtype = vs::float64, .use_resource = true) {
    vs::get_variable("v", {1});
    vs::get_variable("w", {1}, {.dtype = vs::int32, .trainable = false});
  }
}

// left out: "scope getter 3" another type does not compile
// left out: "scope getter 'x'" another type does not compile
// left out: "call getter" another type does not compile
// left out: scope s see above
// left out: "store" the variable store is not public
// left out: "may return anything" the operation stands below; the getter returns no variable
CASE(getter_05_not_callable_and_returning_other) {
  auto instead = [](vs::Getter, std::string_view, vs::VariableRequest) {
    op("instead");
    return vs::Variable();
  };
  VARIABLE_SCOPE(t, "t", .custom_getter = instead) { vs::get_variable("v", {1}); }
}

vs::Variable sum_of_two(vs::Getter getter, std::string_view name, vs::VariableRequest request) {
  getter(std::string(name) + "/0", request);
  getter(std::string(name) + "/1", request);
  NAME_SCOPE(sum, "sum") {}
  return {};
}

// left out: "v" a getter returns a variable or none: no sum
// left out: "v again" see above
CASE(getter_06_two_variables) {
  VARIABLE_SCOPE(s, "s", .custom_getter = sum_of_two) { vs::get_variable("v", {2}); }
  VARIABLE_SCOPE(s, "s", .custom_getter = sum_of_two, .reuse = true) { vs::get_variable("v", {2}); }
}

auto appending(std::string tag) {
  return [tag](vs::Getter getter, std::string_view name, vs::VariableRequest request) {
    return getter(std::string(name) + tag, request);
  };
}

CASE(getter_07_reentry) {
  vs::VariableScope kept;
  VARIABLE_SCOPE(s, "s", .custom_getter = appending("_1")) {
    log_value("a", vs::get_variable("v", {1}));
    kept = s;
  }
  VARIABLE_SCOPE(o, "o", .custom_getter = appending("_o")) {
    VARIABLE_SCOPE(s, kept) {
      log_value("the current getter is dropped on a jump", vs::get_variable("w", {1}));
    }
    VARIABLE_SCOPE(s, kept, .custom_getter = appending("_2")) {
      log_value("wraps the scope object's getter", vs::get_variable("x", {1}));
    }
  }
  VARIABLE_SCOPE(s, "s") { log_value("by string nothing is kept", vs::get_variable("y", {1})); }
}

// left out: "partitioner" the name of a Python function
CASE(getter_08_getter_with_partitioner) {
  auto pass = [](vs::Getter getter, std::string_view name, vs::VariableRequest request) {
    return getter(name, request);
  };
  VARIABLE_SCOPE(s, "s", .partitioner = vs::fixed_size_partitioner(2), .custom_getter = pass) {
    log_value("v", vs::get_variable("v", {4}));
  }
}
