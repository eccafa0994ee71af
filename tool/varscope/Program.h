#pragma once
/// What the commands that look at programs have in common.

#include "varscope/Options.h"
#include "varscope/Progress.h"

#include "varscope/RoleFiles.h"

#include "Driver/Program.h"
#include "Frontend/ExtractSource.h"

namespace varscope::tool {

/// The compile commands of the inputs: from -p's database or the flags.
/// Prints what is wrong.
std::optional<std::vector<CompileCommand>> compileCommands(const Arguments& arguments);

/// --source-root, --extra-arg, --remove-arg, and the headers beside the command.
ExtractSourceOptions extractOptions(const Arguments& arguments, const RoleFiles& roles);

/// -W options; prints those without effect.
WarningOptions warningOptions(const Arguments& arguments);

/// --bind and the --max- options. Prints what is wrong.
std::optional<resolve::ResolveOptions> resolveOptions(const Arguments& arguments);

/// --format. Prints what is wrong.
std::optional<FindingsFormat> findingsFormat(const Arguments& arguments);

/// --source-root, absolute.
std::string sourceRoot(const Arguments& arguments);

/// Extracts the inputs and reports on the program; the models' files go to -o, where the
/// command has it.
ExitStatus runOnSources(const Arguments& arguments);

/// The same from summaries.
ExitStatus runOnModules(const Arguments& arguments, llvm::ArrayRef<const ir::Module*> modules,
                        Timing& timing);

/// Applies the findings' fixes until there are none; a dry run prints them as a diff.
ExitStatus runFix(const Arguments& arguments, bool isDryRun);

} // namespace varscope::tool
