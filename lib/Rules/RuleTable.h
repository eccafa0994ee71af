#pragma once
/// Look-ups in the rule table (varscope/rules.def).

#include <varscope/rule.h>

#include "llvm/ADT/StringRef.h"

#include <optional>

namespace varscope {

/// The rule with this slug; none if there is none.
std::optional<Rule> findRule(llvm::StringRef slug);

/// The slug nearest to a misspelt one; empty if nothing is near.
llvm::StringRef nearestSlug(llvm::StringRef slug);

/// The slug as LLVM's string type.
llvm::StringRef slugOf(Rule rule);

} // namespace varscope
