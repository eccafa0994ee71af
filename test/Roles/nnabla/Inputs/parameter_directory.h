#pragma once
// NNabla's parameter directory, declared with the signatures that it has.
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace nbla {

using Shape_t = std::vector<int64_t>;
class CgVariable;
using CgVariablePtr = std::shared_ptr<CgVariable>;

class Initializer {
public:
  virtual ~Initializer();
};
class UniformInitializer : public Initializer {
public:
  UniformInitializer(float lower, float upper);
};

namespace utils {

class ParameterDirectory {
public:
  ParameterDirectory();
  ParameterDirectory operator[](std::string path);
  CgVariablePtr get_parameter(std::string param_name);
  CgVariablePtr get_parameter_or_create(std::string param_name, Shape_t shape, Initializer* initializer = nullptr,
                                        bool need_grad = true);
  ParameterDirectory create_parameter_directory_with_prefix(std::string prefix);
  std::vector<std::pair<std::string, CgVariablePtr>> get_parameters();

private:
  std::string scope_path_;
};

} // namespace utils
} // namespace nbla
