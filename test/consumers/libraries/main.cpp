#include <layers.h>
#include <sizes.h>

#include <varscope/varscope.h>

#include <cstdio>
namespace vs = varscope;

#if defined(EXTRACTING) == defined(GXX_ONLY)
#error "EXTRA_ARGS and REMOVE_ARGS have no effect"
#endif

void build() {
  VS_VARIABLE_SCOPE(SCOPE) {
    if (config.wide)
      dense(2, width());
  }
}
VS_MODEL(libraries_model, build());

int main() {
  vs::Model<libraries_model> model(1);
  std::printf("planned: %d, last: %s\n", model.planned(), std::string(model.variables().back().name()).c_str());
}
