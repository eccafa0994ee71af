// variable_scope_test.py: auxiliary_name_scope.

#include "tensorflow_tests.h"

#include <string>

/// Whether the variable that is got, and the operation that is added, are so named.
bool names_are(std::string_view variable, std::string_view operation,
               std::string_view variable_name = "w", std::string_view operation_name = "c") {
  return vs::get_variable(variable_name, {}).name() == variable &&
         vs::unique_name(operation_name) == operation;
}
bool op_in(std::string_view scope, std::string_view expected) {
  VS_NAME_SCOPE(scope) { return vs::unique_name("c") == expected; }
  return false;
}

CASE(testBasicWhenAuxiliaryNameScopeIsFalse) {
  vs::VariableScope scope;
  VS_VARIABLE_SCOPE_AS(s, "scope", .auxiliary_name_scope = false) {
    scope = s;
    CHECK(s.original_name_scope() == "");
    CHECK(names_are("scope/w:0", "c"));
  }
  VS_VARIABLE_SCOPE(scope, .auxiliary_name_scope = false) {
    CHECK(scope.original_name_scope() == "");
    CHECK(names_are("scope/w1:0", "c1", "w1", "c1"));
  }
  CHECK(op_in("scope", "scope/c"));
  VS_VARIABLE_SCOPE("outer") {
    VS_VARIABLE_SCOPE_AS(inner, "inner", .auxiliary_name_scope = false) {
      scope = inner;
      CHECK(inner.original_name_scope() == "outer/");
      CHECK(names_are("outer/inner/w:0", "outer/c"));
    }
    VS_VARIABLE_SCOPE_AS(again, scope, .auxiliary_name_scope = false) {
      CHECK(again.original_name_scope() == "outer/");
      CHECK(names_are("outer/inner/w1:0", "outer/c1", "w1", "c1"));
    }
    CHECK(op_in("inner", "outer/inner/c"));
  }
}

CASE(testCreatedByDefaultNameWhenAuxiliaryNameScopeIsFalse) {
  VS_VARIABLE_SCOPE_AS(s, nullptr, .default_name = "default", .auxiliary_name_scope = false) {
    CHECK(s.original_name_scope() == "");
    CHECK(names_are("default/w:0", "c"));
  }
  CHECK(op_in("default", "default/c"));
  VS_VARIABLE_SCOPE("outer") {
    VS_VARIABLE_SCOPE_AS(s, nullptr, .default_name = "default", .auxiliary_name_scope = false) {
      CHECK(s.original_name_scope() == "outer/");
      CHECK(names_are("outer/default/w:0", "outer/c"));
    }
    CHECK(op_in("default", "outer/default/c"));
  }
}

CASE(testReenterRootScopeWhenAuxiliaryNameScopeIsFalse) {
  const vs::VariableScope root = vs::get_variable_scope();
  VS_VARIABLE_SCOPE_AS(s, root, .auxiliary_name_scope = false) {
    CHECK(s.original_name_scope() == "");
    CHECK(names_are("w:0", "c"));
  }
  VS_VARIABLE_SCOPE("outer") {
    VS_VARIABLE_SCOPE_AS(s, root, .auxiliary_name_scope = false) {
      CHECK(s.original_name_scope() == "");
      CHECK(names_are("w1:0", "outer/c1", "w1", "c1"));
    }
  }
}

CASE(testReuseScopeWithoutNameScopeCollision) {
  vs::VariableScope inner;
  VS_VARIABLE_SCOPE("outer") {
    VS_VARIABLE_SCOPE_AS(s, "inner") { inner = s; }
  }
  VS_VARIABLE_SCOPE_AS(s, inner, .auxiliary_name_scope = false) {
    VS_NAME_SCOPE(s.original_name_scope()) { CHECK(names_are("outer/inner/w:0", "outer/inner/c")); }
    CHECK(op_in("inner", "inner/c"));
  }
  VS_VARIABLE_SCOPE("another") {
    VS_VARIABLE_SCOPE_AS(s, inner, .auxiliary_name_scope = false) {
      VS_NAME_SCOPE(s.original_name_scope()) {
        CHECK(names_are("outer/inner/w1:0", "outer/inner/c1", "w1", "c1"));
      }
      CHECK(op_in("inner", "another/inner/c"));
    }
  }
}
