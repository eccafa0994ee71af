// Any other argument that TensorFlow would reject.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <cstdint>
#include <span>
#include <varscope/varscope.h>
namespace vs = varscope;

VS_MODEL(integer_glorot, vs::get_variable<int>("v", {2}, {.initializer = vs::glorot_uniform()}));
// CHECK: invalid_argument.cpp:[[#@LINE-1]]:26: error: Expected floating point type{{.*}} [varscope-invalid-argument]
VS_MODEL(negative, vs::get_variable("v", {2, -3}));
// CHECK: invalid_argument.cpp:[[#@LINE-1]]:20: error: Dimension -3 must be >= 0 [varscope-invalid-argument]
VS_MODEL(value_of_another_dtype, vs::get_variable("v", {.dtype = vs::float32, .initializer = vs::value(1)}));
// CHECK: invalid_argument.cpp:[[#@LINE-1]]:34: error: Initializer type{{.*}} [varscope-invalid-argument]
VS_MODEL(too_large, vs::get_variable("v", {INT64_MAX, 2}));
// CHECK: invalid_argument.cpp:[[#@LINE-1]]:21: error: {{.*}}more bytes than 64 bits count [varscope-invalid-argument]
void large() {
  vs::get_variable("a", {INT64_MAX}, {.dtype = vs::int8});
  vs::get_variable("b", {INT64_MAX}, {.dtype = vs::int8});
  // CHECK: invalid_argument.cpp:[[#@LINE-1]]:3: error: With variable b the model has more bytes than 64 bits count [varscope-invalid-argument]
}
VS_MODEL(model_too_large, large());
VS_MODEL(two_axes, vs::get_variable("v", {4, 4}, {.partitioner = [](const vs::Shape&, vs::DType) {
                                                    return std::vector<std::int64_t>{2, 2};
                                                  }}));
// CHECK: invalid_argument.cpp:[[#@LINE-3]]:20: error: {{.*}} [varscope-invalid-argument]
VS_MODEL(zero_parts, vs::get_variable("v", {4}, {.partitioner = [](const vs::Shape&, vs::DType) {
                                                   return std::vector<std::int64_t>{0};
                                                 }}));
// CHECK: invalid_argument.cpp:[[#@LINE-3]]:22: error: Partitioner returned zero partitions for some axes: [0] [varscope-invalid-argument]
VS_MODEL(too_many_elements, vs::get_variable("v", {1}, {.initializer = vs::constant({1.f, 2.f})}));
// CHECK: invalid_argument.cpp:[[#@LINE-1]]:29: error: Too many elements provided{{.*}} [varscope-invalid-argument]

void doubles(std::span<double> out, const vs::Shape&, vs::PartitionInfo, vs::RandomStream&) { out[0] = 1; }
VS_MODEL(foreign_elements, vs::get_variable("v", {2}, {.initializer = doubles}));
// CHECK: invalid_argument.cpp:[[#@LINE-1]]:28: error: the initializer does not fill elements of type float32 [varscope-invalid-argument]
void initialized_inside() {
  VS_VARIABLE_SCOPE("s", .initializer = doubles) {
    vs::get_variable<int>("v", {2});
    // CHECK: invalid_argument.cpp:[[#@LINE-1]]:5: error: the initializer does not fill elements of type int32 [varscope-invalid-argument]
  }
}
VS_MODEL(inherited_elements, initialized_inside());

VS_MODEL(own_elements, vs::get_variable<double>("v", {2}, {.initializer = doubles}));
VS_MODEL(every_element, vs::get_variable<int>("v", {2}, {.initializer = [](auto out, const vs::Shape&, vs::PartitionInfo,
                                                                           vs::RandomStream&) { out[0] = 1; }}));
VS_MODEL(integer_default, vs::get_variable<int>("v", {2}));
VS_MODEL(empty, vs::get_variable("v", {0}));
VS_MODEL(integer_identity, vs::get_variable<int>("v", {2, 2}, {.initializer = vs::identity()}));
// CHECK: invalid_argument.cpp:[[#@LINE-1]]:28: error: Expected int32, got a gain of type 'float' instead. [varscope-invalid-argument]
// CHECK: 11 errors generated.
