// The same bytes wherever they are made, through link as well; files of a model with an error go,
// those of the others come.
// RUN: rm -rf %t && mkdir -p %t/elsewhere
// RUN: cd %S && %varscope generate files.cpp -o %t/a -- %include
// RUN: cd %t/elsewhere && %varscope generate %s -o %t/b --source-root=%S -- %include
// RUN: diff -r %t/a %t/b
// RUN: cd %S && %varscope extract files.cpp -o %t/files.vsum -MD -- %include
// RUN: %varscope link %t/files.vsum -o %t/c && diff -r %t/a %t/c
// RUN: FileCheck %s --check-prefix=DEPS --input-file=%t/files.vsum.d
// RUN: cd %S && %varscope extract files.cpp -o %t/files.vsum -MD -MF %t/named.d -MT 'a rule' -- %include
// RUN: FileCheck %s --check-prefix=TARGET --input-file=%t/named.d
// RUN: touch %t/a/good.varscope.cpp.tmp-0123abcd
// RUN: cd %S && not %varscope generate files.cpp -o %t/a -- %include -DBREAK 2>&1 | FileCheck %s
// RUN: ls %t/a | FileCheck %s --check-prefix=LEFT
#include <varscope/varscope.h>
namespace vs = varscope;

void one() { vs::get_variable("v", {1}); }
void two() {
  vs::get_variable("v", {1});
#ifdef BREAK
  vs::get_variable("v", {1});
#endif
}
VS_MODEL(good, one());
VS_MODEL(bad, two());

// DEPS: files.vsum: \
// DEPS-NEXT: files.cpp
// TARGET: a\ rule: \
// TARGET-NEXT: files.cpp
// CHECK: files.cpp:22:3: error: {{.*}} [varscope-already-exists]
// LEFT-NOT: bad
// LEFT-NOT: tmp
// LEFT: good.varscope.cpp
// LEFT-NEXT: good.varscope.json
// LEFT-NOT: bad
