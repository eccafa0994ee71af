#include "Emit/Sarif.h"

#include "llvm/Support/JSON.h"

#include <gtest/gtest.h>

using namespace varscope;
using namespace llvm;

namespace {

SourceLines sourceLines() {
  SourceLines lines;
  lines.add("dir a/m.cpp", 3, "auto \xc3\xa9t\xc3\xa9 = get(1);");
  return lines;
}

ReportedFinding example() {
  Finding f;
  f.rule = Rule::SilentRename;
  f.at = {"dir a/m.cpp", 3, 14, 3, 17}; // bytes
  f.message = "renamed";
  f.model = "gan";
  f.variable = "d/v";
  f.conditions = {"'c' is true"};
  f.notes = {{NoteKind::Creation, {"m.cpp", 1, 1, 0, 0}, "created here"},
             {NoteKind::Call, {"m.cpp", 7, 2, 0, 0}, "called from here"},
             {NoteKind::Call, {"m.cpp", 9, 2, 0, 0}, "called from there"},
             {NoteKind::Hint, {}, "a hint"}};
  f.fixes = {{"fix", {{{"m.cpp", 7, 2, 7, 4}, "x"}, {{"m.cpp", 8, 1, 0, 0}, "y"}}}};
  return {f, Level::Warning};
}

json::Value parsed(const std::vector<ReportedFinding>& findings) {
  std::string text;
  raw_string_ostream os(text);
  printSarif(os, findings, sourceLines());
  Expected<json::Value> value = json::parse(text);
  EXPECT_TRUE(bool(value)) << text;
  return value ? *value : nullptr;
}

/// Follows keys and indices.
const json::Value& walk(const json::Value& value) { return value; }
template <class... Rest> const json::Value& walk(const json::Value& value, const char* key, Rest... rest);
template <class... Rest> const json::Value& walk(const json::Value& value, int index, Rest... rest) {
  return walk(value.getAsArray()->data()[index], rest...);
}
template <class... Rest>
const json::Value& walk(const json::Value& value, const char* key, Rest... rest) {
  static const json::Value missing = nullptr;
  const json::Value* member = value.getAsObject() ? value.getAsObject()->get(key) : nullptr;
  return member ? walk(*member, rest...) : missing;
}

TEST(Sarif, NoFindings) {
  json::Value log = parsed({});
  EXPECT_EQ(walk(log, "version"), json::Value("2.1.0"));
  EXPECT_TRUE(walk(log, "runs", 0, "results").getAsArray()->empty());
  EXPECT_EQ(walk(log, "runs", 0, "tool", "driver", "rules").getAsArray()->size(),
            std::size(rule_table));
}

TEST(Sarif, Result) {
  json::Value log = parsed({example()});
  const json::Value& result = walk(log, "runs", 0, "results", 0);
  EXPECT_EQ(walk(result, "ruleId"), json::Value("silent-rename"));
  std::int64_t index = *walk(result, "ruleIndex").getAsInteger();
  EXPECT_EQ(walk(log, "runs", 0, "tool", "driver", "rules").getAsArray()->data()[index]
                .getAsObject()->getString("id"), "silent-rename");
  EXPECT_EQ(walk(result, "level"), json::Value("warning"));
  EXPECT_EQ(walk(result, "message", "text"), json::Value("renamed, when 'c' is true"));
  EXPECT_EQ(walk(result, "properties", "model"), json::Value("gan"));
  const json::Value& place = walk(result, "locations", 0, "physicalLocation");
  EXPECT_EQ(walk(place, "artifactLocation", "uri"), json::Value("dir%20a/m.cpp"));
  EXPECT_EQ(walk(place, "region", "startLine"), json::Value(3));
  EXPECT_EQ(walk(place, "region", "startColumn"), json::Value(12)) << "characters, not bytes";
  EXPECT_EQ(walk(place, "region", "endColumn"), json::Value(15));
  EXPECT_EQ(walk(result, "relatedLocations").getAsArray()->size(), 3u);
  EXPECT_EQ(walk(result, "properties", "notes", 0), json::Value("a hint"));
}

TEST(Sarif, CallChainFromTheOutside) {
  json::Value log = parsed({example()});
  const json::Value& flow =
      walk(log, "runs", 0, "results", 0, "codeFlows", 0, "threadFlows", 0, "locations");
  ASSERT_EQ(flow.getAsArray()->size(), 3u);
  auto line = [&](int i) { return walk(flow, i, "location", "physicalLocation", "region", "startLine"); };
  EXPECT_EQ(line(0), json::Value(9));
  EXPECT_EQ(line(1), json::Value(7));
  EXPECT_EQ(line(2), json::Value(3));
}

TEST(Sarif, Fixes) {
  json::Value log = parsed({example()});
  const json::Value& replacements =
      walk(log, "runs", 0, "results", 0, "fixes", 0, "artifactChanges", 0, "replacements");
  ASSERT_EQ(replacements.getAsArray()->size(), 2u);
  EXPECT_EQ(walk(replacements, 0, "insertedContent", "text"), json::Value("x"));
  EXPECT_EQ(walk(replacements, 1, "deletedRegion", "endColumn"), json::Value(1)) << "an insertion";
}

TEST(Sarif, FingerprintsSurviveOtherEdits) {
  auto fingerprint = [](const ReportedFinding& f, const SourceLines& lines) {
    std::string text;
    raw_string_ostream os(text);
    printSarif(os, std::vector{f}, lines);
    json::Value log = cantFail(json::parse(text));
    return walk(log, "runs", 0, "results", 0, "partialFingerprints", "varscopeFinding/v1")
        .getAsString()->str();
  };
  ReportedFinding f = example(), moved = f, other = f;
  SourceLines movedLines;
  movedLines.add("dir a/m.cpp", 30, "  auto \xc3\xa9t\xc3\xa9 = get(1);");
  moved.finding.at.line = moved.finding.at.end_line = 30;
  EXPECT_EQ(fingerprint(f, sourceLines()), fingerprint(moved, movedLines));
  other.finding.variable = "d/w";
  EXPECT_NE(fingerprint(f, sourceLines()), fingerprint(other, sourceLines()));

  json::Value twice = parsed({f, f});
  EXPECT_NE(walk(twice, "runs", 0, "results", 0, "partialFingerprints", "varscopeFinding/v1"),
            walk(twice, "runs", 0, "results", 1, "partialFingerprints", "varscopeFinding/v1"));
}

TEST(Sarif, InvalidUtf8StaysValidJson) {
  ReportedFinding f = example();
  f.finding.message = "a\xff" "b";
  f.finding.variable = "\xfe";
  parsed({f});
}

} // namespace
