#pragma once
/// A whole program: from the summaries of its units to findings and files.

#include "Driver/ExitStatus.h"
#include "Emit/Lock.h"
#include "Emit/ModelPlan.h"
#include "Resolve/Linker.h"
#include "Resolve/Resolve.h"
#include "Rules/Baseline.h"
#include "Rules/Findings.h"

#include "llvm/Support/raw_ostream.h"

#include <optional>
#include <string>
#include <vector>

namespace varscope {

/// A model without an error, ready to be written.
struct PlannedModel {
  ResolvedModel model;
  ModelPlan plan;
};

/// What is known of a program once it has been resolved.
struct AnalysedProgram {
  LinkedProgram linked;                  ///< findings' source lines come from here
  std::vector<ReportedFinding> findings; ///< what is reported, in order
  std::vector<PlannedModel> planned;     ///< models that get files
  std::vector<ResolvedModel> unplanned;  ///< the others, as far as they are known
  /// Models that get none, and whether no reported finding says why (a comment
  /// or the baseline hides the error).
  struct Failed {
    std::string tag;
    bool hidden;
  };
  std::vector<Failed> failed;
  /// Worth saying, but no findings: "scope calls but no model", definitions that differ.
  std::vector<std::string> remarks;
  /// What was asked for and makes no sense: nothing is to be written.
  std::vector<std::string> errors;
};

/// Links, resolves, plans and selects. The result depends on the set of units,
/// not on their order.
/// \param baseline findings that are not reported
/// \param record if given, takes what would have been reported, which then is not either
AnalysedProgram analyse(llvm::ArrayRef<const ir::Module*> units, const WarningOptions& warnings,
                        const resolve::ResolveOptions& options = {},
                        const Baseline& baseline = {}, Baseline* record = nullptr);

enum class FindingsFormat { Text, Sarif };

/// Prints findings and remarks: text to `err`, SARIF to `out` alone.
/// \returns Failed if the program has errors, Errors if a finding is one.
ExitStatus report(const AnalysedProgram& program, FindingsFormat format, llvm::raw_ostream& out,
                  llvm::raw_ostream& err);

/// Compares the models without an error with their entries in the lock; prints what differs to
/// `err`. \returns Errors if one does.
ExitStatus checkLock(const AnalysedProgram& program, const Lock& lock, llvm::StringRef path,
                     llvm::raw_ostream& err);

/// Where a program's files go.
struct ModelOutputs {
  std::string directory;
  std::string unit; ///< one file with the units of all models, whose tags a build need not know;
                    ///< empty: none
};

/// Writes <directory>/<tag>.varscope.{cpp,json} of every planned model and removes those
/// of failed ones. Prints what cannot be written to `err`.
ExitStatus writeModels(const AnalysedProgram& program, const ModelOutputs& outputs,
                       llvm::raw_ostream& err);

} // namespace varscope
