// Values bound in the source and on the command line: the unit fits the program that runs with
// them, planned and not; with others it throws.
// RUN: rm -rf %t && split-file %s %t && cd %t
// RUN: %varscope generate model.cpp -o out --bind flags.layers=3 -- -std=c++20 %include 2>&1 | count 0
// RUN: %gxx -c model.cpp -o model.o && %gxx -c out/bound.varscope.cpp -o unit.o
// RUN: %gxx model.o %runtime-lib -o unplanned && %gxx model.o unit.o %runtime-lib -o planned
// RUN: ./unplanned 3 2 > unplanned.txt && ./planned 3 2 > planned.txt
// RUN: diff unplanned.txt planned.txt && FileCheck model.cpp --input-file=planned.txt
// RUN: ./unplanned 3 5 | FileCheck model.cpp --check-prefix=WIDTH
// RUN: ./planned 3 5 | FileCheck model.cpp --check-prefix=WIDTH
// RUN: ./planned 4 2 | FileCheck model.cpp --check-prefix=STALE

//--- model.cpp
#include <varscope/varscope.h>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
namespace vs = varscope;

struct Flags { int layers = 0, width = 0; } flags;

void build() {
  for (int i = 0; i < flags.layers; ++i)
    vs::get_variable("w" + std::to_string(i), {VS_BIND(flags.width, 2)});
}
VS_MODEL(bound, build());

int main(int, char** argv) {
  flags = {std::atoi(argv[1]), std::atoi(argv[2])};
  try {
    vs::Model<bound> model(1);
    for (vs::Variable variable : model.variables())
      std::printf("%s %g\n", std::string(variable.op_name()).c_str(), static_cast<double>(*variable.data<float>()));
  } catch (const std::exception& error) {
    std::puts(error.what());
  }
}
// CHECK: w0
// CHECK: w1
// CHECK: w2
// CHECK-NOT: w3
// WIDTH: 'flags.width' is 5, but VS_BIND says 2
// STALE: stale
