// Creating with a shape that is not defined, or defined twice.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <varscope/varscope.h>
namespace vs = varscope;

VS_MODEL(left_out, vs::get_variable("v"));
// CHECK: undefined_shape.cpp:[[#@LINE-1]]:20: error: {{.*}}`shape` should be fully defined. [varscope-undefined-shape]
VS_MODEL(unspecified, vs::get_variable("v", vs::unspecified));
// CHECK: undefined_shape.cpp:[[#@LINE-1]]:23: error: {{.*}}[varscope-undefined-shape]
VS_MODEL(partly_unknown, vs::get_variable("v", {2, vs::unknown}));
// CHECK: undefined_shape.cpp:[[#@LINE-1]]:26: error: {{.*}}[varscope-undefined-shape]
VS_MODEL(constant_has_no_shape, vs::get_variable("v", {.initializer = vs::constant(1)}));
// CHECK: undefined_shape.cpp:[[#@LINE-1]]:33: error: {{.*}}[varscope-undefined-shape]
VS_MODEL(value_and_shape, vs::get_variable("v", {2}, {.initializer = vs::value({1.f, 2.f})}));
// CHECK: undefined_shape.cpp:[[#@LINE-1]]:27: error: If initializer is a constant, do not specify shape. [varscope-undefined-shape]

// The value may come from the scope, and the get may share.
void from_the_scope() {
  VS_VARIABLE_SCOPE("s") { vs::get_variable("v", {2}); }
  VS_VARIABLE_SCOPE("s", .initializer = vs::value({1.f, 2.f}), .reuse = true) {
    vs::get_variable("v", {2});
    // CHECK: undefined_shape.cpp:[[#@LINE-1]]:5: error: If initializer is a constant, do not specify shape. [varscope-undefined-shape]
  }
}
VS_MODEL(m_from_the_scope, from_the_scope());

VS_MODEL(a_new_variable, vs::new_variable("v", {vs::unknown}));
// CHECK: undefined_shape.cpp:[[#@LINE-1]]:26: error: {{.*}}[varscope-undefined-shape]
VS_MODEL(partitioned, vs::get_variable("v", {.partitioner = vs::fixed_size_partitioner(2)}));
// CHECK: undefined_shape.cpp:[[#@LINE-1]]:23: error: Shape of a new partitioned variable must be fully defined{{.*}}[varscope-undefined-shape]

VS_MODEL(value, vs::get_variable("v", {.initializer = vs::value({1.f, 2.f})}));
VS_MODEL(scalar, vs::get_variable("v", {}));
VS_MODEL(constant, vs::get_variable("v", {2, 2}, {.initializer = vs::constant(1)}));
// CHECK: 8 errors generated.
