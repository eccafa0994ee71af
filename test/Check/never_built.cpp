// A builder that cannot end well has no plan: that is said where the exception comes from. What is
// thrown and caught is no matter, nor what only some paths throw.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
// RUN: rm -rf %t && not %varscope generate %s --source-root=%S -o %t -- %include 2>/dev/null
// RUN: ls %t | FileCheck %s --check-prefix=FILES
#include <cstdlib>
#include <stdexcept>
#include <varscope/varscope.h>
namespace vs = varscope;

void unfinished() {
  vs::get_variable("v", {1});
  throw std::runtime_error("no such architecture");
  // CHECK: never_built.cpp:[[@LINE-1]]:3: error: the builder of model 'thrown' always ends with an exception, which is thrown here; a model that cannot be built has no plan [varscope-unresolved]
}
void outer() { unfinished(); }
// CHECK: never_built.cpp:[[@LINE-1]]:16: note: 'unfinished' is called here
VS_MODEL(thrown, outer());
// CHECK: never_built.cpp:[[@LINE-1]]:18: note: 'outer' is called here

// An empty variable is asked what it is.
vs::Variable nothing(vs::Getter, std::string_view, vs::VariableRequest) { return {}; }
void asks() {
  VS_VARIABLE_SCOPE("s", .custom_getter = nothing) {
    if (vs::get_variable("v", {1}).shape().rank() == 1)
      // CHECK: never_built.cpp:[[@LINE-1]]:9: error: the builder of model 'empty' always ends with an exception
      vs::get_variable("w", {1});
  }
}
VS_MODEL(empty, asks());

void sometimes() {
  if (std::getenv("NONE"))
    throw std::runtime_error("none");
  try {
    throw 1;
  } catch (int) {
  }
  vs::get_variable("v", {1});
}
VS_MODEL(caught, sometimes());
// CHECK: 2 errors generated.
// FILES: caught.varscope.cpp
// FILES-NEXT: caught.varscope.json
// FILES-NOT: {{.}}
