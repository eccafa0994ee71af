#include <cstdio> // <varscope/varscope.h> comes precompiled

void dense();

void build() {
  VS_VARIABLE_SCOPE("scope") { dense(); }
}
VS_MODEL(pch_unity_model, build());

int main() {
  varscope::Model<pch_unity_model> model(1);
  std::printf("planned: %d, %s\n", model.planned(), std::string(model.variables()[0].name()).c_str());
}
