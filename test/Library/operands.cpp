// Operands that C++ leaves in an open order, and that do not see each other's doing: g++ and clang take them in different
// orders, and the names are the same.
// RUN: %agree-libstdcxx
// RUN: %agree-libcxx
#include "Inputs/names.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

void get(const std::string& name) { vs::get_variable(name, {1}); }

struct Namer {
  int next = 0;
  std::string operator()() { return "n" + std::to_string(next++); }
};
std::string join(const std::string& a, const std::string& b) { return a + "_" + b; }

void counters() {
  Namer namer, other;
  get(join(namer(), "x"));
  get("a" + namer() + "b");
  get(join(namer(), other()));
  get(join(join(namer(), "c"), join("d", other())));
  const std::pair<std::string, std::string> pair{namer(), namer()}; // from left to right
  get(join(pair.first, pair.second));
  int i = 0;
  std::string all;
  const std::vector<std::string> names{"a", "b", "c"};
  while (i < 3)
    all += names[i++] + "_";
  get(all);
  std::function<std::string(int)> sum = [n = 0](int more) mutable { return std::to_string(n += more); };
  get("sum" + sum(2));
  get("sum" + sum(3));
  auto name = names.begin();
  get(*name++ + "1");
  get(std::string("z") + *name++);
}

void containers() {
  std::string text = "banana";
  text.erase(std::remove(text.begin(), text.end(), 'a'), text.end());
  get(text);
  std::vector<int> v{3, 1, 2};
  v.erase(std::remove(v.begin(), v.end(), 1), v.end());
  v.insert(v.end(), v.size());
  get("v" + std::to_string(v.size()) + std::to_string(v[0]) + std::to_string(v[2]));
  std::map<std::string, int> map;
  map["a"] = 1;
  map["b"] = map["a"] + static_cast<int>(map.size()); // the right side first
  get("map" + std::to_string(map["a"]) + std::to_string(map["b"]));
  std::ostringstream out;
  out << "x" << map["a"] << "y";
  get(out.str() + out.str());
  int array[3] = {1, 2, 3}, at = 0;
  array[at] = array[at + 1] + at;
  get("array" + std::to_string(array[0]));
}

std::string owned(std::shared_ptr<std::string> a, std::shared_ptr<std::string> b) { return *a + *b; }
std::string moved(std::string a, std::unique_ptr<int> b) { return a + std::to_string(*b); }

void owners() {
  const auto made = std::make_shared<std::string>("s");
  get(owned(made, made));
  std::shared_ptr<std::string> taken(new std::string("t"));
  get(owned(taken, taken));
  auto number = std::make_unique<int>(7);
  get(moved("up", std::move(number)));
  std::string x = "x", y = "y";
  get(moved(std::move(x), std::make_unique<int>(1)) + std::move(y));
}

void build() {
  counters();
  containers();
  owners();
}
VS_MODEL(operands, build());

int main() { printNames<operands>(); }
