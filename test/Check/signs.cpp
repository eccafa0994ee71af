// Comparisons of texts and tests of characters tell a sign; how large the number is, each library chooses.
// RUN: not %varscope check %s -- %include 2>&1 | %FileCheck %s --implicit-check-not=error:
#include <varscope/varscope.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <string>
#include <vector>

namespace vs = varscope;

// The sign decides, in whatever way it is asked for.
std::string ordered(const std::string& a, const std::string& b) {
  const int order = a.compare(b);
  if (!order)
    return "same";
  std::string result = order < 0 && 0 > order && order != 0 && -order >= 0 ? "less" : "greater";
  if (order)
    result += std::strcmp(b.c_str(), a.c_str()) > 0 ? "_less" : "_greater";
  return result;
}
void build() {
  vs::get_variable(ordered("a", "c") + ordered("c", "a") + ordered("a", "a"), {1});
  std::vector<std::string> names{"b", "a"};
  std::sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) { return a.compare(b) < 0; });
  std::string text = "a1B2";
  text.erase(std::remove_if(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); }), text.end());
  vs::get_variable(names[0] + text + (std::isupper('B') ? "upper" : "lower"), {1});
}
VS_MODEL(signs, build());

// CHECK: [[#@LINE+1]]:{{.*}} error: {{.*}}the result of 'std::basic_string::compare' is known by its sign alone: how large it is, the library chooses{{.*}}[varscope-unresolved]
void compared() { vs::get_variable("v" + std::to_string(std::string("a").compare("c")), {1}); }
VS_MODEL(compared_model, compared());
// CHECK: [[#@LINE+1]]:{{.*}} error: {{.*}}the result of 'strcmp' is known by its sign alone{{.*}}[varscope-unresolved]
void c_compared() { vs::get_variable("v" + std::to_string(std::strcmp("a", "c")), {1}); }
VS_MODEL(c_compared_model, c_compared());
// CHECK: [[#@LINE+1]]:{{.*}} error: {{.*}}the result of 'isalpha' is known by its sign alone{{.*}}[varscope-unresolved]
void tested() { vs::get_variable("v" + std::to_string(isalpha('a')), {1}); }
VS_MODEL(tested_model, tested());
