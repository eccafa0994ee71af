// A tower: a small network of two dense layers, and how it is trained.
#pragma once

#include <varscope/varscope.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace two_tower {

inline constexpr std::size_t features = 4, hidden = 16, classes = 3;

struct Dense {
  varscope::Variable kernel; ///< [in, out], row-major
  varscope::Variable bias;   ///< [out]
};

struct Tower {
  Dense hidden_layer, output_layer;
};

/// One flower: its measures (standardised) and its species' number.
struct Sample {
  std::array<float, features> x;
  std::size_t species;
};

/// The tower's variables, in the current variable scope.
Tower build_tower();

/// The species that the tower finds most likely.
std::size_t predict(const Tower& tower, const Sample& sample);

/// Share of `samples` that the tower names rightly, 0 to 1.
double accuracy(const Tower& tower, const std::vector<Sample>& samples);

/// Stochastic gradient descent on the cross-entropy, one sample after the other.
void train(Tower& tower, const std::vector<Sample>& samples, int epochs, float rate);

} // namespace two_tower
