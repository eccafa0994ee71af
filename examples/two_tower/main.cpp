// Two towers on Fisher's Iris data. The left tower alone is trained; the right one is
// asked. When they share their variables the right tower has learned the same, for
// there is one storage; when they do not, it still guesses.
// usage: two_tower IRIS_CSV

#include "iris.h"
#include "tower.h"

#include "../common/sha256.h"

#include <exception>
#include <iostream>

namespace vs = varscope;

struct Towers {
  two_tower::Tower left, right;
};

Towers build_shared() {
  Towers towers;
  VS_VARIABLE_SCOPE("tower") { towers.left = two_tower::build_tower(); }
  VS_VARIABLE_SCOPE("tower", .reuse = true) { towers.right = two_tower::build_tower(); }
  return towers;
}

Towers build_separate() {
  Towers towers;
  VS_VARIABLE_SCOPE("left") { towers.left = two_tower::build_tower(); }
  VS_VARIABLE_SCOPE("right") { towers.right = two_tower::build_tower(); }
  return towers;
}

VS_MODEL(shared_towers, build_shared());
VS_MODEL(separate_towers, build_separate());

namespace {

template <typename Tag>
void run(const char* title, const two_tower::Iris& iris) {
  vs::Model<Tag> model(/*seed=*/42);
  std::cout << title << ": " << model.variables().size() << " variables, planned "
            << (model.planned() ? "yes" : "no") << "\n  sha256 before training "
            << examples::sha256(model.arena()) << '\n';
  double before = two_tower::accuracy(model->right, iris.test);
  two_tower::train(model->left, iris.training, /*epochs=*/100, /*rate=*/0.02f);
  std::cout << "  left tower trained: accuracy " << two_tower::accuracy(model->left, iris.test)
            << " on " << iris.test.size() << " unseen flowers\n  right tower: " << before
            << " before, " << two_tower::accuracy(model->right, iris.test) << " after\n";
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: two_tower IRIS_CSV\n";
    return 2;
  }
  try {
    two_tower::Iris iris = two_tower::read_iris(argv[1]);
    run<shared_towers>("shared towers", iris);
    run<separate_towers>("separate towers", iris);
  } catch (const std::exception& error) {
    std::cerr << "error: " << error.what() << '\n';
    return 1;
  }
}
