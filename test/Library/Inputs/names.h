#pragma once
/// What the tests of library types share: a model's variables as lines of text.

#include <cstdio>
#include <string>
#include <varscope/varscope.h>

namespace vs = varscope;

/// "name 2x3" of each variable, as agree.py expects them of the program.
template <class Tag> void printNames() {
  vs::Model<Tag> model;
  for (const vs::Variable& variable : model.variables()) {
    std::string line(variable.op_name());
    for (std::int64_t size : variable.shape())
      line += " " + std::to_string(size);
    std::puts(line.c_str());
  }
}
