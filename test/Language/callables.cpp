// What can be called: lambdas, functions, functors, std::function.
// Resolved and run, with and without the plan: the same variables in the same order.
// RUN: rm -rf %t && cd %S
// RUN: %varscope generate callables.cpp -o %t/plan -- -std=c++20 %include 2>&1 | count 0
// RUN: %python %utils/manifest-variables.py %t/plan/*.json > %t/resolved.txt
// RUN: %gxx -c callables.cpp -o %t/main.o && %gxx %t/main.o %runtime-lib -o %t/run
// RUN: %t/run | diff %t/resolved.txt -
// RUN: %gxx %t/main.o %t/plan/*.cpp %runtime-lib -o %t/planned
// RUN: %t/planned planned | diff %t/resolved.txt -
#include "Inputs/show.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace lambdas {
struct Net {
  std::string p = "net";
  int n = 2;
  auto byThis() {
    return [this](int i) { return p + std::to_string(i + n); };
  }
  auto byCopy() {
    return [*this]() mutable {
      p += "_copy";
      return p;
    };
  }
  auto equals() {
    return [=, this] { return p; };
  }
};
void build() {
  std::string prefix = "a";
  int count = 0;
  auto byRef = [&](const char* leaf) {
    ++count;
    get(prefix + leaf);
  };
  auto byValue = [prefix](const char* leaf) { get(prefix + "_value" + leaf); };
  prefix = "b";
  byRef("x");
  byValue("x");
  byRef("y");
  get("count", count);
  auto counter = [n = 10]() mutable { return n++; };
  counter();
  auto copy = counter;
  counter();
  get("counter", counter());
  get("copy", copy());
  auto moved = [s = std::move(prefix)] { return s; };
  get("moved_" + moved());
  Net net;
  get(net.byThis()(3));
  auto c = net.byCopy();
  net.p = "changed";
  get(c());
  get(c());
  get(net.equals()());
  const int w = [] {
    int s = 0;
    for (int i = 0; i < 5; ++i)
      s += i;
    return s;
  }();
  get("iile", w);
  auto generic = [](auto a, auto... rest) {
    return std::to_string(a) + "_" + std::to_string(sizeof...(rest));
  };
  get("g" + generic(1, 2, 3));
  get("g" + generic(2.5f));
  auto tmpl = []<class T>(const std::vector<T>& v) { return v.size(); };
  get("tmpl", tmpl(std::vector<int>{1, 2, 3}));
  auto fact = [](auto&& self, int n) -> int { return n <= 1 ? 1 : n * self(self, n - 1); };
  get("fact", fact(fact, 4));
  std::function<int(int)> fib = [&fib](int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); };
  get("fib", fib(7));
  auto make = [](std::string p) {
    return [p = std::move(p)](int i) {
      return [p, i](char ch) { return p + std::to_string(i) + ch; };
    };
  };
  get(make("curry")(4)('z'));
  int (*plain)(int) = [](int v) { return v + 1; };
  get("plain", plain(3));
  auto* plus = +[](int v) { return v + 2; };
  get("plus", plus(3));
  auto [first, second] = std::pair{std::string("first"), 5};
  auto useBinding = [&first = first, second = second] { get(first, second); };
  useBinding();
  auto noex = [](int v) noexcept -> long { return v; };
  get("noex", noex(2));
  static auto st = [] { return "static_lambda"; };
  get(st());
}
} // namespace lambdas
VS_MODEL(m_lambdas, lambdas::build());

namespace functions {
using Init = vs::Variable (*)(const std::string&, int64_t);
vs::Variable dense(const std::string& n, int64_t w) { return get(n + "_dense", w); }
vs::Variable conv(const std::string& n, int64_t w) { return get(n + "_conv", w * w); }
const std::pair<const char*, Init> kTable[] = {{"d", dense}, {"c", &conv}};
constexpr Init kBy[] = {conv, dense};
Init choose(bool c) { return c ? conv : dense; }
void apply(void (*f)(int), int n) {
  for (int i = 0; i < n; ++i)
    f(i);
}
void each(int i) { get("each" + std::to_string(i)); }
void higher(const std::function<void(std::string)>& f) {
  f("h1");
  if (f)
    f("h2");
}
template <class F, class... A>
decltype(auto) call(F&& f, A&&... a) {
  return std::invoke(std::forward<F>(f), std::forward<A>(a)...);
}
struct Functor {
  int base;
  int operator()(int v) const { return base + v; }
};
int over(int) { return 1; }
int over(double) { return 2; }
void build() {
  for (auto [n, f] : kTable)
    f(n, 3);
  kBy[0]("by", 2);
  kBy[1]("by", 2);
  choose(true)("ch", 4);
  choose(false)("ch", 4);
  apply(each, 2);
  apply(&each, 0);
  apply([](int i) { get("captureless" + std::to_string(i)); }, 1);
  higher([](std::string s) { get(s); });
  std::function<vs::Variable(const std::string&, int64_t)> fn = dense;
  fn("fn", 2);
  fn = [](const auto& n, auto w) { return get(n, w); };
  fn("re", 3);
  fn = nullptr;
  if (!fn)
    get("empty");
  std::map<std::string, std::function<int(int)>> table = {{"dbl", [](int v) { return v * 2; }},
                                                          {"functor", Functor{100}}};
  for (auto& [k, f] : table)
    get(k, f(4));
  get("at", table.at("dbl")(21));
  get("call", call(Functor{1}, 2));
  call([&](auto n) { get(n); }, "called");
  call(dense, "inv", 6);
  int (*o)(double) = over;
  get("over", o(1));
  get("over2", static_cast<int (*)(int)>(over)(1));
  std::vector<std::function<void()>> later;
  for (int i = 0; i < 3; ++i)
    later.push_back([i] { get("later" + std::to_string(i)); });
  for (auto it = later.rbegin(); it != later.rend(); ++it)
    (*it)();
  auto bound = std::bind(dense, std::placeholders::_1, 9);
  bound("bind");
  auto front = std::bind_front(&conv, "front");
  front(2);
  auto ref = std::ref(fn);
  fn = dense;
  ref.get()("ref", 1);
  ref("ref2", 1);
  std::array<int (*)(int), 2> arr{+[](int v) { return v; }, [](int v) { return -v; }};
  get("arr", arr[0](5) - arr[1](5));
  struct Node {
    std::function<void(const std::string&)> visit;
    std::vector<Node> kids;
  };
  Node tree{[](auto& p) { get(p + "/leaf"); }, {Node{[](auto& p) { get(p + "/kid"); }, {}}}};
  std::function<void(const Node&, std::string)> walk = [&](const Node& n, std::string p) {
    n.visit(p);
    for (auto& k : n.kids)
      walk(k, p + "/k");
  };
  walk(tree, "root");
  auto compose = [](auto f, auto g) { return [=](auto x) { return f(g(x)); }; };
  get("compose", compose([](int v) { return v + 1; }, [](int v) { return v * 10; })(3));
  std::sort(later.begin(), later.begin(), [](auto&, auto&) { return false; });
  std::vector<int> v{3, 1, 2};
  std::sort(v.begin(), v.end(), std::greater<>());
  get("sorted", v[0]);
  get("less", std::plus<>{}(2, 3));
  if (fn.target_type() != typeid(void)) {
  }
}
} // namespace functions
VS_MODEL(m_functions, functions::build());

int main(int argc, char**) {
  show<m_functions>(argc > 1);
  show<m_lambdas>(argc > 1);
}
