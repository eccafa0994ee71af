#include "contestant.h"

namespace vs = varscope;

namespace bench {
namespace {

void tiny(std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i)
    vs::get_variable("v" + std::to_string(i), {16}, {.initializer = vs::random_uniform(0, 1)});
}

} // namespace

VS_MODEL(tiny_model, tiny(1000000));

Contestant tiny_again(unsigned threads) { return again<tiny_model>(threads); }
Contestant tiny_fresh(unsigned threads) { return fresh<tiny_model>(threads); }

} // namespace bench
