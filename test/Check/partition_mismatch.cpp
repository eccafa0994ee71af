// Sharing with other partitions.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <varscope/varscope.h>
namespace vs = varscope;

void others() {
  VS_VARIABLE_SCOPE("p", .partitioner = vs::fixed_size_partitioner(2)) { vs::get_variable("v", {6}); }
  VS_VARIABLE_SCOPE("p", .partitioner = vs::fixed_size_partitioner(3), .reuse = true) {
    vs::get_variable("v", {6});
    // CHECK: partition_mismatch.cpp:[[#@LINE-1]]:5: error: Trying to reuse partitioned variable p/v{{.*}} [varscope-partition-mismatch]
    // CHECK: partition_mismatch.cpp:7:74: note: 'p/v' is created here
  }
}
VS_MODEL(m_others, others());

void now_partitioned() {
  VS_VARIABLE_SCOPE("p") { vs::get_variable("v", {6}); }
  VS_VARIABLE_SCOPE("p", .partitioner = vs::fixed_size_partitioner(3), .reuse = true) {
    vs::get_variable("v", {6});
    // CHECK: partition_mismatch.cpp:[[#@LINE-1]]:5: error: A partitioner was provided, but an unpartitioned version of the variable was found: p/v.{{.*}} [varscope-partition-mismatch]
  }
}
VS_MODEL(m_now_partitioned, now_partitioned());

void no_longer() {
  VS_VARIABLE_SCOPE("p", .partitioner = vs::fixed_size_partitioner(3)) { vs::get_variable("v", {6}); }
  VS_VARIABLE_SCOPE("p", .reuse = vs::AUTO_REUSE) {
    vs::get_variable("v", {6});
    // CHECK: partition_mismatch.cpp:[[#@LINE-1]]:5: error: No partitioner was provided, but a partitioned version of the variable was found: p/v/part_0.{{.*}} [varscope-partition-mismatch]
    // CHECK: partition_mismatch.cpp:[[#@LINE-4]]:74: note: 'p/v' is created here
  }
}
VS_MODEL(m_no_longer, no_longer());

// reuse = true needs neither partitioner nor shape.
void fine() {
  VS_VARIABLE_SCOPE("p", .partitioner = vs::fixed_size_partitioner(3)) { vs::get_variable("v", {6}); }
  VS_VARIABLE_SCOPE("p", .reuse = true) {
    vs::get_variable("v");
    vs::get_variable("v", {6});
  }
}
VS_MODEL(m_fine, fine());
// CHECK: 3 errors generated.
