// The same model in one process: what the ranks of mpi_shards have together.

#include "recommender.h"

#include "../common/sha256.h"

#include <iostream>

namespace vs = varscope;

VS_MODEL(recommender_whole, recommender::build(30000, 7001, 64));

int main() {
  vs::Model<recommender_whole> model(/*seed=*/42);
  std::cout << "bytes of the model: " << model.arena().size()
            << "\nsha256: " << examples::sha256(model.arena()) << '\n';
}
