#pragma once
// An engine of somebody's: weights by name, each made once.

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace store {

class Weights {
public:
  float* create(const std::string& key, const std::vector<int>& dims) {
    std::size_t size = 1;
    for (int dim : dims)
      size *= static_cast<std::size_t>(dim);
    const auto made = all->emplace(prefix + key, std::vector<float>(size));
    if (!made.second)
      throw std::runtime_error("there is a weight " + prefix + key);
    return made.first->second.data();
  }
  Weights sub(const std::string& key) const {
    Weights inner = *this;
    inner.prefix += key + ".";
    return inner;
  }
  std::size_t count() const { return all->size(); }

private:
  std::shared_ptr<std::map<std::string, std::vector<float>>> all =
      std::make_shared<std::map<std::string, std::vector<float>>>();
  std::string prefix;
};

} // namespace store

void build(store::Weights& weights);
