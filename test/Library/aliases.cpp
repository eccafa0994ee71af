// Views, pointers, references and iterators show what their objects hold when they are read.
// RUN: %agree-libstdcxx
// RUN: %agree-libcxx
#include "Inputs/names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <functional>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

void get(const std::string& name) { vs::get_variable(name, {1}); }
std::string str(long number) { return std::to_string(number); }

struct Named {
  std::string name;
  std::string_view view() const { return name; }
  const char* pointer() const { return name.c_str(); }
  const std::string& reference() const { return name; }
};

void views() {
  std::string text = "abcdef";
  std::string_view whole = text, part = whole.substr(2, 3), rest = text;
  rest.remove_prefix(1);
  std::string_view data(text.data() + 1, 2), range(text.begin(), text.begin() + 2);
  auto copy = rest;
  copy.remove_suffix(3);
  text[2] = 'x';
  text[1] = 'y';
  get("views_" + std::string(whole) + "_" + std::string(part) + "_" + std::string(rest) + "_" + std::string(copy) + "_" +
      std::string(data) + "_" + std::string(range));
  get(std::string("ends_") + whole[1] + rest.front() + part.back() + part.at(0) + str(rest.find('x')) + str(rest.size()));
  std::string letters;
  for (char c : data)
    letters += c;
  for (auto it = range.begin(); it != range.end(); ++it)
    letters += *it;
  get("letters_" + letters + std::string(part.begin(), part.end()) + std::string(part.rbegin(), part.rend()));
  get("compared_" + str(whole == text) + str(whole < part) + str(whole.compare("ayxdef")) + str(whole.starts_with("ay")));
  std::ostringstream os;
  os << part << part.size();
  get("written_" + os.str());
}

void pointers() {
  std::string text = "a/bc";
  const char* all = text.c_str();
  const char* slash = std::strchr(all, '/');
  text[2] = 'z';
  get("pointers_" + std::string(all).replace(1, 1, "-") + std::string(slash + 1) + str(slash - all) + slash[1] + *all);
  char buffer[8] = "ab";
  std::string_view four(buffer, 4), two = buffer;
  const char* second = buffer + 1;
  buffer[1] = 'y';
  buffer[2] = 'w';
  buffer[3] = 'v';
  get("buffer_" + std::string(four) + std::string(two) + second + str(std::strlen(buffer)));
  std::vector<char> letters{'a', 'b', '\0'};
  std::string_view of(letters.data(), 2);
  const char* first = letters.data();
  letters[0] = 'z';
  get("vector_" + std::string(of) + first);
  std::string numbers = "12,34";
  int left = 0, right = 0;
  auto end = std::from_chars(numbers.data(), numbers.data() + numbers.size(), left);
  std::string_view behind(end.ptr + 1, numbers.data() + numbers.size() - end.ptr - 1);
  std::from_chars(behind.data(), behind.data() + behind.size(), right);
  get("parsed_" + str(left) + "_" + str(right));
}

void members() {
  Named named{"abc"};
  auto view = named.view();
  const char* pointer = named.pointer();
  const std::string& reference = named.reference();
  Named copy = named;
  named.name[0] = 'q';
  get("members_" + std::string(view) + pointer + reference + std::string(copy.view()));
  const char& first = reference[0];
  for (const char& each : named.name) {
    named.name[2] = 'w';
    vs::get_variable(std::string("each_") + each + first, {1}, {.reuse = vs::AUTO_REUSE});
  }
  auto shared = std::make_shared<std::string>("abc");
  auto other = shared;
  std::string_view of = *shared;
  (*other)[0] = 'z';
  get("shared_" + std::string(of));
}

void held() {
  std::string text = "abc";
  std::vector<std::string_view> list;
  list.push_back(text);
  list.emplace_back("literal");
  std::optional<std::string_view> maybe = text;
  std::pair<std::string_view, int> pair(text, 1);
  std::tuple<std::string_view> tuple{text};
  auto closure = [view = std::string_view(text)] { return std::string(view); };
  std::function<std::string()> function = closure;
  text[0] = 'z';
  get("held_" + std::string(list[0]) + std::string(list[1]) + std::string(*maybe) + std::string(pair.first) +
      std::string(std::get<0>(tuple)) + closure() + function());
  std::string_view a = text, b = "xyz";
  std::swap(a, b);
  auto c = std::move(a);
  a = b;
  text[1] = 'q';
  get("swapped_" + std::string(a) + std::string(b) + std::string(c));
}

void copies() {
  std::string text = "abc";
  std::string_view view = text;
  const char* pointer = text.c_str();
  std::string one(view), two{pointer};
  std::pair<std::string, int> pair(view, 1), from(pointer, 2);
  std::set<std::string> set;
  set.emplace(view);
  std::vector<std::string> list;
  list.emplace_back(view);
  list.emplace_back(pointer);
  std::map<std::string, int> map;
  map.emplace(pointer, 1);
  map[pointer] = 2;
  std::optional<std::string> maybe(pointer);
  std::string otherwise = std::optional<std::string>().value_or(pointer);
  text[0] = 'z';
  get("copies_" + one + two + pair.first + from.first + *set.begin() + list[0] + list[1] + map.begin()->first + str(map.size()) +
      *maybe + otherwise);
}

void zeros() {
  std::string text("ab\0cd"), more = "x";
  more += "y\0z";
  get("zeros_" + text + more + str(text == "ab\0xx") + str(text.find("b\0q")) + str(std::string("a\0b", 3).size()));
}

void bits() {
  std::vector<bool> list{true, true, true, true};
  auto first = list[0];
  first = false;
  auto copy = list[1];
  auto copied = copy;
  copied = false;
  bool value = list[2];
  value = false;
  auto last = list.back();
  last.flip();
  get("bits_" + str(list[0]) + str(list[1]) + str(list[2]) + str(list[3]) + str(first) + str(copy) + str(value));
  for (auto bit : list)
    bit = !bit;
  auto change = [bit = list[2]]() mutable { bit = true; };
  change();
  std::pair<std::vector<bool>::reference, bool> pair{list[3], list[3]};
  pair.first = true;
  get("flipped_" + str(list[0]) + str(list[1]) + str(list[2]) + str(list[3]) + str(pair.second));
  *list.begin() = true;
  list.flip();
  get("reset_" + str(list[0]) + str(list[2]));
}

void elements() {
  std::vector<int> list{3, 1, 2};
  int& first = list[0];
  const int& constant = list[1];
  std::span<int> span = list;
  std::sort(list.begin(), list.end());
  std::reverse(span.begin(), span.end());
  first += 10;
  get("elements_" + str(first) + str(list[0]) + str(list[2]) + str(constant) + str(span[1]));
}

/// The elements of a list stay where they are, in another order.
void nodes() {
  std::list<int> list{2, 1, 3};
  auto last = std::prev(list.end());
  int& first = list.front();
  list.sort();
  list.reverse();
  get("nodes_" + str(*last) + str(first) + str(list.front()) + str(list.back()) + str(std::distance(list.begin(), last)));
  list.sort(std::greater<>());
  list.reverse();
  get("nodes_" + str(list.front()) + str(std::distance(last, list.end())));
}

/// Iterators and pointers stay with the elements that they were made for, whichever container has them by now.
void exchanged() {
  std::vector<int> a{1, 2}, b{3, 4, 5};
  int& first = a[0];
  auto third = b.begin() + 2;
  a.swap(b);
  get("vectors_" + str(first) + str(*third) + str(a.size()));
  *third = 6;
  std::swap(a, b);
  get("vectors_" + str(a[0]) + str(b[2]) + str(*third));
  auto second = a.begin() + 1;
  const std::vector<int> moved = std::move(a);
  a = {8, 9};
  get("vectors_" + str(*second) + str(moved[1]) + str(a[1]));
  std::list<int> nodes{1}, others{2};
  auto node = nodes.begin();
  nodes.swap(others);
  others.push_front(3);
  get("nodes_" + str(*node) + str(nodes.front()));
  std::map<std::string, int> map{{"a", 1}};
  auto entry = map.begin();
  std::map<std::string, int> taken = std::move(map);
  map["b"] = 2;
  taken["a"] += 4;
  get("map_" + entry->first + str(entry->second));
}

/// What is exchanged part by part stays where it is.
void parts() {
  std::array<int, 2> a{1, 2}, b{3, 4};
  int &first = a[0], *second = &b[1];
  a.swap(b);
  get("array_" + str(first) + str(*second) + str(a[1]) + str(b[0]));
  std::pair<std::string, int> left{"a", 1}, right{"b", 2};
  std::string& name = left.first;
  left.swap(right);
  get("pair_" + name + str(right.second));
  std::optional<int> some{1}, more{2}, none;
  int& value = *some;
  some.swap(more);
  get("optional_" + str(value) + str(*more));
  some.swap(none);
  get("optional_" + str(some.has_value()) + str(*none));
  std::function<int()> one = [] { return 1; }, two = [] { return 2; };
  one.swap(two);
  get("function_" + str(one()) + str(two()));
}

/// A span's iterators, and pointers that data() gave, look at the elements.
void looking() {
  int numbers[]{1, 2, 3, 4};
  std::span<int> span = numbers, same = span;
  auto first = span.begin();
  span = span.subspan(2);
  get("span_" + str(*first) + str(*span.begin()) + str(span.end() - span.begin()) + str(first == same.begin()));
  std::vector<int> all{1, 2, 3};
  int* pointer = all.data();
  pointer[1] = 7;
  ++pointer;
  std::sort(all.data(), all.data() + all.size(), std::greater<>());
  get("data_" + str(*pointer) + str(all[0]) + str(pointer - all.data()) + str(std::span(pointer, 2)[1]));
  const std::vector<int> copy = all;
  all[0] = 9;
  get("data_" + str(copy.data()[0]) + str(all.data()[0]));
}

void build() {
  exchanged();
  parts();
  looking();
  nodes();
  views();
  pointers();
  members();
  held();
  copies();
  zeros();
  bits();
  elements();
}
VS_MODEL(aliases, build());

int main() { printNames<aliases>(); }
