// What the programs of language.py use beside the standard library, and where their inputs come from.
#pragma once

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

/// Bit `index` of the inputs that the program is run with: unknown when it is analysed.
bool input(int index);

using namespace std::string_literals;

template <typename... Calls>
struct Overloaded : Calls... {
  using Calls::operator()...;
};
template <typename... Calls>
Overloaded(Calls...) -> Overloaded<Calls...>;

struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Tells when it ends.
struct Ended {
  std::string& to;
  char name;
  Ended(std::string& to, char name) : to(to), name(name) {}
  Ended(const Ended&) = delete;
  Ended& operator=(const Ended&) = delete;
  ~Ended() { to += name; }
};

/// Names stay short, however often a loop makes them longer.
inline std::string cut(const std::string& text) {
  return text.size() > 12 ? text.substr(text.size() - 12) : text;
}

/// printf to a string.
inline std::string printed(const char* format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  std::vector<char> text(static_cast<std::size_t>(vsnprintf(nullptr, 0, format, again)) + 1);
  va_end(again);
  vsnprintf(text.data(), text.size(), format, arguments);
  va_end(arguments);
  return text.data();
}
inline int greatest(int count, ...) {
  va_list arguments;
  va_start(arguments, count);
  int most = 0;
  while (count-- > 0)
    most = std::max(most, va_arg(arguments, int));
  va_end(arguments);
  return most;
}

/// A call of its own: g++ 12 takes std::abs(static_cast<int>(std::vector<int>{1}.size())) % 3 for 0.
inline int magnitude(int number) { return std::abs(number); }

// Operands that change something, and what they are operands of.
inline std::string counted(int& number) {
  static_cast<void>(number % 2 == 0 ? ++number : number += 3);
  return std::to_string(number);
}
inline std::string grown(std::string& text) {
  text += 'g';
  return text;
}
inline int popped(std::vector<int>& numbers) {
  const int last = numbers.back();
  numbers.pop_back();
  return last;
}
inline std::string glued(const std::string& a, const std::string& b) { return a + "." + b; }

template <typename T>
T copy_of(T value) {
  return value;
}

inline int total(const std::vector<int>& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), 0) % 100;
}

template <typename... Numbers>
constexpr int sum(Numbers... numbers) {
  return (numbers + ... + 0);
}

template <typename T>
T at_or(const std::vector<T>& items, int index, T otherwise) {
  return index >= 0 && static_cast<std::size_t>(index) < items.size() ? items[static_cast<std::size_t>(index)]
                                                                      : otherwise;
}

inline int value_or(const std::map<std::string, int>& table, const std::string& key, int otherwise) {
  if (const auto found = table.find(key); found != table.end())
    return found->second;
  return otherwise;
}

inline std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != 0)
      text += separator;
    text += parts[i];
  }
  return text;
}

inline std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, '_');)
    parts.push_back(part);
  return parts;
}

template <typename Map>
auto mapped(const std::vector<int>& numbers, const Map& map) {
  std::vector<decltype(map(0))> results;
  std::transform(numbers.begin(), numbers.end(), std::back_inserter(results), map);
  return results;
}

template <typename Test>
std::vector<int> filtered(std::vector<int> numbers, Test test) {
  std::erase_if(numbers, std::not_fn(test));
  return numbers;
}

template <typename T>
std::vector<T> sorted(std::vector<T> items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
  return items;
}

inline std::vector<std::string> keys(const std::map<std::string, int>& table) {
  std::vector<std::string> names;
  for (const auto& entry : table)
    names.emplace_back(entry.first);
  return names;
}

inline std::vector<int> upto(int count) {
  std::vector<int> numbers(static_cast<std::size_t>(std::max(count, 0)));
  std::iota(numbers.begin(), numbers.end(), 1);
  return numbers;
}

inline std::map<std::string, int> counts(const std::vector<std::string>& words) {
  std::map<std::string, int> table;
  for (const std::string& each : words)
    ++table[each];
  return table;
}

inline std::optional<std::string> found(const std::vector<std::string>& words, const std::string& word) {
  const auto place = std::find(words.begin(), words.end(), word);
  if (place == words.end())
    return std::nullopt;
  return *place;
}

inline std::string to_text(int number) { return std::to_string(number); }
inline std::string to_text(bool flag) { return flag ? "yes" : "no"; }
inline std::string to_text(std::string text) { return text; }
inline std::string to_text(const std::variant<int, std::string>& item) {
  return std::visit([](const auto& value) { return to_text(value); }, item);
}

/// Parts with "_" between them.
template <typename First, typename... Rest>
std::string joined(const First& first, const Rest&... rest) {
  if constexpr (sizeof...(rest) == 0)
    return to_text(first);
  else
    return to_text(first) + "_" + joined(rest...);
}

// Classes without a move: a declared destructor or copy takes it away, a const member is copied.
struct Ending {
  std::string text;
  int number = 1;
  ~Ending() {}
};
struct Copying {
  std::string text;
  int number = 2;
  Copying(const char* text) : text(text) {}
  Copying(const Copying&) = default;
  Copying& operator=(const Copying&) = default;
};
struct Holding {
  const std::string text;
  Ending ending{"e"};
  std::string rest = "r";
};
inline std::tuple<std::string, int, bool> told(const Ending& each) { return {each.text, each.number, true}; }
inline std::tuple<std::string, int, bool> told(const Copying& each) { return {each.text, each.number, false}; }
inline std::tuple<std::string, int, bool> told(const Holding& each) { return {each.text + each.rest, each.ending.number, each.ending.text == "e"}; }

// Values as parts of names.
inline std::string shown(int number) { return std::to_string(number); }
inline std::string shown(bool flag) { return flag ? "yes" : "no"; }
inline std::string shown(const std::string& text) { return text.size() > 40 ? text.substr(0, 40) : text; }
template <typename A, typename B>
std::string shown(const std::pair<A, B>& pair);
template <typename T>
std::string shown(const std::optional<T>& value);
template <typename... Ts>
std::string shown(const std::tuple<Ts...>& values);
template <typename... Ts>
std::string shown(const std::variant<Ts...>& value);
template <typename Range>
std::string shown(const Range& range) {
  std::string text = std::to_string(range.size());
  for (const auto& each : range)
    text += "." + shown(each);
  return text;
}
template <typename A, typename B>
std::string shown(const std::pair<A, B>& pair) {
  return shown(pair.first) + "-" + shown(pair.second);
}
template <typename T>
std::string shown(const std::optional<T>& value) {
  return value ? "has_" + shown(*value) : "none";
}
template <typename... Ts>
std::string shown(const std::tuple<Ts...>& values) {
  return std::apply([](const auto&... parts) { return (std::string("t") + ... + ("." + shown(parts))); }, values);
}
template <typename... Ts>
std::string shown(const std::variant<Ts...>& value) {
  return std::to_string(value.index()) + std::visit([](const auto& held) { return shown(held); }, value);
}
