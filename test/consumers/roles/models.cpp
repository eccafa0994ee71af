#include "store.h"

#include <varscope/roles.h>

inline void whole() {
  store::Weights weights;
  build(weights);
}
VS_MODEL(two_layers, whole());
