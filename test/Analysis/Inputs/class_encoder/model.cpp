#include "layers.h"

#include <cstdio>

namespace encoder {

class Encoder {
public:
  explicit Encoder(const Config& config) : config_(config), embedding_(config) {
    for (int i = 1; i <= config.layers; ++i)
      blocks_.emplace_back(std::make_unique<Block>(config, i));
  }

  void build() {
    VS_VARIABLE_SCOPE("encoder") {
      embedding_.build();
      vs::get_variable("pos", {config_.positions, config_.width});
      for (auto& block : blocks_)
        block->build();
      last_.build();
      if (config_.tied)
        output_ = embedding_.tie();
    }
  }

  /// The first layers once more, over their own weights.
  void share(int layers) {
    VS_VARIABLE_SCOPE("encoder", .reuse = true) {
#ifdef OFF_BY_ONE
      for (int i = 1; i <= layers; ++i)
        std::make_unique<Block>(config_, i + 1)->build();
#else
      for (int i = 1; i <= layers; ++i)
        std::make_unique<Block>(config_, i)->build();
#endif
    }
  }

private:
  Config config_;
  Embedding embedding_;
  std::vector<std::unique_ptr<Layer>> blocks_;
  Norm last_{config_, "top"};
  vs::Variable output_;
};

void build(const Config& config) {
  Encoder encoder(config);
  encoder.build();
  encoder.share(config.layers);
}

} // namespace encoder

VS_MODEL(class_encoder, encoder::build({.vocabulary = 512}));

int main() {
  vs::Model<class_encoder> model;
  for (vs::Variable variable : model.variables()) {
    std::printf("%s", std::string(variable.op_name()).c_str());
    for (const std::int64_t dimension : variable.shape())
      std::printf(" %d", static_cast<int>(dimension));
    std::printf("\n");
  }
}
