#include "ScopeIR/Verifier.h"
#include "ScopeIR/Parser.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <gtest/gtest.h>

namespace varscope::ir {
namespace {

std::string problems(const std::string& forms) {
  auto module = parse("varscope-summary 1\n(files \"a.cpp\")\n" + forms, "x");
  if (!module)
    return llvm::toString(module.takeError());
  return llvm::join(verify(**module), "\n");
}

std::string inBody(const std::string& statements, const std::string& parts = "") {
  return problems("(function \"f\" \"f\" @0:1:1 void (param \"n\" i32) " + parts +
                  " (body (block " + statements + ")))");
}

TEST(Verifier, AcceptsAProgram) {
  EXPECT_EQ(problems(R"(
(global "g" "g" i32 constant (int "1" i32))
(model "m" "f" @0:1:1)
(function "f" "f" @0:1:1 i32 (self "c") (param "n" i32)
  (initialize (init "x" (load (local "n"))))
  (body (block
    (var "s" (lib "std::string") (lib "std::to_string" (lib "std::string") (load (local "n"))))
    (if (bin "<" bool (load (local "n")) (int "-2" i32)) (block) (return (int "1" i32)))
    (switch (load (local "n"))
      (case (labels (int "1" i32)) (var "k" i32 (int "3" i32)))
      (case (labels) (do-expr (assign (local "k") (int "4" i32))) (break)))
    (foreach "e" (ref i8) (local "s") (block (do-expr (call "h" (local "e")))))
    (try (block (do-expr (throw i32 (int "1" i32))))
      (catch "x" i32 (do-expr (call "h" (local "x")))) (catch "" void (block)))
    (do-expr (lib "varscope.get_variable" (lib "varscope.Variable") (init "name" (str "v"))))
    (return (field "x" (this)))))))"),
            "");
}

TEST(Verifier, CountsKids) {
  EXPECT_EQ(inBody("(do-expr (assign (local \"n\")))"),
            "function f: 'assign': wrong number of kids: 1");
  EXPECT_EQ(inBody("(do-expr (int \"1\" i32 (null)))"),
            "function f: 'int': wrong number of kids: 1");
}

TEST(Verifier, ChecksClasses) {
  EXPECT_EQ(inBody("(do-expr (load (null)))"), "function f: 'load': kid 0 must not be 'null'");
  EXPECT_EQ(inBody("(null)"), "function f: 'block': kid 0 must not be 'null'");
  EXPECT_EQ(inBody("(do-expr (un \"-\" i32 (local \"n\")))"),
            "function f: 'un': kid 0 must not be 'local'");
  EXPECT_EQ(inBody("(do-expr (break))"), "function f: 'do-expr': kid 0 must not be 'break'");
  EXPECT_EQ(inBody("(switch (null) (block))"), "function f: 'switch': kid 1 must not be 'block'");
  EXPECT_EQ(inBody("", "(initialize (null))"), "function f: 'null': must be init or bind here");
}

TEST(Verifier, ChecksNamesInScope) {
  EXPECT_EQ(
      inBody("(block (var \"x\" i32 (int \"1\" i32))) (do-expr (load @3:4 (local \"x\" @3:5)))"),
      "function f: line 3, 'local': undeclared local 'x'");
  EXPECT_EQ(inBody("(var \"x\" i32 (load (local \"x\")))"),
            "function f: 'local': undeclared local 'x'");
  EXPECT_EQ(inBody("(try (block) (catch \"e\" i32 (block))) (return (local \"e\"))"),
            "function f: 'local': undeclared local 'e'");
  EXPECT_EQ(inBody("(return (this))"), "function f: 'this': outside of a method");
  EXPECT_EQ(inBody("(return (this))", "(self \"c\")"), "");
}

TEST(Verifier, ChecksLiteralsAndOperators) {
  EXPECT_EQ(inBody("(return (int \"1x\" i32))"), "function f: 'int': malformed literal '1x'");
  EXPECT_EQ(inBody("(return (bool \"yes\"))"), "function f: 'bool': malformed literal 'yes'");
  EXPECT_EQ(inBody("(return (float \"0x1p-1\" f64))"), "");
  EXPECT_EQ(inBody("(return (float \"1,5\" f64))"), "function f: 'float': malformed literal '1,5'");
  EXPECT_EQ(inBody("(return (bin \"&&\" bool (null) (null)))"),
            "function f: 'bin': unknown operator '&&'");
  EXPECT_EQ(inBody("(return (call \"\"))"), "function f: 'call': has no name");
}

TEST(Verifier, ChecksModels) {
  EXPECT_EQ(problems("(model \"m\" \"f\" @0:1:1)"), "model m: no function 'f'");
  EXPECT_EQ(problems("(function \"f\" \"f\" @0:1:1 void) (model \"../m\" \"f\" @0:1:1)"),
            "model ../m: the tag is not an identifier");
}

TEST(Verifier, ChecksTypes) {
  Module module;
  Function f;
  f.usr = f.name = "f";
  f.body = module.node(Op::Return, {3, 1, 1}, {module.node(Op::Zero, {})});
  module.functions["f"] = f;
  EXPECT_EQ(llvm::join(verify(module), "\n"),
            "function f: type missing\n"
            "function f: location in a file that the module does not list\n"
            "function f: type missing");
}

} // namespace
} // namespace varscope::ir
