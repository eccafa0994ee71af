// Inside of VS_MODEL(build, build()) `build()` is an object of the model's class, and no call.
// RUN: %varscope check %s -- %include 2>&1 | %FileCheck %s
#include <varscope/varscope.h>
void build() { varscope::get_variable("v", {1}); }
VS_MODEL(build, build());
// CHECK: note: the expression of model 'build' makes an object of the model's own class, at {{.*}}empty_model.cpp:5, and no variables; name the model otherwise than its builder
