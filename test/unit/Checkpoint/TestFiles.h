#pragma once
/// Writes the same tensors in each format, by the formats' libraries where there are any. There is
/// no data; a file may be as long as if there were (it is sparse).

#include "Checkpoint/Tensor.h"

namespace varscope::checkpoint {

using WriteFile = void(const std::string& path, const Tensors& tensors);
WriteFile writeSafetensors, writeNpz, writeGguf, writeTensorFlowIndex;

/// Appends zeros up to `bytes`, without writing them.
void makeLong(const std::string& path, std::uint64_t bytes);

} // namespace varscope::checkpoint
