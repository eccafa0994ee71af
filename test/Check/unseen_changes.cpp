// What is written through a pointer, a reference or an iterator that is not known may be any object that it can lead to;
// and code that is not known may change what it has been given the address of, later too.
// RUN: not %varscope check %s --source-root=%S -- %include -isystem %S/Inputs 2>&1 | %FileCheck %s --implicit-check-not=error:
#include <array>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <outside.h>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>
#include <varscope/varscope.h>
namespace vs = varscope;

extern int n;
struct outside::Node {
  int value = 0;
  Node* next = nullptr;
};
void get(long number) { vs::get_variable("v" + std::to_string(number), {1}); }
void get(const std::string& text) { vs::get_variable(text, {1}); }
// CHECK-COUNT-36: error: the variable's name is not known
// CHECK: 36 errors generated.

#define MODEL(name, ...)                                                                                               \
  void name() { __VA_ARGS__ }                                                                                          \
  VS_MODEL(m_##name, name());

// -- elements at an index that is not known
MODEL(pointer, int a[3] = {1, 2, 3}; int* p = a + n; *p = 7; get(a[0]);)
MODEL(pointer_after, int a[3] = {1, 2, 3}; int* p = n + a; *p++ = 7; *p = 8; get(a[2]);)
MODEL(reference, std::vector<int> v{1, 2}; int& r = v.at(n); r = 7; get(v[1]);)
MODEL(iterator, std::vector<int> v{1, 2}; auto it = v.begin() + n; *it = 7; get(v[0]);)
MODEL(next, std::deque<int> v{1, 2}; auto it = std::next(v.begin(), n); *it = 7; get(v[0]);)
MODEL(backwards, std::array<int, 2> v{1, 2}; auto it = v.rbegin() + n; *it = 7; get(v[0]);)
MODEL(character, std::string s = "abc"; char* p = s.data() + n; *p = 'x'; get(s);)
MODEL(found, std::map<int, int> m{{1, 2}}; auto it = m.find(n); it->second = 7; get(m[1]);)
MODEL(bound, std::map<int, std::vector<int>> m{{1, {2}}}; auto it = m.lower_bound(n); it->second.push_back(7); get(m[1].size());)
MODEL(entry, std::map<int, int> m{{1, 2}}; int& r = m[n]; m[1] = 3; r = 5; get(m[1]);)
MODEL(unordered, std::unordered_map<int, int> m{{1, 2}, {3, 4}}; for (auto& [key, value] : m) value = 9; get(m[1]);)
MODEL(bit, std::vector<bool> v(3); v[n] = true; get(v[1]);)
MODEL(copied_bit, std::vector<bool> v(3); auto bit = v[n]; bit = true; get(v[1]);)

// -- that are bound to, kept or handed on
MODEL(captured, std::vector<int> v{1, 2}; int& r = v[n]; auto set = [&r] { r = 4; }; set(); get(v[1]);)
MODEL(captured_pointer, std::vector<int> v{1, 2}; std::function<void(int)> set = [p = &v[n]](int x) { *p = x; }; set(4); get(v[1]);)
struct Bound {
  int& number;
  void set() { number = 9; }
};
MODEL(member, std::vector<int> v{1, 2}; Bound b{v[n]}; b.set(); get(v[1]);)
MODEL(wrapped, std::vector<int> v{1, 2}; auto w = std::ref(v[n]); w.get() = 4; get(v[1]);)
MODEL(tied, std::vector<int> v{1, 2}; int b = 0; std::tie(v[n], b) = std::make_tuple(7, 8); get(v[1]);)
MODEL(paired, std::vector<int> v{1, 2}; std::pair<int&, int> p(v[n], 2); p.first = 7; get(v[1]);)
MODEL(kept, std::vector<int> v{1, 2}; std::vector<int*> ps{&v[n]}; *ps[0] = 9; get(v[1]);)
MODEL(unpacked, std::vector<std::pair<int, int>> v{{1, 2}, {3, 4}}; auto& [a, b] = v[n]; a = 9; get(v[1].first);)

// -- what they point at
struct Counter {
  int value = 0;
  virtual ~Counter() = default;
  virtual void bump() { ++value; }
  virtual int get() const { return value; }
};
MODEL(pointee, Counter a, b; std::vector<Counter*> v{&a, &b}; Counter* p = v[n]; p->value = 5; get(a.value);)
MODEL(shared, std::vector<std::shared_ptr<Counter>> v{std::make_shared<Counter>()}; v[n]->value = 5; get(v[0]->value);)
MODEL(virtual_call, std::vector<std::shared_ptr<Counter>> v{std::make_shared<Counter>()}; v[n]->bump(); get(v[0]->value);)

// -- beyond an array, which may be a row of another one
MODEL(next_row, int a[2][2] = {{1, 2}, {3, 4}}; int* p = &a[0][0]; p[3] = 9; get(a[1][1]);)
MODEL(past_row, int a[2][2] = {{1, 2}, {3, 4}}; int* p = &a[0][0]; p += 3; *p = 9; get(a[1][1]);)
MODEL(handed_row, int a[2][2] = {{1, 2}, {3, 4}}; outside::pick(&a[0][0], 4); get(a[1][1]);)

// -- pointers that somebody else hands out
MODEL(picked, int a[2]; int* p = outside::pick(a, 2); a[0] = 1; a[1] = 2; *p = 7; get(a[0]);)
MODEL(picked_reference, int a = 0; int& r = outside::pick(a); a = 1; r = 7; get(a);)
MODEL(picked_node, outside::Node a, b; a.next = &b; auto* p = outside::pick(&a); b.value = 2; p->value = 9; get(b.value);)
MODEL(picked_by_hand, outside::Node a; outside::Node* p = outside::pick(&a); a.value = 2; Bound b{p->value}; b.set(); get(a.value);)
MODEL(on_one_path, int a = 0; if (n) outside::keep(a); a = 1; outside::run(); get(a);)
MODEL(in_a_loop, int a = 0; for (int i = 0; i < n; ++i) outside::keep(a); a = 1; outside::run(); get(a);)
MODEL(run_later, int a = 0; outside::keep(a); a = 1; outside::run(); get(a);)
MODEL(run_later_still, std::string s; outside::keep(s); for (int i = 0; i < 2; ++i) { s = "a"; outside::run(); } get(s);)
MODEL(caught, int a = 0; try { outside::keep(a); throw 1; } catch (int) {} a = 1; outside::run(); get(a);)

// -- what is only looked at, written after it, or out of reach stays known
void known() {
  std::vector<int> v{1, 2};
  const int* p = &v[n];
  int number = *p + v[n];
  get(v[1]);
  std::vector<std::shared_ptr<Counter>> counters{std::make_shared<Counter>(), std::make_shared<Counter>()};
  number += counters[n]->get();
  get(counters[1]->value + 10);
  std::string other = "other";
  int a = 0;
  outside::keep(a);
  a = 4;
  get(a);
  outside::run();
  get(other);
  bool less = std::tie(v[n]) < std::tie(number);
  std::string line;
  outside::keep(line);
  line = less ? "line" : "line";
  get(line);
}
VS_MODEL(m_known, known());
