// Sharing with another dtype.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <varscope/varscope.h>
namespace vs = varscope;

template <class First, class Second> void share(First first, Second second) {
  VS_VARIABLE_SCOPE("s") { first(); }
  VS_VARIABLE_SCOPE("s", .reuse = true) { second(); }
}

void another() {
  share([] { vs::get_variable("v", {2}); },
        [] {
          vs::get_variable<double>("v", {2});
          // CHECK: dtype_mismatch.cpp:[[#@LINE-1]]:11: error: Trying to share variable s/v, but specified dtype float64 and found dtype float32{{.*}} [varscope-dtype-mismatch]
          // CHECK: dtype_mismatch.cpp:12:14: note: 's/v' is created here
        });
}
VS_MODEL(m_another, another());

// Without a dtype the default is compared: float32.
VS_MODEL(default_dtype, share([] { vs::get_variable("v", {2}, {.dtype = vs::int32}); }, [] { vs::get_variable("v", {2}); }));
// CHECK: error: Trying to share variable s/v, but specified dtype float32 and found dtype int32{{.*}} [varscope-dtype-mismatch]

// The corner that surprises: a value's dtype, shared without one under AUTO_REUSE.
void value() {
  VS_VARIABLE_SCOPE("s", .reuse = vs::AUTO_REUSE) { vs::get_variable("v", {.initializer = vs::value(7)}); }
  VS_VARIABLE_SCOPE("s", .reuse = vs::AUTO_REUSE) { vs::get_variable("v", {.initializer = vs::value(7)}); }
  // CHECK: dtype_mismatch.cpp:[[#@LINE-1]]:53: error: {{.*}} [varscope-dtype-mismatch]
}
VS_MODEL(m_value, value());

void fine() {
  VS_VARIABLE_SCOPE("s", .dtype = vs::float64) { vs::get_variable("v", {2}); }
  VS_VARIABLE_SCOPE("s", .reuse = true) { vs::get_variable<double>("v", {2}); }
}
VS_MODEL(m_fine, fine());
// CHECK: 3 errors generated.
