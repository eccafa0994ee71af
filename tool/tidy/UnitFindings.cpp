#include "tidy/UnitFindings.h"

#include "Driver/Sources.h"
#include "Extract/Extract.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace varscope;
using namespace varscope::tidy;

namespace {

std::vector<std::string> findSummaries(const std::string& directory) {
  std::vector<std::string> paths;
  std::error_code error;
  for (sys::fs::recursive_directory_iterator file(directory, error), end; file != end && !error;
       file.increment(error))
    if (sys::path::extension(file->path()) == ".vsum")
      paths.push_back(file->path());
  llvm::sort(paths);
  return paths;
}

/// Whether a path of a summary, which may be relative to an unknown root, names this file.
bool names(StringRef path, StringRef file) {
  return path == file || (!sys::path::is_absolute(path) && file.ends_with(("/" + path).str()));
}

/// A summary of the source that is being checked is older than what clang-tidy sees.
bool defines(const ir::Module& module, StringRef mainFile) {
  const auto isThere = [&](const ir::Loc& loc) {
    return loc.valid() && loc.file < module.files.size() && names(module.files[loc.file], mainFile);
  };
  return any_of(module.functions, [&](const auto& f) { return f.second.body && isThere(f.second.loc); }) ||
         any_of(module.models, [&](const ir::Model& m) { return isThere(m.loc); });
}

std::string mainFileOf(const clang::SourceManager& sources) {
  const clang::OptionalFileEntryRef entry = sources.getFileEntryRefForID(sources.getMainFileID());
  if (!entry)
    return "";
  SmallString<256> path(entry->getName());
  sources.getFileManager().makeAbsolutePath(path);
  sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  return path.str().str();
}

} // namespace

const std::vector<ReportedFinding>& UnitFindings::of(clang::ASTContext& ast,
                                                     const UnitOptions& options) {
  if (program)
    return findings;
  findings.clear();
  ir::Module unit;
  makeExtractor(unit, {options.sourceRoot, {}})->HandleTranslationUnit(ast);

  std::vector<std::string> paths = findSummaries(options.summaries);
  std::string problems;
  raw_string_ostream os(problems);
  std::vector<const ir::Module*> modules{&unit};
  const std::string mainFile = mainFileOf(ast.getSourceManager());
  std::vector<std::unique_ptr<ir::Module>> others;
  if (!paths.empty())
    others = readSummaries(paths, os);
  for (const std::unique_ptr<ir::Module>& other : others)
    if (!defines(*other, mainFile))
      modules.push_back(other.get());

  WarningOptions warnings; // which rules are on is clang-tidy's business
  for (const RuleInfo& rule : rule_table)
    if (rule.level == Level::Warning)
      warnings.apply(std::string(rule.slug));
  program = analyse(modules, warnings);
  findings = program->findings;
  if (modules.size() > 1)
    return findings;
  std::string remark = "this file was analysed alone: " +
                       (problems.empty() ? "there are no summaries (.vsum) of others in '" +
                                               options.summaries + "'"
                                         : StringRef(problems).rtrim().str());
  for (ReportedFinding& reported : findings)
    if (reported.finding.rule == Rule::Unresolved)
      reported.finding.notes.push_back({NoteKind::Hint, reported.finding.at, remark});
  return findings;
}

clang::SourceLocation UnitFindings::locate(const clang::SourceManager& sources, StringRef root,
                                           const SourceLocation& at) {
  if (at.line == 0)
    return {};
  SmallString<256> path(at.file);
  if (!sys::path::is_absolute(path)) {
    path = root;
    sys::path::append(path, at.file.str());
  }
  const clang::OptionalFileEntryRef file = sources.getFileManager().getOptionalFileRef(path);
  return file ? sources.translateFileLineCol(*file, at.line, std::max(at.column, 1u))
              : clang::SourceLocation();
}
