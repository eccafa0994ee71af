// No name and no default name; reuse with only a default name.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <varscope/varscope.h>
namespace vs = varscope;

void no_name() {
  VS_VARIABLE_SCOPE("outer") {
    VS_VARIABLE_SCOPE(nullptr) { vs::get_variable("v", {1}); }
    // CHECK: missing_name.cpp:[[#@LINE-1]]:5: error: If default_name is None then name_or_scope is required [varscope-missing-name]
    // CHECK: missing_name.cpp:[[#@LINE-3]]:3: note: scope 'outer' is opened here
    // CHECK: missing_name.cpp:[[#@LINE+3]]:21: note: 'no_name' is called here
  }
}
VS_MODEL(m_no_name, no_name());

void reuse() {
  VS_VARIABLE_SCOPE(nullptr, .default_name = "d", .reuse = true) { vs::get_variable("v", {1}); }
  // CHECK: missing_name.cpp:[[#@LINE-1]]:3: error: reuse=True cannot be used without a name_or_scope [varscope-missing-name]
}
VS_MODEL(m_reuse, reuse());

void automatic() {
  const char* none = nullptr;
  VS_VARIABLE_SCOPE(none, .default_name = "d", .reuse = vs::AUTO_REUSE) { vs::get_variable("v", {1}); }
  // CHECK: missing_name.cpp:[[#@LINE-1]]:3: error: reuse=True cannot be used without a name_or_scope [varscope-missing-name]
}
VS_MODEL(m_automatic, automatic());

// Inherited reuse is fine, and so is a default name alone.
void fine() {
  VS_VARIABLE_SCOPE(nullptr, .default_name = "d") { vs::get_variable("v", {1}); }
  VS_VARIABLE_SCOPE("a", .reuse = vs::AUTO_REUSE) {
    VS_VARIABLE_SCOPE(nullptr, .default_name = "d") { vs::get_variable("v", {1}); }
  }
}
VS_MODEL(m_fine, fine());
// CHECK: 3 errors generated.
