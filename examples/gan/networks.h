// A generator and a discriminator of two dense layers each.
#pragma once

#include <varscope/varscope.h>

#include <cstdint>

namespace gan {

struct Dense {
  varscope::Variable kernel, bias;
};

struct Mlp {
  Dense hidden, output;
};

/// Two dense layers, in -> hidden -> out, with the names `hidden/...` and `output/...`.
Mlp mlp(std::int64_t in, std::int64_t hidden, std::int64_t out);

} // namespace gan
