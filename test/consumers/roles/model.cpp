#include "store.h"

static void dense(store::Weights weights, int in, int out) {
  weights.create("kernel", {in, out});
  weights.create("bias", {out});
}

void build(store::Weights& weights) {
  for (int i = 0; i < 2; ++i)
    dense(weights.sub("layer" + std::to_string(i)), 4, 4);
}
