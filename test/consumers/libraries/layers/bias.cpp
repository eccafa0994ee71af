#include "layers.h"

#include <varscope/varscope.h>

void bias(std::int64_t out) { varscope::get_variable("bias", {out}); }
