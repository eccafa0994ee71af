// Reuse of what was never created, with where the reuse comes from.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s --implicit-check-not=note:
#include <varscope/varscope.h>
namespace vs = varscope;

namespace option {
void build() {
  VS_VARIABLE_SCOPE("a", .reuse = true) { vs::get_variable("v", {1}); }
}
VS_MODEL(option, build());
// CHECK: does_not_exist.cpp:8:43: error: Variable a/v does not exist, or was not created with tf.get_variable(). {{.*}} [varscope-does-not-exist]
// CHECK: does_not_exist.cpp:8:3: note: scope 'a' is opened here with reuse = true
// CHECK: does_not_exist.cpp:10:18: note: 'option::build' is called here
} // namespace option

namespace outer {
void build() {
  VS_VARIABLE_SCOPE("a", .reuse = true) {
    VS_VARIABLE_SCOPE("b") { vs::get_variable("v", {1}); }
  }
}
VS_MODEL(outer, build());
// CHECK: does_not_exist.cpp:19:30: error: Variable a/b/v does not exist
// CHECK: does_not_exist.cpp:19:5: note: scope 'a/b' is opened here and inherits reuse = true
// CHECK: does_not_exist.cpp:18:3: note: scope 'a' is opened here with reuse = true
// CHECK: does_not_exist.cpp:22:17: note: 'outer::build' is called here
} // namespace outer

// reuse_variables() that leaked past its block.
namespace leak {
void build() {
  VS_VARIABLE_SCOPE("a") {
    vs::get_variable("v", {1});
    {
      vs::get_variable_scope().reuse_variables();
      vs::get_variable("v", {1});
    }
    vs::get_variable("w", {1});
  }
}
VS_MODEL(leak, build());
// CHECK: does_not_exist.cpp:38:5: error: Variable a/w does not exist
// CHECK: does_not_exist.cpp:35:7: note: reuse_variables() on scope 'a' is called here; it holds beyond its block, until scope 'a' is left
// CHECK: does_not_exist.cpp:32:3: note: scope 'a' is opened here
// CHECK: does_not_exist.cpp:41:16: note: 'leak::build' is called here
} // namespace leak

namespace root {
void build() {
  VS_VARIABLE_SCOPE("a") { vs::get_variable("v", {1}); }
  vs::get_variable_scope().reuse_variables();
  VS_VARIABLE_SCOPE("b") { vs::get_variable("v", {1}); }
}
VS_MODEL(root, build());
// CHECK: does_not_exist.cpp:52:28: error: Variable b/v does not exist
// CHECK: does_not_exist.cpp:51:3: note: reuse_variables() on the root scope is called here; it holds beyond its block, until the model is built
// CHECK: does_not_exist.cpp:52:3: note: scope 'b' is opened here and inherits reuse = true
// CHECK: does_not_exist.cpp:54:16: note: 'root::build' is called here
} // namespace root

// Of a scope object, what it was opened with counts, not what is around its re-entry.
namespace object {
void build() {
  vs::VariableScope scope;
  VS_VARIABLE_SCOPE_AS(entered, "a", .reuse = true) { scope = entered; }
  VS_VARIABLE_SCOPE(scope) { vs::get_variable("v", {1}); }
}
VS_MODEL(object, build());
// CHECK: does_not_exist.cpp:66:30: error: Variable a/v does not exist
// CHECK: does_not_exist.cpp:65:3: note: reuse was set when scope 'a' was first opened here
// CHECK: does_not_exist.cpp:66:3: note: scope 'a' is opened here and inherits reuse = true
// CHECK: does_not_exist.cpp:68:18: note: 'object::build' is called here
} // namespace object

namespace own {
void build() { vs::get_variable("v", {1}, {.reuse = true}); }
VS_MODEL(own, build());
// CHECK: does_not_exist.cpp:76:16: error: Variable v does not exist
// CHECK: does_not_exist.cpp:76:16: note: reuse is set by this get's own option
// CHECK: does_not_exist.cpp:77:15: note: 'own::build' is called here
} // namespace own

namespace later {
void build() {
  VS_VARIABLE_SCOPE("a", .reuse = true) { vs::get_variable("v", {1}); }
  VS_VARIABLE_SCOPE("a") { vs::get_variable("v", {1}); }
}
VS_MODEL(later, build());
// CHECK: does_not_exist.cpp:85:43: error: Variable a/v does not exist{{.*}} (it is created later) [varscope-does-not-exist]
// CHECK: does_not_exist.cpp:86:28: note: 'a/v' is created here, after this get
// CHECK: does_not_exist.cpp:85:3: note: scope 'a' is opened here with reuse = true
// CHECK: does_not_exist.cpp:88:17: note: 'later::build' is called here
} // namespace later

namespace typo {
void build() {
  VS_VARIABLE_SCOPE("a") { vs::get_variable("kernel", {1}); }
  VS_VARIABLE_SCOPE("a", .reuse = true) { vs::get_variable("kernal", {1}); }
}
VS_MODEL(typo, build());
// CHECK:      does_not_exist.cpp:98:43: error: Variable a/kernal does not exist
// CHECK:      does_not_exist.cpp:97:28: note: did you mean 'a/kernel', which is created here?
// CHECK:      does_not_exist.cpp:98:3: note: scope 'a' is opened here with reuse = true
// CHECK:      does_not_exist.cpp:100:16: note: 'typo::build' is called here
// CHECK:      does_not_exist.cpp:98:60: note: replace 'kernal' by 'kernel'
// CHECK-NEXT:   VS_VARIABLE_SCOPE("a", .reuse = true) { vs::get_variable("kernal", {1}); }
// CHECK-NEXT: {{^ +\^~~~~~~~$}}
// CHECK-NEXT: {{^ +"kernel"$}}
} // namespace typo

// What is put together is not respelt, and of two that are as near neither is meant for certain.
namespace uncertain {
void build() {
  for (const char* name : {"kernel", "kernol"})
    vs::get_variable(name, {1});
  VS_VARIABLE_SCOPE(vs::get_variable_scope(), .reuse = true) { vs::get_variable("kernal", {1}); }
}
VS_MODEL(uncertain, build());
// CHECK: does_not_exist.cpp:116:64: error: Variable kernal does not exist
// CHECK: does_not_exist.cpp:116:3: note: the root scope is opened here with reuse = true
// CHECK: does_not_exist.cpp:118:21: note: 'uncertain::build' is called here
} // namespace uncertain
// CHECK: 9 errors generated.
