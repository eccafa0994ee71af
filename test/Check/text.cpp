// A forgotten reuse as the user sees it: place, line, caret, notes, rule, exit status.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 >/dev/null | %FileCheck %s
// RUN: %varscope check %s --source-root=%S -- %include -DREUSE 2>&1 | count 0
// RUN: cd %S && not %varscope check text.cpp -- %include 2>&1 | %FileCheck %s
#include <varscope/varscope.h>
namespace vs = varscope;

vs::Variable build() {
  VS_VARIABLE_SCOPE("foo") { vs::get_variable("v", {1}); }
#ifdef REUSE
  VS_VARIABLE_SCOPE("foo", .reuse = true) {
#else
  VS_VARIABLE_SCOPE("foo") {
#endif
    return vs::get_variable("v", {1});
  }
}
VS_MODEL(m, build());

// CHECK:      {{^}}text.cpp:15:12: error: Variable foo/v already exists, disallowed.{{.*}} [varscope-already-exists]
// CHECK-NEXT:     return vs::get_variable("v", {1});
// CHECK-NEXT:            ^~~~
// CHECK:      text.cpp:9:30: note:
// CHECK:      1 error generated.
