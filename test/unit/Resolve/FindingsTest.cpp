/// Findings of scope errors, their notes, and the rules over traces.

#include "EngineTest.h"

namespace varscope::resolve::test {
namespace {

using Lines = std::vector<std::string>;

std::string get(const std::string& name, int line, const std::string& key = "test.get") {
  return "(do-expr (lib \"" + key + "\" i32 @" + std::to_string(line) + ":1 (str \"" + name + "\")))\n";
}
std::string scope(const std::string& name, int line, const std::string& body, const std::string& reuse = "") {
  return "(block (var \"s\" (lib \"test.Scope\") (lib \"test.enter\" (lib \"test.Scope\") @" + std::to_string(line) +
         ":1 (str \"" + name + "\")" + reuse + "))\n" + body + ")\n";
}
std::vector<std::string> notes(const Finding& finding) {
  std::vector<std::string> all;
  for (const Note& note : finding.notes)
    all.push_back(std::to_string(note.at.line) + ": " + note.text);
  return all;
}

TEST(Findings, AScopeErrorTellsCreationScopesAndCalls) {
  const Outcome outcome = resolveText(programOf(
    scope("a", 2, "(do-expr (call \"layer\" @3:1))\n(do-expr (call \"layer\" @4:1))\n"),
    "(function \"layer\" \"layer\" @0:9:1 void (body (block " + get("w", 10) + ")))\n"));
  ASSERT_EQ(outcome.findings(), (Lines{"already-exists@10"}));
  EXPECT_EQ(notes(outcome.model().findings[0]),
            (Lines{"10: 'a/w' is created here", "3: 'layer' was called here for the creation",
                   "4: 'layer' is called here", "2: scope 'a' is opened here"}));
}

TEST(Findings, ALoopCreatesTheSameNameInEveryIteration) {
  const Outcome outcome = resolveText(
    programOf("(var \"i\" i32 (int \"0\" i32))\n(for @5:1 (bin \"<\" bool (load (local \"i\")) (int \"3\" i32)) "
              "(do-expr (inc \"++x\" (local \"i\"))) (block " +
              get("w", 6) + "))\n"));
  ASSERT_EQ(outcome.findings(), (Lines{"already-exists@6"}));
  EXPECT_EQ(notes(outcome.model().findings[0]),
            (Lines{"6: 'w' is created here", "5: every iteration creates the same name; make the counter part of it: "
                                             "\"w\" + std::to_string(i)"}));
}

TEST(Findings, AMissingVariableThatIsCreatedLater) {
  const Outcome outcome = resolveText(programOf(scope("a", 2, get("w", 3), " (bool \"true\")") +
                                                scope("a", 4, get("w", 5))));
  ASSERT_EQ(outcome.findings(), (Lines{"does-not-exist@3"}));
  const Finding& finding = outcome.model().findings[0];
  EXPECT_NE(finding.message.find("(it is created later)"), std::string::npos) << finding.message;
  EXPECT_EQ(notes(finding), (Lines{"5: 'a/w' is created here, after this get", "2: scope 'a' is opened here with reuse = true"}));
}

TEST(Findings, AProgramMayCatchAScopeErrorAndTheModelStillHasIt) {
  const Outcome outcome = resolveText(programOf(get("w", 2) + "(try (block " + get("w", 3) +
                                                ") (catch \"e\" (ref (const (lib \"std::exception\"))) (block " +
                                                get("v", 4) + ")))\n"));
  EXPECT_EQ(outcome.findings(), (Lines{"already-exists@3"}));
  EXPECT_EQ(outcome.names(), (Lines{"w", "v"}));
}

TEST(Findings, AutoReuseBetweenWritersIsAccidental) {
  const Outcome outcome =
    resolveText(programOf("(do-expr (call \"f\" @2:1))\n(do-expr (call \"f\" @3:1))\n(do-expr (call \"g\" @4:1))\n",
                          "(function \"f\" \"f\" @0:9:1 void (body (block " + get("w", 10, "test.get_reuse") +
                            ")))\n(function \"g\" \"g\" @0:11:1 void (body (block " + get("w", 12, "test.get_reuse") +
                            ")))\n"));
  EXPECT_EQ(outcome.findings(), (Lines{"accidental-share@12"}));
}

TEST(Findings, ANearNamesakeUnderAutoReuse) {
  const Outcome outcome = resolveText(programOf(get("kernel", 2, "test.get_reuse") + get("kernel", 3, "test.get_reuse") +
                                                get("kernal", 4, "test.get_reuse") + get("layer1", 5, "test.get_reuse") +
                                                get("layer2", 6, "test.get_reuse")));
  EXPECT_EQ(outcome.findings(), (Lines{"never-shared@4"}));
}

} // namespace
} // namespace varscope::resolve::test
