#include "Extract/Locations.h"
#include "Extract/Suppressions.h"

#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/Path.h"

namespace varscope::extract {

using namespace clang;

Locations::Locations(const ASTContext& ast, ir::Module& module, std::string root)
    : sources(ast.getSourceManager()), language(ast.getLangOpts()), module(module),
      sourceRoot(std::move(root)) {
  if (!sourceRoot.empty() && !llvm::sys::path::is_separator(sourceRoot.back()))
    sourceRoot += llvm::sys::path::get_separator();
}

std::string Locations::path(FileID file) const {
  OptionalFileEntryRef entry = sources.getFileEntryRefForID(file);
  if (!entry)
    return "<built-in>";
  llvm::SmallString<256> path(entry->getName());
  sources.getFileManager().makeAbsolutePath(path);
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  llvm::StringRef name = path;
  if (!sourceRoot.empty())
    name.consume_front(sourceRoot);
  return name.str();
}

std::uint32_t Locations::indexOf(FileID file) {
  auto [it, added] = indices.try_emplace(file, 0);
  if (added) {
    it->second = module.file(path(file));
    if (ids.size() <= it->second)
      ids.resize(it->second + 1);
    ids[it->second] = file;
  }
  return it->second;
}

/// Code of a library that is read like the program's is no place to point at.
static bool isInLibrary(const SourceManager& sources, SourceLocation location) {
  SourceLocation at = sources.getFileLoc(location);
  if (sources.isInSystemHeader(at))
    return true;
  OptionalFileEntryRef file = sources.getFileEntryRefForID(sources.getFileID(at));
  return file && file->getName().starts_with("/usr/include/");
}

ir::Loc Locations::of(SourceLocation location) {
  ir::Loc out;
  if (location.isInvalid() || isInLibrary(sources, location))
    return out;
  auto [file, offset] = sources.getDecomposedLoc(sources.getFileLoc(location));
  if (!sources.getFileEntryRefForID(file))
    return out;
  out.file = indexOf(file);
  out.line = sources.getLineNumber(file, offset);
  out.column = sources.getColumnNumber(file, offset);
  if (!location.isMacroID() || sources.isWrittenInScratchSpace(sources.getSpellingLoc(location)))
    return out;
  auto [spelledIn, spelledAt] = sources.getDecomposedLoc(sources.getSpellingLoc(location));
  if (!sources.getFileEntryRefForID(spelledIn))
    return out;
  std::uint32_t spellingFile = indexOf(spelledIn);
  std::uint32_t spellingLine = sources.getLineNumber(spelledIn, spelledAt);
  if (spellingFile != out.file || spellingLine != out.line) {
    out.spellingFile = spellingFile;
    out.spellingLine = spellingLine;
  }
  return out;
}

ir::Loc Locations::of(SourceRange range) {
  ir::Loc out = of(range.getBegin());
  if (!out.valid() || range.getEnd().isInvalid())
    return out;
  SourceLocation last = range.getEnd();
  // What ends in a macro's body ends, for people, with the macro's use.
  if (last.isMacroID() && !sources.isMacroArgExpansion(last))
    last = sources.getExpansionRange(last).getEnd();
  last = sources.getFileLoc(last);
  SourceLocation end = Lexer::getLocForEndOfToken(last, 0, sources, language);
  if (end.isInvalid())
    return out;
  auto [file, offset] = sources.getDecomposedLoc(end);
  if (indexOf(file) != out.file)
    return out;
  unsigned line = sources.getLineNumber(file, offset);
  unsigned column = sources.getColumnNumber(file, offset);
  if (line > out.line || (line == out.line && column > out.column)) {
    out.endLine = line;
    out.endColumn = column;
  }
  return out;
}

llvm::StringRef Locations::text(std::uint32_t index) const {
  if (index >= ids.size() || ids[index].isInvalid())
    return {};
  return sources.getBufferData(ids[index]);
}

namespace {

/// Findings point at calls, conditions and what is not known.
bool isPointedAt(const ir::Node& node) {
  switch (node.op) {
  case ir::Op::Call:
  case ir::Op::VCall:
  case ir::Op::ICall:
  case ir::Op::Construct:
  case ir::Op::Unknown:
  case ir::Op::Opaque:
  case ir::Op::For:
  case ir::Op::ForEach:
  case ir::Op::DoWhile:
  case ir::Op::If:
  case ir::Op::Switch:
    return true;
  case ir::Op::Lib:
    return node.text.starts_with("varscope.");
  default:
    return false;
  }
}

template <class Visit> void walk(const ir::Node* node, Visit visit) {
  if (!node)
    return;
  visit(*node);
  for (const ir::Node* kid : node->kids)
    walk(kid, visit);
}

} // namespace

void Locations::keepLines() {
  std::vector<llvm::SmallVector<llvm::StringRef, 0>> split(module.files.size());
  auto keep = [&](const ir::Loc& at) {
    if (!at.valid() || at.file >= split.size())
      return;
    llvm::SmallVector<llvm::StringRef, 0>& rows = split[at.file];
    if (rows.empty())
      text(at.file).split(rows, '\n');
    if (at.line <= rows.size())
      module.lines.try_emplace({at.file, at.line}, rows[at.line - 1].rtrim('\r').str());
  };
  // A condition is shown where it stands: the first kid of its statement.
  auto visit = [&](const ir::Node& node) {
    if (!isPointedAt(node))
      return;
    keep(node.loc);
    if (node.op == ir::Op::For || node.op == ir::Op::If || node.op == ir::Op::Switch)
      keep(node.kids[0]->loc);
    if (node.op == ir::Op::DoWhile)
      keep(node.kids[1]->loc);
  };
  for (const auto& [usr, function] : module.functions) {
    for (const ir::Node* init : function.inits)
      walk(init, visit);
    walk(function.body, visit);
  }
  for (const auto& [usr, global] : module.globals)
    walk(global.init, visit);
  for (const ir::Model& model : module.models)
    keep(model.loc);
  for (const ir::LookUp& lookUp : module.lookUps)
    keep(lookUp.loc);
}

void Locations::keepSuppressions() {
  for (std::uint32_t index = 0; index < module.files.size(); ++index)
    for (LineSuppression& line : findSuppressions(text(index)))
      module.suppressions.push_back({index, line.line, std::move(line.rules)});
}

} // namespace varscope::extract
