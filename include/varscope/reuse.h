#pragma once

#include <varscope/roles.h>

#include <concepts>
#include <cstdint>

namespace varscope {

/// TensorFlow's `reuse` argument: left out, False, True or AUTO_REUSE.
class VS_ROLE("Reuse") Reuse {
public:
  /// Values are part of the plan's binary layout: append only.
  enum class Mode : std::uint8_t { absent, no, yes, automatic };

  VS_ROLE("Reuse") constexpr Reuse() = default;
  /// From bool alone: a pointer or a number is not a reuse flag.
  template <std::same_as<bool> B>
  VS_ROLE("Reuse")
  constexpr Reuse(B value) : chosen(value ? Mode::yes : Mode::no) {}
  explicit constexpr Reuse(Mode mode) : chosen(mode) {}

  constexpr Mode mode() const { return chosen; }
  constexpr bool is_absent() const { return chosen == Mode::absent; }
  /// Whether existing variables are shared: true and AUTO_REUSE.
  VS_ROLE("Reuse.operator bool") explicit constexpr operator bool() const {
    return chosen == Mode::yes || chosen == Mode::automatic;
  }

  friend constexpr bool operator==(Reuse, Reuse) = default;

private:
  Mode chosen = Mode::absent;
};

/// Share what exists, create what does not.
VS_ROLE("AUTO_REUSE") inline constexpr Reuse AUTO_REUSE{Reuse::Mode::automatic};

} // namespace varscope
