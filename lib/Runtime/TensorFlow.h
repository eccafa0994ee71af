#pragma once
/// SeedPolicy::tensorflow: the values of TensorFlow 1.x's random operations on
/// a CPU. What is the same and what was checked: docs/random.md.

#include "Runtime/Recipe.h"

#include <varscope/random/philox.h>

namespace varscope::runtime {

/// The stream of an operation: key from the graph's seed, upper counter from
/// the operation's, both modulo 2^31 - 1 as TensorFlow takes them.
rng::StreamKey tensorflowStream(std::uint64_t graphSeed, std::int64_t operationSeed);

/// Elements [first, first + count) of the operation's result under a recipe of
/// SeedPolicy::tensorflow: uniform, normal, truncated_normal or integer.
void fillTensorflow(const Recipe& recipe, const rng::StreamKey& stream, std::uint64_t first,
                    std::uint64_t count, unsigned char* out);

} // namespace varscope::runtime
