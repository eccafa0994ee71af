#include "Rules/Suppressions.h"

#include "Rules/RuleTable.h"

#include "llvm/ADT/STLExtras.h"

using namespace varscope;

void Suppressions::add(llvm::StringRef file, std::uint32_t line,
                       llvm::ArrayRef<std::string> slugs) {
  Line& entry = files[file][line];
  entry.all |= slugs.empty();
  entry.slugs.insert(entry.slugs.end(), slugs.begin(), slugs.end());
}

bool Suppressions::covers(llvm::StringRef file, std::uint32_t line, Rule rule) const {
  auto lines = files.find(file);
  if (lines == files.end())
    return false;
  auto found = lines->second.find(line);
  if (found == lines->second.end())
    return false;
  return found->second.all || llvm::is_contained(found->second.slugs, slug(rule));
}

bool Suppressions::covers(const Finding& finding) const {
  return covers(finding.at.file, finding.at.line, finding.rule) ||
         (finding.spelling_line != 0 &&
          covers(finding.spelling_file, finding.spelling_line, finding.rule));
}
