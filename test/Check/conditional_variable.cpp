// A variable that exists only under a condition that is unknown at compile time.
// RUN: %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <cstdlib>
#include <varscope/varscope.h>
namespace vs = varscope;

namespace one_side {
void build(bool bias) {
  vs::get_variable("kernel", {1});
  if (bias)
    vs::get_variable("bias", {1});
  // CHECK: conditional_variable.cpp:[[#@LINE-1]]:5: warning: variable 'bias' exists only under a condition {{.*}}, when 'bias' is true [varscope-conditional-variable]
}
VS_MODEL(one_side, build(std::getenv("BIAS") != nullptr));
} // namespace one_side

namespace both_sides {
void build(bool wide) {
  if (wide)
    vs::get_variable("v", {1});
  else
    vs::get_variable("v", {1});
}
VS_MODEL(both_sides, build(std::getenv("WIDE") != nullptr));
} // namespace both_sides

namespace known {
constexpr bool bias = true;
void build(bool more) {
  if (bias && more)
    vs::get_variable("bias", {1});
}
VS_MODEL(known, build(true));
} // namespace known

// The slices of a partitioned variable are variables, too.
namespace slices {
void build(bool sparse) {
  VS_VARIABLE_SCOPE("s", .partitioner = vs::fixed_size_partitioner(2)) {
    if (!sparse)
      vs::get_variable("emb", {4});
    // CHECK: conditional_variable.cpp:[[#@LINE-1]]:7: warning: variable 's/emb/part_0' exists only {{.*}} when 'sparse' is false
    // CHECK: conditional_variable.cpp:[[#@LINE-2]]:7: warning: variable 's/emb/part_1' exists only
  }
}
VS_MODEL(slices, build(std::getenv("SPARSE") != nullptr));
} // namespace slices
// CHECK: 3 warnings generated.
