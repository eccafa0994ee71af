// LibTorch's side of the benchmark, behind plain types: its headers stay in one file.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace bench {

enum class Law { zeros, constant, uniform, normal, truncated_normal, orthogonal };

struct Tensor {
  std::vector<std::int64_t> shape;
  Law law;
};

class TorchModel {
public:
  /// Builds and initialises one tensor after the other, as torch.nn's modules do.
  TorchModel(const std::vector<Tensor>& tensors, int threads);
  ~TorchModel();
  void initialize();

private:
  struct State;
  std::unique_ptr<State> state;
};

} // namespace bench
