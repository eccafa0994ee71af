#pragma once
/// The laws without random numbers.

#include "Runtime/Blocks.h"
#include "Runtime/Recipe.h"

namespace varscope::runtime {

/// `count` elements of `bytes` bytes, each the low bytes of `pattern`.
void fillPattern(unsigned char* out, std::uint64_t count, std::uint64_t pattern, std::size_t bytes);

/// Elements [first, last) of the block, from the task's list.
void fillList(const FillTask& task, const Block& block, const Recipe& recipe, std::uint64_t first,
              std::uint64_t last, unsigned char* out);

/// Elements [first, last) of the block of an identity matrix times the gain.
void fillIdentity(const FillTask& task, const Block& block, const Recipe& recipe,
                  std::uint64_t first, std::uint64_t last, unsigned char* out, bool outIsZero);

} // namespace varscope::runtime
