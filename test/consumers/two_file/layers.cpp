#include "layers.h"
namespace vs = varscope;

Dense dense(std::int64_t in, std::int64_t out) {
  return {vs::get_variable("kernel", {in, out}, {.initializer = vs::zeros()}),
          vs::get_variable("bias", {out}, {.initializer = vs::zeros()})};
}
