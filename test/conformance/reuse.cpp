// Reuse in all its forms, and the patterns that programs use it in.

#include "conformance.h"

#include <string>

CASE(reuse_01_inherited_true) {
  VARIABLE_SCOPE(a, "a") {
    VARIABLE_SCOPE(b, "b") { vs::get_variable("v", {2}); }
  }
  VARIABLE_SCOPE(a, "a", .reuse = true) {
    VARIABLE_SCOPE(b, "b") {
      log_list("inherited", a.reuse(), b.reuse());
      vs::get_variable("v", {2});
    }
  }
}

CASE(reuse_02_false_inside_true_is_none) {
  VARIABLE_SCOPE(a, "a") {
    vs::get_variable("v", {2});
    VARIABLE_SCOPE(b, "b") { vs::get_variable("v", {2}); }
  }
  VARIABLE_SCOPE(a, "a", .reuse = true) {
    VARIABLE_SCOPE(b, "b", .reuse = false) {
      log_value("reuse=False in reuse=True", b.reuse());
      vs::get_variable("v", {2});
      expect("still cannot create", [] {
        vs::get_variable("new", {2}); // error: does-not-exist
      });
    }
  }
}

CASE(reuse_03_auto_inside_true) {
  VARIABLE_SCOPE(a, "a", .reuse = true) {
    VARIABLE_SCOPE(b, "b", .reuse = vs::AUTO_REUSE) {
      log_value("auto in true", b.reuse());
      vs::get_variable("v", {1});
      VARIABLE_SCOPE(c, "c") {
        log_value("inherits auto", c.reuse());
        vs::get_variable("v", {1});
      }
    }
    log_value("outer", a.reuse());
  }
}

// left out: "reuse=1" another type does not compile
// left out: "reuse=0" another type does not compile
// left out: "reuse='yes'" another type does not compile
// left out: error "reuse='AUTO_REUSE'" another type does not compile
CASE(reuse_05_values_accepted) {
  struct Value {
    const char* label;
    vs::Reuse reuse;
  };
  const Value values[] = {{"reuse=True", true},
                          {"reuse=False", false},
                          {"reuse=None", {}},
                          {"reuse='AUTO_REUSE'", vs::AUTO_REUSE}};
  for (const Value& value : values)
    VARIABLE_SCOPE(s, "s", .reuse = value.reuse) { log_value(value.label, s.reuse()); }
}

CASE(reuse_06_root_scope_reuse_variables) {
  vs::Variable v = vs::get_variable("v", {1});
  vs::VariableScope root = vs::get_variable_scope();
  log_value("root", root);
  root.reuse_variables();
  log_value("same", vs::get_variable("v", {1}) == v);
  VARIABLE_SCOPE(inner, "inner") {
    log_value("inner inherits", inner.reuse());
    expect("create in inner", [] {
      vs::get_variable("w", {1}); // error: does-not-exist
    });
  }
}

CASE(reuse_07_reuse_in_scope_with_sub_only) {
  VARIABLE_SCOPE(a, "a") {
    VARIABLE_SCOPE(b, "b", .reuse = true) {
      expect("reuse of never made", [] {
        vs::get_variable("v", {1}); // error: does-not-exist
      });
    }
    vs::get_variable("v", {1});
    VARIABLE_SCOPE(b, "b") { vs::get_variable("v", {1}); }
  }
}

// The store itself is not public, the reuse of a get is; the store's own default is AUTO_REUSE.
CASE(reuse_08_low_level_store_reuse) {
  vs::Variable v = vs::get_variable("v", {1});
  log_value("reuse=None shares", vs::get_variable("v", {1}, {.reuse = vs::AUTO_REUSE}) == v);
  log_value("reuse=True", vs::get_variable("v", {1}, {.reuse = true}) == v);
  expect("reuse=False", [] {
    vs::get_variable("v", {1}, {.reuse = false}); // error: already-exists
  });
  expect("reuse=True missing", [] {
    vs::get_variable("u", {1}, {.reuse = true}); // error: does-not-exist
  });
}

// left out: "public get_variable has no reuse" ours has
CASE(reuse_09_scope_get_variable_reuse_argument) {
  VARIABLE_SCOPE(a, "a") { vs::get_variable("v", {1}); }
  VARIABLE_SCOPE(a2, "a", .reuse = true) {
    expect("explicit reuse=False beats the scope (existing)", [&] {
      a2.get_variable("v", {1}, {.reuse = false}); // error: already-exists
    });
    a2.get_variable("w", {1}, {.reuse = false});
  }
}

CASE(reuse_11_set_reuse_on_captured_scope_then_enter) {
  vs::VariableScope kept;
  vs::Variable v;
  VARIABLE_SCOPE(s, "s") {
    v = vs::get_variable("v", {1});
    kept = s;
  }
  kept.reuse_variables();
  VARIABLE_SCOPE(again, kept) {
    log_value("again", again.reuse());
    log_value("shared", vs::get_variable("v", {1}) == v);
  }
  VARIABLE_SCOPE(again, kept, .reuse = false) { log_value("False cannot undo", again.reuse()); }
  VARIABLE_SCOPE(again, kept, .reuse = vs::AUTO_REUSE) {
    log_value("AUTO overrides", again.reuse());
    vs::get_variable("w", {1});
  }
}

CASE(order_02_reuse_before_create_in_auto_then_true) {
  vs::VariableScope kept;
  vs::Variable v;
  VARIABLE_SCOPE(s, "s", .reuse = vs::AUTO_REUSE) {
    v = vs::get_variable("v", {1});
    kept = s;
  }
  VARIABLE_SCOPE(s2, kept, .reuse = true) {
    log_list("same", s2.reuse(), vs::get_variable("v", {1}) == v);
  }
  VARIABLE_SCOPE(s3, kept) {
    log_value("kept", s3.reuse());
    vs::get_variable("w", {1});
  }
  VARIABLE_SCOPE(s4, kept, .reuse = false) { log_value("False is None", s4.reuse()); }
}

vs::Variable tower() {
  vs::Variable w;
  VARIABLE_SCOPE(conv, "conv") {
    w = vs::get_variable("w", {2});
    op("c");
  }
  return w;
}

CASE(pattern_01_tower_loop_reuse_variables) {
  std::vector<vs::Variable> ws;
  for (int i = 0; i < 3; ++i)
    NAME_SCOPE(ns, "tower_" + std::to_string(i)) {
      ws.push_back(tower());
      vs::get_variable_scope().reuse_variables();
    }
  log_list("one variable", ws[0] == ws[0], ws[0] == ws[1], ws[0] == ws[2]);
}

vs::Variable with_reuse(vs::Reuse reuse) {
  vs::Variable w;
  VARIABLE_SCOPE(s, vs::get_variable_scope(), .reuse = reuse) {
    log_list("s", s.name(), s.reuse());
    w = vs::get_variable("w", {2});
  }
  return w;
}

CASE(pattern_02_current_scope_with_reuse) {
  vs::Variable a = with_reuse({}), b = with_reuse(true);
  log_list("root reuse unchanged", a == b, vs::get_variable_scope().reuse());
  VARIABLE_SCOPE(net, "net") {
    vs::Variable c = with_reuse({}), d = with_reuse(vs::AUTO_REUSE);
    log_list("net", c == d, c, vs::get_variable_scope().reuse());
  }
}

std::string dense(std::int64_t units, const char* name = nullptr, vs::Reuse reuse = {}) {
  std::string scope_name;
  VARIABLE_SCOPE(s, name, .default_name = "dense", .reuse = reuse) {
    vs::get_variable("kernel", {3, units}); // error: already-exists
    vs::get_variable("bias", {units}, {.initializer = vs::zeros()});
    scope_name = s.name();
  }
  return scope_name;
}

CASE(pattern_03_layers_default_names_and_reuse) {
  std::string first = dense(2), second = dense(2), third = dense(2);
  log_list("auto", first, second, third);
  log_value("named", dense(2, "out"));
  log_value("reused", dense(2, "out", true));
  expect("named twice", [] { dense(2, "out"); });
  log_value("by the automatic name", dense(2, "dense_1", true));
  log_value("the explicit opening counted", dense(2));
}

vs::Variable siamese_net() {
  vs::Variable w;
  VARIABLE_SCOPE(l1, "l1") { w = vs::get_variable("w", {1}); }
  return w;
}

CASE(pattern_05_siamese_function_called_twice) {
  VARIABLE_SCOPE(scope, "siamese") {
    vs::Variable a = siamese_net();
    scope.reuse_variables();
    vs::Variable b = siamese_net();
    log_list("same", a == b, a);
  }
}

// The seed document: scope1/v1, scope2/v1, sharing, error without reuse.
CASE(seed_01_scopes_reuse_error) {
  vs::Variable v1, v3;
  VARIABLE_SCOPE(s1, "scope1") { v1 = vs::get_variable("v1", {1}); }
  VARIABLE_SCOPE(s2, "scope2") { vs::get_variable("v1", {1}); }
  VARIABLE_SCOPE(s3, "scope1", .reuse = true) { v3 = vs::get_variable("v1", {1}); }
  log_value("shared", v3 == v1);
  VARIABLE_SCOPE(s4, "scope1") {
    vs::get_variable("v1", {1}); // error: already-exists
  }
}

vs::Variable demo() {
  vs::Variable v;
  VARIABLE_SCOPE(s, "demo", .reuse = vs::AUTO_REUSE) { v = vs::get_variable("v", {1}); }
  return v;
}

CASE(seed_02_auto_reuse_demo) {
  vs::Variable v1 = demo(), v2 = demo();
  log_value("same", v1 == v2);
  log_value("name", v1.name());
}

CASE(seed_03_reuse_missing) {
  VARIABLE_SCOPE(s, "scope1", .reuse = true) {
    vs::get_variable("v1", {1}); // error: does-not-exist
  }
}

CASE(seed_04_get_variable_scope_reuse_variables) {
  VARIABLE_SCOPE(scope, "foo") {
    vs::Variable v = vs::get_variable("v", {1});
    log_value("before", scope.reuse());
    scope.reuse_variables();
    vs::Variable v1 = vs::get_variable("v", {1});
    log_list("after", scope.reuse(), v == v1);
    expect("new name now fails", [] {
      vs::get_variable("w", {1}); // error: does-not-exist
    });
  }
  VARIABLE_SCOPE(again, "foo") { log_value("not sticky", again.reuse()); }
}

CASE(get_02_scope_get_variable_direct) {
  vs::VariableScope kept;
  VARIABLE_SCOPE(a, "a") { kept = a; }
  vs::Variable v = kept.get_variable("v", {1});
  log_list("outside of the with", v, vs::get_variable_scope().name());
  expect("exists", [&] {
    kept.get_variable("v", {1}); // error: already-exists
  });
  // A scope object comes from an entry alone: the get's reuse stands for that of a hand-made one.
  log_value("hand-made", kept.get_variable("v", {1}, {.reuse = true}) == v);
}

// The scope object does not tell its dtype in C++: the variables do.
// left out: "a child copies at entry" see above
// left out: "later child" see above
CASE(misc_05_scope_set_on_live_scope) {
  VARIABLE_SCOPE(s, "s") {
    VARIABLE_SCOPE(t, "t") {
      s.set_dtype(vs::float64);
      vs::get_variable("a", {1});
    }
    VARIABLE_SCOPE(u, "u") { vs::get_variable("a", {1}); }
  }
  vs::get_variable_scope().set_initializer(vs::zeros());
  vs::get_variable("root", {1});
}
