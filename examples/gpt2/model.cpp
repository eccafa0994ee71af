#include "model.h"

#include <string>

namespace vs = varscope;

namespace gpt2 {

namespace {

Attention attention(std::int64_t n) {
  VS_VARIABLE_SCOPE("attn") { return {conv1d("c_attn", n, 3 * n), conv1d("c_proj", n, n)}; }
}

Mlp mlp(std::int64_t n) {
  VS_VARIABLE_SCOPE("mlp") { return {conv1d("c_fc", n, 4 * n), conv1d("c_proj", 4 * n, n)}; }
}

Block block(std::int64_t layer, std::int64_t n) {
  VS_VARIABLE_SCOPE("h" + std::to_string(layer)) {
    return {norm("ln_1", n), attention(n), norm("ln_2", n), mlp(n)};
  }
}

/// GPT-2 has no output matrix of its own: it multiplies by the token embedding.
vs::Variable output_layer(const vs::VariableScope& model, const Hparams& hparams) {
  VS_VARIABLE_SCOPE(model, .reuse = true) {
    return vs::get_variable("wte", {hparams.n_vocab, hparams.n_embd});
  }
}

} // namespace

Gpt2 model(const Hparams& hparams) {
  Gpt2 net;
  VS_VARIABLE_SCOPE_AS(scope, "model") {
    net.wpe = vs::get_variable("wpe", {hparams.n_ctx, hparams.n_embd},
                               {.initializer = vs::random_normal(0.0, 0.01)});
    net.wte = vs::get_variable("wte", {hparams.n_vocab, hparams.n_embd},
                               {.initializer = vs::random_normal(0.0, 0.02)});
    for (std::int64_t layer = 0; layer < hparams.n_layer; ++layer)
      net.blocks.push_back(block(layer, hparams.n_embd));
    net.ln_f = norm("ln_f", hparams.n_embd);
    net.logits = output_layer(scope, hparams);
  }
  return net;
}

} // namespace gpt2
