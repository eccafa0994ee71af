/// Conditions that are not known: speculation, merging, correlation, paths.

#include "EngineTest.h"

namespace varscope::resolve::test {
namespace {

using Lines = std::vector<std::string>;

std::string peek(const std::string& value) { return "(do-expr (lib \"test.peek\" void " + value + "))\n"; }
std::string get(const std::string& name, int line = 1) {
  return "(do-expr (lib \"test.get\" i32 @" + std::to_string(line) + ":1 (str \"" + name + "\")))\n";
}
const std::string flag = "(var \"training\" bool (lib \"test.opaque\" bool))\n";
const std::string number = "(var \"n\" i32 (lib \"test.opaque\" i32))\n";
const std::string training = "(load (local \"training\"))";

TEST(Paths, BranchesWithoutScopeEventsMerge) {
  const Outcome outcome = resolveText(programOf(
    flag + "(var \"x\" i32 (int \"0\" i32))\n(if " + training +
    " (do-expr (assign (local \"x\") (int \"1\" i32))) (do-expr (assign (local \"x\") (int \"2\" i32))))\n" +
    peek("(load (local \"x\"))") + get("w")));
  EXPECT_EQ(outcome.notes, (Lines{"training ? 1 : 2"}));
  EXPECT_EQ(outcome.trace(), "create w");
}

TEST(Paths, AnEventOnOneSideIsAnAlternative) {
  const Outcome outcome = resolveText(programOf(flag + get("a", 2) + "(if " + training + " " + get("b", 3) + ")\n" +
                                                "(do-expr (lib \"test.get_reuse\" i32 @4:1 (str \"a\")))\n"));
  EXPECT_EQ(outcome.names(), (Lines{"a", "b?"}));
  EXPECT_EQ(outcome.trace(), "create a; {'training' is true: create b | }; share a");
  EXPECT_EQ(outcome.findings(), (Lines{"conditional-variable@3 when 'training' is true"}));
}

TEST(Paths, OneUnknownHasOneValue) {
  // Created under the flag and under its negation: never twice.
  const Outcome outcome = resolveText(programOf(flag + "(if " + training + " " + get("w", 2) + ")\n" +
                                                "(if (un \"!\" bool " + training + ") " + get("w", 3) + ")\n" +
                                                "(if (bin \"==\" bool (cast i32 " + training + ") (int \"0\" i32)) " +
                                                get("v", 4) + " " + get("v", 5) + ")\n"));
  EXPECT_EQ(outcome.names(), (Lines{"w", "v"}));
  EXPECT_EQ(outcome.findings(), Lines{});
}

TEST(Paths, NumbersAreBetweenTheirBounds) {
  const std::string n = "(load (local \"n\"))";
  const auto test = [&](const std::string& op, int value) {
    return "(bin \"" + op + "\" bool " + n + " (int \"" + std::to_string(value) + "\" i32))";
  };
  // n == 1 and n == 2 never together; n < 3 and n > 5 neither.
  const Outcome outcome =
    resolveText(programOf(number + "(if " + test("==", 1) + " " + get("a", 2) + ")\n(if " + test("==", 2) + " " +
                          get("a", 3) + ")\n(if " + test("<", 3) + " " + get("b", 4) + ")\n(if " + test(">", 5) + " " +
                          get("b", 5) + ")\n"));
  for (const std::string& finding : outcome.findings())
    EXPECT_EQ(finding.rfind("conditional-variable", 0), 0u) << finding;
}

TEST(Paths, AFindingSaysUnderWhichCondition) {
  const Outcome outcome = resolveText(programOf(
    flag + "(var \"verbose\" bool (lib \"test.opaque\" bool))\n" + get("w", 2) + "(if (load (local \"verbose\")) " +
    get("log", 3) + ")\n(if " + training + " (block) " + get("w", 4) + ")\n"));
  ASSERT_FALSE(outcome.findings().empty());
  EXPECT_EQ(outcome.findings().front(), "already-exists@4 when 'training' is false");
  EXPECT_TRUE(outcome.model().has_error);
}

TEST(Paths, AnEarlyReturnMergesAtTheEndOfTheFunction) {
  std::string body;
  for (int i = 0; i < 20; ++i) // far more than 64 paths, if each call parted them
    body += "(do-expr (call \"pick\" (lib \"test.opaque\" bool)))\n";
  const Outcome outcome = resolveText(
    programOf(body + peek("(call \"pick\" (lib \"test.opaque\" bool))") + get("w"), R"((function "pick" "pick" @0:1:1 i32 (param "b" bool) (body (block
  (if (load (local "b")) (return (int "1" i32)))
  (return (int "2" i32)))))
)"));
  EXPECT_EQ(outcome.notes, (Lines{"b ? 1 : 2"}));
  EXPECT_EQ(outcome.names(), (Lines{"w"}));
}

TEST(Paths, AnUncaughtExceptionLeavesTheOtherAnswer) {
  std::string body;
  for (int i = 0; i < 100; ++i)
    body += "(if (lib \"test.opaque\" bool) (do-expr (throw i32 (int \"1\" i32))))\n";
  const Outcome outcome = resolveText(programOf(body + get("w")));
  EXPECT_EQ(outcome.names(), (Lines{"w"}));
  EXPECT_EQ(outcome.findings(), Lines{});
}

TEST(Paths, ALoopWithAnUnknownBoundMayChangeValues) {
  const Outcome outcome = resolveText(programOf(
    number + "(var \"i\" i32 (int \"0\" i32))\n(var \"keep\" i32 (int \"7\" i32))\n"
             "(for (bin \"<\" bool (load (local \"i\")) (load (local \"n\"))) (do-expr (inc \"++x\" (local \"i\"))) (block))\n" +
    peek("(load (local \"keep\"))") + peek("(load (local \"i\"))") + get("w")));
  ASSERT_EQ(outcome.notes.size(), 2u);
  EXPECT_EQ(outcome.notes[0], "7");
  EXPECT_NE(outcome.notes[1].find("changed in a loop"), std::string::npos) << outcome.notes[1];
  EXPECT_EQ(outcome.names(), (Lines{"w"}));
}

TEST(Paths, ALoopWithAnUnknownBoundAndEventsIsUnresolved) {
  const Outcome outcome = resolveText(programOf(
    number + "(var \"i\" i32 (int \"0\" i32))\n"
             "(for (bin \"<\" bool (load (local \"i\")) (load (local \"n\"))) (do-expr (inc \"++x\" (local \"i\"))) " +
    get("w", 3) + ")\n"));
  ASSERT_EQ(outcome.model().findings.size(), 1u);
  EXPECT_EQ(outcome.model().findings[0].rule, Rule::Unresolved);
  EXPECT_NE(outcome.model().findings[0].message.find("'0 < n'"), std::string::npos)
    << outcome.model().findings[0].message;
}

TEST(Paths, AModelWithAnErrorThatIsCaughtHasItsTrace) {
  const Outcome outcome = resolveText(programOf(get("w") + "(try (block " + get("w", 2) +
                                                ") (catch \"e\" (ref (const (lib \"std::exception\"))) (block " +
                                                get("v", 3) + ")))\n"));
  EXPECT_TRUE(outcome.model().has_error);
  EXPECT_EQ(outcome.trace(), "create w; create v");
}

TEST(Paths, TheNumberOfPathsIsBounded) {
  std::string body;
  for (int i = 0; i < 10; ++i)
    body += "(if (lib \"test.opaque\" bool) " + get("v" + std::to_string(i)) + ")\n";
  const Outcome outcome = resolveText(programOf(body));
  ASSERT_FALSE(outcome.findings().empty());
  EXPECT_TRUE(outcome.model().has_error);
  EXPECT_NE(outcome.model().findings.front().message.find("more than 64 variants"), std::string::npos);
}

TEST(Paths, DepthIsBoundedWithoutOverflow) {
  const Outcome outcome = resolveText(
    programOf("(do-expr (call \"f\"))\n",
              "(function \"f\" \"f\" @0:1:1 void (body (block (do-expr (call \"f\")) (do-expr (call \"f\")))))\n"));
  ASSERT_EQ(outcome.model().findings.size(), 1u);
  EXPECT_NE(outcome.model().findings[0].message.find("nested more than 2000 deep"), std::string::npos);
}

} // namespace
} // namespace varscope::resolve::test
