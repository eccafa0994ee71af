#include "blocks.h"

#include <array>
#include <cstdlib>

Layer attention(Sizes sizes) {
  return [sizes](const Tensor& in) {
    constexpr std::array<std::string_view, 3> projections = {"query", "key", "value"};
    const std::int64_t size = sizes.model / sizes.heads;
    for (const std::string_view name : projections)
      dense(in, size * sizes.heads, name);
#ifdef CONDITIONAL
    if (std::getenv("RELATIVE"))
      vs::get_variable("relative", {size});
    // CONDITIONAL: layers.cpp:[[#@LINE-1]]:7: warning: {{.*}} [varscope-conditional-variable]
#endif
    return dense({size * sizes.heads}, sizes.model, "output", false);
  };
}

Layer feed_forward(Sizes sizes) {
  return chain([=](const Tensor& in) { return dense(in, sizes.inner, "inner"); },
               [=](const Tensor& in) { return dense(in, sizes.model, "outer"); });
}

Layer encoder_layer(Sizes sizes, int number) {
  return in_scope(numbered("layer", number),
                  chain(residual("attention", attention(sizes)), residual("ffn", feed_forward(sizes))));
}
