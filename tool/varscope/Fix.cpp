#include "varscope/Program.h"

#include "Driver/FixedFiles.h"
#include "Ide/SummaryCache.h"

#include "llvm/Option/Arg.h"
#include "llvm/Support/WithColor.h"

using namespace llvm;
using namespace varscope;

namespace {

/// What is being fixed, round by round: one fix may let another error be seen.
class Fixer {
public:
  Fixer(std::vector<CompileCommand> commands, ExtractSourceOptions extract,
        resolve::ResolveOptions resolve, WarningOptions warnings)
      : commands(std::move(commands)), extract(std::move(extract)), resolve(std::move(resolve)),
        warnings(std::move(warnings)), files(this->extract.sourceRoot) {}

  /// \returns nothing if the program does not compile
  std::optional<AnalysedProgram> check() {
    EditorState editor;
    editor.unsaved = files.texts();
    cache.update(commands, extract, editor, /*retry=*/false);
    std::vector<const ir::Module*> modules;
    bool compiles = true;
    diagnostics.clear();
    for (const ide::SummaryCache::Unit* unit : cache.units()) {
      compiles &= unit->compiles;
      diagnostics += unit->diagnostics;
      modules.push_back(unit->module.get());
    }
    if (!compiles)
      return std::nullopt;
    return analyse(modules, warnings, resolve);
  }

  std::vector<CompileCommand> commands;
  ExtractSourceOptions extract;
  resolve::ResolveOptions resolve;
  WarningOptions warnings;
  FixedFiles files;
  std::string diagnostics; ///< Clang's, of the last check

private:
  ide::SummaryCache cache;
};

} // namespace

ExitStatus tool::runFix(const Arguments& arguments, bool isDryRun) {
  for (OptionId other : {OPT_baseline, OPT_write_baseline, OPT_lock_EQ})
    if (const opt::Arg* given = arguments.options.getLastArg(other))
      return usageError("fixes are for all findings: not with '" +
                        given->getAsString(arguments.options) + "'");
  std::optional<FindingsFormat> format = findingsFormat(arguments);
  if (!format)
    return ExitStatus::Failed;
  auto commands = compileCommands(arguments);
  std::optional<RoleFiles> roles = readRoleFiles(arguments);
  if (!commands || !roles)
    return ExitStatus::Failed;
  std::optional<resolve::ResolveOptions> options = resolveOptions(arguments);
  if (!options)
    return ExitStatus::Failed;
  Fixer fixer(std::move(*commands), extractOptions(arguments, *roles), std::move(*options),
              warningOptions(arguments));
  std::optional<AnalysedProgram> program = fixer.check();
  errs() << fixer.diagnostics;
  if (!program)
    return ExitStatus::Failed;
  if (!program->errors.empty())
    return report(*program, *format, outs(), errs());
  if (isDryRun)
    report(*program, FindingsFormat::Text, outs(), errs());
  const ExitStatus before = hasError(program->findings) ? ExitStatus::Errors : ExitStatus::Clean;

  constexpr unsigned maxRounds = 100;
  unsigned count = 0;
  for (unsigned round = 0; round < maxRounds; ++round) {
    const unsigned applied = fixer.files.apply(program->findings);
    if (applied == 0)
      break;
    std::optional<AnalysedProgram> fixed = fixer.check();
    if (!fixed) {
      fixer.files.undo();
      WithColor::warning(errs(), "varscope")
          << "fixes that would not compile were left out; please report this\n";
      break;
    }
    count += applied;
    program = std::move(fixed);
  }
  if (isDryRun) {
    fixer.files.printDiff(outs());
    return before;
  }
  const ExitStatus written = fixer.files.write(errs());
  if (written == ExitStatus::Failed)
    return written;
  const ExitStatus status = report(*program, *format, outs(), errs());
  if (count != 0)
    WithColor::note(errs(), "varscope")
        << count << (count == 1 ? " fix applied\n" : " fixes applied\n");
  return status;
}
