// A condition that parts a statement around another one that has parted before: each path is run as it was found. (The
// paths were told apart by decisions that no run met, so that two were the same, without end; and by the first decisions of
// their lists, which were about different conditions.)
// RUN: rm -rf %t && %varscope generate %s -o %t --max-paths=8 --source-root=%S -- %include 2>&1 | %FileCheck %s
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

// The scope parts by the second condition only where the first one holds.
void build_half() {
  const bool one = first(), two = second();
  VS_VARIABLE_SCOPE("outer") {
    VS_VARIABLE_SCOPE("inner") {
      vs::get_variable(one ? "a" : "b", {1});
      // CHECK: parting_order.cpp:[[#@LINE-1]]:7: warning: variable 'outer/inner/a' exists only under a condition {{.*}} when 'first()' is true
      // CHECK: parting_order.cpp:[[#@LINE-2]]:7: warning: variable 'outer/inner/b' exists only under a condition {{.*}} when 'first()' is false
      if (one && two)
        return;
    }
    vs::get_variable("end", {1});
    // CHECK: parting_order.cpp:[[#@LINE-1]]:5: warning: variable 'outer/end' exists only under a condition {{.*}} when 'first()' is true and 'second()' is false, or 'first()' is false
  }
}
VS_MODEL(half, build_half());

// What is decided around it makes other statements run before the inner one, which is found again all the same.
void build_moved() {
  const bool one = first(), two = second(), three = third();
  VS_VARIABLE_SCOPE("outer") {
    if (two) {
      vs::get_variable("x", {1});
      // CHECK: parting_order.cpp:[[#@LINE-1]]:7: warning: variable 'outer/x' exists only under a condition {{.*}} when 'second()' is true
      vs::get_variable("y", {1});
      // CHECK: parting_order.cpp:[[#@LINE-1]]:7: warning: variable 'outer/y' exists only under a condition {{.*}} when 'second()' is true
    }
    VS_VARIABLE_SCOPE("inner") {
      vs::get_variable(one ? "a" : "b", {1});
      // CHECK: parting_order.cpp:[[#@LINE-1]]:7: warning: variable 'outer/inner/a' exists only under a condition {{.*}} when 'first()' is true
      // CHECK: parting_order.cpp:[[#@LINE-2]]:7: warning: variable 'outer/inner/b' exists only under a condition {{.*}} when 'first()' is false
    }
    vs::get_variable(three ? "c" : "d", {1});
    // CHECK: parting_order.cpp:[[#@LINE-1]]:5: warning: variable 'outer/c' exists only under a condition {{.*}} when 'third()' is true
    // CHECK: parting_order.cpp:[[#@LINE-2]]:5: warning: variable 'outer/d' exists only under a condition {{.*}} when 'third()' is false
    if (two)
      return;
    vs::get_variable("end", {1});
    // CHECK: parting_order.cpp:[[#@LINE-1]]:5: warning: variable 'outer/end' exists only under a condition {{.*}} when 'second()' is false
  }
}
VS_MODEL(moved, build_moved());
// CHECK: 13 warnings generated.
