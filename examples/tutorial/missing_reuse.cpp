// The error that VarScope is about: a scope is entered again and its variable asked
// for again, but nothing says that it is to be shared.

#include <varscope/varscope.h>

#include <iostream>

namespace vs = varscope;

void build() {
  VS_VARIABLE_SCOPE("scope1") { vs::get_variable("v1", {1}); }
  VS_VARIABLE_SCOPE("scope1") { vs::get_variable("v1", {1}); }
}

VS_MODEL(missing_reuse, build());

int main() {
  try {
    vs::Model<missing_reuse> model;
  } catch (const vs::ScopeError& error) {
    std::cout << error.rule() << ": " << error.what() << '\n';
    return 0;
  }
  return 1;
}
