#include "model.h"

namespace vs = varscope;

namespace gpt2 {

Norm norm(std::string_view scope, std::int64_t n) {
  VS_VARIABLE_SCOPE(scope) {
    return {vs::get_variable("g", {n}, {.initializer = vs::ones()}),
            vs::get_variable("b", {n}, {.initializer = vs::zeros()})};
  }
}

Conv1d conv1d(std::string_view scope, std::int64_t in, std::int64_t out, double stddev) {
  VS_VARIABLE_SCOPE(scope) {
    return {vs::get_variable("w", {1, in, out}, {.initializer = vs::random_normal(0.0, stddev)}),
            vs::get_variable("b", {out}, {.initializer = vs::zeros()})};
  }
}

} // namespace gpt2
