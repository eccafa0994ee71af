#pragma once
/// From what analysis found to what is reported.

#include "Rules/Finding.h"
#include "Rules/Suppressions.h"
#include "Rules/WarningOptions.h"

#include <span>

namespace varscope {

/// A finding with the level it is reported at.
struct ReportedFinding {
  Finding finding;
  Level level;
};

/// Drops findings that are switched off or suppressed, removes repeats, and
/// sorts by place, rule and model. The result does not depend on the order of
/// `findings`.
std::vector<ReportedFinding> selectFindings(std::vector<Finding> findings,
                                            const WarningOptions& options,
                                            const Suppressions& suppressions);

/// Whether any is reported as an error.
bool hasError(std::span<const ReportedFinding> findings);

/// The message as every face shows it: with the conditions on which it depends.
std::string fullMessage(const Finding& finding);

} // namespace varscope
