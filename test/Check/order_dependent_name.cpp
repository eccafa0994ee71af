// Off by default: a name that comes from counting default names.
// RUN: %varscope check %s --source-root=%S -- %include 2>&1 | count 0
// RUN: %varscope check %s --source-root=%S -Worder-dependent-name -- %include 2>&1 | %FileCheck %s
#include <varscope/varscope.h>
namespace vs = varscope;

void layer() {
  VS_VARIABLE_SCOPE(nullptr, .default_name = "dense") { vs::get_variable("w", {1}); }
  // CHECK: order_dependent_name.cpp:[[#@LINE-1]]:3: warning: the scope's name 'dense' comes from counting default names{{.*}} [varscope-order-dependent-name]
}
void build() {
  layer();
  layer();
  // The default name is not used where there is a name.
  VS_VARIABLE_SCOPE("named", .default_name = "dense") { vs::get_variable("w", {1}); }
}
VS_MODEL(m, build());
// CHECK: 1 warning generated.
