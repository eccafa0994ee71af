#include <varscope/varscope.h>

#include <cstdio>
namespace vs = varscope;

vs::Variable build() {
  VS_VARIABLE_SCOPE("scope") { return vs::get_variable("v", {2, 3}); }
}
VS_MODEL(consumer_model, build());

int main() {
  vs::Model<consumer_model> model(1);
  std::printf("planned: %d, first: %s\n", model.planned(), std::string(model.variables()[0].name()).c_str());
}
