// Names that TensorFlow would reject.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <varscope/varscope.h>
namespace vs = varscope;

VS_MODEL(underscore, vs::get_variable("_v", {1}));
// CHECK: invalid_name.cpp:[[#@LINE-1]]:22: error: '_v' is not a valid scope name [varscope-invalid-name]
VS_MODEL(dash, vs::get_variable("-v", {1}));
// CHECK: invalid_name.cpp:[[#@LINE-1]]:16: error: {{.*}}[varscope-invalid-name]
VS_MODEL(space, vs::get_variable("v v", {1}));
// CHECK: invalid_name.cpp:[[#@LINE-1]]:17: error: {{.*}}[varscope-invalid-name]
VS_MODEL(colon, vs::get_variable("v:0", {1}));
// CHECK: invalid_name.cpp:[[#@LINE-1]]:17: error: {{.*}}[varscope-invalid-name]
VS_MODEL(backslash, vs::get_variable("v\\w", {1}));
// CHECK: invalid_name.cpp:[[#@LINE-1]]:21: error: {{.*}}[varscope-invalid-name]
VS_MODEL(slash_first, vs::get_variable("/v", {1}));
// CHECK: invalid_name.cpp:[[#@LINE-1]]:23: error: {{.*}}[varscope-invalid-name]
VS_MODEL(empty, vs::get_variable("", {1}));
// CHECK: invalid_name.cpp:[[#@LINE-1]]:17: error: '' is not a valid node name [varscope-invalid-name]

void after_slash() {
  vs::get_variable("v/", {1});
  vs::get_variable("v", {1});
  // CHECK: invalid_name.cpp:[[#@LINE-1]]:3: error: {{.*}}[varscope-invalid-name]
}
VS_MODEL(duplicate_node, after_slash());

void scope() {
  VS_VARIABLE_SCOPE("a b") { vs::get_variable("v", {1}); }
  // CHECK: invalid_name.cpp:[[#@LINE-1]]:3: error: {{.*}}[varscope-invalid-name]
}
VS_MODEL(of_a_scope, scope());
void name_scope() {
  VS_NAME_SCOPE("_n") { vs::new_variable("v", {1}); }
  // CHECK: invalid_name.cpp:[[#@LINE-1]]:3: error: '_n' is not a valid scope name [varscope-invalid-name]
}
VS_MODEL(of_a_name_scope, name_scope());

void fine() {
  for (const char* name : {".v", "9v", "v>w", "a//b", "a/b/c", "V.w-x_y"})
    vs::get_variable(name, {1});
  VS_VARIABLE_SCOPE("s") { vs::get_variable("_v", {1}); }
}
VS_MODEL(fine, fine());
// CHECK: 10 errors generated.
