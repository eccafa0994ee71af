#pragma once
/// Names as TensorFlow sees them: byte strings in which "/" separates
/// components. Nothing here knows of scopes or variables.

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace varscope::core {

/// Lets string-keyed tables be searched without building a string.
struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <class T> using StringMap = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;
using StringSet = std::unordered_set<std::string, StringHash, std::equal_to<>>;

/// Returned by the entry of a name scope, handed back at its exit.
struct NameScopeEntry {
  std::string text;     ///< the scope string: "a/b_1/"; "" at the root
  std::string previous; ///< the scope before the entry, without a trailing slash
};

namespace detail {
constexpr bool is_alphanumeric(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}
constexpr bool is_name_char(char c) {
  return is_alphanumeric(c) || c == '_' || c == '.' || c == '-' || c == '/' || c == '>';
}
} // namespace detail

/// Inside of another name scope any of the permitted characters may come first (rule 12).
constexpr bool is_valid_scope_name(std::string_view name) {
  for (char c : name)
    if (!detail::is_name_char(c))
      return false;
  return true;
}

/// At the root, and for every operation of a graph: [A-Za-z0-9.][A-Za-z0-9_.\-/>]*
constexpr bool is_valid_op_name(std::string_view name) {
  return !name.empty() && (detail::is_alphanumeric(name.front()) || name.front() == '.') &&
         is_valid_scope_name(name.substr(1));
}

/// Graph names are told apart without regard to case (rule 11). Valid names are ASCII.
inline std::string fold_case(std::string_view name) {
  std::string folded(name);
  for (char& c : folded)
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c - 'A' + 'a');
  return folded;
}

/// `name` under `scope`; the root is the empty string.
inline std::string join(std::string_view scope, std::string_view name) {
  std::string joined;
  joined.reserve(scope.size() + 1 + name.size());
  if (!scope.empty())
    joined.append(scope).push_back('/');
  return joined.append(name);
}

/// What follows the last slash: "" for "x/".
constexpr std::string_view last_component(std::string_view name) {
  const auto slash = name.rfind('/');
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

} // namespace varscope::core
