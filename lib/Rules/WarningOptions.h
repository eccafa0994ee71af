#pragma once
/// `-W<slug>`, `-Wno-<slug>`, `-Werror[=<slug>]`, `-Wno-error[=<slug>]`, as in clang:
/// the last option that names a rule wins; `-Werror` acts on every enabled
/// warning that no `-W[no-]error=<slug>` speaks of; `-Werror=<slug>` also
/// enables its rule. Rules that are errors cannot be switched.

#include <varscope/rule.h>

#include "llvm/ADT/StringRef.h"

#include <array>
#include <optional>
#include <string>

namespace varscope {

class WarningOptions {
public:
  WarningOptions();

  /// Applies one option, given without its "-W": "no-silent-rename".
  /// \returns empty, or why the option has no effect (to be shown as a warning).
  std::string apply(llvm::StringRef option);

  /// How a finding of this rule is to be reported; none: not at all.
  std::optional<Level> levelOf(Rule rule) const;

private:
  enum class AsError : unsigned char { Unsaid, Yes, No };
  struct State {
    bool enabled;
    AsError asError = AsError::Unsaid;
  };
  std::array<State, std::size(rule_table)> states;
  bool allErrors = false;
};

} // namespace varscope
