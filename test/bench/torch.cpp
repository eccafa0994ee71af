#include "torch.h"

#include <torch/torch.h>

#include <cmath>

namespace bench {
namespace {

/// As torch.nn.init.trunc_normal_, which only Python has: no rejection, the inverse of the
/// distribution function.
void truncated_normal(torch::Tensor& tensor) {
  const double limit = std::erf(2 / std::sqrt(2.0)) / 2; // of P(|x| < 2)
  tensor.uniform_(-2 * limit, 2 * limit).erfinv_().mul_(std::sqrt(2.0)).clamp_(-2, 2);
}

void fill(torch::Tensor& tensor, Law law) {
  switch (law) {
  case Law::zeros: torch::nn::init::zeros_(tensor); break;
  case Law::constant: torch::nn::init::constant_(tensor, 0.5); break;
  case Law::uniform: torch::nn::init::uniform_(tensor); break;
  case Law::normal: torch::nn::init::normal_(tensor); break;
  case Law::truncated_normal: truncated_normal(tensor); break;
  case Law::orthogonal: torch::nn::init::orthogonal_(tensor); break;
  }
}

} // namespace

struct TorchModel::State {
  std::vector<torch::Tensor> tensors;
  std::vector<Law> laws;
};

TorchModel::TorchModel(const std::vector<Tensor>& tensors, int threads)
    : state(std::make_unique<State>()) {
  torch::set_num_threads(threads);
  for (const Tensor& tensor : tensors) {
    state->tensors.push_back(torch::empty(tensor.shape));
    state->laws.push_back(tensor.law);
    torch::NoGradGuard guard;
    fill(state->tensors.back(), tensor.law);
  }
}
TorchModel::~TorchModel() = default;

void TorchModel::initialize() {
  torch::NoGradGuard guard;
  for (std::size_t i = 0; i != state->tensors.size(); ++i)
    fill(state->tensors[i], state->laws[i]);
}

} // namespace bench
