// What an assignment and a move leave of both sides, and what ends with them.
// RUN: %agree-libstdcxx
// RUN: %agree-libcxx
#include "Inputs/names.h"

#include <any>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

void get(const std::string& name) { vs::get_variable(name, {1}); }
std::string str(long number) { return std::to_string(number); }

/// References to parts stay valid.
void inPlace() {
  std::array<int, 2> array{1, 2};
  int& element = array[0];
  array = std::array<int, 2>{3, 4};
  std::optional<int> optional = 1;
  int& value = *optional;
  optional = 5;
  std::variant<int, std::string> variant = 1;
  int& alternative = std::get<int>(variant);
  variant = 6;
  std::pair<int, std::string> pair{1, "a"};
  int& first = pair.first;
  std::string& second = pair.second;
  pair = {7, "b"};
  pair = std::make_pair(8, "c");
  std::tuple<int, int> tuple{1, 2};
  int& part = std::get<1>(tuple);
  tuple = {3, 9};
  get("in_place_" + str(element) + str(value) + str(alternative) + str(first) + second + str(part));
  int a = 1, b = 2;
  std::tie(a, b) = std::make_tuple(b, a);
  auto ties = std::tie(a, b);
  ties = std::tie(b, a);
  get("tied_" + str(a) + str(b));
}

/// A move is one of each part.
void moves() {
  std::pair<std::string, int> pair{"x", 3};
  auto pair2 = std::move(pair);
  std::pair<int, std::pair<int, std::string>> nested{1, {2, "abc"}};
  auto nested2 = std::move(nested);
  std::tuple<std::string, int> tuple{"x", 4};
  auto tuple2 = std::move(tuple);
  std::tuple<std::string, int> tuple3(std::move(pair2));
  get("pairs_" + str(pair.second) + str(pair.first.size()) + str(nested.first) + str(nested.second.first) +
      str(nested.second.second.size()) + str(std::get<1>(tuple)) + str(std::get<0>(tuple).size()) + str(pair2.first.size()));
  std::optional<int> number{3}, number2;
  number2 = std::move(number);
  std::optional<std::string> text{"abc"};
  auto text2 = std::move(text);
  std::variant<int, std::string> variant{"abc"};
  auto variant2 = std::move(variant);
  get("holders_" + str(number.has_value()) + str(*number) + str(text.has_value()) + str(text->size()) + str(variant.index()) +
      str(std::get<1>(variant).size()));
  std::array<int, 2> numbers{3, 4};
  auto numbers2 = std::move(numbers);
  std::array<std::string, 2> texts{"a", "b"};
  auto texts2 = std::move(texts);
  std::vector<int> list{3, 4};
  std::span<int> span(list);
  auto span2 = std::move(span);
  std::string_view view = "abc";
  auto view2 = std::move(view);
  auto list2 = std::move(list);
  const std::string constant = "constant";
  auto constant2 = std::move(constant);
  get("sequences_" + str(numbers[1]) + str(texts.size()) + str(texts[0].size()) + texts2[1] + str(span.size()) + str(view.size()) +
      str(list.size()) + constant);
  std::vector<std::pair<std::string, int>> pairs{{"a", 1}};
  auto taken = std::move(pairs[0]);
  get("elements_" + pairs[0].first + str(pairs[0].second) + taken.first);
}

struct Counted {
  int* count;
  int by;
  Counted(int* count, int by) : count(count), by(by) {}
  Counted(const Counted&) = default;
  Counted& operator=(const Counted&) = default;
  ~Counted() { *count += by; }
};

/// What an assignment replaces ends.
void ends() {
  int count = 0;
  {
    auto shared = std::make_shared<Counted>(&count, 1);
    shared = std::make_shared<Counted>(&count, 10);
    get("shared_" + str(count));
    auto other = shared;
    shared.reset();
    get("other_" + str(count));
  }
  get("none_" + str(count));
  std::vector<std::shared_ptr<Counted>> list;
  list.push_back(std::make_shared<Counted>(&count, 100));
  list[0] = std::make_shared<Counted>(&count, 1000);
  get("list_" + str(count));
  list = {};
  get("list_empty_" + str(count));
  std::pair<std::shared_ptr<Counted>, int> pair(std::make_shared<Counted>(&count, 1), 2);
  pair = std::make_pair(std::make_shared<Counted>(&count, 10), 3);
  get("pair_" + str(count));
  std::vector<std::unique_ptr<Counted>> a, b;
  a.push_back(std::make_unique<Counted>(&count, 100));
  b = std::move(a);
  a.push_back(std::make_unique<Counted>(&count, 1000));
  get("moved_" + str(count));
  b = std::move(a);
  get("replaced_" + str(count));
  std::function<int()> function = [kept = std::make_shared<Counted>(&count, 1)] { return kept->by; };
  function = nullptr;
  get("function_" + str(count));
  std::any any = std::make_shared<Counted>(&count, 10);
  any = 3;
  get("any_" + str(count));
  std::map<int, std::shared_ptr<Counted>> map;
  map[1] = std::make_shared<Counted>(&count, 100);
  map = std::map<int, std::shared_ptr<Counted>>{};
  get("map_" + str(count));
}

/// A class that says what it is copied, moved and assigned by.
struct Told {
  int value = 0;
  std::string by;
  Told() = default;
  explicit Told(int value) : value(value) {}
  Told(const Told& other) : value(other.value + 1), by(other.by + "c") {}
  Told(Told&& other) noexcept : value(other.value + 10), by(other.by + "m") { other.value = -1; }
  Told& operator=(const Told& other) {
    value = other.value + 100;
    by = other.by + "C";
    return *this;
  }
  Told& operator=(Told&& other) noexcept {
    value = other.value + 1000;
    by = other.by + "M";
    other.value = -2;
    return *this;
  }
  std::string told() const { return std::to_string(value + 5) + by; }
};

Told makeTold() {
  Told made(5);
  made.value += 1;
  return made;
}

void ownCopies() {
  Told made = makeTold(), copy = made, moved = std::move(made);
  get("told_" + made.told() + "_" + copy.told() + "_" + moved.told());
  std::vector<Told> list;
  list.reserve(4);
  list.push_back(Told(1));
  list.push_back(copy);
  list.emplace_back(3);
  list.push_back(std::move(copy));
  std::string told;
  for (auto each : list)
    told += each.told();
  for (const auto& each : list)
    told += each.told();
  get("told_list_" + told);
  std::pair<Told, int> pair(moved, 1);
  auto pair2 = pair;
  std::optional<Told> optional = list[0];
  std::map<int, Told> map;
  map[1] = Told(7);
  map.emplace(2, Told(8));
  map.insert({3, Told(9)});
  std::array<Told, 2> array{Told(1), Told(2)};
  auto array2 = array;
  std::tuple<Told, int> tuple(Told(3), 1);
  auto [part, number] = tuple;
  auto& [part2, number2] = tuple;
  get("told_parts_" + pair2.first.told() + optional->told() + map[1].told() + map[2].told() + map[3].told() + array2[1].told() +
      part.told() + part2.told() + str(number + number2));
  Told both[2];
  both[0] = moved;
  std::swap(both[0], both[1]);
  auto closure = [moved] { return moved.told(); };
  auto closure2 = [moved = std::move(moved)] { return moved.told(); };
  get("told_both_" + both[0].told() + both[1].told() + closure() + closure2());
}

struct Scope {
  std::string* to;
  explicit Scope(std::string* to) : to(to) { *to += "+"; }
  Scope(const Scope& other) : to(other.to) { *to += "c"; }
  ~Scope() { *to += "-"; }
};

Scope open(std::string* to) {
  Scope scope(to);
  *to += "o";
  return scope;
}

/// A local that is returned is the result.
void results() {
  std::string text;
  {
    Scope scope = open(&text);
    text += "b";
  }
  open(&text);
  for (char& c : text)
    c = c == '+' ? 'p' : c == '-' ? 'm' : c;
  get("results_" + text);
}

void build() {
  inPlace();
  moves();
  ends();
  ownCopies();
  results();
}
VS_MODEL(assignments, build());

int main() { printNames<assignments>(); }
