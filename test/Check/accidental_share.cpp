// Under AUTO_REUSE two gets reach one variable although nothing says that they should.
// RUN: %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <string>
#include <varscope/varscope.h>
namespace vs = varscope;

// -- names written in different functions -----------------------------------------
namespace writers {
void encoder() { vs::get_variable("w", {2}); }
void decoder() {
  vs::get_variable("w", {2});
  // CHECK: accidental_share.cpp:[[#@LINE-1]]:3: warning: AUTO_REUSE shares 'net/w' although nothing says so: {{.*}}'writers::encoder' and 'writers::decoder' [varscope-accidental-share]
  // CHECK: accidental_share.cpp:9:18: note: 'net/w' is created here
}
void build() {
  VS_VARIABLE_SCOPE("net", .reuse = vs::AUTO_REUSE) {
    encoder();
    decoder();
    decoder();
  }
}
VS_MODEL(writers, build());

// One builder called twice, one literal.
void twice() {
  VS_VARIABLE_SCOPE("net", .reuse = vs::AUTO_REUSE) {
    encoder();
    encoder();
  }
}
VS_MODEL(one_builder_twice, twice());

// Two literals in one function say it themselves.
void here() {
  VS_VARIABLE_SCOPE("net", .reuse = vs::AUTO_REUSE) {
    vs::get_variable("w", {2});
    vs::get_variable("w", {2});
  }
}
VS_MODEL(one_function, here());

// A wrapper that is passed the name is not its writer.
vs::Variable wrapped(const std::string& name) { return vs::get_variable(name, {2}); }
vs::Variable prefixed(const std::string& prefix) { return vs::get_variable(prefix + "w", {2}); }
void with_wrapper() {
  VS_VARIABLE_SCOPE("net", .reuse = vs::AUTO_REUSE) {
    vs::get_variable("w", {2});
    wrapped("w");
  }
}
VS_MODEL(wrapper, with_wrapper());
void f() { wrapped("w"); }
void g() {
  wrapped("w");
}
void with_two_callers() {
  VS_VARIABLE_SCOPE("net", .reuse = vs::AUTO_REUSE) {
    f();
    g();
  }
}
// CHECK: accidental_share.cpp:43:56: warning: AUTO_REUSE shares 'net/w' {{.*}}'writers::f' and 'writers::g' [varscope-accidental-share]
VS_MODEL(callers_of_a_wrapper, with_two_callers());
void with_suffix() {
  VS_VARIABLE_SCOPE("net", .reuse = vs::AUTO_REUSE) {
    prefixed("a_");
    prefixed("a_");
  }
}
VS_MODEL(suffix, with_suffix());

// Instantiations of one template were written once.
template <int N> void layer() { vs::get_variable("w", {2}); }
void with_template() {
  VS_VARIABLE_SCOPE("net", .reuse = vs::AUTO_REUSE) {
    layer<1>();
    layer<2>();
  }
}
VS_MODEL(one_template, with_template());

// reuse = true says that sharing is meant.
void explicitly() {
  VS_VARIABLE_SCOPE("net", .reuse = vs::AUTO_REUSE) { encoder(); }
  VS_VARIABLE_SCOPE("net", .reuse = true) { f(); }
}
VS_MODEL(reuse_true, explicitly());
} // namespace writers

// -- AUTO_REUSE of an outer scope, of the get, through a getter -----------------------
namespace sources {
void encoder() { vs::get_variable("w", {2}); }
void inner() {
  VS_VARIABLE_SCOPE("inner") {
    vs::get_variable("w", {2});
  }
}
void other() {
  VS_VARIABLE_SCOPE("inner") {
    vs::get_variable("w", {2});
    // CHECK: accidental_share.cpp:[[#@LINE-1]]:5: warning: AUTO_REUSE shares 'outer/inner/w'
  }
}
void outer() {
  VS_VARIABLE_SCOPE("outer", .reuse = vs::AUTO_REUSE) {
    inner();
    other();
  }
}
VS_MODEL(of_an_outer_scope, outer());

void own() {
  encoder();
  vs::get_variable("w", {2}, {.reuse = vs::AUTO_REUSE});
  // CHECK: accidental_share.cpp:[[#@LINE-1]]:3: warning: AUTO_REUSE shares 'w'
}
VS_MODEL(of_the_get, own());

vs::Variable through(vs::Getter getter, std::string_view name, vs::VariableRequest request) {
  return getter(name, request);
}
void getter() {
  VS_VARIABLE_SCOPE("got", .custom_getter = through, .reuse = vs::AUTO_REUSE) {
    encoder();
    vs::get_variable("w", {2});
    // CHECK: accidental_share.cpp:[[#@LINE-1]]:5: warning: AUTO_REUSE shares 'got/w'
  }
}
VS_MODEL(through_a_getter, getter());
} // namespace sources

// -- loops ---------------------------------------------------------------------------
namespace loops {
void outside() {
  VS_VARIABLE_SCOPE("net", .reuse = vs::AUTO_REUSE) {
    for (int i = 0; i < 3; ++i)
      vs::get_variable("w", {2});
    // CHECK: accidental_share.cpp:[[#@LINE-1]]:7: warning: AUTO_REUSE shares 'net/w' although nothing says so: the gets are in two iterations of one loop
    // CHECK: accidental_share.cpp:[[#@LINE-3]]:5: note: every iteration
  }
}
VS_MODEL(scope_outside_of_the_loop, outside());

void inside() {
  for (int i = 0; i < 3; ++i)
    VS_VARIABLE_SCOPE("net", .reuse = vs::AUTO_REUSE) { vs::get_variable("w", {2}); }
}
VS_MODEL(scope_on_every_iteration, inside());

// A scope inside that only inherits does not say it.
void inherits() {
  VS_VARIABLE_SCOPE("net", .reuse = vs::AUTO_REUSE) {
    for (int i = 0; i < 3; ++i)
      VS_VARIABLE_SCOPE("layer") {
        vs::get_variable("w", {2});
        // CHECK: accidental_share.cpp:[[#@LINE-1]]:9: warning: AUTO_REUSE shares 'net/layer/w'
      }
  }
}
VS_MODEL(inherited_in_the_loop, inherits());

// A scope object that has AUTO_REUSE, entered on every iteration, does.
void object() {
  vs::VariableScope scope;
  VS_VARIABLE_SCOPE_AS(entered, "net", .reuse = vs::AUTO_REUSE) { scope = entered; }
  for (int i = 0; i < 3; ++i)
    VS_VARIABLE_SCOPE(scope) { vs::get_variable("w", {2}); }
}
VS_MODEL(object_on_every_iteration, object());

void distinct() {
  VS_VARIABLE_SCOPE("net", .reuse = vs::AUTO_REUSE) {
    for (int i = 0; i < 3; ++i)
      vs::get_variable("w" + std::to_string(i), {2});
  }
}
VS_MODEL(names_with_the_counter, distinct());

// Two executions of one loop: the builder is called twice.
void layers() {
  for (int i = 0; i < 2; ++i)
    vs::get_variable("w" + std::to_string(i), {2});
}
void executions() {
  VS_VARIABLE_SCOPE("net", .reuse = vs::AUTO_REUSE) {
    layers();
    layers();
  }
}
VS_MODEL(two_executions, executions());

// The outer loop opens the scope: its iterations share on purpose, the inner loop's do not.
void nested() {
  for (int i = 0; i < 2; ++i)
    VS_VARIABLE_SCOPE("net", .reuse = vs::AUTO_REUSE) {
      for (int k = 0; k < 2; ++k)
        vs::get_variable("w", {2});
      // CHECK: accidental_share.cpp:[[#@LINE-1]]:9: warning: AUTO_REUSE shares 'net/w'
    }
}
VS_MODEL(loop_in_a_loop, nested());
} // namespace loops
// CHECK: 8 warnings generated.
