#include "Rules/Findings.h"

#include <gtest/gtest.h>

using namespace varscope;

namespace {

Finding finding(Rule rule, std::uint32_t line, std::string model = "m") {
  Finding f;
  f.rule = rule;
  f.at = {"a.cpp", line, 3, line, 9};
  f.message = "text";
  f.model = std::move(model);
  return f;
}

std::vector<std::uint32_t> lines(const std::vector<ReportedFinding>& findings) {
  std::vector<std::uint32_t> result;
  for (const ReportedFinding& f : findings)
    result.push_back(f.finding.at.line);
  return result;
}

TEST(SelectFindings, SortsAndRemovesRepeats) {
  std::vector<Finding> findings = {finding(Rule::SilentRename, 9), finding(Rule::AlreadyExists, 2),
                                   finding(Rule::SilentRename, 9), finding(Rule::AlreadyExists, 5)};
  EXPECT_EQ(lines(selectFindings(findings, {}, {})), (std::vector<std::uint32_t>{2, 5, 9}));
  std::reverse(findings.begin(), findings.end());
  EXPECT_EQ(lines(selectFindings(findings, {}, {})), (std::vector<std::uint32_t>{2, 5, 9}));
}

TEST(SelectFindings, ModelsAreToldApart) {
  EXPECT_EQ(selectFindings({finding(Rule::AlreadyExists, 2, "a"),
                            finding(Rule::AlreadyExists, 2, "b")}, {}, {}).size(), 2u);
}

TEST(SelectFindings, Levels) {
  WarningOptions options;
  options.apply("error=silent-rename");
  auto reported = selectFindings({finding(Rule::SilentRename, 1),
                                  finding(Rule::IgnoredArgument, 2),
                                  finding(Rule::OrderDependentName, 3)}, options, {});
  ASSERT_EQ(lines(reported), (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(reported[0].level, Level::Error);
  EXPECT_EQ(reported[1].level, Level::Warning);
  EXPECT_TRUE(hasError(reported));
  EXPECT_FALSE(hasError(selectFindings({finding(Rule::IgnoredArgument, 2)}, {}, {})));
}

TEST(Suppressions, ByLineFileAndRule) {
  Suppressions s;
  s.add("a.cpp", 4, {"silent-rename", "ignored-argument"});
  s.add("a.cpp", 6, {});
  s.add("b.cpp", 8, {});
  EXPECT_TRUE(s.covers(finding(Rule::SilentRename, 4)));
  EXPECT_FALSE(s.covers(finding(Rule::AlreadyExists, 4)));
  EXPECT_TRUE(s.covers(finding(Rule::AlreadyExists, 6)));
  EXPECT_FALSE(s.covers(finding(Rule::AlreadyExists, 8)));
  EXPECT_EQ(lines(selectFindings({finding(Rule::SilentRename, 4), finding(Rule::AlreadyExists, 5)},
                                 {}, s)),
            (std::vector<std::uint32_t>{5}));
}

TEST(Suppressions, SpellingLineOfAMacro) {
  Suppressions s;
  s.add("macros.h", 12, {"already-exists"});
  Finding f = finding(Rule::AlreadyExists, 4);
  EXPECT_FALSE(s.covers(f));
  f.spelling_file = "macros.h";
  f.spelling_line = 12;
  EXPECT_TRUE(s.covers(f));
}

TEST(FullMessage, Conditions) {
  Finding f = finding(Rule::AlreadyExists, 4);
  EXPECT_EQ(fullMessage(f), "text");
  f.conditions = {"'training' is false", "'n' is 3"};
  EXPECT_EQ(fullMessage(f), "text, when 'training' is false and 'n' is 3");
}

} // namespace
