// Templates, and what the compiler computes.
// Resolved and run, with and without the plan: the same variables in the same order.
// RUN: rm -rf %t && cd %S
// RUN: %varscope generate templates.cpp -o %t/plan -- -std=c++20 %include 2>&1 | count 0
// RUN: %python %utils/manifest-variables.py %t/plan/*.json > %t/resolved.txt
// RUN: %gxx -c templates.cpp -o %t/main.o && %gxx %t/main.o %runtime-lib -o %t/run
// RUN: %t/run | diff %t/resolved.txt -
// RUN: %gxx %t/main.o %t/plan/*.cpp %runtime-lib -o %t/planned
// RUN: %t/planned planned | diff %t/resolved.txt -
#include "Inputs/show.h"

#include <algorithm>
#include <array>
#include <concepts>
#include <memory>
#include <numeric>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace variadics {
template <class... S>
std::string join(const S&... s) {
  std::string out;
  ((out += s, out += '/'), ...);
  out.pop_back();
  return out;
}
template <class... I>
constexpr auto sum(I... i) {
  return (0 + ... + i);
}
template <class... I>
constexpr bool all(I... i) {
  return (... && i);
}
template <class T>
void emit(const std::string& p, const T& v) {
  get(p, v);
}
template <class T, class... R>
void emit(const std::string& p, const T& v, const R&... r) {
  emit(p + "_", v);
  emit(p + "r", r...);
}
template <int... N>
void ids() {
  (get("id" + std::to_string(N), N), ...);
}
template <std::size_t... I>
void seq(std::index_sequence<I...>) {
  const char* n[] = {"q", "k", "v"};
  (get(std::string(n[I]) + std::to_string(I)), ...);
}
template <class... L>
struct Sequential {
  std::tuple<L...> layers;
  explicit Sequential(L... l) : layers(std::move(l)...) {}
  int64_t operator()(int64_t in) {
    std::apply([&](auto&... l) { ((in = l(in)), ...); }, layers);
    return in;
  }
};
template <class... L>
Sequential(L...) -> Sequential<L...>;
struct Dense {
  std::string n;
  int64_t o;
  int64_t operator()(int64_t i) {
    vs::get_variable(n, {i, o});
    return o;
  }
};
template <class... B>
struct Mixin : B... {
  void run() { (B::go(), ...); }
};
struct MA {
  void go() { get("mixA"); }
};
struct MB {
  void go() { get("mixB"); }
};
template <class... F>
struct overloaded : F... {
  using F::operator()...;
};
void build() {
  get(join("a", std::string("b"), std::string_view("c")));
  get("sum", sum(1, 2, 3));
  if (all(true, 1 < 2))
    get("all");
  emit("e", 1, 2, 3);
  ids<3, 1, 2>();
  seq(std::make_index_sequence<3>{});
  Sequential net{Dense{"d1", 4}, Dense{"d2", 5}};
  get("out", net(3));
  Mixin<MB, MA>{}.run();
  std::variant<int, std::string> v = 3;
  auto visit = overloaded{[](int i) { return "int" + std::to_string(i); },
                          [](const std::string& s) { return "str_" + s; }};
  get(std::visit(visit, v));
  v = "text";
  get(std::visit(visit, v));
  [](auto... xs) { (get("pack" + std::to_string(xs)), ...); }(7, 8, 9);
}
} // namespace variadics
VS_MODEL(m_variadics, variadics::build());

namespace compile_time {
template <std::size_t N>
struct Fixed {
  char s[N];
  constexpr Fixed(const char (&t)[N]) { std::copy_n(t, N, s); }
  constexpr std::string_view view() const { return {s, N - 1}; }
};
template <Fixed F>
void named() {
  get(F.view());
}
template <Fixed F, int64_t W>
struct Layer {
  static constexpr std::string_view name = F.view();
  void build() const { get(name, W); }
};
constexpr int when() { return std::is_constant_evaluated() ? 1 : 2; }
consteval int square(int v) { return v * v; }
constexpr int64_t head(int64_t m, int64_t h) { return m / h; }
constexpr std::array<int64_t, 4> sizes() {
  std::array<int64_t, 4> a{};
  for (std::size_t i = 0; i < a.size(); ++i)
    a[i] = int64_t(1) << i;
  return a;
}
constexpr auto kSizes = sizes();
static constexpr const char* kNames[] = {"embed", "encode", "decode"};
constexpr std::string_view kViews[]{"va", "vb"};
struct Cfg {
  int layers, width;
  bool bias;
  std::string_view name;
};
constexpr Cfg kTiny{.layers = 2, .width = 8, .bias = true, .name = "tiny"};
constexpr Cfg scaled(Cfg c, int f) {
  c.width *= f;
  return c;
}
template <class T>
constexpr bool isInt = std::is_integral_v<T>;
template <class T>
constexpr int64_t bits = 8 * sizeof(T);
template <class T>
std::string typeName() {
  if constexpr (std::is_same_v<T, float>)
    return "f32";
  else if constexpr (isInt<T>)
    return "int" + std::to_string(bits<T>);
  else
    return T::name();
}
struct Custom {
  static std::string name() { return "custom"; }
};
template <class T>
requires std::integral<T> std::string kind(T) { return "integral"; }
template <std::floating_point T>
std::string kind(T) {
  return "floating";
}
std::string kind(const char*) { return "text"; }
template <class T>
concept Buildable = requires(T t) {
  {t.build()};
};
template <class T>
void maybe(const T& t) {
  if constexpr (Buildable<T>)
    t.build();
  else
    get("not_buildable");
}
template <class T, int N = 2>
struct Primary {
  static std::string s() { return "primary" + std::to_string(N); }
};
template <class T>
struct Primary<T*, 2> {
  static std::string s() { return "pointer_" + Primary<T>::s(); }
};
template <>
struct Primary<void, 2> {
  static std::string s() { return "void"; }
};
template <template <class> class C>
std::string wrap() {
  return C<int>::label();
}
template <class T>
struct Box {
  static std::string label() { return "box"; }
};
template <int N>
struct Rec {
  static void go() {
    Rec<N - 1>::go();
    get("rec" + std::to_string(N));
  }
};
template <>
struct Rec<0> {
  static void go() {}
};
template <auto V>
void value() {
  get("value" + std::to_string(V));
}
template <auto F>
void through() {
  F("through");
}
void target(const char* s) { get(s); }
enum class Act : unsigned char { relu = 1, gelu, tanh = 7 };
constexpr std::string_view toString(Act a) {
  switch (a) {
  case Act::relu:
    return "relu";
  case Act::gelu:
    return "gelu";
  case Act::tanh:
    return "tanh";
  }
  return "?";
}
constexpr std::size_t hash(std::string_view s) {
  std::size_t h = 5381;
  for (char c : s)
    h = h * 33 + static_cast<unsigned char>(c);
  return h;
}
void build() {
  named<"fixed">();
  Layer<"layer", 6>{}.build();
  get("sq", square(3));
  get("head", head(768, 12));
  for (auto s : kSizes)
    get("s" + std::to_string(s), s);
  for (const char* n : kNames)
    get(n);
  for (auto v : kViews)
    get(v);
  for (int i = 0; i < kTiny.layers; ++i)
    get(std::string(kTiny.name) + "_" + std::to_string(i), scaled(kTiny, 3).width);
  get(typeName<float>());
  get(typeName<short>());
  get(typeName<Custom>());
  get(kind(1));
  get(kind(1.0));
  get(kind("s"));
  maybe(Layer<"m", 2>{});
  maybe(3);
  get(Primary<int>::s());
  get(Primary<int*>::s());
  get(Primary<void>::s());
  get(Primary<int, 5>::s());
  get(wrap<Box>());
  Rec<3>::go();
  value<42>();
  value<'c'>();
  through<target>();
  for (Act a : {Act::gelu, Act::tanh})
    get(toString(a), static_cast<int>(a));
  {
    using enum Act;
    get(toString(relu));
  }
  get("hash", hash("abc") % 100);
  static constexpr int lut[2][3] = {{1, 2, 3}, {4, 5, 6}};
  get("lut", lut[1][2]);
  constexpr auto t = std::tuple{1, "tuple", 3.5};
  get(std::get<1>(t), std::get<0>(t));
  constexpr int early = when();
  get("early", early);
  get("late", when());
  constexpr static std::string_view sv = "substr_here";
  get(sv.substr(0, 6));
  get(sv.substr(sv.find('_') + 1));
  static_assert(sv.size() == 11);
  constinit static const int ci = 5;
  get("ci" + std::string(ci == 5 ? "5" : "x"));
}
} // namespace compile_time
VS_MODEL(m_compile_time, compile_time::build());

namespace dispatching {
struct small {};
struct large {};
std::string tag(small) { return "small"; }
std::string tag(large) { return "large"; }
namespace lib {
struct Thing {
  int v;
};
std::string describe(const Thing& t) { return "thing" + std::to_string(t.v); }
void swap(Thing& a, Thing& b) {
  std::swap(a.v, b.v);
  a.v += 100;
}
} // namespace lib
template <class T>
struct Holder {
  T value;
  template <class U>
  Holder<U> as(U u) const {
    return {u};
  }
  operator T() const { return value; }
};
template <class T>
Holder(T) -> Holder<T>;
template <class T>
std::string fwd(T&&) {
  return std::is_lvalue_reference_v<T> ? "lref" : "rref";
}
template <class It>
std::string cat(It b, It e) {
  std::string s;
  for (; b != e; ++b)
    s += *b;
  return s;
}
template <class T, class = void>
struct has_name : std::false_type {};
template <class T>
struct has_name<T, std::void_t<decltype(T::name)>> : std::true_type {};
struct WithName {
  static constexpr const char* name = "with_name";
};
template <class T>
auto nameOf(int) -> decltype(T::name, std::string()) {
  return T::name;
}
template <class T>
std::string nameOf(...) {
  return "no_name";
}
template <class T>
T&& id(T&& t) {
  return std::forward<T>(t);
}
void build() {
  get(tag(std::conditional_t<(sizeof(int) > 2), large, small>{}));
  lib::Thing a{1}, b{2};
  get(describe(a));
  swap(a, b);
  get(describe(a));
  Holder h{3};
  get("h", h.as(2.0) + h);
  int x = 0;
  get(fwd(x));
  get(fwd(3));
  const char* parts[] = {"p", "q"};
  get(cat(std::begin(parts), std::end(parts)));
  std::vector<std::string> v{"r", "s"};
  get(cat(v.begin(), v.end()));
  get(has_name<WithName>::value ? "has" : "hasnt");
  get(nameOf<WithName>(0));
  get(nameOf<int>(0));
  get(id(std::string("ident")));
  auto [p, q] = std::tuple(std::string("sb"), 4);
  get(p, q);
  std::array<int, 2> arr{5, 6};
  auto& [r, s] = arr;
  r = 9;
  get("arr", arr[0] + s);
}
} // namespace dispatching
VS_MODEL(m_dispatching, dispatching::build());

int main(int argc, char**) {
  show<m_compile_time>(argc > 1);
  show<m_dispatching>(argc > 1);
  show<m_variadics>(argc > 1);
}
