// Must not compile: options are given in their order.
#include <varscope/varscope.h>

void build() {
  VS_VARIABLE_SCOPE("s", .reuse = true, .initializer = varscope::zeros()) {}
}
