// GPT-2's variables, named and shaped as in the code that OpenAI published with the
// paper (Radford et al., "Language Models are Unsupervised Multitask Learners", 2019).
#pragma once

#include <varscope/varscope.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace gpt2 {

/// Sizes; the defaults are those of the small model (124M).
struct Hparams {
  std::int64_t n_vocab = 50257;
  std::int64_t n_ctx = 1024;
  std::int64_t n_embd = 768;
  std::int64_t n_layer = 12;
};

/// Layer normalisation: gain and bias [n].
struct Norm {
  varscope::Variable g, b;
};

/// A convolution of width 1: weights [1, in, out], bias [out].
struct Conv1d {
  varscope::Variable w, b;
};

struct Attention {
  Conv1d c_attn; ///< query, key and value side by side: [1, n_embd, 3 * n_embd]
  Conv1d c_proj;
};

struct Mlp {
  Conv1d c_fc; ///< [1, n_embd, 4 * n_embd]
  Conv1d c_proj;
};

struct Block {
  Norm ln_1;
  Attention attn;
  Norm ln_2;
  Mlp mlp;
};

struct Gpt2 {
  varscope::Variable wpe; ///< position embedding [n_ctx, n_embd]
  varscope::Variable wte; ///< token embedding [n_vocab, n_embd]
  std::vector<Block> blocks;
  Norm ln_f;
  varscope::Variable logits; ///< output layer: the token embedding once more
};

Norm norm(std::string_view scope, std::int64_t n);
Conv1d conv1d(std::string_view scope, std::int64_t in, std::int64_t out, double stddev = 0.02);
Gpt2 model(const Hparams& hparams);

} // namespace gpt2
