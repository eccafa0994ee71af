#include "layers.h"

#include <cstdio>
namespace vs = varscope;

void build() {
  VS_VARIABLE_SCOPE("hidden") { dense(4, 8); }
  VS_VARIABLE_SCOPE("output") { dense(8, 2); }
}
VS_MODEL(two_file_model, build());

int main() {
  vs::Model<two_file_model> model(1);
  std::printf("planned: %d\n", model.planned());
  for (const vs::Variable& variable : model.variables())
    std::printf("%s\n", std::string(variable.op_name()).c_str());
}
