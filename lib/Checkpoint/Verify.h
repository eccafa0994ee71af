#pragma once
/// Whether a checkpoint is one of a model.

#include "Checkpoint/Tensor.h"
#include "Emit/Manifest.h"

#include <string>
#include <vector>

namespace varscope::checkpoint {

enum class MismatchKind : std::uint8_t { Missing, Unexpected, Reshaped, Retyped };

struct Mismatch {
  MismatchKind kind;
  std::string name;
  std::string text; ///< for people
};

/// Variables of the model in its order, then tensors that it does not have in the file's. A
/// partitioned variable may be there as a whole or in shards. What need not be there may be
/// missing: conditional variables, and local ones, which TensorFlow does not save.
std::vector<Mismatch> verify(const Manifest& manifest, const Tensors& tensors);

} // namespace varscope::checkpoint
