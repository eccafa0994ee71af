// Name scopes, scope objects, auxiliary_name_scope.

#include "conformance.h"

CASE(aux_01_false) {
  VARIABLE_SCOPE(s, "s", .auxiliary_name_scope = false) {
    log_value("s", s);
    vs::Variable v = vs::get_variable("v", {1});
    op("c");
    vs::Variable w = vs::new_variable("w", vs::unspecified, {.initializer = vs::value(0.0f)});
    log_list("names", v, w);
  }
  NAME_SCOPE(s, "s") { op("c"); }
}

CASE(aux_02_false_nested) {
  VARIABLE_SCOPE(outer, "outer") {
    VARIABLE_SCOPE(inner, "inner", .auxiliary_name_scope = false) {
      log_value("inner", inner);
      vs::get_variable("v", {1});
      op("c");
      VARIABLE_SCOPE(deep, "deep") {
        log_value("not inherited", deep);
        op("c");
      }
    }
  }
}

// left out: "not a bool" another type does not compile
CASE(aux_03_false_default_name) {
  for (int i = 0; i < 2; ++i)
    VARIABLE_SCOPE(s, nullptr, .default_name = "d", .auxiliary_name_scope = false) {
      log_value("s", s);
      vs::get_variable("v", {1});
    }
}

CASE(aux_04_false_reenter_object) {
  vs::VariableScope kept;
  VARIABLE_SCOPE(outer, "outer") {
    VARIABLE_SCOPE(inner, "inner") {
      op("c");
      kept = inner;
    }
  }
  VARIABLE_SCOPE(s, kept, .auxiliary_name_scope = false) {
    op("c");
    NAME_SCOPE(original, s.original_name_scope()) { op("c"); }
  }
  VARIABLE_SCOPE(r, vs::get_variable_scope(), .auxiliary_name_scope = false) {
    log_value("root", r);
    op("c");
  }
}

CASE(namescope_01_basic_uniquify) {
  std::string kept;
  NAME_SCOPE(a, "a") {
    op("c");
    op("c");
    kept = a;
  }
  NAME_SCOPE(a2, "a") { op("c"); }
  NAME_SCOPE(again, kept) { op("c"); }
  NAME_SCOPE(a3, "a/") {
    NAME_SCOPE(b, "b") { op("c"); }
  }
}

CASE(namescope_02_reset_none_and_empty) {
  NAME_SCOPE(a, "a") {
    NAME_SCOPE(none, nullptr) {
      op("c");
      vs::new_variable("v", vs::unspecified, {.initializer = vs::value(0.0f)});
    }
    NAME_SCOPE(empty, "") { op("c"); }
    NAME_SCOPE(b, "b") {
      NAME_SCOPE(x, "x/") { op("c"); }
    }
  }
}

CASE(namescope_03_variable_scope_opens_name_scope) {
  VARIABLE_SCOPE(s1, "s") { op("c"); }
  VARIABLE_SCOPE(s2, "s") {
    op("c");
    vs::Variable v = vs::get_variable("v", {1});
    vs::Variable w = vs::new_variable("w", vs::unspecified, {.initializer = vs::value(0.0f)});
    log_list("get_variable has no _1, tf.Variable and ops do", v, w);
  }
}

// left out: "no name nor default with values" a name scope without a name is the root
CASE(namescope_05_default_name_and_values) {
  op("c");
  NAME_SCOPE(s, nullptr, .default_name = "dflt") { log_value("s", s); }
  NAME_SCOPE(s, "given", .default_name = "dflt") { log_value("s", s); }
}

CASE(namescope_06_op_uniquify_interplay) {
  op("x");
  op("x_1");
  op("x");
  op("x");
  NAME_SCOPE(x, "x") { op("y"); }
  NAME_SCOPE(x4, "x_4") { op("y"); }
}

CASE(object_01_reenter_inside_other) {
  vs::VariableScope kept;
  VARIABLE_SCOPE(foo, "foo") {
    vs::get_variable("v", {1});
    kept = foo;
  }
  VARIABLE_SCOPE(bar, "bar") {
    VARIABLE_SCOPE(baz, "baz") {
      log_value("baz", baz.name());
      VARIABLE_SCOPE(f2, kept) {
        log_value("jumped", f2.name());
        vs::get_variable("w", {1});
        VARIABLE_SCOPE(sub, "sub") { vs::get_variable("x", {1}); }
      }
      vs::get_variable("y", {1});
    }
  }
}

CASE(object_02_jump_ignores_current_reuse) {
  vs::VariableScope kept;
  VARIABLE_SCOPE(foo, "foo") {
    vs::get_variable("v", {1});
    kept = foo;
  }
  VARIABLE_SCOPE(bar, "bar", .reuse = true) {
    VARIABLE_SCOPE(f2, kept) {
      log_value("jump does not inherit reuse", f2.reuse());
      vs::get_variable("new", {1});
      expect("v exists", [] {
        vs::get_variable("v", {1}); // error: already-exists
      });
    }
  }
}

CASE(object_03_jump_ignores_current_defaults) {
  vs::VariableScope kept;
  VARIABLE_SCOPE(foo, "foo", .dtype = vs::float64) { kept = foo; }
  VARIABLE_SCOPE(bar, "bar", .initializer = vs::constant(3.0), .regularizer = vs::l2(0.5),
                 .use_resource = true) {
    VARIABLE_SCOPE(f2, kept) {
      log_value("f2", f2);
      vs::get_variable("v", {1});
    }
    VARIABLE_SCOPE(f3, kept, .initializer = vs::constant(3.0), .dtype = vs::float16) {
      log_value("f3", f3);
      vs::get_variable("w", {1});
    }
  }
  log_value("foo", kept);
}

CASE(object_05_original_name_scope_reentry) {
  vs::VariableScope kept;
  NAME_SCOPE(scope1, "scope1") {
    VARIABLE_SCOPE(tower, "tower") {
      op("c");
      kept = tower;
    }
  }
  NAME_SCOPE(scope2, "scope2") {
    VARIABLE_SCOPE(t2, kept) {
      log_value("orig", t2.original_name_scope());
      NAME_SCOPE(original, t2.original_name_scope()) {
        op("c");
        NAME_SCOPE(in, "in") { op("c"); }
      }
    }
  }
  VARIABLE_SCOPE(t3, kept, .auxiliary_name_scope = false) {
    NAME_SCOPE(original, t3.original_name_scope()) { op("c"); }
  }
}

CASE(object_06_nested_scope_name_last_component) {
  vs::VariableScope kept;
  VARIABLE_SCOPE(a, "a") {
    VARIABLE_SCOPE(b, "b") { kept = b; }
  }
  VARIABLE_SCOPE(b2, kept) {
    log_value("name", b2.name());
    op("c"); // the name scope is "b", not "a/b"
    vs::get_variable("v", {1});
  }
}

CASE(object_07_root_scope_object) {
  vs::VariableScope root = vs::get_variable_scope();
  VARIABLE_SCOPE(a, "a") {
    VARIABLE_SCOPE(r, root) {
      log_value("r", r);
      vs::get_variable("v", {1});
      op("c");
      VARIABLE_SCOPE(b, "b") {
        vs::get_variable("v", {1});
        op("c");
      }
    }
  }
}

// A context manager that is entered again enters its scope object again.
CASE(object_08_same_context_manager_twice) {
  vs::VariableScope first, second;
  VARIABLE_SCOPE(s1, "cm") {
    vs::get_variable("v", {1});
    op("c");
    first = s1;
  }
  VARIABLE_SCOPE(s2, first) {
    vs::get_variable("w", {1});
    op("c");
    second = s2;
  }
  log_value("same object", first == second);
  VARIABLE_SCOPE(s3, first) {
    expect("v exists", [] {
      vs::get_variable("v", {1}); // error: already-exists
    });
  }
}

// A context manager that is entered again enters its scope object again.
CASE(object_09_default_name_cm_reentered) {
  vs::VariableScope kept;
  VARIABLE_SCOPE(first, nullptr, .default_name = "auto") {
    vs::get_variable("v", {1});
    kept = first;
  }
  VARIABLE_SCOPE(second, kept) { vs::get_variable("w", {1}); }
  VARIABLE_SCOPE(third, nullptr, .default_name = "auto") { vs::get_variable("v", {1}); }
}

// left out: "type int" another type does not compile
// left out: "type float" another type does not compile
// left out: "type list" another type does not compile
// left out: "type type" another type does not compile
CASE(object_11_wrong_type) {
  expect("no name and no default", [] {
    VARIABLE_SCOPE(s, nullptr) {} // error: missing-name
  });
}

// set_regularizer, set_partitioner and set_custom_getter take an absent one.
CASE(object_12_scope_methods) {
  vs::VariableScope kept;
  VARIABLE_SCOPE(s, "s") {
    s.set_initializer(vs::zeros());
    s.set_dtype(vs::int32);
    s.set_use_resource(true);
    s.set_caching_device("/job:x");
    s.set_regularizer({});
    s.set_partitioner({});
    s.set_custom_getter({});
    log_value("scope", s);
    vs::get_variable("v", {2});
    kept = s;
  }
  VARIABLE_SCOPE(again, "s") { log_value("fresh by string", again); }
  VARIABLE_SCOPE(object, kept) { log_value("kept by object", object); }
}
