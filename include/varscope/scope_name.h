#pragma once

#include <varscope/roles.h>

#include <concepts>
#include <cstddef>
#include <optional>
#include <string_view>

namespace varscope {

/// A name argument: text, or None (`nullptr`, a null `const char*`, or left
/// out). A view, as std::string_view is: the text must outlive the call.
class VS_ROLE("ScopeName") ScopeName {
public:
  VS_ROLE("ScopeName") constexpr ScopeName() = default;
  VS_ROLE("ScopeName") constexpr ScopeName(std::nullptr_t) {}
  VS_ROLE("ScopeName") constexpr ScopeName(const char* name) {
    if (name)
      text = std::string_view(name);
  }
  template <class S>
    requires std::convertible_to<const S&, std::string_view> &&
             (!std::convertible_to<const S&, const char*>)
  VS_ROLE("ScopeName")
  constexpr ScopeName(const S& name) : text(std::string_view(name)) {}

  /// Absent for None.
  constexpr std::optional<std::string_view> get() const { return text; }
  explicit constexpr operator bool() const { return text.has_value(); }
  friend constexpr bool operator==(const ScopeName&, const ScopeName&) = default;

private:
  std::optional<std::string_view> text;
};

} // namespace varscope
