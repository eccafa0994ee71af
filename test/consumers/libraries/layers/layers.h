#pragma once
#include <cstdint>

void dense(std::int64_t in, std::int64_t out);
void bias(std::int64_t out);
