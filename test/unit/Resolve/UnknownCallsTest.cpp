/// Calls that may run one of several functions: never passed over where one of them
/// reaches a scope event.

#include "EngineTest.h"

namespace varscope::resolve::test {
namespace {

using Lines = std::vector<std::string>;

/// `gets` reaches an event through `helper`; `harmless` does not.
const std::string functions = R"((function "helper" "helper" @0:2:1 void (body (block
  (do-expr (lib "varscope.get_variable" i32 (str "w"))))))
(function "gets" "gets" @0:3:1 void (body (block (do-expr (call "helper")))))
(function "harmless" "harmless" @0:4:1 void (body (block)))
)";

/// Class B with method f, overridden in D by a method with this body.
std::string classes(const std::string& body) {
  return functions + R"((record "B" "B" @0:1:1 (override "B::f" "B::f"))
(record "D" "D" @0:1:1 (base "B") (override "B::f" "D::f"))
(function "B::f" "B::f" @0:1:1 i32 (param "n" (ref i32)) (self "B"))
(function "D::f" "D::f" @0:1:1 i32 (param "n" (ref i32)) (self "D") (body (block )" +
         body + R"( (return (int "1" i32)))))
)";
}

std::string call(const std::string& callee) { return "(do-expr (call \"" + callee + "\"))"; }

const std::string virtualCall = "(var \"n\" i32 (int \"7\" i32))\n"
                                "(do-expr (lib \"test.note\" void (vcall \"B::f\" @5:3 (deref (unknown \"a plug-in\")) (local \"n\"))))\n"
                                "(do-expr (lib \"test.note\" void (load (local \"n\"))))\n";

TEST(UnknownCalls, AVirtualCallOfAnUnknownObjectIsUnresolvedIfAnOverriderGets) {
  const Outcome outcome = resolveText(programOf(virtualCall, classes(call("gets"))));
  ASSERT_EQ(outcome.findings(), (Lines{"unresolved@5"}));
  EXPECT_NE(outcome.model().findings[0].message.find("a plug-in"), std::string::npos);
  EXPECT_EQ(outcome.notes, Lines{});
}

TEST(UnknownCalls, AVirtualCallThatReachesNoScopeIsAnUnknownValueAndDisturbsItsArguments) {
  const Outcome outcome = resolveText(programOf(virtualCall, classes(call("harmless"))));
  EXPECT_EQ(outcome.findings(), Lines{});
  ASSERT_EQ(outcome.notes.size(), 2u);
  EXPECT_NE(outcome.notes[0].find("a plug-in"), std::string::npos) << outcome.notes[0];
  EXPECT_NE(outcome.notes[1].find("passed to a function that is not known"), std::string::npos) << outcome.notes[1];
}

TEST(UnknownCalls, AnUnknownPointerMayCallWhatAPointerIsMadeOf) {
  const std::string body = "(do-expr (icall (unknown \"a plug-in\")))\n";
  const auto table = [](const std::string& usr) {
    return functions + "(function \"table\" \"table\" @0:5:1 (ptr void) (body (block (return (fnref \"" + usr + "\")))))\n";
  };
  EXPECT_EQ(resolveText(programOf(body, table("gets"))).findings(), (Lines{"unresolved@1"}));
  EXPECT_EQ(resolveText(programOf(body, table("harmless"))).findings(), Lines{});
}

TEST(UnknownCalls, AnUnknownCallableMayBeAnyObjectWithACallOperator) {
  const auto functor = [](const std::string& callee) {
    return functions + R"ir((record "F" "F" @0:1:1 (call-operator "F::operator()"))
(function "F::operator()" "F::operator()" @0:1:1 void (self "F") (body (block )ir" +
           call(callee) + ")))\n";
  };
  const std::string body = "(do-expr (icall (unknown \"a plug-in\")))\n";
  EXPECT_EQ(resolveText(programOf(body, functor("gets"))).findings(), (Lines{"unresolved@1"}));
  EXPECT_EQ(resolveText(programOf(body, functor("harmless"))).findings(), Lines{});
}

TEST(UnknownCalls, WhatGetsACallableMayCallIt) {
  const std::string external = functions + "(function \"each\" \"each\" @0:5:1 void (param \"f\" (ptr void)))\n";
  for (const std::string callee : {"call \"each\"", "lib \"std::not_modelled\" void"}) {
    const auto findings = [&](const std::string& usr) {
      return resolveText(programOf("(do-expr (" + callee + " (fnref \"" + usr + "\")))\n", external)).findings();
    };
    EXPECT_EQ(findings("gets"), (Lines{"unresolved@1"})) << callee;
    EXPECT_EQ(findings("harmless"), Lines{}) << callee;
  }
}

} // namespace
} // namespace varscope::resolve::test
