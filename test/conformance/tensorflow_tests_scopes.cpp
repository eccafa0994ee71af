// variable_scope_test.py: names, reuse and re-entry of variable scopes and name scopes.

#include "tensorflow_tests.h"

/// Whether the variable that is got, and the name scope that is opened, are so named.
bool get_named(std::string_view expected, std::string_view name = "w") {
  return vs::get_variable(name, {}).name() == expected;
}
bool opens(std::string_view expected, std::string_view name = "scope2") {
  VS_NAME_SCOPE_AS(scope, name) { return scope == expected; }
  return false;
}

CASE(testVarScope) {
  vs::VariableScope tower;
  VS_VARIABLE_SCOPE_AS(s, "tower4") {
    tower = s;
    CHECK(s.name() == "tower4");
    CHECK(opens("tower4/scope/", "scope"));
  }
  VS_VARIABLE_SCOPE("tower5") {
    VS_VARIABLE_SCOPE_AS(bar, "bar") {
      CHECK(bar.name() == "tower5/bar");
      CHECK(opens("tower5/bar/scope/", "scope"));
    }
  }
  VS_VARIABLE_SCOPE("tower6") {
    VS_VARIABLE_SCOPE_AS(shared, tower, .reuse = true) {
      CHECK(shared.name() == "tower4");
      CHECK(opens("tower6/tower4/scope/", "scope"));
    }
  }
}

CASE(testVarScopeNameScope) {
  vs::VariableScope tower;
  VS_NAME_SCOPE("n1") {
    VS_VARIABLE_SCOPE_AS(s, "tower") {
      tower = s;
      CHECK(opens("n1/tower/scope2/"));
    }
    VS_VARIABLE_SCOPE(tower) { CHECK(opens("n1/tower_1/scope2/")); }
    VS_VARIABLE_SCOPE("tower") { CHECK(opens("n1/tower_2/scope2/")); }
  }
  VS_NAME_SCOPE("n2") {
    VS_VARIABLE_SCOPE("tower") { CHECK(opens("n2/tower/scope2/")); }
    VS_VARIABLE_SCOPE(tower) { CHECK(opens("n2/tower_1/scope2/")); }
  }
  const vs::VariableScope root = vs::get_variable_scope();
  VS_NAME_SCOPE("n3") {
    VS_VARIABLE_SCOPE(root) { CHECK(opens("n3/scope2/")); }
  }
}

CASE(testVarScopeOriginalNameScope) {
  vs::VariableScope tower;
  VS_NAME_SCOPE("scope1") {
    VS_VARIABLE_SCOPE_AS(s, "tower") {
      tower = s;
      CHECK(s.original_name_scope() == "scope1/tower/");
      CHECK(opens("scope1/tower/scope2/"));
    }
  }
  VS_NAME_SCOPE("scope2") {
    VS_VARIABLE_SCOPE_AS(again, tower) {
      CHECK(again.original_name_scope() == "scope1/tower/");
      CHECK(opens("scope2/tower/foo/", "foo"));
    }
    VS_NAME_SCOPE(tower.original_name_scope()) { CHECK(opens("scope1/tower/bar/", "bar")); }
  }
  VS_NAME_SCOPE("scope2") {
    VS_VARIABLE_SCOPE(tower) {
      VS_NAME_SCOPE(tower.original_name_scope()) { CHECK(opens("scope1/tower/bar_1/", "bar")); }
    }
  }
}

bool reuses(vs::VariableScope scope, vs::Reuse reuse) {
  VS_VARIABLE_SCOPE_AS(jump, scope, .reuse = reuse) { return jump.reuse() == true; }
  return false;
}

CASE(testVarScopeObjectReuse) {
  vs::VariableScope scope;
  VS_VARIABLE_SCOPE_AS(s, "jump", .reuse = true) { scope = s; }
  CHECK(reuses(scope, {}));
  CHECK(reuses(scope, true));
  CHECK(reuses(scope, false));
  VS_VARIABLE_SCOPE_AS(s, "jump", .reuse = false) { scope = s; }
  CHECK(!reuses(scope, {}));
  CHECK(reuses(scope, true));
  CHECK(!reuses(scope, false));
}

vs::Variable get_or_create() {
  VS_VARIABLE_SCOPE("bar", .reuse = vs::AUTO_REUSE) { return vs::get_variable("var", {}); }
  return {};
}

CASE(testVarScopeGetOrCreateReuse) {
  vs::Variable first = get_or_create();
  for (int i = 0; i < 5; ++i)
    CHECK(get_or_create() == first);
}

CASE(testVarOpScope) {
  VS_NAME_SCOPE("n1") {
    VS_VARIABLE_SCOPE("tower", .default_name = "default", .values = {}) {
      CHECK(get_named("tower/w:0"));
      CHECK(opens("n1/tower/scope2/"));
    }
    VS_VARIABLE_SCOPE("tower", .default_name = "default", .values = {}) {
      fails("already-exists", [] {
        vs::get_variable("w", {}); // error: already-exists
      });
      CHECK(opens("n1/tower_1/scope2/"));
    }
  }
  VS_NAME_SCOPE("n2") {
    VS_VARIABLE_SCOPE(nullptr, .default_name = "default", .values = {}) {
      CHECK(get_named("default/w:0"));
      CHECK(opens("n2/default/scope2/"));
    }
    VS_VARIABLE_SCOPE(nullptr, .default_name = "default", .values = {}) {
      CHECK(get_named("default_1/w:0"));
      CHECK(opens("n2/default_1/scope2/"));
    }
  }
}

bool layer_in(const char* scope, std::string_view expected) {
  VS_VARIABLE_SCOPE(nullptr, .default_name = scope) {
    VS_VARIABLE_SCOPE(nullptr, .default_name = "layer") { return get_named(expected); }
  }
  return false;
}

CASE(testVarOpScopeUniqueNamesInterleavedSubstringScopes) {
  CHECK(layer_in("scope1", "scope1/layer/w:0"));
  CHECK(layer_in("scope1", "scope1_1/layer/w:0"));
  CHECK(layer_in("scope", "scope/layer/w:0"));
  CHECK(layer_in("scope1", "scope1_2/layer/w:0"));
}

CASE(testVarOpScopeUniqueNamesWithJump) {
  VS_VARIABLE_SCOPE_AS(scope, "default") {
    VS_VARIABLE_SCOPE(nullptr, .default_name = "layer") { CHECK(get_named("default/layer/w:0")); }
    VS_VARIABLE_SCOPE(nullptr, .default_name = "layer") { CHECK(get_named("default/layer_1/w:0")); }
    VS_VARIABLE_SCOPE(scope) {}
    VS_VARIABLE_SCOPE(nullptr, .default_name = "layer") { CHECK(get_named("default/layer_2/w:0")); }
  }
}

CASE(testVarOpScopeReuse) {
  vs::VariableScope outer;
  VS_VARIABLE_SCOPE_AS(s, "outer") {
    outer = s;
    VS_VARIABLE_SCOPE("tower", .default_name = "default", .values = {}) {
      CHECK(get_named("outer/tower/w:0"));
      CHECK(opens("outer/tower/scope2/"));
    }
    VS_VARIABLE_SCOPE(nullptr, .default_name = "default", .values = {}) {
      CHECK(get_named("outer/default/w:0"));
      CHECK(opens("outer/default/scope2/"));
    }
  }
  VS_VARIABLE_SCOPE(outer, .reuse = true) {
    VS_VARIABLE_SCOPE("tower", .default_name = "default", .values = {}) {
      CHECK(get_named("outer/tower/w:0"));
      CHECK(opens("outer_1/tower/scope2/"));
    }
    VS_VARIABLE_SCOPE(nullptr, .default_name = "default", .values = {}) {
      CHECK(get_named("outer/default/w:0"));
      CHECK(opens("outer_1/default/scope2/"));
    }
  }
}

CASE(testVarScopeGetVar) {
  VS_VARIABLE_SCOPE("root") {
    vs::VariableScope a;
    vs::Variable v;
    VS_VARIABLE_SCOPE_AS(s, "a") {
      a = s;
      v = vs::get_variable("v", {1});
      CHECK(v.name() == "root/a/v:0");
    }
    VS_VARIABLE_SCOPE(a, .reuse = true) { CHECK(vs::get_variable("v", {1}) == v); }
    VS_VARIABLE_SCOPE("b") { CHECK(vs::get_variable("v", {1}).name() == "root/b/v:0"); }
    fails("already-exists", [] {
      VS_VARIABLE_SCOPE("a") {
        vs::get_variable("v", {1}); // error: already-exists
      }
    });
    VS_VARIABLE_SCOPE("a", .reuse = true) { CHECK(vs::get_variable("v", {1}) == v); }
    VS_VARIABLE_SCOPE("foo") {
      VS_VARIABLE_SCOPE("bar") {
        CHECK(vs::get_variable("v", {1}).name() == "root/foo/bar/v:0");
        VS_VARIABLE_SCOPE(a, .reuse = true) { CHECK(vs::get_variable("v", {1}) == v); }
      }
    }
    fails("does-not-exist", [&] {
      VS_VARIABLE_SCOPE(a, .reuse = true) {
        VS_VARIABLE_SCOPE("baz") {
          vs::get_variable("v", {1}); // error: does-not-exist
        }
      }
    });
    VS_VARIABLE_SCOPE(a, .reuse = true) {
      fails("shape-mismatch", [] {
        vs::get_variable("v", {2}); // error: shape-mismatch
      });
      fails("dtype-mismatch", [] {
        vs::get_variable("v", {1}, {.dtype = vs::int32}); // error: dtype-mismatch
      });
    }
  }
}

CASE(testVarScopeOuterScope) {
  vs::VariableScope outer;
  VS_VARIABLE_SCOPE_AS(s, "outer") { outer = s; }
  VS_VARIABLE_SCOPE(outer) {
    CHECK(get_named("outer/w:0"));
    CHECK(opens("outer_1/scope2/"));
    VS_VARIABLE_SCOPE("default") {
      CHECK(get_named("outer/default/w:0"));
      CHECK(opens("outer_1/default/scope2/"));
    }
  }
  VS_VARIABLE_SCOPE(outer, .reuse = true) {
    CHECK(get_named("outer/w:0"));
    CHECK(opens("outer_2/scope2/"));
    VS_VARIABLE_SCOPE("default", .reuse = true) {
      CHECK(get_named("outer/default/w:0"));
      CHECK(opens("outer_2/default/scope2/"));
    }
  }
}

CASE(testVarScopeNestedOuterScope) {
  VS_VARIABLE_SCOPE_AS(outer, "outer") {
    VS_VARIABLE_SCOPE(outer) {
      CHECK(get_named("outer/w:0"));
      CHECK(opens("outer/outer/scope2/"));
    }
    VS_VARIABLE_SCOPE("default") {
      CHECK(get_named("outer/default/w:0"));
      CHECK(opens("outer/default/scope2/"));
    }
    VS_VARIABLE_SCOPE(outer, .reuse = true) {
      CHECK(get_named("outer/w:0"));
      CHECK(opens("outer/outer_1/scope2/"));
    }
    VS_VARIABLE_SCOPE("default", .reuse = true) {
      CHECK(get_named("outer/default/w:0"));
      CHECK(opens("outer/default_1/scope2/"));
    }
  }
}

CASE(testVarOpScopeReuseParam) {
  vs::VariableScope outer;
  VS_VARIABLE_SCOPE_AS(s, "outer") {
    outer = s;
    VS_VARIABLE_SCOPE("tower", .default_name = "default", .values = {}) {
      CHECK(get_named("outer/tower/w:0"));
      CHECK(opens("outer/tower/scope2/"));
    }
    VS_VARIABLE_SCOPE(nullptr, .default_name = "default", .values = {}) {
      CHECK(get_named("outer/default/w:0"));
      CHECK(opens("outer/default/scope2/"));
    }
  }
  VS_VARIABLE_SCOPE_AS(again, outer) {
    VS_VARIABLE_SCOPE("tower", .default_name = "default", .reuse = true) {
      CHECK(get_named("outer/tower/w:0"));
      CHECK(opens("outer_1/tower/scope2/"));
    }
    again.reuse_variables();
    VS_VARIABLE_SCOPE(nullptr, .default_name = "default", .values = {}) {
      CHECK(get_named("outer/default/w:0"));
      CHECK(opens("outer_1/default/scope2/"));
    }
  }
}

CASE(testVarOpScopeReuseError) {
  fails("missing-name", [] {
    // error: missing-name
    VS_VARIABLE_SCOPE(nullptr, .default_name = "default", .reuse = true) { get_named("w:0"); }
  });
}

// A default name is ignored where a scope object is given.
CASE(testVarOpScopeOuterScope) {
  vs::VariableScope outer;
  VS_VARIABLE_SCOPE_AS(s, "outer") { outer = s; }
  VS_VARIABLE_SCOPE(outer, .default_name = "default", .values = {}) {
    CHECK(get_named("outer/w:0"));
    CHECK(opens("outer_1/scope2/"));
    VS_VARIABLE_SCOPE(nullptr, .default_name = "default", .values = {}) {
      CHECK(get_named("outer/default/w:0"));
      CHECK(opens("outer_1/default/scope2/"));
    }
  }
  VS_VARIABLE_SCOPE(outer, .default_name = "default", .reuse = true) {
    CHECK(get_named("outer/w:0"));
    CHECK(opens("outer_2/scope2/"));
    outer.reuse_variables();
    VS_VARIABLE_SCOPE(nullptr, .default_name = "default", .values = {}) {
      CHECK(get_named("outer/default/w:0"));
      CHECK(opens("outer_2/default/scope2/"));
    }
  }
}

CASE(testVarOpScopeNestedOuterScope) {
  vs::VariableScope kept;
  VS_VARIABLE_SCOPE_AS(outer, "outer") {
    kept = outer;
    VS_VARIABLE_SCOPE(outer, .default_name = "default", .values = {}) {
      CHECK(get_named("outer/w:0"));
      CHECK(opens("outer/outer/scope2/"));
    }
    VS_VARIABLE_SCOPE(nullptr, .default_name = "default", .values = {}) {
      CHECK(get_named("outer/default/w:0"));
      CHECK(opens("outer/default/scope2/"));
    }
  }
  VS_VARIABLE_SCOPE(kept, .default_name = "default", .reuse = true) {
    CHECK(get_named("outer/w:0"));
    CHECK(opens("outer_1/scope2/"));
    VS_VARIABLE_SCOPE(nullptr, .default_name = "default", .values = {}) {
      CHECK(get_named("outer/default/w:0"));
      CHECK(opens("outer_1/default/scope2/"));
    }
  }
}
