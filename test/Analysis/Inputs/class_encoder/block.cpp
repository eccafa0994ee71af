#include "layers.h"

namespace encoder {

Block::Block(const Config& config, int number) : Layer(config, "encoder_l" + std::to_string(number)) {
  add<Norm>("self");
  add<Attention>("self");
#ifdef WRONG_PREFIX
  add<Norm>("self");
#else
  add<Norm>("ffn");
#endif
  add<FeedForward>("ffn");
}

void Block::build() {
  for (const auto& part : parts_)
    part->build();
}

} // namespace encoder
