// The same GAN with the reuse forgotten.

#include "networks.h"

#include <iostream>

namespace vs = varscope;

struct Gan {
  gan::Mlp generator, real, fake;
};

Gan build_gan(std::int64_t noise, std::int64_t width) {
  Gan net;
  VS_VARIABLE_SCOPE("generator") { net.generator = gan::mlp(noise, 128, width); }
  VS_VARIABLE_SCOPE("discriminator") { net.real = gan::mlp(width, 128, 1); }
  VS_VARIABLE_SCOPE("discriminator") { net.fake = gan::mlp(width, 128, 1); }
  return net;
}

VS_MODEL(gan_missing_reuse, build_gan(64, 784));

int main() {
  try {
    vs::Model<gan_missing_reuse> net;
  } catch (const vs::ScopeError& error) {
    std::cout << error.rule() << ": " << error.what() << '\n';
    return 0;
  }
  return 1;
}
