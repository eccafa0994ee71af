// A variable under AUTO_REUSE that nobody shares, with a near namesake.
// RUN: %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <varscope/varscope.h>
namespace vs = varscope;

template <class... Names> void all(Names... names) {
  VS_VARIABLE_SCOPE("s", .reuse = vs::AUTO_REUSE) { (vs::get_variable(names, {2}), ...); }
}

// One letter inserted, dropped, replaced, or two swapped.
namespace letters {
void inserted() {
  VS_VARIABLE_SCOPE("s", .reuse = vs::AUTO_REUSE) {
    vs::get_variable("kernel", {2});
    vs::get_variable("kernel", {2});
    vs::get_variable("kernnel", {2});
    // CHECK-DAG: never_shared.cpp:[[#@LINE-1]]:5: warning: 's/kernnel' is never shared although AUTO_REUSE is in force; did you mean 's/kernel'? [varscope-never-shared]
    // CHECK-DAG: never_shared.cpp:14:5: note: 's/kernel' is created here
    // CHECK-DAG: never_shared.cpp:16:22: note: replace 'kernnel' by 'kernel'
  }
}
VS_MODEL(m_inserted, inserted());
VS_MODEL(dropped, all("kernel", "kernel", "kernl"));
// CHECK-DAG: warning: 's/kernl' is never shared {{.*}} did you mean 's/kernel'?
VS_MODEL(replaced, all("kernel", "kernel", "kernal"));
// CHECK-DAG: warning: 's/kernal' is never shared
VS_MODEL(swapped, all("kernel", "kernel", "kenrel"));
// CHECK-DAG: warning: 's/kenrel' is never shared
VS_MODEL(in_one_word_of_several, all("attention/query_kernel", "attention/query_kernel", "attention/querry_kernel"));
// CHECK-DAG: warning: 's/attention/querry_kernel' is never shared
VS_MODEL(nobody_shares_either, all("kernel", "kernal"));
// CHECK-DAG: warning: 's/kernal' is never shared {{.*}} did you mean 's/kernel'?
} // namespace letters

namespace no_error {
VS_MODEL(two_letters, all("kernel", "kernel", "kermal"));
VS_MODEL(a_digit, all("layer1", "layer1", "layer2"));
VS_MODEL(a_digit_more, all("layer", "layer", "layer1"));
VS_MODEL(a_short_word, all("bias", "bias", "bia"));
VS_MODEL(short_words, all("w_in", "w_in", "w_on"));
VS_MODEL(two_words, all("kernel_query", "kernel_query", "kernal_querry"));
VS_MODEL(itself_shared, all("kernel", "kernel", "kernal", "kernal"));
void another_shape() {
  VS_VARIABLE_SCOPE("s", .reuse = vs::AUTO_REUSE) {
    vs::get_variable("kernel", {2});
    vs::get_variable("kernal", {3});
    vs::get_variable("kernol", {2}, {.dtype = vs::float64});
  }
}
VS_MODEL(another_shape_or_dtype, another_shape());
void without() {
  vs::get_variable("kernel", {2});
  vs::get_variable("kernal", {2});
}
VS_MODEL(without_auto_reuse, without());
} // namespace no_error

// Once per scope.
namespace scopes {
void build() {
  for (const char* name : {"encoder", "encoder", "encodr"})
    VS_VARIABLE_SCOPE(name, .reuse = vs::AUTO_REUSE) {
      vs::get_variable("kernel", {2, 2});
      // CHECK-DAG: never_shared.cpp:[[#@LINE-1]]:7: warning: 'encodr/kernel' is never shared {{.*}} did you mean 'encoder/kernel'?
      vs::get_variable("bias", {2});
    }
}
VS_MODEL(once_per_scope, build());
} // namespace scopes
// CHECK: 7 warnings generated.
