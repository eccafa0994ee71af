// An error on some paths only says on which; tests of one unknown value are correlated.
// RUN: not %varscope check %s --source-root=%S -Wno-conditional-variable -- %include 2>&1 | %FileCheck %s
#include <cstdlib>
#include <varscope/varscope.h>
namespace vs = varscope;

int read_depth();
const bool flag = std::getenv("FLAG") != nullptr;

namespace one_side {
void build(bool training) {
  vs::get_variable("v", {1});
  if (training)
    vs::get_variable("v", {1});
  // CHECK: conditions.cpp:[[#@LINE-1]]:5: error: Variable v already exists{{.*}}, when 'training' is true [varscope-already-exists]
}
VS_MODEL(one_side, build(std::getenv("TRAINING") != nullptr));
} // namespace one_side

namespace two_conditions {
void build(bool a, bool b) {
  if (a)
    vs::get_variable("v", {1});
  if (!b)
    vs::get_variable("v", {1});
  // CHECK: conditions.cpp:[[#@LINE-1]]:5: error: Variable v already exists{{.*}}, when 'a' is true and 'b' is false [varscope-already-exists]
}
VS_MODEL(two_conditions, build(std::getenv("A") != nullptr, std::getenv("B") != nullptr));
} // namespace two_conditions

// What cannot happen together is not reported.
namespace correlated {
void negation(bool training) {
  if (training)
    vs::get_variable("v", {1});
  if (!training)
    vs::get_variable("v", {1});
}
VS_MODEL(m_negation, negation(std::getenv("TRAINING") != nullptr));
void numbers(int depth) {
  if (depth == 1)
    vs::get_variable("v", {1});
  if (depth > 3)
    vs::get_variable("v", {1});
}
VS_MODEL(m_numbers, numbers(read_depth()));
void copies(bool training) {
  const bool copy = training;
  if (training)
    vs::get_variable("v", {1});
  if (copy == false)
    vs::get_variable("v", {1});
}
VS_MODEL(m_copies, copies(std::getenv("TRAINING") != nullptr));
void created(bool create) {
  if (create)
    vs::get_variable("v", {1});
  if (create)
    VS_VARIABLE_SCOPE(vs::get_variable_scope(), .reuse = true) { vs::get_variable("v", {1}); }
}
VS_MODEL(m_created, created(std::getenv("CREATE") != nullptr));
} // namespace correlated

namespace numbers {
void build(int depth) {
  if (depth > 2)
    vs::get_variable("v", {1});
  if (depth > 3)
    vs::get_variable("v", {1});
  // CHECK: conditions.cpp:[[#@LINE-1]]:5: error: Variable v already exists{{.*}}, when {{.*}} > 3' is true [varscope-already-exists]
}
VS_MODEL(overlap, build(read_depth()));
} // namespace numbers

// One variable in two ways: nothing can be planned for it.
namespace definitions {
void build(bool wide) {
  vs::get_variable("v", {wide ? 2 : 1});
  // CHECK: conditions.cpp:[[#@LINE-1]]:3: error: variable 'v' has another shape, dtype, initializer or other property depending on a condition that is not known at compile time; {{.*}}, when 'wide' is false [varscope-unresolved]
}
VS_MODEL(by_shape, build(std::getenv("WIDE") != nullptr));
void device(bool gpu) {
  vs::get_variable("v", {1}, {.caching_device = gpu ? "/gpu:0" : "/cpu:0"});
  // CHECK: conditions.cpp:[[#@LINE-1]]:3: error: variable 'v' has another shape, {{.*}}, when 'gpu' is false [varscope-unresolved]
}
VS_MODEL(by_device, device(std::getenv("GPU") != nullptr));
} // namespace definitions

// Calls are told apart by their arguments.
bool enabled(const char* what);
namespace calls {
void build() {
  if (enabled("a"))
    vs::get_variable("v", {1});
  if (enabled("b"))
    vs::get_variable("v", {1});
  // CHECK: conditions.cpp:[[#@LINE-1]]:5: error: Variable v already exists{{.*}}, when 'enabled("a")' is true and 'enabled("b")' is true [varscope-already-exists]
}
VS_MODEL(m_calls, build());
} // namespace calls

// What an unknown value is compared with is told apart by what it is, not by how it is spelled.
int* chosen();
namespace pointers {
void build() {
  int a = 0, b = 0;
  int* pointer = chosen();
  if (pointer == &a)
    vs::get_variable("v", {1});
  if (!(pointer == &b))
    vs::get_variable("v", {1});
  // CHECK: conditions.cpp:[[#@LINE-1]]:5: error: Variable v already exists{{.*}}, when '{{.*}}' is true and '{{.*}}' is false [varscope-already-exists]
}
VS_MODEL(m_pointers, build());
} // namespace pointers

// Values that are made of many unknown ones are told in part; what does not come to an end on one path is not
// tried again for every other.
int number();
namespace long_stories {
int one() {
  int n = number();
  while (n > 4)
    n -= 1;
  return n;
}
void build() {
  vs::get_variable("v", {1});
  switch ([] {
    int sum = 0;
    for (int i = 0; i < 4; ++i)
      sum = one() > sum ? sum * one() + sum : sum - one() * sum;
    return sum;
  }()) {
  case 0:
    vs::get_variable("v", {1});
    // CHECK: conditions.cpp:[[#@LINE-1]]:5: error: Variable v already exists
    // CHECK-SAME: [varscope-already-exists]
  }
}
VS_MODEL(m_long_stories, build());
} // namespace long_stories
// CHECK: 8 errors generated.
