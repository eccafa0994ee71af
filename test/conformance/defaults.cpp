// default_name: counting, jumps, reuse.

#include "conformance.h"

#include <stdexcept>

CASE(default_01_uniquify) {
  for (int i = 0; i < 3; ++i)
    VARIABLE_SCOPE(s, nullptr, .default_name = "layer") {
      vs::get_variable("w", {1});
      log_list("s", s.name(), s.original_name_scope());
    }
}

CASE(default_02_name_given_ignores_default) {
  VARIABLE_SCOPE(first, "tower", .default_name = "default") { vs::get_variable("w", {1}); }
  VARIABLE_SCOPE(second, "tower", .default_name = "default") {
    expect("w exists", [] {
      vs::get_variable("w", {1}); // error: already-exists
    });
  }
}

CASE(default_04_counter_with_explicit_names) {
  VARIABLE_SCOPE(d, "d") {}
  VARIABLE_SCOPE(s, nullptr, .default_name = "d") {
    log_value("explicit opening counts too", s.name());
  }
  VARIABLE_SCOPE(d2, "d_2") {}
  VARIABLE_SCOPE(s, nullptr, .default_name = "d") { log_value("d_2 taken", s.name()); }
}

CASE(default_05_jump_restores_counters) {
  VARIABLE_SCOPE(default_scope, "default") {
    VARIABLE_SCOPE(l1, nullptr, .default_name = "layer") { vs::get_variable("w", {}); }
    VARIABLE_SCOPE(l2, nullptr, .default_name = "layer") { vs::get_variable("w", {}); }
    VARIABLE_SCOPE(jump, default_scope) {
      VARIABLE_SCOPE(l3, nullptr, .default_name = "layer") { vs::get_variable("w", {}); }
    }
    VARIABLE_SCOPE(l4, nullptr, .default_name = "layer") {
      expect("layer_2 was used inside the jump", [] {
        vs::get_variable("w", {}); // error: already-exists
      });
    }
  }
}

CASE(default_06_jump_inside_other_scope) {
  vs::VariableScope kept;
  VARIABLE_SCOPE(a, "a") {
    VARIABLE_SCOPE(d, nullptr, .default_name = "d") { vs::get_variable("w", {}); }
    kept = a;
  }
  VARIABLE_SCOPE(again, kept, .reuse = true) {
    VARIABLE_SCOPE(d, nullptr, .default_name = "d") {
      log_value("d in re-entered a", d.name());
      vs::get_variable("w", {});
    }
  }
  VARIABLE_SCOPE(b, "b") {
    VARIABLE_SCOPE(again, kept) {
      VARIABLE_SCOPE(d, nullptr, .default_name = "d") { log_value("d in a in b", d.name()); }
    }
  }
}

CASE(default_07_reuse_with_default_name) {
  expect("reuse=True", [] {
    VARIABLE_SCOPE(s, nullptr, .default_name = "d", .reuse = true) {} // error: missing-name
  });
  expect("reuse=AUTO", [] {
    // error: missing-name
    VARIABLE_SCOPE(s, nullptr, .default_name = "d", .reuse = vs::AUTO_REUSE) {}
  });
  VARIABLE_SCOPE(a, "a", .reuse = vs::AUTO_REUSE) {
    VARIABLE_SCOPE(d, nullptr, .default_name = "d") {
      log_value("inherited AUTO is fine", d);
      vs::get_variable("v", {1});
    }
  }
}

CASE(default_08_name_scope_and_var_scope_counters_differ) {
  NAME_SCOPE(d, "d") {}
  VARIABLE_SCOPE(s, nullptr, .default_name = "d") {
    log_list("s", s.name(), s.original_name_scope());
  }
  NAME_SCOPE(n, "n") {
    VARIABLE_SCOPE(s, nullptr, .default_name = "d") {
      log_list("s", s.name(), s.original_name_scope());
    }
  }
}

CASE(default_10_prefix_not_confused) {
  for (const char* name : {"s1", "s", "s1"})
    VARIABLE_SCOPE(s, nullptr, .default_name = name) {
      VARIABLE_SCOPE(l, nullptr, .default_name = "l") { vs::get_variable("w", {}); }
    }
}

CASE(default_11_empty_or_slash) {
  expect("empty default", [] {
    VARIABLE_SCOPE(s, nullptr, .default_name = "") { log_value("empty", s); }
  });
  VARIABLE_SCOPE(s, nullptr, .default_name = "a/b") {
    log_list("slash", s.name(), s.original_name_scope());
  }
  VARIABLE_SCOPE(s, nullptr, .default_name = "a/b") {
    log_list("slash again", s.name(), s.original_name_scope());
  }
}

CASE(default_12_failed_body_still_counts) {
  expect("boom", [] {
    VARIABLE_SCOPE(s, nullptr, .default_name = "d") {
      vs::get_variable("v", {1});
      throw std::runtime_error("boom");
    }
  });
  log_value("current", vs::get_variable_scope().name());
  VARIABLE_SCOPE(s, nullptr, .default_name = "d") { log_value("s", s.name()); }
}

CASE(misc_01_exception_restores_scope) {
  expect("boom", [] {
    VARIABLE_SCOPE(a, "a") {
      VARIABLE_SCOPE(b, "b", .reuse = true) { throw std::out_of_range("boom"); }
    }
  });
  vs::VariableScope s = vs::get_variable_scope();
  log_list("restored", s.name(), s.reuse());
  op("c");
}
