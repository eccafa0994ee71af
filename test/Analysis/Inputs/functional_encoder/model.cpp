#include "blocks.h"

#include <cstdio>
#include <cstdlib>

namespace {

constexpr Sizes small{.model = 32, .heads = 4, .inner = 64};
constexpr int depth = 6;

/// The embedding; once more under AUTO_REUSE it is the output layer.
Tensor embedding(std::int64_t words) {
  VS_VARIABLE_SCOPE("embedding", .reuse = vs::AUTO_REUSE) {
    Tensor out{small.model, {vs::get_variable("weights", {words, small.model})}};
#ifdef TYPO
    out.from.push_back(vs::get_variable("wieghts", {words, small.model}));
    // TYPO: model.cpp:[[#@LINE-1]]:24: warning: {{.*}} [varscope-never-shared]
#else
    out.from.push_back(vs::get_variable("weights", {words, small.model}));
#endif
    return out;
  }
}

std::vector<Layer> layers() {
  std::vector<Layer> made;
#ifdef UNRESOLVED
  const char* given = std::getenv("LAYERS");
  const int count = given ? std::atoi(given) : depth;
  for (int i = 0; i < count; ++i)
    made.push_back(encoder_layer(small, i));
#else
  for (int i = 0; i < depth; ++i)
    made.push_back(encoder_layer(small, i));
#endif
  return made;
}

void build(std::int64_t words) {
  VS_VARIABLE_SCOPE("encoder") {
    const Tensor in = embedding(words);
    const Tensor out = in_scope("top", [](const Tensor& last) { return norm(last); })(sequence(layers())(in));
#ifdef SHARED_IN_LOOP
    VS_VARIABLE_SCOPE("heads", .reuse = vs::AUTO_REUSE) {
      for (int head = 0; head < 2; ++head)
        vs::get_variable("classes", {out.width, 2});
      // SHARED_IN_LOOP: model.cpp:[[#@LINE-1]]:9: warning: {{.*}} [varscope-accidental-share]
    }
#else
    for (const char* head : {"words", "sentences"})
      dense(out, 2, std::string("head_") + head);
#endif
  }
}

} // namespace

VS_MODEL(functional_encoder, build(512));

int main() {
  vs::Model<functional_encoder> model;
#ifdef LOOK_UP
  if (!model.find("encoder/layer_06/attention/query/kernel"))
    // LOOK_UP: model.cpp:[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}} [varscope-unknown-variable]
    return 1;
#endif
  for (vs::Variable variable : model.variables()) {
    std::printf("%s", std::string(variable.op_name()).c_str());
    for (const std::int64_t dimension : variable.shape())
      std::printf(" %d", static_cast<int>(dimension));
    std::printf("\n");
  }
}
