// One tag declared twice in a program, in one file or in two.
// RUN: split-file %s %t
// RUN: not %varscope check %t/one.cpp %t/two.cpp --source-root=%t -- %include 2>&1 | %FileCheck %s
// RUN: %varscope check %t/one.cpp --source-root=%t -- %include 2>&1 | count 0
// The other models of the program still get their files.
// RUN: rm -rf %t/out && not %varscope generate %t/one.cpp %t/two.cpp -o %t/out -- %include 2>/dev/null
// RUN: ls %t/out | FileCheck %s --check-prefix=FILES --implicit-check-not=net.
// FILES: other.varscope.cpp
// FILES: other.varscope.json
// CHECK: two.cpp:4:1: error: model 'net' is declared twice in this program [varscope-duplicate-model]
// CHECK: one.cpp:3:1: note: the other declaration is here
// CHECK: 1 error generated.
//--- one.cpp
#include <varscope/varscope.h>
namespace one {
VS_MODEL(net, varscope::get_variable("v", {1}));
VS_MODEL(other, varscope::get_variable("v", {1}));
}
//--- two.cpp
#include <varscope/varscope.h>
namespace two {
// The same again.
VS_MODEL(net, varscope::get_variable("v", {1}));
}
