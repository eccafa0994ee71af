#include "layers.h"

namespace encoder {

void Norm::build() {
  scale_ = vs::get_variable(prefix + "_ln_scale", {config.width}, {.initializer = vs::ones()});
  shift_ = bias("ln_bias", config.width);
}

const char* Attention::name(Role role) {
  switch (role) {
  case Role::Query:
    return "Wq";
  case Role::Key:
    return "Wk";
  case Role::Value:
    return "Wv";
  }
  return "?";
}

void Attention::build() {
  for (const Role role : roles) {
    projections_.push_back(weight(name(role), {config.width, config.width}));
    bias(std::string("b") + name(role)[1], config.width);
  }
#ifdef UNDEFINED_SHAPE
  output_ = vs::get_variable(prefix + "_Wo");
  // UNDEFINED_SHAPE: layers.cpp:[[#@LINE-1]]:13: error: {{.*}} [varscope-undefined-shape]
#else
  output_ = weight("Wo", {config.width, config.width});
#endif
  bias("bo", config.width);
}

void FeedForward::build() {
  std::int64_t in = config.width;
  for (int i = 1; const std::int64_t out : {inner_, config.width}) {
    weight("W" + std::to_string(i), {in, out});
    bias("b" + std::to_string(i++), out);
    in = out;
  }
}

void Embedding::build() { table_ = vs::get_variable(prefix, {config.vocabulary, config.width}); }

vs::Variable Embedding::tie() const {
#if defined SWAPPED_SHAPE
  VS_VARIABLE_SCOPE(vs::get_variable_scope(), .reuse = true) {
    return vs::get_variable(prefix, {config.width, config.vocabulary});
    // SWAPPED_SHAPE: layers.cpp:[[#@LINE-1]]:12: error: {{.*}} [varscope-shape-mismatch]
  }
#elif defined OTHER_DTYPE
  VS_VARIABLE_SCOPE(vs::get_variable_scope(), .reuse = true) {
    return vs::get_variable(prefix, {config.vocabulary, config.width}, {.dtype = vs::float16});
    // OTHER_DTYPE: layers.cpp:[[#@LINE-1]]:12: error: {{.*}} [varscope-dtype-mismatch]
  }
#elif defined FORGOTTEN_REUSE
  return vs::get_variable(prefix, {config.vocabulary, config.width});
  // FORGOTTEN_REUSE: layers.cpp:[[#@LINE-1]]:10: error: Variable encoder/Wemb already exists{{.*}} [varscope-already-exists]
#else
  VS_VARIABLE_SCOPE(vs::get_variable_scope(), .reuse = true) {
    return vs::get_variable(prefix, {config.vocabulary, config.width});
  }
#endif
}

} // namespace encoder
