// The models that are measured.
#pragma once

#include <varscope/varscope.h>

#include <cstdint>

namespace bench {

/// One variable of `elements`.
void one(std::int64_t elements, const varscope::Initializer& initializer);

/// ResNet-50's 161 trainable variables (He et al., 2016): 53 convolutions, each with a batch
/// normalisation's gain and bias, and a dense layer.
void resnet50();

} // namespace bench
