// The scopes that VarScope is about: two scopes with a variable `v1` each, sharing
// with `reuse`, and a function called twice under AUTO_REUSE.

#include <varscope/varscope.h>

#include <iostream>

namespace vs = varscope;

struct Scopes {
  vs::Variable first, second, shared;
};

Scopes build_scopes() {
  Scopes scopes;
  VS_VARIABLE_SCOPE("scope1") { scopes.first = vs::get_variable("v1", {1}); }
  VS_VARIABLE_SCOPE("scope2") { scopes.second = vs::get_variable("v1", {1}); }
  VS_VARIABLE_SCOPE("scope1", .reuse = true) { scopes.shared = vs::get_variable("v1", {1}); }
  return scopes;
}

vs::Variable demo() {
  VS_VARIABLE_SCOPE("demo", .reuse = vs::AUTO_REUSE) { return vs::get_variable("v", {1}); }
}

struct Twice {
  vs::Variable first, second;
};

Twice build_twice() { return {demo(), demo()}; }

VS_MODEL(tutorial_scopes, build_scopes());
VS_MODEL(tutorial_demo, build_twice());

int main() {
  vs::Model<tutorial_scopes> scopes;
  std::cout << scopes->first.name() << '\n'
            << scopes->second.name() << '\n'
            << scopes->shared.name() << '\n';

  vs::Model<tutorial_demo> twice;
  std::cout << twice->first.name() << '\n' << twice->second.name() << '\n';

  // Sharing is one storage, not one name.
  bool same = scopes->first == scopes->shared && twice->first == twice->second;
  return same && scopes->first != scopes->second ? 0 : 1;
}
