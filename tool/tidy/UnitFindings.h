#pragma once
/// What VarScope finds in the translation unit that clang-tidy checks, made once for all checks.

#include "Driver/Program.h"

#include "clang/AST/ASTContext.h"

#include <optional>
#include <string>

namespace varscope::tidy {

struct UnitOptions {
  std::string summaries;  ///< directory of the other sources' summaries
  std::string sourceRoot; ///< what paths in them are relative to; may be empty
};

class UnitFindings {
public:
  /// Analyses the unit, with the summaries of the others, when it is asked about the first time.
  const std::vector<ReportedFinding>& of(clang::ASTContext& ast, const UnitOptions& options);
  /// Another unit begins.
  void reset() { program.reset(); }

  /// Where a finding's place is in the unit; invalid: not in one of its files.
  static clang::SourceLocation locate(const clang::SourceManager& sources, llvm::StringRef root,
                                      const SourceLocation& at);

private:
  std::optional<AnalysedProgram> program;
  std::vector<ReportedFinding> findings;
};

} // namespace varscope::tidy
