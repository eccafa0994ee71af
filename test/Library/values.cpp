// Values of the vocabulary: pairs, tuples, optionals, variants, any, functions, references.
// RUN: %agree-libstdcxx
// RUN: %agree-libcxx
#include "Inputs/names.h"

#include <algorithm>
#include <any>
#include <cmath>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

void get(std::string_view name, std::int64_t size = 1) { vs::get_variable(name, {size}); }

struct Dense {
  int units;
};
struct Conv {
  int filters;
  std::string padding = "same";
};
struct Skip {};
using Layer = std::variant<Skip, Dense, Conv>;
template <class... Ts> struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts> Overloaded(Ts...) -> Overloaded<Ts...>;

std::tuple<std::string, int, double> row() { return {"row", 3, 0.5}; }

void tuples() {
  auto [name, size, rate] = row();
  get(name + std::to_string(rate > 0.4), size);
  std::pair<std::string, int> pair = std::make_pair("pair", 2);
  get(pair.first, pair.second);
  std::string text;
  int number = 0;
  std::tie(text, number, std::ignore) = row();
  get("tie_" + text, number);
  auto tuple = std::tuple_cat(std::make_tuple(1, std::string("cat")), std::make_pair(2, 'c'));
  get(std::get<1>(tuple) + std::get<3>(tuple) + std::to_string(std::get<2>(tuple)));
  get("type_" + std::get<std::string>(row()));
  get(std::apply([](const std::string& a, int b, double) { return a + "_applied" + std::to_string(b); }, row()));
  get(pair < std::pair<std::string, int>("pair", 3) ? "pair_less" : "pair_more");
}

std::optional<int> width(bool known) { return known ? std::optional(7) : std::nullopt; }

void optionals() {
  if (auto some = width(true))
    get("some", *some);
  get("none", width(false).value_or(3));
  std::optional<std::string> name;
  get(name.has_value() ? "has" : "has_not");
  name.emplace(2, 'e');
  get("emplaced_" + *name + std::to_string(name->size()));
  name = "assigned";
  get(name.value());
  name.reset();
  get(name == std::nullopt ? "reset" : "set");
}

void variants() {
  std::vector<Layer> layers{Dense{4}, Conv{8}, Skip{}, Conv{2, "valid"}};
  for (std::size_t i = 0; i < layers.size(); ++i) {
    std::string at = "layer" + std::to_string(i);
    std::visit(Overloaded{[&](const Dense& dense) { get(at + "_dense", dense.units); },
                          [&](const Conv& conv) { get(at + "_conv_" + conv.padding, conv.filters); },
                          [](Skip) {}},
               layers[i]);
    std::visit(
        [&](const auto& layer) {
          if constexpr (std::is_same_v<std::decay_t<decltype(layer)>, Dense>)
            get(at + "_generic", layer.units);
        },
        layers[i]);
    if (const auto* conv = std::get_if<Conv>(&layers[i]))
      get(at + "_if", conv->filters);
    if (std::holds_alternative<Dense>(layers[i]))
      get(at + "_holds", std::get<Dense>(layers[i]).units + std::get<1>(layers[i]).units);
  }
  std::variant<int, std::string> option = "text";
  get("index" + std::to_string(option.index()) + std::get<std::string>(option));
  option = 5;
  get("number", std::get<0>(option));
  option.emplace<std::string>("em");
  get(std::get<1>(option) + "placed");
  std::variant<std::monostate, double> empty;
  get(std::holds_alternative<std::monostate>(empty) ? "monostate" : "double");
  std::any any = 6;
  if (auto* held = std::any_cast<int>(&any))
    get("any", *held);
  any = std::string("any_text");
  get(std::any_cast<std::string>(any));
}

int twice(int x) { return 2 * x; }
struct Scale {
  int by;
  int operator()(int x) const { return by * x; }
  int times(int x) const { return by * x * 10; }
};

void functions() {
  std::function<int(int)> function = twice;
  get("function", function(2));
  function = Scale{3};
  get("functor", function(2));
  int offset = 1;
  function = [&offset](int x) { return x + offset; };
  offset = 5;
  get("closure", function(2));
  std::vector<std::function<std::string(int)>> makers{
      [](int i) { return "maker" + std::to_string(i); },
      [prefix = std::string("named")](int i) { return prefix + std::to_string(i); }};
  for (const auto& maker : makers)
    get(maker(1));
  std::function<void()> none;
  get(none ? "callable" : "no_callable");
  get("invoke", std::invoke(twice, 4) + std::invoke(&Scale::times, Scale{1}, 2));
  auto bound = std::bind_front([](const std::string& a, int b) { return a + std::to_string(b); }, "bound");
  get(bound(3));
  std::string referred = "before";
  std::reference_wrapper<std::string> reference = referred;
  auto again = std::ref(referred);
  reference.get() += "_after";
  get(again.get());
  const std::string& plain = reference;
  get(plain + "_plain");
  int (*pointer)(int) = &twice;
  get("pointer", pointer(6));
}

void utilities() {
  std::string from = "from";
  std::string old = std::exchange(from, "to");
  get(old + from);
  std::string left = "left", right = "right";
  std::swap(left, right);
  get("swap_" + left);
  get("minmax", std::min(3, 2) + std::max({1, 9, 4}) + std::clamp(15, 0, 10));
  auto [low, high] = std::minmax({4, 2, 8});
  get("minmax_pair", low * high);
  get("move_" + std::move(left));
  std::string taken = std::move(right);
  get("taken_" + taken + (right.empty() ? "_gone" : "_here"));
  get("cmath", static_cast<int>(std::ceil(2.1) + std::floor(2.9) + std::abs(-3) + std::sqrt(16.0)));
  get("powers", 16 * static_cast<int>(std::pow(2, 3) + std::pow(3.0f, 2) + std::exp2(4) + std::log2(32)));
  get("rounded", std::lround(2.5) + static_cast<int>(std::fmod(17, 5) + std::trunc(3.9)));
}

void build() {
  tuples();
  optionals();
  variants();
  functions();
  utilities();
}
VS_MODEL(values, build());

int main() { printNames<values>(); }
