#include "Rules/WarningOptions.h"

#include "Rules/RuleTable.h"

#include "llvm/ADT/Twine.h"

using namespace varscope;

WarningOptions::WarningOptions() {
  for (std::size_t i = 0; i < states.size(); ++i)
    states[i] = {rule_table[i].on_by_default};
}

std::string WarningOptions::apply(llvm::StringRef option) {
  llvm::StringRef slug = option;
  bool positive = !slug.consume_front("no-");
  bool error = slug == "error" || slug.starts_with("error=");
  if (slug == "error") {
    allErrors = positive;
    return {};
  }
  if (error)
    slug = slug.drop_front(llvm::StringRef("error=").size());

  std::optional<Rule> rule = findRule(slug);
  if (!rule) {
    std::string problem = ("unknown warning option '-W" + option + "'").str();
    if (llvm::StringRef near = nearestSlug(slug); !near.empty())
      problem += ("; did you mean '-W" + option.drop_back(slug.size()) + near + "'?").str();
    return problem;
  }
  if (info(*rule).level == Level::Error)
    return positive ? std::string()
                    : ("'" + slug + "' is an error; '-W" + option + "' has no effect").str();

  State& state = states[std::size_t(*rule)];
  if (error) {
    state.asError = positive ? AsError::Yes : AsError::No;
    state.enabled |= positive;
  } else {
    state.enabled = positive;
  }
  return {};
}

std::optional<Level> WarningOptions::levelOf(Rule rule) const {
  if (info(rule).level == Level::Error)
    return Level::Error;
  const State& state = states[std::size_t(rule)];
  if (!state.enabled)
    return std::nullopt;
  bool asError = state.asError == AsError::Unsaid ? allErrors : state.asError == AsError::Yes;
  return asError ? Level::Error : Level::Warning;
}
