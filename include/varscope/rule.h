#pragma once

#include <cstdint>
#include <string_view>

namespace varscope {

/// A rule's default severity. Warnings never change the exit status unless
/// `-Werror` asks for it.
enum class Level : std::uint8_t { Warning, Error };

/// Every rule that VarScope reports, at compile time or at run time.
enum class Rule : std::uint8_t {
#define VARSCOPE_RULE(Enumerator, Slug, Level, OnByDefault, Summary) Enumerator,
#include <varscope/rules.def>
};

/// One row of rules.def.
struct RuleInfo {
  std::string_view slug;
  Level level;
  bool on_by_default;
  std::string_view summary;
};

inline constexpr RuleInfo rule_table[] = {
#define VARSCOPE_RULE(Enumerator, Slug, Lvl, OnByDefault, Summary)                                 \
  {Slug, Level::Lvl, OnByDefault, Summary},
#include <varscope/rules.def>
};

constexpr const RuleInfo& info(Rule rule) { return rule_table[static_cast<std::size_t>(rule)]; }
constexpr std::string_view slug(Rule rule) { return info(rule).slug; }

} // namespace varscope
