/// What single nodes mean.

#include "EngineTest.h"

namespace varscope::resolve::test {
namespace {

using Lines = std::vector<std::string>;

std::string note(const std::string& value) { return "(do-expr (lib \"test.note\" void " + value + "))\n"; }

TEST(Eval, IntegersHaveExactWidthAndSign) {
  const Outcome outcome = resolveText(programOf(
    note("(bin \"+\" i32 (int \"2147483647\" i32) (int \"1\" i32))") +
    note("(bin \"+\" u8 (int \"255\" u8) (int \"1\" u8))") +
    note("(cast u32 (int \"-1\" i32))") +
    note("(cast i8 (int \"200\" i32))") +
    note("(bin \"/\" i32 (int \"-7\" i32) (int \"2\" i32))") +
    note("(bin \"<\" bool (int \"-1\" i32) (int \"1\" i32))") +
    note("(bin \"<\" bool (int \"4294967295\" u32) (int \"1\" u32))") +
    note("(bin \"/\" i32 (int \"-2147483648\" i32) (int \"-1\" i32))")));
  EXPECT_EQ(outcome.notes, (Lines{"-2147483648", "0", "4294967295", "-56", "-3", "true", "false", "-2147483648"}));
}

TEST(Eval, WhatCxxLeavesUndefinedIsUnknownWithAReason) {
  const Outcome outcome = resolveText(programOf(
    note("(bin \"/\" i32 (int \"1\" i32) (int \"0\" i32))") +
    note("(load (deref (cast (ptr i32) (null))))") +
    "(var \"x\" i32 (undef i32))\n" + note("(load (local \"x\"))") +
    "(var \"a\" (array i32 2) (list (array i32 2) (int \"1\" i32) (int \"2\" i32)))\n" +
    note("(load (index (local \"a\") (int \"2\" i32)))") +
    note("(bin \"<<\" i32 (int \"1\" i32) (int \"40\" i32))")));
  EXPECT_EQ(outcome.notes,
            (Lines{"a division by zero", "the null pointer is dereferenced", "an uninitialised value is used",
                   "index 2 is out of the bounds of an array of 2 elements",
                   "a shift by 40 bits, which is not defined"}));
}

TEST(Eval, RecordsReferencesAndPointers) {
  const Outcome outcome = resolveText(programOf(
    "(var \"p\" (rec \"P\") (record (rec \"P\") (init \"x\" (int \"1\" i32)) (init \"y\" (int \"2\" i32))))\n"
    "(ref \"r\" (field \"y\" (local \"p\")))\n"
    "(do-expr (assign (local \"r\") (int \"7\" i32)))\n"
    "(var \"q\" (rec \"P\") (copy (local \"p\")))\n"
    "(var \"s\" (ptr i32) (addr (field \"x\" (local \"p\"))))\n"
    "(do-expr (assign (deref (load (local \"s\"))) (int \"9\" i32)))\n" +
      note("(load (field \"x\" (local \"p\")))") + note("(load (field \"y\" (local \"p\")))") +
      note("(load (field \"x\" (local \"q\")))") + note("(load (field \"y\" (local \"q\")))"),
    "(record \"P\" \"P\" @0:1:1 (field \"x\" i32) (field \"y\" i32))\n"));
  EXPECT_EQ(outcome.notes, (Lines{"9", "7", "1", "7"}));
}

TEST(Eval, PointersIntoArraysKeepTheirBounds) {
  const Outcome outcome = resolveText(programOf(
    "(var \"a\" (array i32 3) (list (array i32 3) (int \"5\" i32) (int \"6\" i32)))\n"
    "(var \"p\" (ptr i32) (addr (index (local \"a\") (int \"0\" i32))))\n"
    "(do-expr (assign (local \"p\") (bin \"+\" (ptr i32) (load (local \"p\")) (int \"1\" i32))))\n" +
    note("(load (deref (load (local \"p\"))))") +
    note("(load (deref (bin \"+\" (ptr i32) (load (local \"p\")) (int \"1\" i32))))") +
    note("(load (deref (bin \"+\" (ptr i32) (load (local \"p\")) (int \"2\" i32))))")));
  EXPECT_EQ(outcome.notes, (Lines{"6", "0", "index 3 is out of the bounds of an array of 3 elements"}));
}

TEST(Eval, VirtualCallsGoByTheDynamicType) {
  const Outcome outcome = resolveText(programOf(
    "(var \"d\" (rec \"D\") (construct \"D::D\" (rec \"D\")))\n"
    "(ref \"b\" (field \"base:B\" (local \"d\")))\n" + note("(vcall \"B::f\" (local \"b\"))"),
    R"((record "B" "B" @0:1:1 (field "n" i32) (override "B::f" "B::f"))
(record "D" "D" @0:1:1 (base "B") (override "B::f" "D::f"))
(function "B::B" "B::B" @0:1:1 void (self "B") (initialize (init "n" (int "1" i32))) (body (block)))
(function "D::D" "D::D" @0:1:1 void (self "D") (initialize (init "base:B" (construct "B::B" (rec "B")))) (body (block)))
(function "B::f" "B::f" @0:1:1 i32 (self "B") (body (block (return (int "0" i32)))))
(function "D::f" "D::f" @0:1:1 i32 (self "D") (body (block
  (return (bin "+" i32 (int "41" i32) (load (field "n" (field "base:B" (this)))))))))
)"));
  EXPECT_EQ(outcome.notes, (Lines{"42"}));
}

TEST(Eval, ABaseEndsAsAnObjectOfItsOwnClass) {
  const Outcome outcome = resolveText(programOf("(block (var \"d\" (rec \"D\") (record (rec \"D\") (init \"base:B\" (record (rec \"B\"))))))\n",
                                                R"((record "B" "B" @0:1:1 (destructor "B::~B") (override "B::f" "B::f"))
(record "D" "D" @0:1:1 (base "B") (destructor "D::~D") (override "B::f" "D::f"))
(function "B::~B" "B::~B" @0:1:1 void (self "B") (body (block
  (do-expr (lib "test.note" void (vcall "B::f" (this)))))))
(function "D::~D" "D::~D" @0:1:1 void (self "D") (body (block
  (do-expr (lib "test.note" void (vcall "B::f" (field "base:B" (this))))))))
(function "B::f" "B::f" @0:1:1 i32 (self "B") (body (block (return (int "1" i32)))))
(function "D::f" "D::f" @0:1:1 i32 (self "D") (body (block (return (int "2" i32)))))
)"));
  EXPECT_EQ(outcome.notes, (Lines{"2", "1"}));
}

TEST(Eval, AConstructorThatThrowsEndsWhatItMade) {
  const std::string guard = R"((record "G" "G" @0:1:1 (field "n" i32) (destructor "G::~G"))
(function "G::~G" "G::~G" @0:1:1 void (self "G") (body (block
  (do-expr (lib "test.note" void (load (field "n" (this))))))))
(function "fails" "fails" @0:1:1 i32 (body (block (do-expr (throw i32 (int "9" i32))))))
(record "P" "P" @0:1:1 (field "a" (rec "G")) (field "b" i32) (field "c" (rec "G")) (destructor "P::~P"))
(function "P::~P" "P::~P" @0:1:1 void (self "P") (body (block (do-expr (lib "test.note" void (int "7" i32))))))
)";
  const auto caught = [](const std::string& constructor) {
    return "(try (block (var \"p\" (rec \"P\") (construct \"" + constructor + "\" (rec \"P\"))))"
           " (catch \"e\" i32 (block " + note("(load (local \"e\"))") + ")))\n";
  };
  const std::string first = "(initialize (init \"a\" (record (rec \"G\") (init \"n\" (int \"1\" i32)))))";
  const std::string last = "(initialize (init \"c\" (record (rec \"G\") (init \"n\" (int \"3\" i32)))))";
  const auto constructor = [](const std::string& name, const std::string& inits, const std::string& body) {
    return "(function \"" + name + "\" \"P::P\" @0:1:1 void (self \"P\") " + inits + " (body " + body + "))\n";
  };
  const std::string throws = "(block (do-expr (throw i32 (int \"8\" i32))))";
  const Outcome outcome = resolveText(programOf(
    caught("member") + caught("body") + caught("delegates") + caught("guarded"),
    guard + constructor("member", first + " (initialize (init \"b\" (call \"fails\"))) " + last, "(block)") +
      constructor("body", first + " " + last, throws) + constructor("made", first + " " + last, "(block)") +
      constructor("delegates", "(initialize (init \"this\" (construct \"made\" (rec \"P\"))))", throws) +
      constructor("guarded", first + " " + last, "(try " + throws + " (catch \"e\" i32 (block " + note("(int \"5\" i32)") + ")))")));
  EXPECT_EQ(outcome.notes, (Lines{"1", "9", "3", "1", "8", "7", "3", "1", "8", "3", "1", "5", "8"}));
}

TEST(Eval, DestructorsRunInReverseOnEveryWayOut) {
  const std::string guard = R"((record "G" "G" @0:1:1 (field "n" i32) (destructor "G::~G"))
(function "G::~G" "G::~G" @0:1:1 void (self "G") (body (block
  (do-expr (lib "test.note" void (load (field "n" (this))))))))
(function "early" "early" @0:1:1 i32 (body (block
  (var "a" (rec "G") (record (rec "G") (init "n" (int "1" i32))))
  (block
    (var "b" (rec "G") (record (rec "G") (init "n" (int "2" i32))))
    (return (int "5" i32))))))
(function "fails" "fails" @0:1:1 void (body (block
  (var "a" (rec "G") (record (rec "G") (init "n" (int "3" i32))))
  (do-expr (throw i32 (int "4" i32))))))
)";
  const Outcome outcome = resolveText(programOf(note("(call \"early\")") +
                                                  "(for (bool \"true\") (block) (block\n"
                                                  "(var \"c\" (rec \"G\") (record (rec \"G\") (init \"n\" (int \"6\" i32))))\n"
                                                  "(break)))\n"
                                                  "(try (block (do-expr (call \"fails\"))) (catch \"e\" i32 (block " +
                                                  note("(load (local \"e\"))") + ")))\n",
                                                guard));
  EXPECT_EQ(outcome.notes, (Lines{"2", "1", "5", "6", "3", "4"}));
}

TEST(Eval, ALambdaCapturesByValueAndByReference) {
  const Outcome outcome = resolveText(programOf(
    "(var \"n\" i32 (int \"1\" i32))\n"
    "(var \"f\" (rec \"L\") (closure (rec \"L\") (init \"v\" (load (local \"n\"))) (bind \"r\" (local \"n\"))))\n"
    "(do-expr (assign (local \"n\") (int \"10\" i32)))\n" + note("(call \"L::call\" (local \"f\"))"),
    R"((record "L" "L" @0:1:1 (field "v" i32) (field "r" (ref i32)) (call-operator "L::call"))
(function "L::call" "L::call" @0:1:1 i32 (self "L") (body (block
  (return (bin "+" i32 (load (field "v" (this))) (load (field "r" (this))))))))
)"));
  EXPECT_EQ(outcome.notes, (Lines{"11"}));
}

TEST(Eval, AMutableGlobalIsUnknownUnlessBound) {
  const std::string global = "(global \"g\" \"layers\" @0:1:1 i32 (int \"3\" i32))\n";
  const std::string body = note("(load (global \"g\"))");
  const Outcome free = resolveText(programOf(body, global));
  EXPECT_EQ(free.notes, (Lines{"layers"}));
  ResolveOptions options;
  options.bindings["layers"] = "12";
  const Outcome bound = resolveText(programOf(body, global), options);
  EXPECT_EQ(bound.notes, (Lines{"12"}));
}

TEST(Eval, AFunctionWithoutDefinitionDisturbsOnlyWhatItReaches) {
  const Outcome outcome = resolveText(programOf(
    "(var \"a\" i32 (int \"1\" i32))\n(var \"b\" i32 (int \"2\" i32))\n(var \"c\" i32 (int \"3\" i32))\n"
    "(do-expr (call \"f\" (local \"a\") (local \"b\")))\n" +
      note("(load (local \"a\"))") + note("(load (local \"b\"))") + note("(load (local \"c\"))"),
    "(function \"f\" \"load\" @0:1:1 void (param \"x\" (ref i32)) (param \"y\" (ref (const i32))))\n"));
  ASSERT_EQ(outcome.notes.size(), 3u);
  EXPECT_NE(outcome.notes[0].find("'load' (declared in m.cpp) has no definition"), std::string::npos) << outcome.notes[0];
  EXPECT_EQ(outcome.notes[1], "2");
  EXPECT_EQ(outcome.notes[2], "3");
}

} // namespace
} // namespace varscope::resolve::test
