// Where destructors, copies or moves reach scopes, it has to be known how often the library runs them.
// RUN: not %varscope check %s --source-root=%S -- %include 2>&1 | %FileCheck %s
#include <algorithm>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <utility>
#include <vector>
#include <varscope/varscope.h>
namespace vs = varscope;

/// Makes a variable when it ends.
struct Last {
  std::string name;
  explicit Last(std::string name) : name(std::move(name)) {}
  Last(const Last&) = default;
  Last(Last&&) = default;
  Last& operator=(const Last&) = default;
  ~Last() { vs::get_variable("end_" + name, {1}); }
};
using Owner = std::unique_ptr<Last>;

/// Makes one when it is copied.
struct Copied {
  int number;
  Copied(int number) : number(number) {}
  Copied(const Copied& other) : number(other.number) { vs::get_variable("copied_" + std::to_string(number), {1}); }
};

// What has no model may end its argument's elements, or not.
namespace unknown_content {
void build() {
  std::list<Owner> owners;
  owners.push_back(std::make_unique<Last>("a"));
  owners.unique();
  // CHECK: unseen_ends.cpp:[[@LINE-1]]:3: error: what the end of an object does to the scopes is not known at compile time: it is passed to 'std::list::unique', which is not modelled [varscope-unresolved]
}
VS_MODEL(m_unknown_content, build());
} // namespace unknown_content

namespace replaced {
void build() {
  std::list<Owner> owners;
  owners.push_back(std::make_unique<Last>("a"));
  owners.unique();
  owners = std::list<Owner>();
  // CHECK: unseen_ends.cpp:[[@LINE-2]]:3: error: what the end of an object does to the scopes
}
VS_MODEL(m_replaced, build());
} // namespace replaced

namespace grows {
void build() {
  std::vector<Last> all;
  all.emplace_back("a");
  all.emplace_back("b");
  // CHECK: unseen_ends.cpp:[[@LINE-1]]:3: error: what this call does to the scopes is not known at compile time: 'all.emplace_back("b")' is unknown, because it is not known how often 'std::vector::emplace_back' moves its elements; write a std::list, or std::unique_ptr to the elements, instead [varscope-unresolved]
}
VS_MODEL(m_grows, build());
} // namespace grows

namespace erased {
void build() {
  std::deque<Last> all;
  all.emplace_back("a");
  all.emplace_back("b");
  all.emplace_front("c");
  all.erase(all.begin());
  all.erase(all.end() - 1);
  all.emplace_back("d");
  all.emplace_back("e");
  all.erase(all.begin() + 1);
  // CHECK: unseen_ends.cpp:[[@LINE-1]]:3: error: what this call does{{.*}}how often 'std::deque::erase' moves its elements
}
VS_MODEL(m_erased, build());
} // namespace erased

namespace resized {
void build() {
  std::vector<Last> all;
  all.emplace_back("a");
  all.resize(2, Last("b"));
  // CHECK: unseen_ends.cpp:[[@LINE-1]]:3: error: what this call does{{.*}}how often 'std::vector::resize' moves its elements
}
VS_MODEL(m_resized, build());
} // namespace resized

namespace removed {
void build() {
  std::deque<std::pair<int, Copied>> all;
  all.emplace_back(1, 1);
  all.emplace_back(2, 1);
  std::erase_if(all, [](const auto& each) { return each.first > 1; });
  // CHECK: unseen_ends.cpp:[[@LINE-1]]:3: error: what this call does{{.*}}how often 'std::erase_if' moves its elements
}
VS_MODEL(m_removed, build());
} // namespace removed

namespace ordered {
template <class Algorithm> void build(Algorithm algorithm) {
  std::deque<Copied> all;
  all.emplace_back(2);
  all.emplace_back(1);
  algorithm(all.begin(), all.end());
}
void sort() { build([](auto from, auto to) { std::sort(from, to, [](auto& a, auto& b) { return a.number < b.number; }); }); }
// CHECK: unseen_ends.cpp:[[@LINE-1]]:46: error: what this call does{{.*}}how often 'std::sort' moves its elements
void reverse() { build([](auto from, auto to) { std::reverse(from, to); }); }
// CHECK: unseen_ends.cpp:[[@LINE-1]]:49: error: what this call does{{.*}}how often 'std::reverse' moves its elements
void remove() { build([](auto from, auto to) { (void)std::remove_if(from, to, [](auto& a) { return a.number == 1; }); }); }
// CHECK: unseen_ends.cpp:[[@LINE-1]]:54: error: what this call does{{.*}}how often 'std::remove_if' moves its elements
VS_MODEL(m_ordered_a, sort());
VS_MODEL(m_ordered_b, reverse());
VS_MODEL(m_ordered_c, remove());
} // namespace ordered

// Where nothing moves, and where what moves are owners, all is known.
namespace known {
void build() {
  std::vector<Owner> owners;
  owners.push_back(std::make_unique<Last>("a"));
  owners.push_back(std::make_unique<Last>("b"));
  owners.insert(owners.begin(), std::make_unique<Last>("c"));
  std::reverse(owners.begin(), owners.end());
  owners.erase(owners.begin());
  std::vector<Last> some;
  some.emplace_back("d");
  std::list<Last> list;
  list.emplace_back("e");
  list.emplace_front("f");
  list.erase(list.begin());
}
VS_MODEL(m_known, build());
} // namespace known
// CHECK: 9 errors generated.
