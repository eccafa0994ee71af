// Iterators, algorithms, numeric algorithms and views.
// RUN: %agree-libstdcxx
// RUN: %agree-libcxx
#include "Inputs/names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>
#include <iterator>
#include <list>
#include <map>
#include <numeric>
#include <ranges>
#include <set>
#include <string>
#include <string_view>
#include <vector>

void get(std::string_view name, std::int64_t size = 1) { vs::get_variable(name, {size}); }

std::string joined(const std::vector<int>& values) {
  std::string out;
  for (int value : values)
    out += "_" + std::to_string(value);
  return out;
}

void changing() {
  std::vector<int> v(5);
  std::iota(v.begin(), v.end(), 1);
  get("iota" + joined(v));
  std::vector<int> doubled;
  std::transform(v.begin(), v.end(), std::back_inserter(doubled), [](int x) { return 2 * x; });
  get("transform" + joined(doubled));
  std::transform(v.begin(), v.end(), doubled.begin(), v.begin(), std::plus<>());
  get("binary" + joined(v));
  std::reverse(v.begin(), v.end());
  std::rotate(v.begin(), v.begin() + 1, v.end());
  get("rotated" + joined(v));
  std::sort(v.begin(), v.end());
  get("sorted" + joined(v));
  std::sort(v.begin(), v.end(), std::greater<int>());
  get("descending" + joined(v));
  std::fill_n(v.begin(), 2, 7);
  std::replace(v.begin(), v.end(), 9, 8);
  v.erase(std::remove_if(v.begin(), v.end(), [](int x) { return x > 7; }), v.end());
  get("removed" + joined(v));
  v.erase(std::unique(v.begin(), v.end()), v.end());
  get("unique" + joined(v));
  std::vector<int> copied(2);
  std::copy(v.begin(), v.begin() + 2, copied.begin());
  std::copy_if(doubled.begin(), doubled.end(), std::back_inserter(copied), [](int x) { return x > 6; });
  get("copied" + joined(copied));
  std::generate(copied.begin(), copied.end(), [n = 0]() mutable { return n += 3; });
  std::set<int> set;
  std::copy(copied.begin(), copied.end(), std::inserter(set, set.end()));
  get("inserted_" + std::to_string(set.size()) + joined(copied));
  std::string upper = "name";
  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
  get(upper);
  std::transform(upper.begin(), upper.end(), upper.begin(), ::tolower);
  upper.erase(std::remove(upper.begin(), upper.end(), 'a'), upper.end());
  get(upper);
  std::vector<std::string> moved{"m0", "m1"}, into;
  std::move(moved.begin(), moved.end(), std::back_inserter(into));
  get(into[1] + (moved[1].empty() ? "_moved" : "_copied"));
}

void asking() {
  const std::vector<int> v{4, 8, 15, 16, 23, 42};
  get("find", *std::find(v.begin(), v.end(), 15));
  get("find_if", std::find_if(v.begin(), v.end(), [](int x) { return x > 15; }) - v.begin());
  get("count", std::count_if(v.begin(), v.end(), [](int x) { return x % 2 == 0; }) + std::count(v.begin(), v.end(), 4));
  get(std::all_of(v.begin(), v.end(), [](int x) { return x > 3; }) ? "all" : "not_all");
  get(std::any_of(v.begin(), v.end(), [](int x) { return x > 41; }) &&
              std::none_of(v.begin(), v.end(), [](int x) { return x > 42; })
          ? "any"
          : "none");
  get("extremes", *std::min_element(v.begin(), v.end()) + *std::max_element(v.begin(), v.end()));
  auto [low, high] = std::minmax_element(v.begin(), v.end());
  get("minmax", *high - *low);
  get("bound", *std::lower_bound(v.begin(), v.end(), 9));
  get(std::binary_search(v.begin(), v.end(), 23) ? "present" : "absent");
  get(std::equal(v.begin(), v.end(), std::vector<int>(v).begin()) ? "equal" : "unequal");
  std::for_each(v.begin(), v.begin() + 2, [](int x) { get("each_" + std::to_string(x), x); });
}

void numbers() {
  std::vector<int> v{1, 2, 3};
  get("sum", std::accumulate(v.begin(), v.end(), 10));
  get("product", std::accumulate(v.begin(), v.end(), std::int64_t{1}, std::multiplies<>()));
  get("named" + std::accumulate(v.begin(), v.end(), std::string(), [](std::string text, int x) {
        return std::move(text) + "_" + std::to_string(x);
      }));
  std::vector<int> sums;
  std::partial_sum(v.begin(), v.end(), std::back_inserter(sums));
  get("sums" + joined(sums));
  get("gcd", std::gcd(12, 18) + std::lcm(2, 3));
}

struct Layer {
  std::string name;
  int units;
};

void ranged() {
  std::vector<int> v{3, 1, 2};
  std::ranges::sort(v);
  get("ranges_sort" + joined(v));
  std::ranges::sort(v, std::ranges::greater{});
  get("ranges_descending" + joined(v));
  std::ranges::sort(v, {}, [](int x) { return -x * x; });
  get("ranges_projected" + joined(v));
  if (auto found = std::ranges::find(v, 2); found != v.end())
    get("ranges_find", *found);
  get("ranges_max", std::ranges::max(v) + std::ranges::min({5, 4}));
  std::ranges::for_each(v, [](int x) { get("ranges_each" + std::to_string(x), x); });
  std::vector<Layer> layers{{"conv", 3}, {"dense", 5}};
  auto it = std::ranges::find_if(layers, [](const Layer& layer) { return layer.units > 3; });
  get("ranges_" + it->name, std::ranges::count_if(layers, [](const Layer& layer) { return layer.units > 2; }));
  for (int i : std::views::iota(0, 3))
    get("view" + std::to_string(i));
  for (int x : v | std::views::transform([](int x) { return x * x; }) | std::views::reverse)
    get("square" + std::to_string(x));
  for (const Layer& layer : layers | std::views::filter([](const Layer& layer) { return layer.units > 3; }))
    get("filtered_" + layer.name);
  for (int x : std::views::iota(5) | std::views::take(2))
    get("taken" + std::to_string(x));
  for (int x : v | std::views::drop(1))
    get("dropped" + std::to_string(x));
  std::map<std::string, int> map{{"a", 1}, {"b", 2}};
  for (const std::string& key : map | std::views::keys)
    get("key_" + key);
  auto squares = std::views::iota(1, 4) | std::views::transform([](int x) { return x * x; });
  get("squares" + joined(std::vector<int>(squares.begin(), squares.end())));
}

void iterators() {
  std::list<std::string> list{"l0", "l1", "l2"};
  auto it = std::next(list.begin());
  get(*it + std::to_string(std::distance(list.begin(), list.end())));
  std::advance(it, -1);
  get(*it + "_advanced" + *std::prev(list.end()));
  int raw[] = {1, 2, 3};
  get("raw", std::accumulate(std::begin(raw), std::end(raw), 0) + std::ssize(raw));
  std::string text;
  std::string_view letters = "abc";
  for (auto c = std::make_reverse_iterator(letters.end()); text.size() < 3; ++c)
    text += *c;
  get(text);
  std::array<std::string, 2> pair{"p", "q"};
  for (auto& element : pair)
    element += "_element";
  get(pair.back());
}

void build() {
  changing();
  asking();
  numbers();
  ranged();
  iterators();
}
VS_MODEL(algorithms, build());

int main() { printNames<algorithms>(); }
