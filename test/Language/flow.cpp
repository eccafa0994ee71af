// Statements, loops over everything, exceptions, statics, strings.
// Resolved and run, with and without the plan: the same variables in the same order.
// RUN: rm -rf %t && cd %S
// RUN: %varscope generate flow.cpp -o %t/plan -- -std=c++20 %include 2>&1 | count 0
// RUN: %python %utils/manifest-variables.py %t/plan/*.json > %t/resolved.txt
// RUN: %gxx -c flow.cpp -o %t/main.o && %gxx %t/main.o %runtime-lib -o %t/run
// RUN: %t/run | diff %t/resolved.txt -
// RUN: %gxx %t/main.o %t/plan/*.cpp %runtime-lib -o %t/planned
// RUN: %t/planned planned | diff %t/resolved.txt -
#include "Inputs/show.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <deque>
#include <iterator>
#include <list>
#include <map>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace statements {
enum Kind { conv, pool = 4, dense };
const char* toName(Kind k) {
  switch (k) {
  case conv:
    return "conv";
  case pool:
    return "pool";
  default:
    break;
  }
  return "other";
}
std::string fall(int n) {
  std::string s;
  switch (n) {
  case 3:
    s += 'c';
    [[fallthrough]];
  case 2:
    s += 'b';
    [[fallthrough]];
  case 1: {
    s += 'a';
    break;
  }
  case 10:
  case 11:
    s = "ten";
    break;
  default:
    s = "none";
  }
  return s;
}
int collatz(int n) {
  int c = 0;
  while (n != 1) {
    n = n % 2 ? 3 * n + 1 : n / 2;
    ++c;
  }
  return c;
}
std::string roman(int v) {
  static const std::pair<int, const char*> t[] = {
      {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}};
  std::string out;
  for (auto& [n, s] : t)
    while (v >= n) {
      out += s;
      v -= n;
    }
  return out;
}
int ack(int m, int n) {
  return m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1));
}
bool even(int n);
bool odd(int n) { return n == 0 ? false : even(n - 1); }
bool even(int n) { return n == 0 || odd(n - 1); }
int find(const std::vector<int>& v, int x) {
  for (std::size_t i = 0; i < v.size(); ++i) {
    if (v[i] == x)
      return static_cast<int>(i);
  }
  return -1;
}
void build() {
  for (Kind k : {conv, pool, dense})
    get(toName(k), 1 + k);
  for (int n : {3, 2, 1, 11, 7})
    get("f_" + fall(n) + std::to_string(n));
  get("collatz", collatz(6));
  get(roman(14));
  get("ack", ack(2, 2));
  get(even(10) ? "even" : "odd");
  get("find", 2 + find({4, 5, 6}, 7));
  get("find2", 1 + find({4, 5, 6}, 6));
  int i = 0;
  do {
    if (i == 1)
      continue;
    if (i == 3)
      break;
    get("do" + std::to_string(i));
  } while (++i < 5);
  for (int a = 0, b = 10; a < b; a += 3, --b)
    get("ab" + std::to_string(a) + "_" + std::to_string(b));
  for (;;) {
    if (++i > 6)
      break;
  }
  get("i", i);
  if (auto it = std::string("a/b").find('/'); it != std::string::npos)
    get("slash", it);
  else
    get("noslash");
  if (const int n = 3; n > 2)
    get("init_if");
  switch (int m = 4; m / 2) {
  case 2:
    get("init_switch");
  }
  for (std::vector<int> v{1, 2}; int x : v)
    get("rf" + std::to_string(x));
  for (int a = 0; a < 2; ++a) {
    bool stop = false;
    for (int b = 0; b < 3; ++b) {
      if (b == 2) {
        stop = true;
        break;
      }
      get("n" + std::to_string(a) + std::to_string(b));
    }
    if (stop)
      continue;
    get("never");
  }
  int x = (get("comma1"), get("comma2"), 5);
  get("comma", x);
  int y = x > 3 ? x < 10 ? 1 : 2 : 3;
  get("tern", y);
  unsigned bits = 0b1010;
  for (int b = 0; bits >> b; ++b)
    if (bits & (1u << b))
      get("bit" + std::to_string(b));
  get("xor", (bits ^ 0xFF) & 0xF);
  bits |= 1;
  bits <<= 2;
  get("sh", bits);
  bits &= ~4u;
  get("and", bits);
  get("neg", -(-7 / 2));
  get("mod", 3 + -7 % 3);
  get("wrap", std::uint8_t(250 + 10));
  get("sgn", std::int8_t(200) + 100);
  get("big", (std::uint64_t(1) << 33) >> 30);
  get("flt", static_cast<int>(3.99));
  get("dbl", int64_t(10 * 0.7));
  get("ch", 'd' - 'a');
  get(std::string(1, char('a' + 4)));
  get(std::string("x") + char(66));
  char c = 'p';
  ++c;
  std::string s;
  s += c;
  get(s);
  s = "abc";
  s[1] = 'Z';
  get(s);
  for (char& k : s)
    k = char(k | 0x20);
  get(s + "_lower");
  bool flag = !0;
  get("bool", flag + flag);
}
} // namespace statements
VS_MODEL(m_statements, statements::build());

namespace ranges {
struct Item {
  std::string n;
  int64_t w;
};
struct Range {
  int n;
  struct It {
    int i;
    int operator*() const { return i; }
    It& operator++() {
      ++i;
      return *this;
    }
    bool operator!=(const It& o) const { return i != o.i; }
  };
  It begin() const { return {0}; }
  It end() const { return {n}; }
};
struct Chain {
  std::vector<Item> items;
  auto begin() const { return items.begin(); }
  auto end() const { return items.end(); }
};
void build() {
  int arr[] = {3, 4};
  for (int& a : arr)
    a *= 2;
  for (auto a : arr)
    get("arr" + std::to_string(a));
  for (auto n : {"il1", "il2"})
    get(n);
  std::vector<Item> v{{"v1", 2}, {"v2", 3}};
  for (const auto& [n, w] : v)
    get(n, w);
  for (auto&& i : v)
    i.w++;
  for (Item i : v)
    get(i.n + "_again", i.w);
  for (int i : Range{3})
    get("range" + std::to_string(i));
  for (const Item& i : Chain{{{"ch", 5}}})
    get(i.n, i.w);
  std::map<std::string, int> m{{"mb", 2}, {"ma", 1}};
  for (auto& [k, w] : m)
    get(k, w);
  std::set<std::string> s{"sz", "sa"};
  for (auto& k : s)
    get(k);
  std::array<std::array<int, 2>, 2> g{{{1, 2}, {3, 4}}};
  for (auto& r : g)
    for (int x : r)
      get("g" + std::to_string(x));
  int mat[2][2] = {{5, 6}, {7, 8}};
  for (auto& r : mat)
    for (int x : r)
      get("m" + std::to_string(x));
  for (char c : std::string("hi"))
    get(std::string("c_") + c);
  for (char c : std::string_view("ok"))
    get(std::string(2, c));
  std::deque<int> d;
  d.push_front(1);
  d.push_back(2);
  for (int x : d)
    get("dq" + std::to_string(x));
  std::list<int> l{9, 8};
  for (int x : l)
    get("l" + std::to_string(x));
  std::span<const int> sp(arr);
  for (int x : sp.subspan(1))
    get("sp" + std::to_string(x));
  std::vector<bool> vb{true, false};
  for (bool b : vb)
    if (b)
      get("vb");
  std::initializer_list<int> il = {1, 2, 3};
  get("il", il.size());
  const int* p = arr;
  const int* e = arr + 2;
  for (; p != e; ++p)
    get("ptr" + std::to_string(*p));
  p = &arr[1];
  get("back", p[-1]);
  get("dist", e - p);
  const char* text = "hello";
  while (*text && *text != 'l')
    ++text;
  get(text);
  std::string joined;
  for (const char* q = text; *q; q++)
    joined += *q;
  get("j" + joined);
  int* w = arr;
  *w++ = 20;
  *w = 30;
  get("w", arr[0] + arr[1]);
  const char* names[] = {"n0", "n1", nullptr};
  for (const char** n = names; *n; ++n)
    get(*n);
  int** pp = &w;
  **pp = 31;
  get("pp", arr[1]);
}
} // namespace ranges
VS_MODEL(m_ranges, ranges::build());

namespace exceptions {
struct Base : std::exception {
  std::string m;
  explicit Base(std::string m) : m(std::move(m)) {}
  const char* what() const noexcept override { return m.c_str(); }
};
struct Derived : Base {
  int code;
  Derived(std::string m, int c) : Base(m), code(c) {}
};
int parse(const std::string& s) {
  if (s.empty())
    throw std::invalid_argument("empty");
  if (s == "d")
    throw Derived("derived", 7);
  if (s == "i")
    throw 42;
  return static_cast<int>(s.size());
}
std::string attempt(const std::string& s) {
  try {
    return "ok" + std::to_string(parse(s));
  } catch (const Derived& d) {
    return d.m + std::to_string(d.code);
  } catch (const std::exception& e) {
    return std::string("std_") + e.what();
  } catch (int i) {
    return "int" + std::to_string(i);
  } catch (...) {
    return "any";
  }
}
struct Guard {
  std::string n;
  ~Guard() { get(n); }
};
struct Member {
  Guard g{"member_guard"};
  Member() try { throw 1; } catch (int) {
    get("ctor_try");
  }
};
struct Half {
  Guard a{"half_a"}, b{"half_b"};
  Half() { throw 1; }
  ~Half() { get("never"); }
};
struct Delegating {
  Guard g{"delegated_guard"};
  explicit Delegating(int) {}
  Delegating() : Delegating(1) { throw 2; }
  ~Delegating() { get("delegating_end"); }
};
void nested() {
  try {
    Guard g{"unwound"};
    try {
      throw Base("inner");
    } catch (Base& b) {
      b.m += "_mod";
      throw;
    }
  } catch (const Base& b) {
    get("re_" + b.m);
  }
}
void scoped() {
  try {
    VS_VARIABLE_SCOPE("thrown") {
      get("v");
      throw std::runtime_error("out");
    }
  } catch (const std::runtime_error& e) {
    get(e.what());
  }
}
struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};
void inherited(int code) {
  try {
    if (code == 1)
      throw Failure("literal");
    throw Failure("code_" + std::to_string(code));
  } catch (const std::runtime_error& error) {
    get(error.what());
  }
}
bool exists(const char* n) {
  try {
    VS_VARIABLE_SCOPE("", .reuse = true) vs::get_variable(n, {1});
    return true;
  } catch (const vs::ScopeError&) {
    return false;
  }
}
void build() {
  for (const char* s : {"abc", "", "d", "i"})
    get(attempt(s));
  nested();
  scoped();
  inherited(1);
  inherited(2);
  try {
    Member m;
  } catch (int) {
    get("outer");
  }
  try {
    Half half;
  } catch (int) {
    get("half_caught");
  }
  try {
    Delegating delegating;
  } catch (int) {
    get("delegating_caught");
  }
  try {
    std::vector<int>{1}.at(5);
  } catch (const std::out_of_range&) {
    get("range");
  }
  try {
    (void)std::stoi("x");
  } catch (const std::invalid_argument&) {
    get("stoi");
  }
  for (int i = 0; i < 3; ++i)
    try {
      if (i == 1)
        throw i;
      get("loop" + std::to_string(i));
    } catch (int) {
      continue;
    }
}
} // namespace exceptions
VS_MODEL(m_exceptions, exceptions::build());

namespace statics {
const char* const kLayers[] = {"l0", "l1"};
static const std::vector<int> kDims = {2, 3};
const std::map<std::string, int> kMap{{"a", 1}, {"b", 2}};
const int kDerived = static_cast<int>(kDims.size()) * 5;
const std::string kPrefix = std::string("pre") + "_" + kLayers[1];
struct Registry {
  std::vector<std::string> names;
  static Registry& instance() {
    static Registry r;
    return r;
  }
};
const std::vector<std::string>& names() {
  static const std::vector<std::string> n = [] {
    std::vector<std::string> v;
    for (int i = 0; i < 2; ++i)
      v.push_back("s" + std::to_string(i));
    return v;
  }();
  return n;
}
template <class T>
struct Per {
  static const int value;
};
template <class T>
const int Per<T>::value = sizeof(T);
struct Late {
  int v;
  static const Late one, two;
};
const Late Late::one{1}, Late::two{Late::one.v + 1};
void build() {
  for (auto* l : kLayers)
    get(l);
  for (int d : kDims)
    get("d" + std::to_string(d), d);
  for (auto& [k, v] : kMap)
    get(k, v);
  get(kPrefix, kDerived);
  for (auto& n : names())
    get(n);
  get("per", Per<double>::value);
  get("late", Late::two.v);
  static const int w = 6;
  get("w", w);
  const auto& ref = kMap;
  get("ref", ref.at("b"));
}
} // namespace statics
VS_MODEL(m_statics, statics::build());

namespace strings {
struct View {
  std::string_view v;
};
std::string snake(std::string_view s) {
  std::string o;
  for (char c : s) {
    if (c >= 'A' && c <= 'Z') {
      if (!o.empty())
        o += '_';
      o += char(c - 'A' + 'a');
    } else
      o += c;
  }
  return o;
}
std::vector<std::string> split(const std::string& s, char d) {
  std::vector<std::string> out;
  std::string::size_type b = 0;
  while (true) {
    auto e = s.find(d, b);
    out.push_back(s.substr(b, e == std::string::npos ? e : e - b));
    if (e == std::string::npos)
      return out;
    b = e + 1;
  }
}
void build() {
  get(snake("LayerNormBeta"));
  for (auto& p : split("enc.layer.0", '.'))
    get("p_" + p);
  View v{"view"};
  v.v.remove_prefix(1);
  get(v.v);
  std::string s = "layer_000";
  s.replace(6, 3, std::to_string(12));
  get(s);
  auto n = std::strlen("four");
  get("len", n);
  if (std::strcmp("a", "a") == 0)
    get("strcmp");
  get(std::string("abc", 2));
  get(R"(raw_str)");
  get("con"
      "cat");
  const char* t = true ? "yes" : "no";
  get(t);
  get(&"xoffset"[1]);
  get(std::string(t, 2) + std::string(3, '-').c_str());
}
} // namespace strings
VS_MODEL(m_strings, strings::build());

// References to characters: what one writes, the others and the string see.
namespace characters {
void build() {
  std::string text = "abc";
  char& first = text[0];
  text.front() = 'q';
  get(std::string("seen_") + first);
  for (char& each : text) {
    text[2] = 'z';
    each = each == 'z' ? 'y' : each;
  }
  get("text_" + text);
  char array[8] = "abc";
  char& second = array[1];
  array[3] = 'x'; // beyond what the literal has
  array[1] = 'v';
  get(std::string("array_") + array + second);
  array[5] = 'w';
  get(std::string("ended_") + array);
  std::strcpy(array, "pq");
  get(std::string("copied_") + second);
  char* pointer = &text[1];
  *pointer = 'r';
  std::swap(text[0], *pointer);
  get("swapped_" + text);
}
} // namespace characters
VS_MODEL(m_characters, characters::build());

namespace operands {
struct Size {
  int units = 0;
  friend auto operator<=>(const Size& a, const Size& b) { return a.units <=> b.units; }
};
std::string digits(const std::vector<int>& numbers) {
  std::string text;
  for (int number : numbers)
    text += std::to_string(number);
  return text;
}
void build() {
  // A copy and a new vector: one temporary, of the type that is chosen.
  std::vector<int> numbers{3, 4};
  get("copy_" + digits(numbers.empty() ? std::vector<int>{1} : numbers));
  get("new_" + digits(numbers.size() == 2 ? std::vector<int>{1, 2} : numbers));
  get("comma_" + digits((numbers.push_back(5), std::vector<int>(numbers))));
  get(Size{1} < Size{2} ? "less" : "not_less");
  get((2.5 <=> 1.5) > 0 ? "greater" : "not_greater");
  get((std::string("a") <=> "b") < 0 ? "a_first" : "b_first");
  get((3u <=> 3u) == 0 ? "same" : "other");
}
} // namespace operands
VS_MODEL(m_operands, operands::build());

int main(int argc, char**) {
  show<m_characters>(argc > 1);
  show<m_exceptions>(argc > 1);
  show<m_operands>(argc > 1);
  show<m_ranges>(argc > 1);
  show<m_statements>(argc > 1);
  show<m_statics>(argc > 1);
  show<m_strings>(argc > 1);
}
