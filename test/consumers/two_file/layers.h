#pragma once
#include <varscope/varscope.h>

struct Dense {
  varscope::Variable kernel, bias;
};
Dense dense(std::int64_t in, std::int64_t out);
