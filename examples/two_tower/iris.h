// Fisher's Iris data (R. A. Fisher, "The use of multiple measurements in taxonomic
// problems", Annals of Eugenics 7, 1936): 150 flowers, 4 measures in cm, 3 species.
#pragma once

#include "tower.h"

#include <string>
#include <vector>

namespace two_tower {

struct Iris {
  std::vector<Sample> training; ///< four of five flowers, species taking turns
  std::vector<Sample> test;     ///< every fifth flower
};

/// Reads the file and standardises every measure by the training flowers' mean and deviation.
/// \throws std::runtime_error if the file cannot be read or a line is not a flower
Iris read_iris(const std::string& path);

} // namespace two_tower
