// What the library moves, and what it copies because the class has no move: a destructor or a copy constructor that is
// declared takes it away, and a const member is copied.
// RUN: %agree-libstdcxx
// RUN: %agree-libcxx
#include "Inputs/names.h"

#include <any>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

void get(const std::string& name) { vs::get_variable(name, {1}); }

struct Ending {
  std::string name;
  explicit Ending(std::string name) : name(std::move(name)) {}
  ~Ending() {}
};
void withDestructor() {
  Ending a("a");
  std::vector<Ending> list;
  list.push_back(std::move(a));
  Ending b = std::move(a);
  std::optional<Ending> some = std::move(a);
  std::pair<Ending, int> pair(std::move(a), 1);
  const auto taken = std::move(pair);
  get("ending_" + a.name + list[0].name + b.name + some->name + pair.first.name + taken.first.name);
  b = std::move(a);
  std::swap(a, b);
  const Ending old = std::exchange(b, Ending("x"));
  get("ending_" + a.name + b.name + old.name);
}

struct Base {
  std::string name = "base";
  virtual ~Base() = default;
};
struct Derived : Base {
  std::string own = "own";
};
void withVirtualDestructor() {
  Derived a;
  std::vector<Derived> list;
  list.push_back(std::move(a));
  get("virtual_" + a.name + a.own + "_" + list[0].name + list[0].own);
  std::map<int, Base> map;
  Base b;
  map.emplace(1, std::move(b));
  get("virtual_" + b.name + map.at(1).name);
}

struct Copied {
  std::string name = "copied";
  Copied() = default;
  Copied(const Copied&) = default;
  Copied& operator=(const Copied&) = default;
};
struct Both {
  Copied copied;
  std::string moved = "moved";
};
void withCopy() {
  Copied a, b;
  b = std::move(a);
  const std::any any = std::move(a);
  const std::variant<int, Copied> variant = std::move(a);
  get("copied_" + a.name + std::get<1>(variant).name);
  Both both;
  const std::vector<Both> list{std::move(both)};
  get("both_" + both.copied.name + both.moved + "_" + list[0].copied.name + list[0].moved);
  Both other;
  both = std::move(other);
  get("both_" + other.copied.name + other.moved + "_" + both.moved);
}

struct Fixed {
  const std::string name = "fixed";
  std::string rest = "rest";
  const std::string texts[2] = {"1", "2"};
};
void constants() {
  Fixed a;
  std::vector<Fixed> list;
  list.push_back(std::move(a));
  get("fixed_" + a.name + a.rest + a.texts[1] + "_" + list[0].name + list[0].rest);
  std::pair<const std::string, std::string> pair("key", "value");
  const auto taken = std::move(pair);
  get("pair_" + pair.first + pair.second + taken.first);
  std::map<std::string, std::string> map{{"key", "value"}};
  std::vector<std::pair<std::string, std::string>> entries;
  for (auto& entry : map)
    entries.push_back(std::move(entry));
  get("map_" + map.begin()->first + map.begin()->second + "_" + entries[0].first + entries[0].second);
  const std::string text = "text";
  auto closure = [text] { return text; };
  const auto moved = std::move(closure);
  get("closure_" + closure() + moved());
  const std::string given = "given";
  std::vector<std::string> texts;
  texts.push_back(std::move(given));
  get("given_" + given + texts[0]);
}

void build() {
  withDestructor();
  withVirtualDestructor();
  withCopy();
  constants();
}
VS_MODEL(moves, build());

int main() { printNames<moves>(); }
