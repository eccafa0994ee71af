// Installed packages pass their headers as a system's: the language means the same then,
// though places inside them are not kept.
// RUN: %varscope extract %s -o %t.vsum -- %include
// RUN: %varscope extract %s -o %t.system.vsum -- -isystem %source/include
// RUN: sed -E 's/ @[0-9:~-]+//g; s/^\(line [0-9]+/(line/; /^\(files/d' %t.vsum > %t.said && sed -E 's/ @[0-9:~-]+//g; s/^\(line [0-9]+/(line/; /^\(files/d' %t.system.vsum | diff %t.said -
// RUN: %varscope check %s -- -isystem %source/include 2>&1 | count 0
#include <varscope/varscope.h>
namespace vs = varscope;

vs::Variable build() {
  vs::Variable v;
  VS_VARIABLE_SCOPE("s", .dtype = vs::float64) {
    v = vs::get_variable("v", {2, 3}, {.initializer = vs::variance_scaling({.scale = 2.0})});
  }
  VS_VARIABLE_SCOPE_AS(again, "s", .reuse = vs::AUTO_REUSE, .dtype = vs::float64) {
    return again.get_variable("v", v.shape());
  }
}
VS_MODEL(m, build());
