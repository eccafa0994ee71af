#include "Emit/Text.h"

#include "Rules/RuleTable.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/SourceMgr.h"

#include <varscope/core/printable.h>

#include <algorithm>

using namespace llvm;
using namespace varscope;

namespace {

/// Prints single diagnostics with SMDiagnostic, from lines instead of buffers.
class Printer {
public:
  Printer(raw_ostream& os, const SourceLines& lines) : os(os), lines(lines) {}

  void print(const ReportedFinding& reported) {
    const Finding& finding = reported.finding;
    show(finding.at,
         reported.level == Level::Error ? SourceMgr::DK_Error : SourceMgr::DK_Warning,
         fullMessage(finding) + " [varscope-" + std::string(slug(finding.rule)) + "]");
    Middle calls(finding.notes, NoteKind::Call), scopes(finding.notes, NoteKind::OpenScope);
    for (const Note& note : finding.notes) {
      Middle* of = note.kind == NoteKind::Call ? &calls : note.kind == NoteKind::OpenScope ? &scopes : nullptr;
      if (!of || !of->skips())
        show(note.at, SourceMgr::DK_Note, note.text);
      else if (of->isFirst())
        show({}, SourceMgr::DK_Note,
             formatv("(skipping {0} {1})", of->size(), of == &calls ? "calls" : "scopes").str());
    }
    for (const Fix& fix : finding.fixes)
      print(fix);
  }

private:
  /// Of a long stack, both ends tell most: the notes of one kind that are left out between them.
  class Middle {
  public:
    Middle(const std::vector<Note>& notes, NoteKind kind) : count(std::ranges::count(notes, kind, &Note::kind)) {}
    /// Whether the next note of the kind is one of them.
    bool skips() {
      const std::size_t index = next++;
      return size() > 1 && index >= shownAtEachEnd && index < count - shownAtEachEnd;
    }
    bool isFirst() const { return next == shownAtEachEnd + 1; }
    std::size_t size() const { return count > 2 * shownAtEachEnd ? count - 2 * shownAtEachEnd : 0; }

  private:
    static constexpr std::size_t shownAtEachEnd = 5;
    std::size_t count, next = 0;
  };

  raw_ostream& os;
  const SourceLines& lines;
  SourceMgr noBuffers; // SMDiagnostic asks for one

  void print(const Fix& fix) {
    StringRef title = fix.title;
    for (const Edit& edit : fix.edits) {
      show(edit.at, SourceMgr::DK_Note, title, &edit);
      title = "and here";
    }
  }

  /// The line with its columns where they are, but no control characters save tabs.
  static std::string shown(StringRef line) {
    std::string text = line.str();
    std::ranges::replace_if(text, [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; }, '?');
    return text;
  }

  /// A name of a megabyte is a message that nobody reads to its end.
  static std::string abbreviated(std::string text) {
    constexpr std::size_t limit = 2000, begin = 1200, end = 600;
    if (text.size() <= limit)
      return text;
    const auto isInside = [&](std::size_t at) { return (text[at] & 0xc0) == 0x80; }; // of a UTF-8 character
    std::size_t from = begin, to = text.size() - end;
    while (from > 0 && isInside(from))
      --from;
    while (to < text.size() && isInside(to))
      ++to;
    return text.substr(0, from) + formatv(" ...({0} bytes)... ", to - from).str() + text.substr(to);
  }

  void show(const SourceLocation& at, SourceMgr::DiagKind kind, const Twine& message,
            const Edit* edit = nullptr) {
    // Names of any bytes reach the messages: none of them may steer the terminal.
    const std::string text = abbreviated(core::printable(message.str()));
    if (at.line == 0) {
      SMDiagnostic({}, kind, text).print(nullptr, os);
      return;
    }
    std::optional<StringRef> line = lines.find(at.file, at.line);
    constexpr std::size_t longestShown = 4000;
    if (!line || line->size() > longestShown || at.column == 0 || at.column > line->size() + 1) {
      std::string place = formatv("{0}:{1}", at.file, at.line);
      if (at.column != 0)
        place += formatv(":{0}", at.column).str();
      SMDiagnostic(place, kind, text).print(nullptr, os);
      return;
    }

    unsigned begin = at.column - 1, end = begin;
    if (at.end_line > at.line)
      end = line->size(); // the rest of the range is on lines that are not shown
    else if (at.end_line == at.line && at.end_column > at.column)
      end = std::min<unsigned>(at.end_column - 1, line->size());
    SmallVector<std::pair<unsigned, unsigned>, 1> ranges;
    if (end > begin)
      ranges.push_back({begin, end});

    auto pointer = [&](unsigned column) { return SMLoc::getFromPointer(line->data() + column); };
    SmallVector<SMFixIt, 1> fixes;
    // A change over several lines or with a line break cannot be drawn below one line.
    if (edit && at.end_line <= at.line && !StringRef(edit->text).contains('\n'))
      fixes.push_back(SMFixIt(SMRange(pointer(begin), pointer(end)), edit->text));
    SMDiagnostic(noBuffers, pointer(begin), at.file, int(at.line), int(begin), kind, text, shown(*line),
                 ranges, fixes)
        .print(nullptr, os);
  }
};

} // namespace

void varscope::printText(raw_ostream& os, std::span<const ReportedFinding> findings,
                         const SourceLines& lines) {
  Printer printer(os, lines);
  for (const ReportedFinding& finding : findings)
    printer.print(finding);

  auto errors = std::ranges::count(findings, Level::Error, &ReportedFinding::level);
  auto warnings = std::ptrdiff_t(findings.size()) - errors;
  auto plural = [](std::ptrdiff_t n, StringRef what) {
    return formatv("{0} {1}{2}", n, what, n == 1 ? "" : "s").str();
  };
  if (errors && warnings)
    os << plural(warnings, "warning") << " and " << plural(errors, "error") << " generated.\n";
  else if (errors || warnings)
    os << (errors ? plural(errors, "error") : plural(warnings, "warning")) << " generated.\n";
}
