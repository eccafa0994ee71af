#include "Emit/Sarif.h"

#include "Rules/RuleTable.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

#include <map>
#include <set>

using namespace llvm;
using namespace varscope;

namespace {

std::string toUri(StringRef path) {
  std::string uri = sys::path::is_absolute(path) ? "file://" : "";
  for (unsigned char c : path) {
    if (isAlnum(c) || StringRef("-._~/+:@,=").contains(char(c)))
      uri += char(c);
    else
      uri += formatv("%{0:X-2}", unsigned(c)).str();
  }
  return uri;
}

class Writer {
public:
  Writer(raw_ostream& os, std::span<const ReportedFinding> findings, const SourceLines& lines)
      : j(os, 2), findings(findings), lines(lines) {}

  void write() {
    j.object([&] {
      j.attribute("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      j.attribute("version", "2.1.0");
      j.attributeArray("runs", [&] {
        j.object([&] {
          j.attributeObject("tool", [&] { j.attributeObject("driver", [&] { driver(); }); });
          j.attribute("columnKind", "unicodeCodePoints");
          j.attributeArray("results", [&] {
            for (const ReportedFinding& finding : findings)
              j.object([&] { result(finding); });
          });
        });
      });
    });
    j.flush();
  }

private:
  json::OStream j;
  std::span<const ReportedFinding> findings;
  const SourceLines& lines;
  std::map<std::string, unsigned> seen; // how often a fingerprint's content occurred

  static StringRef levelName(Level level) { return level == Level::Error ? "error" : "warning"; }
  static std::string text(StringRef s) { return json::fixUTF8(s); }

  void driver() {
    j.attribute("name", "varscope");
    j.attribute("version", VARSCOPE_VERSION);
    j.attributeArray("rules", [&] {
      for (const RuleInfo& rule : rule_table)
        j.object([&] {
          j.attribute("id", StringRef(rule.slug));
          for (StringRef description : {"shortDescription", "fullDescription"})
            j.attributeObject(description,
                              [&] { j.attribute("text", StringRef(rule.summary)); });
          j.attributeObject("help", [&] {
            j.attribute("text", formatv("VarScope's documentation describes it in docs/rules/{0}.md. "
                                        "// NOLINT(varscope-{0}) switches it off on a line.",
                                        StringRef(rule.slug))
                                    .str());
          });
          j.attributeObject("defaultConfiguration", [&] {
            j.attribute("enabled", rule.on_by_default);
            j.attribute("level", levelName(rule.level));
          });
          j.attributeObject("properties", [&] { // as GitHub's code scanning reads them
            j.attributeArray("tags", [&] { j.value("correctness"); });
            j.attribute("precision", rule.level == Level::Error ? "very-high" : "high");
            j.attribute("problem.severity", levelName(rule.level));
          });
        });
    });
  }

  void result(const ReportedFinding& reported) {
    const Finding& f = reported.finding;
    j.attribute("ruleId", slugOf(f.rule));
    j.attribute("ruleIndex", unsigned(f.rule));
    j.attribute("level", levelName(reported.level));
    message(fullMessage(f));
    if (f.at.line != 0)
      j.attributeArray("locations", [&] { j.object([&] { physicalLocation(f.at); }); });
    j.attributeArray("relatedLocations", [&] {
      unsigned id = 0;
      std::set<std::pair<SourceLocation, StringRef>> told; // the calls of a recursion are one place
      for (const Note& note : f.notes)
        if (note.at.line != 0 && told.insert({note.at, note.text}).second)
          j.object([&] {
            j.attribute("id", ++id);
            physicalLocation(note.at);
            message(note.text);
          });
    });
    codeFlow(f);
    if (!f.fixes.empty())
      j.attributeArray("fixes", [&] {
        for (const Fix& fix : f.fixes)
          j.object([&] { write(fix); });
      });
    j.attributeObject("partialFingerprints", [&] {
      const std::string print = fingerprint(f);
      j.attribute("primaryLocationLineHash", print); // all that GitHub's code scanning reads
      j.attribute("varscopeFinding/v1", print);
    });
    j.attributeObject("properties", [&] {
      j.attribute("model", text(f.model));
      if (!f.variable.empty())
        j.attribute("variable", text(f.variable));
      if (!f.conditions.empty())
        j.attributeArray("conditions", [&] {
          for (const std::string& condition : f.conditions)
            j.value(text(condition));
        });
      // Notes that speak of no place have no other home.
      if (any_of(f.notes, [](const Note& n) { return n.at.line == 0; }))
        j.attributeArray("notes", [&] {
          for (const Note& note : f.notes)
            if (note.at.line == 0)
              j.value(text(note.text));
        });
    });
  }

  void message(StringRef s) {
    j.attributeObject("message", [&] { j.attribute("text", text(s)); });
  }

  void physicalLocation(const SourceLocation& at) {
    j.attributeObject("physicalLocation", [&] {
      j.attributeObject("artifactLocation", [&] { artifact(at.file); });
      j.attributeObject("region", [&] { region(at); });
    });
  }

  void artifact(StringRef file) {
    j.attribute("uri", text(toUri(file)));
    if (!sys::path::is_absolute(file))
      j.attribute("uriBaseId", "%SRCROOT%");
  }

  void region(const SourceLocation& at) {
    j.attribute("startLine", at.line);
    if (at.column == 0)
      return;
    j.attribute("startColumn", codePoints(at.file, at.line, at.column));
    if (at.end_line != 0 && at.end_column != 0) {
      j.attribute("endLine", at.end_line);
      j.attribute("endColumn", codePoints(at.file, at.end_line, at.end_column));
    }
  }

  /// Our columns count bytes, SARIF's count characters.
  unsigned codePoints(StringRef file, std::uint32_t line, std::uint32_t column) const {
    std::optional<StringRef> source = lines.find(file, line);
    if (!source)
      return column;
    StringRef before = source->take_front(column - 1);
    return column - count_if(before, [](char c) { return (c & 0xC0) == 0x80; });
  }

  /// The way from the model's expression to the finding: the calls, outermost
  /// first, then the finding itself.
  void codeFlow(const Finding& f) {
    SmallVector<const Note*> calls;
    for (const Note& note : f.notes)
      if ((note.kind == NoteKind::Call || note.kind == NoteKind::GetterCall) && note.at.line != 0)
        calls.push_back(&note);
    if (calls.empty() || f.at.line == 0)
      return;
    auto step = [&](const SourceLocation& at, StringRef what) {
      j.object([&] {
        j.attributeObject("location", [&] {
          physicalLocation(at);
          message(what);
        });
      });
    };
    j.attributeArray("codeFlows", [&] {
      j.object([&] {
        j.attributeArray("threadFlows", [&] {
          j.object([&] {
            j.attributeArray("locations", [&] {
              for (const Note* call : reverse(calls))
                step(call->at, call->text);
              step(f.at, fullMessage(f));
            });
          });
        });
      });
    });
  }

  void write(const Fix& fix) {
    j.attributeObject("description", [&] { j.attribute("text", text(fix.title)); });
    j.attributeArray("artifactChanges", [&] {
      std::set<std::string> files;
      for (const Edit& edit : fix.edits)
        files.insert(edit.at.file);
      for (const std::string& file : files)
        j.object([&] {
          j.attributeObject("artifactLocation", [&] { artifact(file); });
          j.attributeArray("replacements", [&] {
            for (const Edit& edit : fix.edits)
              if (edit.at.file == file)
                j.object([&] { replacement(edit); });
          });
        });
    });
  }

  void replacement(const Edit& edit) {
    SourceLocation range = edit.at;
    if (range.end_line == 0) { // an insertion
      range.end_line = range.line;
      range.end_column = range.column;
    }
    j.attributeObject("deletedRegion", [&] { region(range); });
    j.attributeObject("insertedContent", [&] { j.attribute("text", text(edit.text)); });
  }

  /// Survives edits elsewhere: made of what the finding says and of its
  /// line's text, never of line numbers.
  std::string fingerprint(const Finding& f) {
    StringRef line = lines.find(f.at.file, f.at.line).value_or("").trim();
    std::string content;
    for (StringRef part : {slugOf(f.rule), StringRef(f.model), StringRef(f.variable),
                           StringRef(f.at.file), line})
      content += formatv("{0}:{1};", part.size(), part).str();
    unsigned occurrence = ++seen[content];
    return formatv("{0}:{1}", utohexstr(xxh3_64bits(content), /*LowerCase=*/true, 16), occurrence);
  }
};

} // namespace

void varscope::printSarif(raw_ostream& os, std::span<const ReportedFinding> findings,
                          const SourceLines& lines) {
  Writer(os, findings, lines).write();
  os << '\n';
}
