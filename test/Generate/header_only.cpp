// Where the program's standard library lays classes out otherwise than the run-time library's did,
// what they share is compiled into the program: with a plan and without.
// RUN: rm -rf %t && %varscope generate %s -o %t -- -std=c++20 %include
// RUN: %gxx -D_GLIBCXX_DEBUG %s -o %t/debug %runtime-lib && %t/debug | FileCheck %s --check-prefix=UNPLANNED
// RUN: %gxx -D_GLIBCXX_USE_CXX11_ABI=0 %s %t/m.varscope.cpp -o %t/old %runtime-lib && %t/old | FileCheck %s --check-prefix=PLANNED
// UNPLANNED: planned 0 s/v:0 3
// PLANNED:   planned 1 s/v:0 3
#include <varscope/varscope.h>

#include <cstdio>
namespace vs = varscope;

void build() {
  VS_VARIABLE_SCOPE("s", .reuse = vs::AUTO_REUSE) {
    for (int i = 0; i < 2; ++i)
      vs::get_variable("v", {3}, {.initializer = vs::ones()});
  }
}
VS_MODEL(m, build());

int main() {
  vs::Model<m> model;
  const vs::Variable v = model.variables().front();
  float sum = 0;
  for (float value : v.span<float>())
    sum += value;
  std::printf("planned %d %s %g\n", model.planned(), std::string(v.name()).c_str(), static_cast<double>(sum));
}
