#pragma once
/// A whole program: from the summaries of its units to findings and files.

#include "Driver/ExitStatus.h"
#include "Emit/ModelPlan.h"
#include "Resolve/Linker.h"
#include "Resolve/Resolve.h"
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
  /// hides the error).
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
AnalysedProgram analyse(llvm::ArrayRef<const ir::Module*> units, const WarningOptions& warnings,
                        const resolve::ResolveOptions& options = {});

enum class FindingsFormat { Text, Sarif };

/// Prints findings and remarks: text to `err`, SARIF to `out` alone.
/// \returns Failed if the program has errors, Errors if a finding is one.
ExitStatus report(const AnalysedProgram& program, FindingsFormat format, llvm::raw_ostream& out,
                  llvm::raw_ostream& err);

/// Writes <directory>/<tag>.varscope.{cpp,json} of every planned model and removes those
/// of failed ones. Prints what cannot be written to `err`.
ExitStatus writeModels(const AnalysedProgram& program, llvm::StringRef directory,
                       llvm::raw_ostream& err);

} // namespace varscope
