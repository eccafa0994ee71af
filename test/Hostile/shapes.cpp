// Shapes that no memory holds.
// RUN: rm -rf %t && not %varscope generate %s --source-root=%S -o %t -- %include 2>&1 | %FileCheck %s
// RUN: ls %t | FileCheck %s --check-prefix=FILES
#include <varscope/varscope.h>
namespace vs = varscope;
VS_MODEL(overflow, vs::get_variable("v", {int64_t(1) << 40, int64_t(1) << 40}));
// CHECK: shapes.cpp:[[@LINE-1]]:20: error: Variable v of shape (1099511627776, 1099511627776) has more bytes than 64 bits count [varscope-invalid-argument]
VS_MODEL(most, vs::get_variable("v", {INT64_MAX}));
// CHECK: shapes.cpp:[[@LINE-1]]:16: error: Variable v of shape (9223372036854775807,) has more bytes than 64 bits count [varscope-invalid-argument]
VS_MODEL(negative, vs::get_variable("v", {-3}));
// CHECK: shapes.cpp:[[@LINE-1]]:20: error: Dimension -3 must be >= 0 [varscope-invalid-argument]
void many() {
  for (int i = 0; i < 4; ++i)
    vs::get_variable("v" + std::to_string(i), {int64_t(1) << 60});
  // CHECK: shapes.cpp:[[@LINE-1]]:5: error: With variable v3 the model has more bytes than 64 bits count [varscope-invalid-argument]
}
VS_MODEL(together, many());

// An exabyte is a plan that no machine can run, but a plan.
VS_MODEL(exabyte, vs::get_variable("v", {int64_t(1) << 58}));
// FILES: exabyte.varscope.cpp
// FILES-NEXT: exabyte.varscope.json
// FILES-NOT: {{.}}
