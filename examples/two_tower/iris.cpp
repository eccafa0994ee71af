#include "iris.h"

#include <cmath>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace two_tower {

namespace {

Sample parse(const std::string& line) {
  std::istringstream text(line);
  Sample sample{};
  char comma = 0;
  for (float& value : sample.x)
    text >> value >> comma;
  std::string species;
  text >> species;
  for (const char* name : {"setosa", "versicolor", "virginica"}) {
    if (text && species == name)
      return sample;
    ++sample.species;
  }
  throw std::runtime_error("not a flower: " + line);
}

void standardise(Iris& iris) {
  for (std::size_t f = 0; f < features; ++f) {
    float sum = 0, squares = 0;
    auto count = static_cast<float>(iris.training.size());
    for (const Sample& sample : iris.training)
      sum += sample.x[f];
    float mean = sum / count;
    for (const Sample& sample : iris.training)
      squares += (sample.x[f] - mean) * (sample.x[f] - mean);
    float deviation = std::sqrt(squares / count);
    for (std::vector<Sample>* part : {&iris.training, &iris.test})
      for (Sample& sample : *part)
        sample.x[f] = (sample.x[f] - mean) / deviation;
  }
}

} // namespace

Iris read_iris(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line)) // the heading
    throw std::runtime_error("cannot read " + path);
  std::vector<Sample> all;
  while (std::getline(file, line))
    all.push_back(parse(line));

  // The file lists the species one after the other: take them in turns.
  Iris iris;
  std::size_t per_species = all.size() / classes;
  for (std::size_t i = 0; i < per_species; ++i)
    for (std::size_t c = 0; c < classes; ++c)
      (i % 5 == 4 ? iris.test : iris.training).push_back(all[c * per_species + i]);
  standardise(iris);
  return iris;
}

} // namespace two_tower
