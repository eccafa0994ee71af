// A GAN: the discriminator judges real and generated samples with the same weights,
// so its second use is opened with `reuse`.

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
  VS_VARIABLE_SCOPE("discriminator", .reuse = true) { net.fake = gan::mlp(width, 128, 1); }
  return net;
}

VS_MODEL(gan_shared, build_gan(64, 784));

int main() {
  vs::Model<gan_shared> net(/*seed=*/42);
  for (const vs::Variable& variable : net.variables())
    std::cout << variable.name() << '\n';
  bool shared = net->real.output.kernel.data<float>() == net->fake.output.kernel.data<float>();
  std::cout << "one discriminator: " << (shared ? "yes" : "no") << '\n';
  return shared ? 0 : 1;
}
