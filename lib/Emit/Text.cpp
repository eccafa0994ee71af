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
    const std::vector<Note>& notes = finding.notes;
    const std::size_t calls = std::ranges::count(notes, NoteKind::Call, &Note::kind);
    std::size_t call = 0;
    for (const Note& note : notes) {
      // Of a long stack, both ends tell most.
      const bool isSkipped =
        note.kind == NoteKind::Call && calls > 2 * shownCalls + 1 && call >= shownCalls && call < calls - shownCalls;
      if (isSkipped && call == shownCalls)
        show({}, SourceMgr::DK_Note, formatv("(skipping {0} calls)", calls - 2 * shownCalls).str());
      if (!isSkipped)
        show(note.at, SourceMgr::DK_Note, note.text);
      call += note.kind == NoteKind::Call;
    }
    for (const Fix& fix : finding.fixes)
      print(fix);
  }

private:
  static constexpr std::size_t shownCalls = 5; ///< at each end of a long stack

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

  void show(const SourceLocation& at, SourceMgr::DiagKind kind, const Twine& message,
            const Edit* edit = nullptr) {
    // Names of any bytes reach the messages: none of them may steer the terminal.
    const std::string text = core::printable(message.str());
    if (at.line == 0) {
      SMDiagnostic({}, kind, text).print(nullptr, os);
      return;
    }
    std::optional<StringRef> line = lines.find(at.file, at.line);
    if (!line || at.column == 0 || at.column > line->size() + 1) {
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
