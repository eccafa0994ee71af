// A look-up by a constant name of a variable that the model does not have.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <string>
#include <varscope/varscope.h>
namespace vs = varscope;

void build() {
  VS_VARIABLE_SCOPE("dense") { vs::get_variable("kernel", {1}); }
  vs::get_variable("emb", {4}, {.partitioner = vs::fixed_size_partitioner(2)});
}
VS_MODEL(net, build());

void use(const std::string& name) {
  vs::Model<net> model;
  model.find("dense/kernal");
  // CHECK: unknown_variable.cpp:[[#@LINE-1]]:3: error: model 'net' has no variable 'dense/kernal'; the nearest is 'dense/kernel' [varscope-unknown-variable]
  // CHECK: unknown_variable.cpp:[[#@LINE-2]]:14: note: replace 'dense/kernal' by 'dense/kernel'
  model.find("kernel");
  // CHECK: unknown_variable.cpp:[[#@LINE-1]]:3: error: model 'net' has no variable 'kernel'{{.*}}[varscope-unknown-variable]
  model.find("dense/kernel");
  model.find("dense/kernel:0");
  model.find("emb/part_1");
  model.find(name); // not constant
}
// CHECK: 2 errors generated.
