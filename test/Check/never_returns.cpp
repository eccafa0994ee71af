// A call of a function that does not return ends the path; where the program may catch what it throws, that is told.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
// RUN: rm -rf %t && %varscope generate %s -o %t -- %include -DRIGHT
// RUN: %python %utils/manifest-variables.py %t/m_leaves.varscope.json | FileCheck %s --check-prefix=NAMES
#include <cstdlib>
#include <exception>
#include <varscope/varscope.h>
namespace vs = varscope;

#ifdef RIGHT
void leaves() {
  bool last = false;
  for (;;) {
    vs::get_variable(last ? "two" : "one", {1});
    if (last)
      break;
    last = true;
    if (std::getenv("LEAVE"))
      std::rethrow_exception(nullptr);
  }
}
VS_MODEL(m_leaves, leaves());
// NAMES: one 1
// NAMES-NEXT: two 1
#else
void always() {
  vs::get_variable("a", {1});
  std::rethrow_exception(nullptr);
  vs::get_variable("b", {1});
}
VS_MODEL(m_always, always());
// CHECK: never_returns.cpp:[[#@LINE-4]]:3: error: the builder of model 'm_always' always ends with an exception

void caught() {
  try {
    throw 1;
  } catch (int) {
    try {
      std::rethrow_exception(std::current_exception());
      // CHECK: never_returns.cpp:[[#@LINE-1]]:7: error: what this call throws is not known at compile time: {{.*}}a function that does not return may throw what the program catches; write a throw expression, or give the command the function's source instead [varscope-unresolved]
    } catch (...) {
      vs::get_variable("v", {1});
    }
  }
}
VS_MODEL(m_caught, caught());
// CHECK: 2 errors generated.
#endif
