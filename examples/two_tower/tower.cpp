#include "tower.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace vs = varscope;

namespace two_tower {

namespace {

Dense dense(std::string_view name, std::int64_t in, std::int64_t out) {
  VS_VARIABLE_SCOPE(name) {
    return {vs::get_variable("kernel", {in, out}, {.initializer = vs::glorot_uniform()}),
            vs::get_variable("bias", {out}, {.initializer = vs::zeros()})};
  }
}

/// out = in * kernel + bias
template <std::size_t In, std::size_t Out>
std::array<float, Out> apply(const Dense& layer, const std::array<float, In>& in) {
  const float* kernel = layer.kernel.data<float>();
  const float* bias = layer.bias.data<float>();
  std::array<float, Out> out;
  for (std::size_t o = 0; o < Out; ++o) {
    out[o] = bias[o];
    for (std::size_t i = 0; i < In; ++i)
      out[o] += in[i] * kernel[i * Out + o];
  }
  return out;
}

/// Moves the layer against the gradient `error` of its output.
template <std::size_t In, std::size_t Out>
void descend(const Dense& layer, const std::array<float, In>& in,
             const std::array<float, Out>& error, float rate) {
  float* kernel = layer.kernel.data<float>();
  float* bias = layer.bias.data<float>();
  for (std::size_t o = 0; o < Out; ++o) {
    bias[o] -= rate * error[o];
    for (std::size_t i = 0; i < In; ++i)
      kernel[i * Out + o] -= rate * error[o] * in[i];
  }
}

std::array<float, hidden> activate(const Tower& tower, const Sample& sample) {
  auto inner = apply<features, hidden>(tower.hidden_layer, sample.x);
  for (float& value : inner)
    value = std::tanh(value);
  return inner;
}

} // namespace

Tower build_tower() {
  return {dense("hidden", features, hidden), dense("output", hidden, classes)};
}

std::size_t predict(const Tower& tower, const Sample& sample) {
  auto scores = apply<hidden, classes>(tower.output_layer, activate(tower, sample));
  return static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

double accuracy(const Tower& tower, const std::vector<Sample>& samples) {
  auto right = std::count_if(samples.begin(), samples.end(), [&](const Sample& sample) {
    return predict(tower, sample) == sample.species;
  });
  return static_cast<double>(right) / static_cast<double>(samples.size());
}

void train(Tower& tower, const std::vector<Sample>& samples, int epochs, float rate) {
  for (int epoch = 0; epoch < epochs; ++epoch)
    for (const Sample& sample : samples) {
      auto inner = activate(tower, sample);
      auto error = apply<hidden, classes>(tower.output_layer, inner);

      // Softmax, and the gradient of the cross-entropy: probability minus truth.
      float largest = *std::max_element(error.begin(), error.end()), sum = 0;
      for (float& value : error)
        sum += value = std::exp(value - largest);
      for (std::size_t c = 0; c < classes; ++c)
        error[c] = error[c] / sum - (c == sample.species ? 1.0f : 0.0f);

      std::array<float, hidden> inner_error{};
      const float* kernel = tower.output_layer.kernel.data<float>();
      for (std::size_t i = 0; i < hidden; ++i) {
        for (std::size_t c = 0; c < classes; ++c)
          inner_error[i] += error[c] * kernel[i * classes + c];
        inner_error[i] *= 1 - inner[i] * inner[i];
      }
      descend(tower.output_layer, inner, error, rate);
      descend(tower.hidden_layer, sample.x, inner_error, rate);
    }
}

} // namespace two_tower
