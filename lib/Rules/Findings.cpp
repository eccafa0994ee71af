#include "Rules/Findings.h"

#include "llvm/ADT/STLExtras.h"

#include <tuple>

using namespace varscope;

namespace varscope {
// Every member in an order that suits a reader; equal keys are equal findings.
static auto key(const Note& n) { return std::tie(n.kind, n.at, n.text); }
static auto key(const Edit& e) { return std::tie(e.at, e.text); }
static bool operator<(const Note& a, const Note& b) { return key(a) < key(b); }
static bool operator==(const Note& a, const Note& b) { return key(a) == key(b); }
static bool operator<(const Edit& a, const Edit& b) { return key(a) < key(b); }
static bool operator==(const Edit& a, const Edit& b) { return key(a) == key(b); }
static auto key(const Fix& f) { return std::tie(f.title, f.edits); }
static bool operator<(const Fix& a, const Fix& b) { return key(a) < key(b); }
static bool operator==(const Fix& a, const Fix& b) { return key(a) == key(b); }
static auto key(const Finding& f) {
  return std::tie(f.at, f.rule, f.model, f.message, f.variable, f.conditions, f.spelling_file,
                  f.spelling_line, f.notes, f.fixes);
}
} // namespace varscope

std::vector<ReportedFinding> varscope::selectFindings(std::vector<Finding> findings,
                                                      const WarningOptions& options,
                                                      const Suppressions& suppressions) {
  llvm::sort(findings, [](const Finding& a, const Finding& b) { return key(a) < key(b); });
  findings.erase(std::unique(findings.begin(), findings.end(),
                             [](const Finding& a, const Finding& b) { return key(a) == key(b); }),
                 findings.end());
  std::vector<ReportedFinding> reported;
  for (Finding& finding : findings)
    if (std::optional<Level> level = options.levelOf(finding.rule);
        level && !suppressions.covers(finding))
      reported.push_back({std::move(finding), *level});
  return reported;
}

bool varscope::hasError(std::span<const ReportedFinding> findings) {
  return llvm::any_of(findings, [](const ReportedFinding& f) { return f.level == Level::Error; });
}

std::string varscope::fullMessage(const Finding& finding) {
  std::string message = finding.message;
  for (std::size_t i = 0; i < finding.conditions.size(); ++i)
    message += (i == 0 ? ", when " : " and ") + finding.conditions[i];
  return message;
}
