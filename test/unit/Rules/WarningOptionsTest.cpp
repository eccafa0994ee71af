#include "Rules/WarningOptions.h"
#include "Rules/RuleTable.h"

#include <gtest/gtest.h>

using namespace varscope;

namespace {

WarningOptions make(std::initializer_list<const char*> options) {
  WarningOptions result;
  for (const char* option : options)
    EXPECT_EQ(result.apply(option), "") << option;
  return result;
}

TEST(RuleTable, EverySlugFindsItsRule) {
  for (std::size_t i = 0; i < std::size(rule_table); ++i)
    EXPECT_EQ(findRule(slugOf(Rule(i))), Rule(i));
  EXPECT_FALSE(findRule("nonsense"));
  EXPECT_FALSE(findRule(""));
}

TEST(WarningOptions, Defaults) {
  WarningOptions options;
  EXPECT_EQ(options.levelOf(Rule::AlreadyExists), Level::Error);
  EXPECT_EQ(options.levelOf(Rule::SilentRename), Level::Warning);
  EXPECT_EQ(options.levelOf(Rule::OrderDependentName), std::nullopt);
}

TEST(WarningOptions, OnAndOffLastWins) {
  EXPECT_EQ(make({"no-silent-rename"}).levelOf(Rule::SilentRename), std::nullopt);
  EXPECT_EQ(make({"no-silent-rename", "silent-rename"}).levelOf(Rule::SilentRename),
            Level::Warning);
  EXPECT_EQ(make({"order-dependent-name"}).levelOf(Rule::OrderDependentName), Level::Warning);
}

TEST(WarningOptions, Werror) {
  WarningOptions all = make({"error"});
  EXPECT_EQ(all.levelOf(Rule::SilentRename), Level::Error);
  EXPECT_EQ(all.levelOf(Rule::OrderDependentName), std::nullopt) << "-Werror enables nothing";
  EXPECT_EQ(make({"error", "no-error"}).levelOf(Rule::SilentRename), Level::Warning);
  EXPECT_EQ(make({"error", "no-error=silent-rename"}).levelOf(Rule::SilentRename), Level::Warning);
  EXPECT_EQ(make({"no-error=silent-rename", "error"}).levelOf(Rule::SilentRename), Level::Warning)
      << "the specific option wins whatever the order";
  EXPECT_EQ(make({"error", "no-silent-rename"}).levelOf(Rule::SilentRename), std::nullopt);
}

TEST(WarningOptions, WerrorOfOneRuleEnablesIt) {
  EXPECT_EQ(make({"error=order-dependent-name"}).levelOf(Rule::OrderDependentName), Level::Error);
  EXPECT_EQ(make({"error=silent-rename"}).levelOf(Rule::IgnoredArgument), Level::Warning);
  EXPECT_EQ(make({"no-error=order-dependent-name"}).levelOf(Rule::OrderDependentName),
            std::nullopt);
}

TEST(WarningOptions, ErrorsCannotBeSwitched) {
  WarningOptions options;
  EXPECT_EQ(options.apply("no-already-exists"),
            "'already-exists' is an error; '-Wno-already-exists' has no effect");
  EXPECT_EQ(options.apply("no-error=already-exists"),
            "'already-exists' is an error; '-Wno-error=already-exists' has no effect");
  EXPECT_EQ(options.apply("error=already-exists"), "");
  EXPECT_EQ(options.levelOf(Rule::AlreadyExists), Level::Error);
}

TEST(WarningOptions, UnknownNamesTheNearest) {
  WarningOptions options;
  EXPECT_EQ(options.apply("no-error=silent-renam"),
            "unknown warning option '-Wno-error=silent-renam'; did you mean "
            "'-Wno-error=silent-rename'?");
  EXPECT_EQ(options.apply("all"), "unknown warning option '-Wall'");
}

} // namespace
