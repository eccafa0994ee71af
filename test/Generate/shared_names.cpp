// The names of TensorFlow's introduction to sharing, without a plan and with one; and its error.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %gxx %s %runtime-lib -o %t/plain && %t/plain | FileCheck %s --match-full-lines
// RUN: %varscope generate %s -o %t/plan -- %include | count 0
// RUN: %gxx %s %t/plan/introduction.varscope.cpp %runtime-lib -o %t/planned && %t/planned | FileCheck %s --match-full-lines
// RUN: %gxx %s -DWRONG %runtime-lib -o %t/wrong && %t/wrong | FileCheck %s --check-prefix=WRONG
// RUN: not %varscope check %s -- %include -DWRONG 2>&1 | %FileCheck %s --check-prefix=FOUND
#include <cstdio>
#include <varscope/varscope.h>
namespace vs = varscope;

void print(vs::Variable v) { std::printf("%.*s\n", static_cast<int>(v.name().size()), v.name().data()); }

void build() {
  VS_VARIABLE_SCOPE("scope1") { print(vs::get_variable("v1", {1})); }
  VS_VARIABLE_SCOPE("scope2") { print(vs::get_variable("v1", {1})); }
  VS_VARIABLE_SCOPE("scope1", .reuse = true) { print(vs::get_variable("v1", {1})); }
  for (int i = 0; i < 2; ++i)
    VS_VARIABLE_SCOPE("demo", .reuse = vs::AUTO_REUSE) { print(vs::get_variable("v", {1})); }
#ifdef WRONG
  VS_VARIABLE_SCOPE("scope1") { vs::get_variable("v1", {1}); }
  // FOUND: shared_names.cpp:[[#@LINE-1]]:33: error: Variable scope1/v1 already exists, disallowed.{{.*}} [varscope-already-exists]
#endif
}
VS_MODEL(introduction, build());

int main() {
  try {
    vs::Model<introduction> model;
  } catch (const vs::ScopeError& error) {
    std::puts(error.what());
  }
}
// CHECK:      scope1/v1:0
// CHECK-NEXT: scope2/v1:0
// CHECK-NEXT: scope1/v1:0
// CHECK-NEXT: demo/v:0
// CHECK-NEXT: demo/v:0
// WRONG: Variable scope1/v1 already exists, disallowed. Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in VarScope?
