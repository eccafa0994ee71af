// Names: slashes, characters, collisions between variables, operations and scopes.

#include "conformance.h"

CASE(name_01_slash_in_get_variable) {
  vs::get_variable("a/b/c", {1});
  VARIABLE_SCOPE(s, "a/b") {
    expect("same key", [] {
      vs::get_variable("c", {1}); // error: already-exists
    });
    vs::get_variable("d", {1});
  }
  VARIABLE_SCOPE(a, "a") {
    VARIABLE_SCOPE(b, "b", .reuse = true) {
      vs::get_variable("c", {1});
      vs::get_variable("d", {1});
    }
  }
}

CASE(name_02_slash_in_scope) {
  vs::VariableScope kept;
  VARIABLE_SCOPE(xy, "x/y") {
    log_value("xy", xy);
    vs::get_variable("v", {1});
    op("c");
    kept = xy;
  }
  VARIABLE_SCOPE(again, kept) { op("c"); }
}

CASE(name_03_trailing_slash_scope) {
  VARIABLE_SCOPE(x, "x/") {
    log_value("x", x);
    vs::get_variable("v", {1});
    op("c");
  }
  VARIABLE_SCOPE(again, "x/") { op("c"); }
  VARIABLE_SCOPE(plain, "x") {
    vs::get_variable("v", {1});
    op("c");
  }
}

// left out: "store" the variable store is not public
CASE(name_04_trailing_slash_variable) {
  expect("v/", [] { vs::get_variable("v/", {1}); });
  expect("/v", [] {
    vs::get_variable("/v", {1}); // error: invalid-name
  });
  expect("a//b", [] { vs::get_variable("a//b", {1}); });
}

struct Labelled {
  const char* label;
  const char* name;
};

CASE(name_06_regex_invalid) {
  const Labelled variables[] = {
      {"variable '_v'", "_v"},       {"variable 'v v'", "v v"}, {"variable 'v:0'", "v:0"},
      {"variable 'v?'", "v?"},       {"variable '-v'", "-v"},   {"variable '.v'", ".v"},
      {"variable '9v'", "9v"},       {"variable 'v.w'", "v.w"}, {"variable 'v-w'", "v-w"},
      {"variable 'v\\\\w'", "v\\w"}, {"variable 'v>w'", "v>w"}};
  for (const Labelled& variable : variables)
    expect(variable.label, [&] {
      vs::Variable made = vs::get_variable(variable.name, {1}); // error: invalid-name
      log_value(variable.name, made);
    });
  const Labelled scopes[] = {{"scope '_s'", "_s"},       {"scope 's s'", "s s"},
                             {"scope 's:0'", "s:0"},     {"scope '-s'", "-s"},
                             {"scope '.s'", ".s"},       {"scope '9s'", "9s"},
                             {"scope 's.t'", "s.t"},     {"scope 's-t'", "s-t"},
                             {"scope 's\\\\t'", "s\\t"}, {"scope 's>t'", "s>t"}};
  for (const Labelled& scope : scopes)
    expect(scope.label, [&] {
      VARIABLE_SCOPE(s, scope.name) { log_value(scope.name, s.name()); } // error: invalid-name
    });
}

CASE(name_07_underscore_allowed_in_sub) {
  VARIABLE_SCOPE(a, "a") {
    VARIABLE_SCOPE(s, "_b") {
      log_value("sub", s);
      vs::get_variable("_v", {1});
    }
  }
  expect("root underscore name_scope", [] {
    NAME_SCOPE(x, "_x") {} // error: invalid-name
  });
  NAME_SCOPE(y, "y") {
    NAME_SCOPE(x, "_x") {}
  }
}

// left out: "store" the variable store is not public
CASE(name_08_collision_with_tf_variable) {
  vs::Variable a = vs::new_variable("v", vs::unspecified, {.initializer = vs::value(1.0f)});
  vs::Variable b = vs::get_variable("v", {});
  log_list("names", a, b);
  VARIABLE_SCOPE(s, "", .reuse = true) { log_value("reused", vs::get_variable("v", {}) == b); }
  vs::Variable c = vs::new_variable("v", vs::unspecified, {.initializer = vs::value(1.0f)});
  log_value("c", c);
}

// left out: "store" the variable store is not public
CASE(name_09_collision_get_then_variable) {
  vs::Variable a = vs::get_variable("v", {});
  vs::Variable b = vs::new_variable("v", vs::unspecified, {.initializer = vs::value(1.0f)});
  vs::Variable c, d, e;
  VARIABLE_SCOPE(s, "s") {
    c = vs::new_variable("v", vs::unspecified, {.initializer = vs::value(1.0f)});
    d = vs::get_variable("v", {});
    e = vs::new_variable("v", vs::unspecified, {.initializer = vs::value(1.0f)});
  }
  log_list("names", a, b, c, d, e);
}

CASE(name_10_collision_with_op_or_scope) {
  op("v");
  log_value("name", vs::get_variable("v", {1}));
  NAME_SCOPE(w, "w") {}
  log_value("a name scope takes the name too", vs::get_variable("w", {1}));
  vs::get_variable("u", {1});
  VARIABLE_SCOPE(u, "u") {
    log_value("scope after variable", u);
    vs::get_variable("x", {1});
  }
}

CASE(name_12_get_variable_ignores_name_scope) {
  vs::Variable v, w, x, y;
  NAME_SCOPE(ns, "ns") {
    v = vs::get_variable("v", {1});
    w = vs::new_variable("w", vs::unspecified, {.initializer = vs::value(0.0f)});
    VARIABLE_SCOPE(s, "vs") {
      x = vs::get_variable("x", {1});
      y = vs::new_variable("y", vs::unspecified, {.initializer = vs::value(0.0f)});
    }
  }
  log_list("names", v, w, x, y);
}

CASE(name_13_tf_variable_default_names) {
  for (int i = 0; i < 3; ++i)
    vs::new_variable("", vs::unspecified, {.initializer = vs::value(1.0f)});
  VARIABLE_SCOPE(s, "s") {
    vs::new_variable("", vs::unspecified, {.initializer = vs::value(1.0f)});
    vs::new_variable("", vs::unspecified, {.initializer = vs::value(1.0f)});
  }
  VARIABLE_SCOPE(s, "s") {
    vs::new_variable("", vs::unspecified, {.initializer = vs::value(1.0f)});
  }
  NAME_SCOPE(n, "n") { vs::new_variable("", vs::unspecified, {.initializer = vs::value(1.0f)}); }
}

CASE(order_01_get_does_not_open_scope) {
  log_value("v", vs::get_variable("s/v", {1}));
  VARIABLE_SCOPE(s, "s") {
    log_value("the op names s/... do not reserve the name scope s?", s.original_name_scope());
  }
  VARIABLE_SCOPE(s, nullptr, .default_name = "s") { log_value("variable-scope counter", s.name()); }
}
