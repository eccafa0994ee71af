#pragma once
// Layers as functions: a layer is built by calling it, scopes give the names.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <varscope/varscope.h>

namespace vs = varscope;

/// What a layer needs to know of the tensor that goes in, and says of the one that comes out.
struct Tensor {
  std::int64_t width;
  std::vector<vs::Variable> from = {};
};
using Layer = std::function<Tensor(const Tensor&)>;

struct Sizes {
  std::int64_t model, heads, inner;
};

/// "layer_03": as checkpoints spell it.
std::string numbered(std::string_view stem, int number);

Tensor dense(const Tensor& in, std::int64_t out, std::string_view name, bool bias = true);
Tensor norm(const Tensor& in);
Layer attention(Sizes sizes);
Layer feed_forward(Sizes sizes);
Layer in_scope(std::string name, Layer inner);
Layer residual(std::string name, Layer inner);
Layer sequence(std::vector<Layer> layers);
Layer encoder_layer(Sizes sizes, int number);

template <class... Layers> Layer chain(Layers... layers) {
  return [=](const Tensor& in) {
    Tensor out = in;
    ((out = layers(out)), ...);
    return out;
  };
}
