#include "models.h"

#include <string>

namespace vs = varscope;

namespace bench {
namespace {

void convolution(std::int64_t size, std::int64_t in, std::int64_t out) {
  vs::get_variable("kernel", {size, size, in, out}, {.initializer = vs::he_normal()});
  vs::get_variable("gamma", {out}, {.initializer = vs::ones()});
  vs::get_variable("beta", {out}, {.initializer = vs::zeros()});
}

void bottleneck(std::int64_t in, std::int64_t width, bool shortcut) {
  if (shortcut) {
    VS_VARIABLE_SCOPE("shortcut") { convolution(1, in, 4 * width); }
  }
  VS_VARIABLE_SCOPE("conv1") { convolution(1, in, width); }
  VS_VARIABLE_SCOPE("conv2") { convolution(3, width, width); }
  VS_VARIABLE_SCOPE("conv3") { convolution(1, width, 4 * width); }
}

} // namespace

void one(std::int64_t elements, const vs::Initializer& initializer) {
  vs::get_variable("v", {elements}, {.initializer = initializer});
}

void resnet50() {
  VS_VARIABLE_SCOPE("stem") { convolution(7, 3, 64); }
  std::int64_t in = 64, width = 64, group = 1;
  for (int blocks : {3, 4, 6, 3}) {
    for (int block = 0; block < blocks; ++block) {
      VS_VARIABLE_SCOPE("group" + std::to_string(group) + "/block" + std::to_string(block)) {
        bottleneck(in, width, block == 0);
      }
      in = 4 * width;
    }
    width *= 2;
    ++group;
  }
  VS_VARIABLE_SCOPE("dense") {
    vs::get_variable("kernel", {in, 1000}, {.initializer = vs::random_normal(0, 0.01)});
    vs::get_variable("bias", {1000}, {.initializer = vs::zeros()});
  }
}

} // namespace bench
