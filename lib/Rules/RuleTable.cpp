#include "Rules/RuleTable.h"

#include "Rules/NearestName.h"

#include "llvm/ADT/STLExtras.h"

using namespace varscope;

llvm::StringRef varscope::slugOf(Rule rule) { return {slug(rule).data(), slug(rule).size()}; }

std::optional<Rule> varscope::findRule(llvm::StringRef slug) {
  for (std::size_t i = 0; i < std::size(rule_table); ++i)
    if (slugOf(Rule(i)) == slug)
      return Rule(i);
  return std::nullopt;
}

llvm::StringRef varscope::nearestSlug(llvm::StringRef slug) {
  std::vector<llvm::StringRef> slugs;
  for (std::size_t i = 0; i < std::size(rule_table); ++i)
    slugs.push_back(slugOf(Rule(i)));
  return nearestName(slug, slugs, slug.size() / 2);
}
