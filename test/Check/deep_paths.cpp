// Conditions within conditions that are not known: the analysis comes to an end, and says at which bound.
// RUN: not %varscope check %s --source-root=%S --max-steps=2000000 -- %include 2>&1 | %FileCheck %s
#include <string>
#include <varscope/varscope.h>
#include <vector>
namespace vs = varscope;
int number();
struct Guard {
  Guard(std::vector<std::string>& into, std::string text) : log(into), left(std::move(text)) { log.push_back("in"); }
  ~Guard() { log.push_back(left); }
  std::vector<std::string>& log;
  std::string left;
};
std::string cut(const std::string& text) { return text.size() > 12 ? text.substr(text.size() - 12) : text; }
std::string label() {
  const int n = number();
  return cut(n > 0 ? cut("long_word") : cut("wx") + std::to_string(n));
}
std::string join(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts)
    text += "." + (part.size() > 40 ? part.substr(0, 40) : part);
  return text;
}
void build() {
  VS_VARIABLE_SCOPE("model", .reuse = vs::AUTO_REUSE) {
    switch ([] { int n = 0; for (char c : label()) n += c != 'b'; return n; }() % 4) {
    case 0:
      vs::get_variable(label() + "_b", {1});
      break;
    case 1:
      vs::get_variable("kernel_" + cut(label()), {1});
      [[fallthrough]];
    default: {
      // However many answers there are, each is looked at once, and each path is run as it was found.
      std::vector<std::string> log;
      for (int turn = 0; turn < 3; ++turn) {
        const Guard guard(log, cut(label()));
        vs::get_variable("b", {1});
      }
      vs::get_variable("o_" + join(log), {1});
      // CHECK: deep_paths.cpp:[[#@LINE-1]]:7: error: the variable's name is not known at compile time: '"o_" + join(log)' is unknown,{{.*}}, or in 2 more cases [varscope-unresolved]
      // CHECK: deep_paths.cpp:[[#@LINE-2]]:7: error: the variable's name is not known at compile time: '"o_" + join(log)' is unknown,{{.*}}, or in 1 more case [varscope-unresolved]
    }
    }
  }
}
VS_MODEL(m, build());
// CHECK: error: the model has more than 64 variants
// CHECK-NOT: --max-steps
