// A variable's graph name differs from what was written, because the name was taken.
// RUN: %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <varscope/varscope.h>
namespace vs = varscope;

void after_new() {
  vs::new_variable("v", {1});
  vs::get_variable("v", {1});
  // CHECK: silent_rename.cpp:[[#@LINE-1]]:3: warning: the graph name of 'v' is 'v_1', because the name was taken [varscope-silent-rename]
}
VS_MODEL(key_and_graph_name, after_new());

void after_get() {
  vs::get_variable("v", {1});
  vs::new_variable("v", {1});
  // CHECK: silent_rename.cpp:[[#@LINE-1]]:3: warning: the graph name of 'v' is 'v_1'
}
VS_MODEL(new_after_get, after_get());

void without_case() {
  vs::get_variable("v", {1});
  vs::get_variable("V", {1});
  // CHECK: silent_rename.cpp:[[#@LINE-1]]:3: warning: the graph name of 'V' is 'V_1'
}
VS_MODEL(case_does_not_count, without_case());

// Nothing was written, or it is what was written.
void fine() {
  vs::new_variable("", {1});
  vs::new_variable("", {1});
  vs::get_variable("v_1", {1});
  vs::get_variable("v", {1});
  VS_VARIABLE_SCOPE("s") { vs::get_variable("w", {1}); }
  VS_VARIABLE_SCOPE("s", .reuse = true) { vs::get_variable("w", {1}); }
  VS_VARIABLE_SCOPE("s") { vs::new_variable("n", {1}); }
}
VS_MODEL(m_fine, fine());
// CHECK: 3 warnings generated.
