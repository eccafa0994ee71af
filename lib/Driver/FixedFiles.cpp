#include "Driver/FixedFiles.h"

#include "Driver/OutputFiles.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"

#include <tuple>

using namespace llvm;
using namespace varscope;

namespace {

std::string absolute(StringRef path, StringRef root) {
  SmallString<256> result(path);
  if (!sys::path::is_absolute(path)) {
    result = root;
    sys::path::append(result, path);
  }
  sys::path::remove_dots(result, /*remove_dot_dot=*/true);
  return result.str().str();
}

/// With their ends.
std::vector<std::string> linesOf(StringRef text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.take_front(end).str());
    text = text.drop_front(end);
  }
  return lines;
}

std::uint32_t endColumn(const Edit& edit) {
  return edit.at.end_line == 0 ? edit.at.column : edit.at.end_column;
}

/// A change within one line of the text as it is.
bool fits(const Edit& edit, ArrayRef<std::string> lines) {
  const SourceLocation& at = edit.at;
  return at.line != 0 && at.line <= lines.size() && at.column != 0 &&
         (at.end_line == 0 || at.end_line == at.line) && endColumn(edit) >= at.column &&
         endColumn(edit) <= lines[at.line - 1].size() + 1 && !StringRef(edit.text).contains('\n');
}

auto key(const Edit& edit) { return std::tuple(edit.at.line, edit.at.column, endColumn(edit), edit.text); }

} // namespace

FixedFiles::File* FixedFiles::find(const std::string& path) {
  if (const auto known = files.find(path); known != files.end())
    return &known->second;
  ErrorOr<std::unique_ptr<MemoryBuffer>> buffer = MemoryBuffer::getFile(path);
  if (!buffer)
    return nullptr;
  const std::string text = (*buffer)->getBuffer().str();
  return &files.try_emplace(path, File{text, text, text}).first->second;
}

unsigned FixedFiles::apply(ArrayRef<ReportedFinding> findings) {
  for (auto& [path, file] : files)
    file.before = file.now;
  using Line = std::pair<std::string, std::uint32_t>;
  std::map<Line, std::vector<Edit>> chosen;
  std::map<std::string, std::vector<std::string>> lines;
  unsigned applied = 0;
  for (const ReportedFinding& reported : findings) {
    if (reported.finding.fixes.empty())
      continue;
    std::map<Line, std::vector<Edit>> wanted;
    bool isPossible = true;
    for (const Edit& edit : reported.finding.fixes.front().edits) {
      const std::string path = absolute(edit.at.file, sourceRoot);
      const File* file = find(path);
      if (file && !lines.contains(path))
        lines[path] = linesOf(file->now);
      isPossible &= file && fits(edit, lines[path]) && !chosen.contains({path, edit.at.line});
      wanted[{path, edit.at.line}].push_back(edit);
    }
    for (auto& [line, edits] : wanted) {
      llvm::sort(edits, [](const Edit& a, const Edit& b) { return key(a) < key(b); });
      for (std::size_t i = 1; i < edits.size(); ++i)
        isPossible &= endColumn(edits[i - 1]) <= edits[i].at.column;
    }
    if (!isPossible)
      continue;
    chosen.merge(wanted);
    ++applied;
  }
  for (const auto& [line, edits] : chosen)
    for (const Edit& edit : reverse(edits))
      lines[line.first][line.second - 1].replace(edit.at.column - 1, endColumn(edit) - edit.at.column,
                                                 edit.text);
  for (const auto& [path, text] : lines)
    if (const auto file = files.find(path); file != files.end())
      file->second.now = join(text.begin(), text.end(), "");
  return applied;
}

void FixedFiles::undo() {
  for (auto& [path, file] : files)
    file.now = file.before;
}

std::map<std::string, std::shared_ptr<const std::string>> FixedFiles::texts() const {
  std::map<std::string, std::shared_ptr<const std::string>> changed;
  for (const auto& [path, file] : files)
    if (file.now != file.original)
      changed[path] = std::make_shared<const std::string>(file.now);
  return changed;
}

/// Fixes change lines in place: the two texts have the same number of them.
static void printHunks(raw_ostream& os, ArrayRef<std::string> before, ArrayRef<std::string> after) {
  constexpr std::size_t context = 3;
  const auto print = [&](char sign, StringRef line) {
    os << sign << line;
    if (!line.ends_with("\n"))
      os << "\n\\ No newline at end of file\n";
  };
  for (std::size_t i = 0; i < before.size();) {
    if (before[i] == after[i]) {
      ++i;
      continue;
    }
    // Changes whose contexts meet are one hunk.
    std::size_t last = i;
    for (std::size_t j = i; j < before.size() && j <= last + 2 * context; ++j)
      if (before[j] != after[j])
        last = j;
    const std::size_t begin = i < context ? 0 : i - context;
    const std::size_t end = std::min(before.size(), last + 1 + context);
    os << formatv("@@ -{0},{1} +{0},{1} @@\n", begin + 1, end - begin);
    for (std::size_t j = begin; j < end; ++j) {
      if (before[j] == after[j]) {
        print(' ', before[j]);
        continue;
      }
      std::size_t run = j;
      for (; run < end && before[run] != after[run]; ++run)
        print('-', before[run]);
      for (; j < run; ++j)
        print('+', after[j]);
      --j;
    }
    i = end;
  }
}

void FixedFiles::printDiff(raw_ostream& os) const {
  for (const auto& [path, file] : files) {
    if (file.now == file.original)
      continue;
    StringRef name = path;
    if (name.consume_front(sourceRoot))
      name = name.ltrim('/');
    os << "--- a/" << name.ltrim('/') << "\n+++ b/" << name.ltrim('/') << '\n';
    printHunks(os, linesOf(file.original), linesOf(file.now));
  }
}

ExitStatus FixedFiles::write(raw_ostream& err) const {
  ExitStatus status = ExitStatus::Clean;
  for (const auto& [path, file] : files) {
    if (file.now == file.original)
      continue;
    SmallString<256> real; // a link stays one
    if (sys::fs::real_path(path, real))
      real = path;
    ErrorOr<sys::fs::perms> mode = sys::fs::getPermissions(real);
    Error error = writeFile(real, file.now);
    if (!error && mode)
      error = errorCodeToError(sys::fs::setPermissions(real, *mode));
    if (!error)
      continue;
    WithColor::error(err, "varscope") << toString(std::move(error)) << '\n';
    status = ExitStatus::Failed;
  }
  return status;
}
