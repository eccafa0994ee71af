#pragma once

#include "Runtime/Kernels.h"
#include "Runtime/Recipe.h"

namespace varscope::runtime {

/// Whether two tasks are blocks of one orthogonal whole.
bool sameWhole(const FillTask& a, const FillTask& b);

/// Fills blocks of one orthogonal whole, [tasks, tasks + count): the Q of a
/// random normal matrix's QR decomposition with the signs of R's diagonal
/// made positive (TensorFlow's orthogonal_initializer).
FillStatus fillOrthogonal(const FillTask* tasks, std::size_t count, const Recipe& recipe,
                          const rng::StreamKey& stream, const KernelTable& table);

} // namespace varscope::runtime
