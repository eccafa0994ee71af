#include "Driver/Program.h"

#include "Driver/OutputFiles.h"
#include "Emit/Manifest.h"
#include "Emit/Sarif.h"
#include "Emit/Text.h"
#include "Emit/Unit.h"
#include "Resolve/ScopeReach.h"
#include "ScopeIR/Verifier.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"

#include <optional>
#include <set>
#include <utility>

using namespace llvm;
using namespace varscope;

static Suppressions suppressionsOf(const ir::Module& module) {
  Suppressions suppressions;
  for (const ir::Suppression& s : module.suppressions)
    if (s.file < module.files.size())
      suppressions.add(module.files[s.file], s.line, s.rules);
  return suppressions;
}

static std::string place(const ir::Module& module, const ir::Loc& loc) {
  return loc.valid() && loc.file < module.files.size()
             ? formatv("{0}:{1}", module.files[loc.file], loc.line).str()
             : "an unknown place";
}

/// Inside of VS_MODEL(build, build()) `build` is the model's class: an object of it is made.
static bool makesItself(const ir::Module& module, const ir::Model& model) {
  const auto found = module.functions.find(model.function);
  const ir::Type* result = found == module.functions.end() ? nullptr : found->second.result;
  return result && result->kind == ir::TypeKind::Record &&
         model.function.starts_with((result->name + "@F@").str());
}

static std::vector<std::string> remarksOn(const LinkedProgram& linked) {
  const ir::Module& module = *linked.module;
  std::vector<std::string> remarks;
  if (module.models.empty() &&
      any_of(module.events, [](const auto& calls) { return resolve::isScopeEvent(calls.first); }))
    remarks.push_back("the program has scope calls but no VS_MODEL that reaches them; nothing was "
                      "checked");
  for (const ir::Model& model : module.models)
    if (makesItself(module, model))
      remarks.push_back(("the expression of model '" + model.tag + "' makes an object of the model's own class, at " +
                         place(module, model.loc) + ", and no variables; name the model otherwise than its builder")
                            .str());
  for (const DefinitionConflict& conflict : linked.conflicts) {
    std::string text = "definitions of one entity differ between units; the one at " +
                       place(module, conflict.kept) + " counts";
    for (const ir::Loc& other : conflict.dropped)
      text += ", not the one at " + place(module, other);
    remarks.push_back(text);
  }
  return remarks;
}

AnalysedProgram varscope::analyse(ArrayRef<const ir::Module*> units,
                                  const WarningOptions& warnings,
                                  const resolve::ResolveOptions& options,
                                  const Baseline& baseline, Baseline* record) {
  AnalysedProgram program;
  program.linked = link(units);
  program.remarks = remarksOn(program.linked);
  resolve::ResolveResult resolved = resolve::resolve(*program.linked.module, options);
  program.errors = std::move(resolved.bindingErrors);
  for (const std::string& name : resolved.unusedBindings)
    program.remarks.push_back("'--bind " + name + "' has no effect: no model asks for a value of that name that is not known");

  std::vector<Finding> findings = std::move(resolved.findings);
  StringSet<> failed;
  for (const Finding& finding : findings)
    if (info(finding.rule).level == Level::Error)
      failed.insert(finding.model);
  for (ResolvedModel& model : resolved.models) {
    findings.insert(findings.end(), model.findings.begin(), model.findings.end());
    if (model.has_error || failed.contains(model.tag)) {
      failed.insert(model.tag);
      program.unplanned.push_back(std::move(model));
      continue;
    }
    auto plan = planModel(model);
    if (auto* finding = std::get_if<Finding>(&plan)) {
      findings.push_back(std::move(*finding));
      failed.insert(model.tag);
      program.unplanned.push_back(std::move(model));
    } else {
      program.planned.push_back({std::move(model), std::get<ModelPlan>(std::move(plan))});
    }
  }

  program.findings =
      selectFindings(std::move(findings), warnings, suppressionsOf(*program.linked.module));
  if (record)
    for (const ReportedFinding& f : program.findings)
      record->add(f.finding);
  llvm::erase_if(program.findings, [&](const ReportedFinding& f) {
    return baseline.covers(f.finding) || (record && record->covers(f.finding));
  });
  StringSet<> reported; // models with an error that is shown; warnings may have become errors
  for (const ReportedFinding& f : program.findings)
    if (f.level == Level::Error)
      reported.insert(f.finding.model);
  std::set<std::string> without; // one entry per tag, in order
  for (const ir::Model& model : program.linked.module->models)
    if (failed.contains(model.tag) || reported.contains(model.tag))
      without.insert(model.tag.str());
  for (PlannedModel& planned : std::exchange(program.planned, {}))
    if (without.contains(planned.model.tag))
      program.unplanned.push_back(std::move(planned.model));
    else
      program.planned.push_back(std::move(planned));
  for (const std::string& tag : without)
    program.failed.push_back({tag, !reported.contains(tag)});
  return program;
}

ExitStatus varscope::report(const AnalysedProgram& program, FindingsFormat format,
                            raw_ostream& out, raw_ostream& err) {
  SourceLines lines(*program.linked.module);
  if (format == FindingsFormat::Sarif)
    printSarif(out, program.findings, lines);
  else
    printText(err, program.findings, lines);
  for (const std::string& remark : program.remarks)
    WithColor::note(err, "varscope") << remark << '\n';
  for (const std::string& error : program.errors)
    WithColor::error(err, "varscope") << error << '\n';
  if (!program.errors.empty())
    return ExitStatus::Failed;
  return hasError(program.findings) ? ExitStatus::Errors : ExitStatus::Clean;
}

ExitStatus varscope::checkLock(const AnalysedProgram& program, const Lock& lock, StringRef path,
                               raw_ostream& err) {
  ExitStatus status = ExitStatus::Clean;
  for (const PlannedModel& planned : program.planned) {
    std::vector<std::string> differences =
        lockDifferences(lock, makeManifest(planned.model, planned.plan.layout));
    for (const std::string& difference : differences)
      WithColor::error(err, path) << "model '" << planned.model.tag << "': " << difference << '\n';
    if (!differences.empty())
      status = ExitStatus::Errors;
  }
  if (status == ExitStatus::Errors)
    WithColor::note(err, path)
        << "checkpoints saved before would no longer fit; 'varscope lock MANIFEST... --lock "
        << path << " --update' accepts the change\n";
  return status;
}

namespace {
constexpr StringLiteral unitSuffix = ".varscope.cpp", manifestSuffix = ".varscope.json";

std::string outputPath(StringRef directory, StringRef tag, StringRef suffix) {
  SmallString<128> path(directory);
  sys::path::append(path, tag + suffix);
  return path.str().str();
}

/// A stream whose text goes to two places.
class TeeStream final : public raw_ostream {
public:
  TeeStream(raw_ostream& one, raw_ostream& other) : one(one), other(other) { SetUnbuffered(); }

private:
  raw_ostream &one, &other;
  void write_impl(const char* text, std::size_t size) override {
    one.write(text, size);
    other.write(text, size);
  }
  std::uint64_t current_pos() const override { return one.tell(); }
};

/// Both files' contents are made before either is put in its place. Writes the unit to `units` as
/// well. A model with another library's variables has no unit: that library makes them.
Error writeModel(const PlannedModel& planned, StringRef directory, raw_ostream& units) {
  if (Error error = checkTag(planned.model.tag)) // before it names a file
    return error;
  const std::string unitPath = outputPath(directory, planned.model.tag, unitSuffix);
  Expected<OutputFile> manifest =
      OutputFile::create(outputPath(directory, planned.model.tag, manifestSuffix));
  if (!manifest)
    return manifest.takeError();
  writeManifest(manifest->os(), planned.model, planned.plan.layout);
  if (planned.model.isForeign()) {
    if (Error error = removeFile(unitPath))
      return error;
    return manifest->keep();
  }
  Expected<OutputFile> unit = OutputFile::create(unitPath);
  if (!unit)
    return unit.takeError();
  TeeStream both(unit->os(), units);
  if (Error error = writeUnit(both, planned.model, planned.plan))
    return error;
  if (Error error = unit->keep())
    return error;
  return manifest->keep();
}

Error removeModel(StringRef tag, StringRef directory) {
  if (!ir::isValidTag(tag))
    return Error::success(); // such a model never had files
  return joinErrors(removeFile(outputPath(directory, tag, unitSuffix)),
                    removeFile(outputPath(directory, tag, manifestSuffix)));
}
} // namespace

ExitStatus varscope::writeModels(const AnalysedProgram& program, const ModelOutputs& outputs,
                                 raw_ostream& err) {
  const std::string& directory = outputs.directory;
  removeLeftovers(directory, [](StringRef output) {
    return output.ends_with(unitSuffix) || output.ends_with(manifestSuffix);
  });
  ExitStatus status = ExitStatus::Clean;
  auto check = [&](Error error) {
    if (!error)
      return;
    WithColor::error(err, "varscope") << toString(std::move(error)) << '\n';
    status = ExitStatus::Failed;
  };
  std::optional<OutputFile> unitsFile;
  if (!outputs.unit.empty()) {
    removeLeftoversOf(outputs.unit);
    if (Expected<OutputFile> file = OutputFile::create(outputs.unit))
      unitsFile.emplace(std::move(*file));
    else
      check(file.takeError());
  }
  raw_ostream& units = unitsFile ? unitsFile->os() : nulls();
  units << "// The plans of a program's models, generated by varscope.\n";
  for (const PlannedModel& planned : program.planned)
    check(writeModel(planned, directory, units));
  if (unitsFile && status == ExitStatus::Clean)
    check(unitsFile->keep());
  for (const AnalysedProgram::Failed& failed : program.failed) {
    check(removeModel(failed.tag, directory));
    if (failed.hidden)
      WithColor::note(err, "varscope") << "model '" << failed.tag
                                       << "' gets no files: it has an error, which a comment or the baseline hides\n";
  }
  return status;
}
