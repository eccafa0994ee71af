#pragma once
/// VS_BIND: what a value of the run time is, said in the source.

#include <varscope/core/messages.h>
#include <varscope/roles.h>

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>

namespace varscope::detail {

template <class T>
concept Text = std::is_class_v<T> && std::convertible_to<const T&, std::string_view>;
template <class T>
concept Bindable = std::is_arithmetic_v<T> || std::is_enum_v<T> || Text<T>;

inline std::string shown(const char* text) {
  return text ? '"' + std::string(text) + '"' : "nullptr";
}
template <Bindable T> std::string shown(const T& value) {
  if constexpr (Text<T>)
    return '"' + std::string(std::string_view(value)) + '"';
  else if constexpr (std::same_as<T, bool>)
    return value ? "true" : "false";
  else if constexpr (std::is_enum_v<T>)
    return std::to_string(static_cast<std::underlying_type_t<T>>(value));
  else
    return std::to_string(value);
}

/// \returns `given`
/// \throws ScopeError invalid-argument if it is not equal to `bound`
template <Bindable T>
VS_ROLE("bind")
T bind(T given, std::type_identity_t<T> bound, const char* expression) {
  if (given != bound)
    throw core::errors::bound_otherwise(expression, shown(given), shown(bound));
  return given;
}
/// The same of C strings: their texts count.
VS_ROLE("bind")
inline const char* bind(const char* given, const char* bound, const char* expression) {
  if (given && bound ? std::string_view(given) != bound : given != bound)
    throw core::errors::bound_otherwise(expression, shown(given), shown(bound));
  return given;
}

} // namespace varscope::detail

/// VS_BIND(expression, value): the expression's value, which must be `value` when the
/// program runs; `varscope` takes `value` where it cannot know the expression. A number, a
/// bool, an enumerator or a string.
///
///   for (int i = 0; i < VS_BIND(flags.layers, 6); ++i) ...
///
/// \throws ScopeError invalid-argument when the program runs with another value
#define VS_BIND(expression, ...) ::varscope::detail::bind(expression, __VA_ARGS__, #expression)
