#pragma once
// Builds a model and prints its variables, one a line: model, name, dimensions.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include <varscope/varscope.h>

namespace vs = varscope;

inline vs::Variable get(std::string_view name, int64_t size = 1) {
  return vs::get_variable(name, {size});
}

template <class Tag>
void show(bool planned) {
  const vs::Model<Tag> model(7);
  if (model.planned() != planned)
    std::exit(1);
  for (vs::Variable variable : model.variables()) {
    std::printf("%s %s", Tag::varscope_tag(), std::string(variable.op_name()).c_str());
    for (const int64_t dimension : variable.shape())
      std::printf(" %d", static_cast<int>(dimension));
    std::printf("\n");
  }
}
