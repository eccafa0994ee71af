#include "varscope/Program.h"

#include "varscope/Installation.h"

#include "Driver/OutputFiles.h"
#include "Driver/Sources.h"

#include "llvm/Option/Arg.h"
#include "llvm/Support/BuryPointer.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"

using namespace llvm;
using namespace varscope;
using namespace varscope::tool;

std::optional<std::vector<CompileCommand>>
tool::compileCommands(const Arguments& arguments) {
  const opt::Arg* buildDirectory = arguments.options.getLastArg(OPT_p);
  if (buildDirectory && arguments.flags) {
    usageError("compiler flags come from '-p' or from behind '--', not from both; "
               "'--extra-arg' adds one");
    return std::nullopt;
  }
  if (!buildDirectory && arguments.inputs.empty()) {
    usageError("no source");
    return std::nullopt;
  }
  for (const std::string& input : arguments.inputs) {
    bool exists = sys::fs::exists(input);
    if (exists && !sys::fs::is_directory(input))
      continue;
    failure("cannot read '" + input + "': " + (exists ? "it is a directory" : "no such file"));
    return std::nullopt;
  }
  if (!buildDirectory)
    return makeCompileCommands(arguments.flags.value_or(std::vector<std::string>()),
                               arguments.inputs);
  Expected<std::vector<CompileCommand>> commands =
      readCompileCommands(buildDirectory->getValue(), arguments.inputs);
  if (!commands) {
    failure(toString(commands.takeError()));
    return std::nullopt;
  }
  return std::move(*commands);
}

std::string tool::sourceRoot(const Arguments& arguments) {
  SmallString<128> root(arguments.options.getLastArgValue(OPT_source_root, "."));
  sys::fs::make_absolute(root);
  sys::path::remove_dots(root, /*remove_dot_dot=*/true);
  return root.str().str();
}

ExtractSourceOptions tool::extractOptions(const Arguments& arguments, const RoleFiles& roles) {
  ExtractSourceOptions options;
  options.sourceRoot = sourceRoot(arguments);
  options.flags.extra = arguments.options.getAllArgValues(OPT_extra_arg);
  options.flags.remove = arguments.options.getAllArgValues(OPT_remove_arg);
  options.flags.includeDirectory = headersBesideCommand();
  for (const auto& file : roles)
    options.roles.push_back(file.get());
  options.colors = errs().has_colors();
  return options;
}

WarningOptions tool::warningOptions(const Arguments& arguments) {
  WarningOptions warnings;
  for (const std::string& option : arguments.options.getAllArgValues(OPT_W))
    if (std::string problem = warnings.apply(option); !problem.empty())
      WithColor::warning(errs(), "varscope") << problem << '\n';
  return warnings;
}

std::optional<FindingsFormat> tool::findingsFormat(const Arguments& arguments) {
  StringRef format = arguments.options.getLastArgValue(OPT_format, "text");
  if (format == "text")
    return FindingsFormat::Text;
  if (format == "sarif")
    return FindingsFormat::Sarif;
  usageError("unknown format '" + format + "'; there are 'text' and 'sarif'");
  return std::nullopt;
}

ExitStatus tool::runOnSources(const Arguments& arguments) {
  unsigned jobs = 0;
  StringRef jobsText = arguments.options.getLastArgValue(OPT_j, "0");
  if (jobsText.getAsInteger(10, jobs))
    return usageError("'-j' needs a number, not '" + jobsText + "'");
  if (!findingsFormat(arguments))
    return ExitStatus::Failed;
  auto commands = compileCommands(arguments);
  std::optional<RoleFiles> roles = readRoleFiles(arguments);
  if (!commands || !roles)
    return ExitStatus::Failed;

  Timing timing(arguments);
  std::vector<SourceSummary> summaries;
  {
    Progress progress(commands->size());
    summaries = extractSources(*commands, extractOptions(arguments, *roles), jobs, errs(),
                               [&](const CompileCommand& command) { progress.done(command.file); });
  }
  timing.spentOn("extract");
  std::vector<const ir::Module*> modules;
  for (const SourceSummary& summary : summaries) {
    if (!summary.module)
      return ExitStatus::Failed; // Clang has said why
    modules.push_back(summary.module.get());
  }
  noteUndeclared(*roles);
  return runOnModules(arguments, modules, timing);
}

/// Reads a positive number if the option was given; false after a usage error.
template <typename Number>
static bool readBudget(const Arguments& arguments, OptionId option, StringRef name, Number& budget) {
  const StringRef text = arguments.options.getLastArgValue(option);
  if (text.empty() || (!text.getAsInteger(10, budget) && budget != 0))
    return true;
  usageError("'" + name + "' needs a positive number, not '" + text + "'");
  return false;
}

std::optional<resolve::ResolveOptions> tool::resolveOptions(const Arguments& arguments) {
  resolve::ResolveOptions options;
  unsigned maxSeconds = static_cast<unsigned>(options.maxSeconds);
  if (!readBudget(arguments, OPT_max_paths, "--max-paths", options.maxPaths) ||
      !readBudget(arguments, OPT_max_steps, "--max-steps", options.maxSteps) ||
      !readBudget(arguments, OPT_max_depth, "--max-depth", options.maxDepth) ||
      !readBudget(arguments, OPT_max_seconds, "--max-seconds", maxSeconds))
    return std::nullopt;
  options.maxSeconds = maxSeconds;
  for (const std::string& binding : arguments.options.getAllArgValues(OPT_bind)) {
    auto [name, value] = StringRef(binding).split('=');
    if (name.empty() || name.size() == binding.size()) {
      usageError("'--bind' needs NAME=VALUE, not '" + binding + "'");
      return std::nullopt;
    }
    options.bindings[name.str()] = value.str();
  }
  return options;
}

/// --baseline; an empty one without it. Prints what is wrong.
static std::optional<Baseline> baselineOf(const Arguments& arguments) {
  const opt::Arg* path = arguments.options.getLastArg(OPT_baseline);
  if (!path)
    return Baseline();
  ErrorOr<std::unique_ptr<MemoryBuffer>> file = MemoryBuffer::getFile(path->getValue());
  if (!file) {
    failure("cannot read '" + Twine(path->getValue()) + "': " + file.getError().message());
    return std::nullopt;
  }
  return valueOrFailure(Baseline::read((*file)->getBuffer(), path->getValue()));
}

/// The same for --lock.
static std::optional<Lock> lockOf(const Arguments& arguments) {
  const opt::Arg* path = arguments.options.getLastArg(OPT_lock_EQ);
  return path ? valueOrFailure(readLockFile(path->getValue())) : Lock();
}

static ExitStatus writeBaseline(const Baseline& baseline, StringRef path) {
  std::string text;
  raw_string_ostream os(text);
  baseline.write(os);
  return succeeded(writeOutput(path, text)) ? ExitStatus::Clean : ExitStatus::Failed;
}

ExitStatus tool::runOnModules(const Arguments& arguments, ArrayRef<const ir::Module*> modules,
                              Timing& timing) {
  std::optional<FindingsFormat> format = findingsFormat(arguments);
  if (!format)
    return ExitStatus::Failed;
  std::optional<resolve::ResolveOptions> options = resolveOptions(arguments);
  std::optional<Baseline> baseline = baselineOf(arguments);
  std::optional<Lock> lock = lockOf(arguments);
  if (!options || !baseline || !lock)
    return ExitStatus::Failed;
  const opt::Arg* baselineOutput = arguments.options.getLastArg(OPT_write_baseline);
  Baseline recorded;
  auto owned = std::make_unique<AnalysedProgram>(
    analyse(modules, warningOptions(arguments), *options, *baseline, baselineOutput ? &recorded : nullptr));
  const AnalysedProgram& program = *owned;
  timing.spentOn("resolve");
  ExitStatus status = report(program, *format, outs(), errs());
  if (baselineOutput)
    status = worst(status, writeBaseline(recorded, baselineOutput->getValue()));
  if (arguments.options.hasArg(OPT_lock_EQ))
    status = worst(status, checkLock(program, *lock, arguments.options.getLastArgValue(OPT_lock_EQ),
                                     errs()));
  const opt::Arg* directory = arguments.options.getLastArg(OPT_o);
  if (directory && status != ExitStatus::Failed)
    status = worst(status, writeModels(program,
                                       {directory->getValue(),
                                        arguments.options.getLastArgValue(OPT_unit).str()},
                                       errs()));
  timing.spentOn("write");
  BuryPointer(std::move(owned)); // the process ends: a large program's pieces need not be freed one by one
  return status;
}
