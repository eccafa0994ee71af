// A pointer or iterator whose container has given its elements away is not one into what came in their place.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <map>
#include <string>
#include <utility>
#include <vector>
#include <varscope/varscope.h>
namespace vs = varscope;

void get(long number) { vs::get_variable("v" + std::to_string(number), {1}); }
// CHECK-COUNT-4: stale_pointers.cpp:[[@LINE-1]]:25: error: the variable's name is not known

void swapped() {
  std::vector<int> a{1, 2}, b{3, 4};
  const int* pointer = a.data();
  [[maybe_unused]] const int* other = b.data();
  a.swap(b);
  get(pointer[1]);
}
VS_MODEL(m_swapped, swapped());

void refilled() {
  std::vector<int> a{1, 2};
  const int* pointer = a.data();
  const std::vector<int> b = std::move(a);
  a = {3, 4};
  get(*pointer);
}
VS_MODEL(m_refilled, refilled());

// The element is known, the next one is not.
void next() {
  std::vector<int> a{1, 2}, b{3, 4};
  auto iterator = a.begin();
  a.swap(b);
  get(*++iterator);
}
VS_MODEL(m_next, next());

void entries() {
  std::map<int, int> a{{1, 2}}, b{{3, 4}};
  auto iterator = a.begin();
  a.swap(b);
  ++iterator;
  get(iterator == b.end());
}
VS_MODEL(m_entries, entries());
// CHECK: 4 errors generated.
