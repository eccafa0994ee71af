// Inside of VS_MODEL(build, build()) `build()` is an object of the model's class, and no call.
// RUN: %varscope check %s -- %include 2>&1 | %FileCheck %s
#include <varscope/varscope.h>
void build() { varscope::get_variable("v", {1}); }
VS_MODEL(build, build());
// CHECK: note: model 'build' makes no variables; a model that has its builder's name does not call it
