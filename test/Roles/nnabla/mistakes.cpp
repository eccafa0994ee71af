// RUN: not %varscope check --roles nnabla %s -- -std=c++20 %include -I%S/Inputs 2>&1 | %FileCheck %s
#include "parameter_directory.h"

#include <varscope/varscope.h>

using nbla::utils::ParameterDirectory;

void affine(int64_t in, int64_t out, ParameterDirectory parameters) {
  // CHECK: mistakes.cpp:[[#@LINE+1]]:3: error: Trying to share variable head/W, but specified shape (20, 5) and found shape (10, 5). [varscope-shape-mismatch]
  parameters.get_parameter_or_create("W", {in, out});
}

ParameterDirectory twoShapes() {
  ParameterDirectory params;
  affine(10, 5, params["head"]);
  // CHECK: mistakes.cpp:[[#@LINE+1]]:3: note: 'affine' is called here
  affine(20, 5, params["head"]);
  return params;
}
VS_MODEL(two_shapes, twoShapes());

ParameterDirectory missing() {
  ParameterDirectory params;
  affine(10, 5, params["head"]);
  // CHECK: mistakes.cpp:[[#@LINE+1]]:3: error: Parameter 'haed/W' is looked up, but does not exist [varscope-unknown-variable]
  params["haed"].get_parameter("W");
  return params;
}
VS_MODEL(missing_directory, missing());

// Directories of their own have names of their own.
ParameterDirectory apart() {
  ParameterDirectory a, b;
  affine(10, 5, a["head"]);
  affine(20, 5, b["head"]);
  return a;
}
VS_MODEL(two_directories, apart());
// CHECK: 2 errors generated.
