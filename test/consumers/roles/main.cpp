#include "store.h"

#include <cstdio>

int main() {
  store::Weights weights;
  build(weights);
  std::printf("%zu weights\n", weights.count());
}
