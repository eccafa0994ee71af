// variable_scope_test.py: variables, their defaults, collections.

#include "tensorflow_tests.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

CASE(testGetVar) {
  vs::Variable v = vs::get_variable("v", {1}, {.reuse = vs::AUTO_REUSE});
  CHECK(vs::get_variable("v", {1}, {.reuse = vs::AUTO_REUSE}) == v);
}

CASE(testNameExists) {
  vs::Variable v = vs::get_variable("v", {1}, {.reuse = vs::AUTO_REUSE});
  CHECK(vs::get_variable("v", {1}, {.reuse = vs::AUTO_REUSE}) == v);
  vs::get_variable("w", {1}, {.reuse = false});
  fails("already-exists", [] {
    vs::get_variable("v", {1}, {.reuse = false}); // error: already-exists
  });
  CHECK(vs::get_variable("v", {1}, {.reuse = true}) == v);
  fails("does-not-exist", [] {
    vs::get_variable("u", {1}, {.reuse = true}); // error: does-not-exist
  });
}

CASE(testNamelessStore) {
  vs::get_variable("v1", {2});
  vs::get_variable("v2", {2});
  CHECK(named(vs::get_variable_scope().global_variables(), {"v1:0", "v2:0"}));
}

CASE(testVarScopeInitializer) {
  const vs::Initializer init = vs::constant(0.3);
  VS_VARIABLE_SCOPE_AS(tower, "tower0") {
    VS_VARIABLE_SCOPE("foo", .initializer = init) {
      CHECK(vs::get_variable("v", {}).initializer() == init);
    }
    VS_VARIABLE_SCOPE(tower, .initializer = init) {
      CHECK(vs::get_variable("w", {}).initializer() == init);
    }
    CHECK(vs::get_variable("x", {}).initializer() != init);
  }
}

CASE(testVarScopeConstraint) {
  const vs::Constraint constraint = vs::min_max_norm(0, 0);
  VS_VARIABLE_SCOPE_AS(tower, "tower1") {
    VS_VARIABLE_SCOPE("foo", .constraint = constraint) {
      CHECK(vs::get_variable("v", {}).constraint() == constraint);
    }
    VS_VARIABLE_SCOPE(tower, .constraint = constraint) {
      CHECK(vs::get_variable("w", {}).constraint() == constraint);
    }
  }
}

CASE(testVarScopeDType) {
  VS_VARIABLE_SCOPE_AS(tower, "tower2") {
    VS_VARIABLE_SCOPE("foo", .dtype = vs::float16) {
      CHECK(vs::get_variable("v", {}).dtype() == vs::float16);
    }
    VS_VARIABLE_SCOPE(tower, .dtype = vs::float16) {
      CHECK(vs::get_variable("w", {}).dtype() == vs::float16);
    }
  }
}

// The store of eager mode gives the same collections as the graph's.
CASE(testEagerVariablesStoreAddsToCollections) {
  vs::get_variable("v1", {}, {.trainable = true});
  vs::get_variable("v2", {}, {.trainable = false});
  vs::get_variable("v3", {}, {.collections = {"concatenated_variables"}});
  CHECK(named(vs::get_collection("variables"), {"v1:0", "v2:0"}));
  CHECK(named(vs::get_collection("trainable_variables"), {"v1:0", "v3:0"}));
  CHECK(named(vs::get_collection("concatenated_variables"), {"v3:0"}));
}

CASE(testInitFromNonTensorValue) {
  vs::Variable v = vs::get_variable("v4", {.dtype = vs::int32, .initializer = vs::value(4)});
  CHECK(v.shape().rank() == 0 && v.dtype() == vs::int32);
  const std::vector<std::int64_t> numbers = {1, 2, 3};
  vs::Variable w = vs::get_variable("w4", {.dtype = vs::int64, .initializer = vs::value(numbers)});
  CHECK(w.shape() == vs::Shape{3} && w.dtype() == vs::int64);
}

CASE(testInitFromNonInitializer) {
  int i = 0;
  for (vs::DType dtype :
       {vs::int8, vs::uint8, vs::int16, vs::uint16, vs::int32, vs::int64, vs::boolean}) {
    vs::Variable x = vs::get_variable("xx" + std::to_string(i), {3, 4}, {.dtype = dtype});
    vs::Variable y = vs::get_variable("yy" + std::to_string(i), {3, 4},
                                      {.dtype = dtype, .initializer = vs::zeros()});
    CHECK(x.dtype() == dtype && x.initializer() == y.initializer());
    ++i;
  }
}

CASE(testVarScopeCachingDevice) {
  VS_VARIABLE_SCOPE("tower") {
    VS_VARIABLE_SCOPE("caching", .caching_device = "/job:moo") {
      CHECK(vs::get_variable("v", {}).caching_device() == "/job:moo");
      VS_VARIABLE_SCOPE("child") {
        CHECK(vs::get_variable("v", {}).caching_device() == "/job:moo");
      }
      VS_VARIABLE_SCOPE("not_cached", .caching_device = "") {
        CHECK(vs::get_variable("v", {}).caching_device() == "");
      }
      VS_VARIABLE_SCOPE_AS(live, "set_while_open") {
        live.set_caching_device("/job:live");
        CHECK(vs::get_variable("v", {}).caching_device() == "/job:live");
      }
    }
    CHECK(vs::get_variable("v", {}).caching_device() == "");
  }
}

// The values of the losses: Language tests.
CASE(testVarScopeRegularizer) {
  VS_VARIABLE_SCOPE_AS(tower, "tower3", .regularizer = vs::l1(0.1)) {
    VS_VARIABLE_SCOPE("foo") {
      vs::get_variable("v", {});
      CHECK(named(vs::get_collection("regularization_losses"), {"tower3/foo/v:0"}));
    }
    VS_VARIABLE_SCOPE_AS(again, tower) {
      vs::get_variable("u", {});
      again.set_regularizer(vs::l2(0.1));
      vs::get_variable("w", {});
      vs::get_variable("x", {}, {.regularizer = vs::no_regularizer()});
      VS_VARIABLE_SCOPE("baz", .regularizer = vs::no_regularizer()) { vs::get_variable("y", {}); }
      again.set_regularizer(vs::no_regularizer());
      vs::get_variable("z", {});
    }
    VS_VARIABLE_SCOPE("foo", .reuse = true) { vs::get_variable("v", {}); }
  }
  CHECK(named(vs::get_collection("regularization_losses"),
              {"tower3/foo/v:0", "tower3/u:0", "tower3/w:0"}));
}

CASE(testInitializeFromValue) {
  const vs::Initializer init = vs::value(0.1f), whole = vs::value(1);
  CHECK(vs::get_variable("v", {.initializer = init}).shape().rank() == 0);
  fails("undefined-shape", [&] {
    vs::get_variable("u", {1}, {.initializer = init}); // error: undefined-shape
  });
  VS_VARIABLE_SCOPE("foo", .initializer = init) {
    CHECK(vs::get_variable("v").initializer() == init);
  }
  CHECK(vs::get_variable("t", {.initializer = whole}).dtype() == vs::int32);
  fails("invalid-argument", [&] {
    vs::get_variable("s", {.dtype = vs::float64, .initializer = whole}); // error: invalid-argument
  });
}

// A scope object does not tell its initialiser: the variables do.
CASE(testGetVariableScope) {
  const vs::Initializer init = vs::constant(0.3);
  VS_VARIABLE_SCOPE("bar") {
    CHECK(vs::get_variable("u", {}).initializer() != init);
    vs::get_variable_scope().set_initializer(init);
    CHECK(vs::get_variable("v", {}).initializer() == init);
    vs::get_variable_scope().reuse_variables();
    fails("does-not-exist", [] {
      vs::get_variable("w", {1}); // error: does-not-exist
    });
  }
  CHECK(vs::get_variable("w", {1}).initializer() != init);
}

CASE(testGetLocalVar) {
  vs::VariableScope kept;
  vs::Variable local;
  VS_VARIABLE_SCOPE_AS(outer, "outer") {
    kept = outer;
    VS_VARIABLE_SCOPE(outer, .default_name = "default") {
      local = vs::get_local_variable("w", {}, {.collections = {"foo"}});
    }
  }
  CHECK(named(vs::get_collection("local_variables"), {"outer/w:0"}));
  CHECK(named(vs::get_collection("foo"), {"outer/w:0"}));
  CHECK(vs::get_collection("trainable_variables").empty());
  VS_VARIABLE_SCOPE(kept, .default_name = "default", .reuse = true) {
    CHECK(vs::get_local_variable("w", {}) == local);
  }
}

// There are no device functions: that each variable is made once, with its dtype, remains.
CASE(testGetVarWithDevice) {
  const std::vector<std::int64_t> numbers(73);
  vs::get_variable("x", {100, 200});
  vs::get_variable("y", {.dtype = vs::int64, .initializer = vs::value(numbers)});
  std::vector<vs::Variable> made = vs::get_collection("variables");
  CHECK(named(made, {"x:0", "y:0"}));
  CHECK(made[0].dtype() == vs::float32 && made[1].dtype() == vs::int64);
}

void two_variables() {
  vs::get_variable("a", {});
  vs::get_variable("b", {}, {.trainable = false});
}

// The scope `foo_` has no part in what is under `foo`.
CASE(testGetCollection) {
  two_variables();
  VS_VARIABLE_SCOPE_AS(foo_, "foo_") {
    two_variables();
    CHECK(named(foo_.get_collection("trainable_variables"), {"foo_/a:0"}));
    CHECK(named(foo_.get_collection("variables"), {"foo_/a:0", "foo_/b:0"}));
  }
  VS_VARIABLE_SCOPE_AS(foo, "foo") {
    two_variables();
    CHECK(named(foo.get_collection("trainable_variables"), {"foo/a:0"}));
    CHECK(named(foo.get_collection("variables"), {"foo/a:0", "foo/b:0"}));
  }
  const vs::VariableScope root = vs::get_variable_scope();
  CHECK(named(root.get_collection("variables"),
              {"a:0", "b:0", "foo_/a:0", "foo_/b:0", "foo/a:0", "foo/b:0"}));
  CHECK(named(root.get_collection("trainable_variables"), {"a:0", "foo_/a:0", "foo/a:0"}));
}

// ON_READ alone makes a variable not trainable unless it is asked to be.
CASE(testGetTrainableVariablesWithGetVariable) {
  using enum vs::VariableSynchronization;
  vs::get_variable("a", {});
  VS_VARIABLE_SCOPE_AS(scope, "foo") {
    vs::get_variable("b", {});
    vs::get_variable("c", {}, {.trainable = false});
    vs::get_variable("d", {}, {.synchronization = ON_READ});
    CHECK(named(scope.trainable_variables(), {"foo/b:0"}));
    vs::get_variable("e", {}, {.trainable = true, .synchronization = ON_READ});
    vs::get_variable("f", {}, {.synchronization = ON_WRITE});
    CHECK(named(scope.trainable_variables(), {"foo/b:0", "foo/e:0", "foo/f:0"}));
  }
}

CASE(testGetTrainableVariablesWithVariable) {
  using enum vs::VariableSynchronization;
  const vs::Initializer one = vs::value(1.0f);
  vs::new_variable("a", vs::unspecified, {.initializer = one});
  VS_VARIABLE_SCOPE_AS(scope, "foo") {
    vs::new_variable("b", vs::unspecified, {.initializer = one});
    vs::new_variable("c", vs::unspecified, {.initializer = one, .trainable = false});
    vs::new_variable("d", vs::unspecified, {.initializer = one, .synchronization = ON_READ});
    CHECK(named(scope.trainable_variables(), {"foo/b:0"}));
    vs::new_variable("e", vs::unspecified,
                     {.initializer = one, .trainable = true, .synchronization = ON_READ});
    vs::new_variable("f", vs::unspecified, {.initializer = one, .synchronization = ON_WRITE});
    CHECK(named(scope.trainable_variables(), {"foo/b:0", "foo/e:0", "foo/f:0"}));
  }
}

CASE(testGetGlobalVariables) {
  vs::get_variable("a", {});
  VS_VARIABLE_SCOPE_AS(scope, "foo") {
    vs::get_variable("b", {});
    CHECK(named(scope.global_variables(), {"foo/b:0"}));
  }
}

CASE(testGetLocalVariables) {
  vs::get_variable("a", {}, {.collections = {"local_variables"}});
  VS_VARIABLE_SCOPE_AS(scope, "foo") {
    vs::get_variable("b", {}, {.collections = {"local_variables"}});
    vs::get_variable("c", {});
    CHECK(named(scope.local_variables(), {"foo/b:0"}));
  }
}

CASE(testGetVariableWithRefDtype) {
  vs::Variable v = vs::get_variable("v", {3, 4}, {.dtype = vs::float32});
  CHECK(vs::get_variable("w", {5, 6}, {.dtype = v.dtype()}).dtype() == vs::float32);
}

// A callable that needs no arguments gives a value; in C++ that is the value itself.
CASE(testGetVariableWithInitializerWhichTakesNoArgs) {
  vs::Variable v = vs::get_variable("foo", {.initializer = vs::value({2})});
  CHECK(v.name() == "foo:0" && v.shape() == vs::Shape{1} && v.dtype() == vs::int32);
}

CASE(testGetVariableWithInitializerWhichTakesUnprovidedArgsAndNoShape) {
  const auto init = [](std::span<float> out, const vs::Shape&, vs::PartitionInfo,
                       vs::RandomStream&) {
    for (float& value : out)
      value = 2;
  };
  fails("undefined-shape", [&] {
    vs::get_variable("foo", {.initializer = init}); // error: undefined-shape
  });
}

// One graph inside of another: Language tests.
CASE(testTwoGraphs) {
  fails("invalid-name", [] {
    VS_VARIABLE_SCOPE("_") {} // error: invalid-name
  });
}
