// Containers, their iterators, and smart pointers.
// RUN: %agree-libstdcxx
// RUN: %agree-libcxx
#include "Inputs/names.h"

#include <array>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <queue>
#include <set>
#include <span>
#include <stack>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

void get(std::string_view name, std::int64_t size = 1) { vs::get_variable(name, {size}); }

struct Layer {
  std::string name;
  int units = 1;
  Layer(std::string name, int units) : name(std::move(name)), units(units) {}
  void build() const { get(name, units); }
};

void sequences() {
  std::vector<std::string> names{"v0", "v1"};
  names.push_back("v3");
  names.insert(names.begin() + 2, "v2");
  names.insert(names.end(), {"v4", "v5"});
  names.emplace(names.begin(), "first");
  names.erase(names.begin());
  for (auto it = names.cbegin(); it != names.cend(); ++it)
    get(*it, it - names.cbegin() + 1);
  for (auto it = names.rbegin(); it != names.rend(); ++it)
    get("r_" + *it);
  for (std::size_t i = 0; i < names.size(); ++i)
    get("i_" + names.at(i), static_cast<std::int64_t>(i) + 1);
  const std::string* data = names.data();
  get("data_" + data[1] + *(data + 2));
  std::erase(names, "v1");
  std::erase_if(names, [](const std::string& name) { return name == "v2"; });
  get("erased_" + names[1], static_cast<std::int64_t>(names.size()));

  std::deque<Layer> layers;
  layers.emplace_back("deque_b", 2);
  layers.emplace_front("deque_a", 3);
  layers.push_back({"deque_c", 4});
  layers.pop_front();
  for (const Layer& layer : layers)
    layer.build();

  std::list<int> units{3, 1, 2, 2};
  units.sort();
  units.remove(2);
  units.push_front(9);
  for (int unit : units)
    get("list_" + std::to_string(unit), unit);

  std::array<int, 3> sizes{4, 5, 6};
  std::span<const int> view(sizes);
  for (int size : view.subspan(1))
    get("span_" + std::to_string(size), size);
  int raw[] = {7, 8};
  for (int size : std::span(raw))
    get("raw_" + std::to_string(size), size);
  std::vector<std::vector<int>> nested{{1}, {2, 3}};
  for (const auto& inner : nested)
    for (int size : inner)
      get("nested_" + std::to_string(inner.size()) + std::to_string(size));
  std::vector<bool> flags{true, false};
  flags[0] = false, flags[1] = true;
  for (bool flag : flags)
    get(flag ? "flag_" + std::to_string(flags.size()) : "none", 2);
  auto copy = names;
  copy.clear();
  get(copy.empty() && !names.empty() ? "own_copy" : "shared");
  std::vector<int> equal{1, 2}, other(2, 1);
  other.back() = 2;
  get(equal == other ? "equal" : "unequal");
  get(equal < std::vector<int>{1, 3} ? "less" : "more");
}

void associations() {
  std::map<std::string, int> widths{{"query", 2}, {"key", 3}};
  widths["value"] = 4;
  widths.insert({"key", 99});
  widths.insert_or_assign("out", 5);
  for (const auto& [name, width] : widths)
    get("map_" + name, width);
  for (auto it = widths.rbegin(); it != widths.rend(); ++it)
    get("back_" + it->first, it->second);
  if (auto found = widths.find("query"); found != widths.end())
    get("found_" + found->first, found->second);
  get("count_" + std::to_string(widths.count("none") + widths.size()));
  get("bound_" + widths.lower_bound("l")->first + std::next(widths.begin())->first);
  widths.erase("out");
  widths.erase(widths.begin());
  get("left_" + widths.begin()->first);

  std::unordered_map<std::string, std::string> options;
  options["act"] = "relu";
  options.emplace("norm", "batch");
  get("opt_" + options.at("act") + options["norm"] + (options.contains("none") ? "!" : ""));
  if (auto found = options.find("norm"); found != options.end())
    get("hash_" + found->second);
  std::set<int> sorted{5, 1, 3};
  sorted.insert(4);
  for (int size : sorted)
    get("set_" + std::to_string(size), size);
  std::unordered_set<std::string> seen;
  for (const char* name : {"a", "b", "a"})
    get((seen.insert(name).second ? "new_" : "again_") + std::string(name));
  std::multimap<std::string, int> many{{"b", 1}, {"a", 2}, {"b", 3}};
  for (const auto& [name, value] : many)
    get("multi_" + name + std::to_string(value));
  auto [from, to] = many.equal_range("b");
  for (; from != to; ++from)
    get("range_" + std::to_string(from->second));
  std::map<std::pair<int, int>, const char*> grid{{{1, 0}, "b"}, {{0, 2}, "a"}};
  for (auto& [at, name] : grid)
    get(std::string("grid_") + name + std::to_string(at.first));
  std::map<int, Layer> objects;
  objects.emplace(2, Layer("object_b", 1));
  objects.try_emplace(1, "object_a", 2);
  for (auto& entry : objects)
    entry.second.build();
}

void adapted() {
  std::queue<std::string> queue;
  queue.push("queue_a");
  queue.emplace("queue_b");
  for (; !queue.empty(); queue.pop())
    get(queue.front(), static_cast<std::int64_t>(queue.size()));
  std::stack<std::string> stack;
  stack.push("stack_a");
  stack.push("stack_b");
  while (!stack.empty()) {
    get(stack.top());
    stack.pop();
  }
}

struct Node {
  std::string name;
  std::weak_ptr<Node> parent;
  std::vector<std::shared_ptr<Node>> children;
  std::string path() const {
    auto up = parent.lock();
    return up ? up->path() + "/" + name : name;
  }
};

struct Module {
  virtual ~Module() = default;
  virtual void build(const std::string& at) const = 0;
};
struct Dense : Module {
  int units;
  explicit Dense(int units) : units(units) {}
  void build(const std::string& at) const override { get(at + "_dense", units); }
};
struct Norm final : Module {
  void build(const std::string& at) const override { get(at + "_norm"); }
};

void pointers() {
  auto root = std::make_shared<Node>();
  root->name = "root";
  auto child = std::make_shared<Node>(Node{"child", root, {}});
  root->children.push_back(child);
  get(child->path(), child.use_count());
  get("parent_" + root->children.front()->parent.lock()->name);
  std::weak_ptr<Node> gone;
  {
    auto brief = std::make_shared<Node>();
    gone = brief;
  }
  get(gone.expired() ? "expired" : "alive");

  std::vector<std::unique_ptr<Module>> modules;
  modules.push_back(std::make_unique<Dense>(3));
  modules.emplace_back(new Norm);
  for (std::size_t i = 0; const auto& module : modules)
    module->build("module" + std::to_string(i++));
  std::unique_ptr<Module> taken = std::move(modules[0]);
  get(modules[0] ? "kept" : "moved_out");
  taken.reset(new Dense(5));
  taken->build("reset");
  std::shared_ptr<Module> shared = std::move(taken);
  std::static_pointer_cast<Dense>(shared)->build("cast");
  get(taken == nullptr && shared.get() ? "shared" : "lost");
}

void build() {
  sequences();
  associations();
  adapted();
  pointers();
}
VS_MODEL(containers, build());

int main() { printNames<containers>(); }
