// Builds and initialises GPT-2 small and tells what it has.
// usage: gpt2 [--sha256] [--names]

#include "model.h"

#include "../common/sha256.h"

#include <chrono>
#include <iostream>
#include <string_view>

namespace vs = varscope;

VS_MODEL(gpt2_small, gpt2::model(gpt2::Hparams{}));

namespace {

std::int64_t parameters(const vs::Model<gpt2_small>& model) {
  std::int64_t sum = 0;
  for (const vs::Variable& variable : model.variables()) {
    std::int64_t count = 1;
    for (std::int64_t dimension : variable.shape())
      count *= dimension;
    sum += count;
  }
  return sum;
}

} // namespace

int main(int argc, char** argv) {
  using clock = std::chrono::steady_clock;
  clock::time_point start = clock::now();
  vs::Model<gpt2_small> model(/*seed=*/42);
  std::chrono::duration<double, std::milli> time = clock::now() - start;

  for (int i = 1; i < argc; ++i)
    if (argv[i] == std::string_view("--names"))
      for (const vs::Variable& variable : model.variables())
        std::cout << variable.op_name() << '\n';

  std::cout << "planned: " << (model.planned() ? "yes" : "no") << '\n'
            << "variables: " << model.variables().size() << '\n'
            << "parameters: " << parameters(model) << '\n'
            << "output layer tied: " << (model->logits == model->wte ? "yes" : "no") << '\n'
            << "built and initialised in " << time.count() << " ms\n";
  for (int i = 1; i < argc; ++i)
    if (argv[i] == std::string_view("--sha256"))
      std::cout << "sha256: " << examples::sha256(model.arena()) << '\n';
}
