#include "layers.h"

#include <varscope/varscope.h>

void dense(std::int64_t in, std::int64_t out) {
  varscope::get_variable("kernel", {in, out});
  bias(out);
}
