#include "networks.h"

#include <string_view>

namespace vs = varscope;

namespace gan {

namespace {

Dense dense(std::string_view name, std::int64_t in, std::int64_t out) {
  Dense layer;
  VS_VARIABLE_SCOPE(name) {
    layer.kernel = vs::get_variable("kernel", {in, out}, {.initializer = vs::glorot_uniform()});
    layer.bias = vs::get_variable("bias", {out}, {.initializer = vs::zeros()});
  }
  return layer;
}

} // namespace

Mlp mlp(std::int64_t in, std::int64_t hidden, std::int64_t out) {
  return {dense("hidden", in, hidden), dense("output", hidden, out)};
}

} // namespace gan
