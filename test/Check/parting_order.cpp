// A condition that parts a statement around another one that has parted before: each path is run as it was found. (The
// paths were told apart by decisions that no run met, so that two were the same, without end.)
// RUN: rm -rf %t && %varscope generate %s -o %t --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <string>
#include <varscope/varscope.h>
namespace vs = varscope;

bool first();
bool second();
bool third();

void build() {
  const bool one = first(), two = second(), three = third();
  VS_VARIABLE_SCOPE("outer") {
    VS_VARIABLE_SCOPE("inner") {
      vs::get_variable(one ? "a" : "b", {1});
      // CHECK: parting_order.cpp:[[#@LINE-1]]:7: warning: variable 'outer/inner/a' exists only under a condition {{.*}} when 'first()' is true
      // CHECK: parting_order.cpp:[[#@LINE-2]]:7: warning: variable 'outer/inner/b' exists only under a condition {{.*}} when 'first()' is false
      if (two)
        return;
      if (three)
        return;
    }
    vs::get_variable("end", {1});
    // CHECK: parting_order.cpp:[[#@LINE-1]]:5: warning: variable 'outer/end' exists only under a condition {{.*}} when 'second()' is false and 'third()' is false
  }
}
VS_MODEL(m, build());
// CHECK: 3 warnings generated.
