// Directories chained by operator[], passed by value, and the same parameter by two ways.
// RUN: %varscope generate --roles nnabla %s -o %t -- -std=c++20 %include -I%S/Inputs 2>&1 | count 0
// RUN: %python %utils/manifest-variables.py %t/lenet.varscope.json | %FileCheck %s
#include "parameter_directory.h"

#include <varscope/varscope.h>

using namespace nbla;
using nbla::utils::ParameterDirectory;

struct ConvolutionOpts {
  bool with_bias_ = true;
  ConvolutionOpts& with_bias(bool value) {
    with_bias_ = value;
    return *this;
  }
};

CgVariablePtr convolution(CgVariablePtr x, int64_t in, int64_t out, const std::vector<int64_t>& kernel,
                          ParameterDirectory parameters, const ConvolutionOpts& opts = {}) {
  Shape_t shape{out, in};
  shape.insert(shape.end(), kernel.begin(), kernel.end());
  UniformInitializer init(-0.1f, 0.1f);
  auto W = parameters.get_parameter_or_create("W", shape, &init);
  if (opts.with_bias_)
    auto b = parameters.get_parameter_or_create("b", {out});
  return W;
}

CgVariablePtr affine(CgVariablePtr x, int64_t in, int64_t out, ParameterDirectory parameters) {
  auto W = parameters["affine"].get_parameter_or_create("W", {in, out});
  auto b = parameters["affine"].get_parameter_or_create("b", {out}, nullptr, false);
  return W;
}

CgVariablePtr model(CgVariablePtr x, ParameterDirectory parameters) {
  auto h = convolution(x, 1, 16, {5, 5}, parameters["conv1"]);
  h = convolution(h, 16, 16, {5, 5}, parameters["conv2"]["inner"], ConvolutionOpts().with_bias(false));
  for (int i = 3; i < 5; ++i)
    h = affine(h, 256, 50, parameters["fc" + std::to_string(i)]);
  // The same by its path.
  parameters.get_parameter("fc3/affine/W");
  return h;
}

ParameterDirectory lenetParameters() {
  ParameterDirectory params;
  model(nullptr, params);
  model(nullptr, params); // another instance shares everything
  return params;
}

VS_MODEL(lenet, lenetParameters());

// CHECK: conv1/W 16 1 5 5
// CHECK-NEXT: conv1/b 16
// CHECK-NEXT: conv2/inner/W 16 16 5 5
// CHECK-NEXT: fc3/affine/W 256 50
// CHECK-NEXT: fc3/affine/b 50
// CHECK-NEXT: fc4/affine/W 256 50
// CHECK-NEXT: fc4/affine/b 50
// CHECK-NOT: {{.}}
