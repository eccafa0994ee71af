// Sharing with another shape.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <varscope/varscope.h>
namespace vs = varscope;

template <class First, class Second> void share(First first, Second second) {
  VS_VARIABLE_SCOPE("s") { first(); }
  VS_VARIABLE_SCOPE("s", .reuse = true) { second(); }
}

void another() {
  share([] { vs::get_variable("v", {2, 3}); },
        [] {
          vs::get_variable("v", {3, 2});
          // CHECK: shape_mismatch.cpp:[[#@LINE-1]]:11: error: Trying to share variable s/v, but specified shape (3, 2) and found shape (2, 3). [varscope-shape-mismatch]
          // CHECK: shape_mismatch.cpp:12:14: note: 's/v' is created here
          // CHECK: shape_mismatch.cpp:8:3: note: scope 's' is opened here with reuse = true
        });
}
VS_MODEL(m_another, another());

VS_MODEL(rank, share([] { vs::get_variable("v", {2, 3}); }, [] { vs::get_variable("v", {6}); }));
// CHECK: error: Trying to share variable s/v, but specified shape (6,) and found shape (2, 3). [varscope-shape-mismatch]

// Absent or partly unknown, but not in contradiction.
void fine() {
  share([] { vs::get_variable("v", {2, 3}); },
        [] {
          vs::get_variable("v");
          vs::get_variable("v", vs::unspecified);
          vs::get_variable("v", {vs::unknown, 3});
          vs::get_variable("v", {2, 3});
        });
}
VS_MODEL(m_fine, fine());

VS_MODEL(partly, share([] { vs::get_variable("v", {2, 3}); }, [] { vs::get_variable("v", {vs::unknown, 4}); }));
// CHECK: error: {{.*}} and found shape (2, 3). [varscope-shape-mismatch]

void of_partitioned() {
  VS_VARIABLE_SCOPE("p", .partitioner = vs::fixed_size_partitioner(2)) { vs::get_variable("v", {4, 2}); }
  VS_VARIABLE_SCOPE("p", .partitioner = vs::fixed_size_partitioner(2), .reuse = true) {
    vs::get_variable("v", {6, 2});
    // CHECK: shape_mismatch.cpp:[[#@LINE-1]]:5: error: Trying to reuse partitioned variable p/v, but specified shape (6, 2) and found shape (4, 2). [varscope-shape-mismatch]
  }
}
VS_MODEL(m_of_partitioned, of_partitioned());
// CHECK: 4 errors generated.
