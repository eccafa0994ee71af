// Library models and roles, each through the interpreter, from scope IR's text.

#include "Resolve/Model.h"
#include "Resolve/Resolve.h"
#include "ScopeIR/Parser.h"

#include "llvm/ADT/StringExtras.h"

#include <gtest/gtest.h>

namespace varscope::resolve {
namespace {

std::vector<std::string> notes;

Value note(Interpreter& in, const LibCall& call) {
  notes.push_back(in.load(call.args[0]).print());
  return {};
}
Value opaque(Interpreter& in, const LibCall&) { return in.unknown("an opaque value"); }

/// The standard models, and a way to see values.
const ModelTable& table() {
  static const ModelTable made = [] {
    ModelTable models = standardModels();
    models.add("test.note", note);
    models.add("test.opaque", opaque);
    return models;
  }();
  return made;
}

ResolveResult run(const std::string& body, std::unique_ptr<ir::Module>& program) {
  auto parsed = ir::parse("varscope-summary 1\n(files \"m.cpp\")\n(model \"m\" \"build\" @0:1:1)\n"
                          "(function \"build\" \"build\" @0:1:1 void (body (block @1:1 " +
                              body + ")))",
                          "test");
  EXPECT_TRUE(bool(parsed)) << llvm::toString(parsed.takeError());
  program = std::move(*parsed);
  ResolveOptions options;
  options.models = &table();
  notes.clear();
  return resolve(*program, options);
}

/// What a body notes, joined by " ".
std::string noted(const std::string& body) {
  std::unique_ptr<ir::Module> program;
  run(body, program);
  return llvm::join(notes, " ");
}

const std::string str = "(lib \"std::basic_string\" i8)";
std::string see(const std::string& value) { return "(do-expr (lib \"test.note\" void " + value + "))"; }
std::string call(const std::string& key, const std::string& type, const std::string& args) {
  return "(lib \"" + key + "\" " + type + " " + args + ")";
}
std::string text(const std::string& name, const std::string& bytes) {
  return "(var \"" + name + "\" " + str + " " +
         call("std::basic_string::basic_string", str, "(str \"" + bytes + "\")") + ")";
}
std::string change(const std::string& key, const std::string& args) {
  return "(do-expr " + call(key, "void", args) + ")";
}

TEST(StringModels, Build) {
  EXPECT_EQ(noted(text("s", "ab") + change("std::basic_string::operator+=", "(local \"s\") (str \"cd\")") +
                  change("std::basic_string::push_back", "(local \"s\") (int \"33\" i8)") +
                  see("(local \"s\")") +
                  see(call("std::operator+", str, "(local \"s\") " +
                           call("std::to_string", str, "(int \"-7\" i32)"))) +
                  change("std::basic_string::append", "(local \"s\") (int \"3\" u64) (int \"120\" i8)") +
                  see("(local \"s\")")),
            "\"abcd!\" \"abcd!-7\" \"abcd!xxx\"");
}

TEST(StringModels, ViewOrPositionByTheArgument) {
  // string(const char*, count), and string(const string&, position).
  EXPECT_EQ(noted(text("s", "abcdef") +
                  see(call("std::basic_string::basic_string", str, "(str \"abcdef\") (int \"2\" u64)")) +
                  see(call("std::basic_string::basic_string", str, "(local \"s\") (int \"2\" u64)"))),
            "\"ab\" \"cdef\"");
}

TEST(StringModels, Search) {
  EXPECT_EQ(noted(text("s", "a/b/c") +
                  see(call("std::basic_string::find", "u64", "(local \"s\") (int \"47\" i8)")) +
                  see(call("std::basic_string::rfind", "u64", "(local \"s\") (int \"47\" i8)")) +
                  see(call("std::basic_string::find", "u64", "(local \"s\") (str \"x\")")) +
                  see(call("std::basic_string::substr", str, "(local \"s\") (int \"2\" u64)")) +
                  see(call("std::basic_string::starts_with", "bool", "(local \"s\") (str \"a/\")")) +
                  see(call("std::basic_string::back", "(ref i8)", "(local \"s\")")) +
                  see(call("std::operator==", "bool", "(local \"s\") (str \"a/b/c\")")) +
                  see("(bin \"<\" bool " + call("std::basic_string::compare", "i32", "(local \"s\") (str \"b\")") +
                      " (int \"0\" i32))")),
            "1 3 18446744073709551615 \"b/c\" true 99 true true");
}

TEST(StringModels, CharactersAreWrittenThrough) {
  EXPECT_EQ(noted(text("s", "abc") +
                  "(do-expr (assign " + call("std::basic_string::operator[]", "(ref i8)", "(local \"s\") (int \"0\" u64)") +
                  " (int \"65\" i8)))" +
                  "(foreach \"c\" (ref i8) (local \"s\") (if (bin \"==\" bool (load (local \"c\")) (int \"99\" i8)) "
                  "(do-expr (assign (local \"c\") (int \"33\" i8)))))" +
                  see("(local \"s\")")),
            "\"Ab!\"");
}

TEST(PairModels, MembersAndBases) {
  const std::string pair = "(lib \"std::pair\" i32 i32)";
  EXPECT_EQ(noted("(var \"p\" " + pair + " " + call("std::pair::pair", pair, "(int \"1\" i32) (int \"2\" i32)") + ")" +
                  "(do-expr (assign (field \"first\" (local \"p\")) (int \"7\" i32)))" +
                  see("(load (field \"first\" (field \"base:std::__pair_base\" (local \"p\"))))") +
                  see("(load (field \"second\" (local \"p\")))")),
            "7 2");
}

TEST(PairModels, PartsAreOfTheirTypes) {
  const std::string pair = "(lib \"std::pair\" i32 u8)";
  EXPECT_EQ(noted("(var \"p\" " + pair + " " +
                  call("std::pair::pair", pair, "(temp (float \"3.75\" f64)) (temp (int \"300\" i32))") + ")" +
                  see("(load (field \"first\" (local \"p\")))") + see("(load (field \"second\" (local \"p\")))")),
            "3 44");
  const std::string one = "(lib \"std::tuple\" i64)", other = "(lib \"std::tuple\" i32)";
  EXPECT_EQ(noted("(var \"t\" " + one + " " +
                  call("std::tuple::tuple", one,
                       "(temp " + call("std::tuple::tuple", other, "(temp (int \"5\" i32))") + ")") +
                  ")" + see("(load " + call("std::get", "(ref i64)", "(local \"t\") (int \"0\" u64)") + ")")),
            "5");
}

TEST(FunctionModels, BoundArgumentsAndPlaceholders) {
  const std::string bound = "(lib \"std::_Bind\" (other \"\"))";
  const auto placeholder = [](const std::string& number) {
    return "(readonly " + call("std::placeholders::_" + number, "(ref (lib \"std::_Placeholder\" " + number + "))", "") + ")";
  };
  EXPECT_EQ(noted("(var \"f\" " + bound + " " +
                  call("std::bind", bound,
                       call("std::minus::minus", "(lib \"std::minus\")", "") + " " + placeholder("2") + " " +
                         placeholder("1")) +
                  ")" +
                  see(call("std::_Bind::operator()", "i32", "(local \"f\") (temp (int \"1\" i32)) (temp (int \"10\" i32))"))),
            "9");
}

TEST(StringModels, UnknownTextStaysUnknown) {
  std::string body = text("s", "a") +
                     change("std::basic_string::operator+=", "(local \"s\") " + call("test.opaque", str, "")) +
                     see("(local \"s\")");
  EXPECT_EQ(noted(body).find("\"a"), std::string::npos);
}

TEST(StringModels, MovedIntoASumIsUnknownAfterwards) {
  EXPECT_EQ(noted(text("s", "b") +
                  see(call("std::operator+", str, "(str \"a\") " + call("std::move", "(ref " + str + ")", "(local \"s\")"))) +
                  see("(local \"s\")")),
            "\"ab\" a string that was moved into a sum");
}

TEST(NumberModels, ToStringAsTheLibraryPrints) {
  EXPECT_EQ(noted(see(call("std::to_string", str, "(int \"18446744073709551615\" u64)")) +
                  see(call("std::to_string", str, "(float \"0x1p-1\" f64)")) +
                  see(call("std::stoi", "i32", "(str \"42x\") (null) (int \"10\" i32)"))),
            "\"18446744073709551615\" \"0.500000\" 42");
}

std::string formatted(const std::string& format, const std::string& args) {
  return noted(see(call("std::format", str, "(str \"" + format + "\") " + args)));
}

TEST(CmathModels, PowersAreExactOrUnknown) {
  const auto noted1 = [](const std::string& key, const std::string& type, const std::string& x) {
    return noted(see(call(key, type, "(float \"" + x + "\" f64)")));
  };
  const auto power = [](const std::string& x, const std::string& y, const std::string& type = "f64") {
    return noted(see(call("std::pow", type, "(float \"" + x + "\" f64) (float \"" + y + "\" f64)")));
  };
  const auto isKnown = [](const std::string& note) { return note.find_first_not_of("-+.0123456789e") == std::string::npos; };
  EXPECT_EQ(power("3", "4"), "81");
  EXPECT_EQ(power("-3", "3"), "-27");
  EXPECT_EQ(power("0.5", "-3"), "8");
  EXPECT_EQ(power("0", "0"), "1");
  EXPECT_EQ(power("255", "3", "f32"), "16581375");
  EXPECT_FALSE(isKnown(power("4097", "3", "f32")));
  EXPECT_FALSE(isKnown(power("3", "64")));
  EXPECT_FALSE(isKnown(power("1.1", "2")));
  EXPECT_FALSE(isKnown(power("2", "0.5")));
  EXPECT_FALSE(isKnown(power("3", "-1")));
  EXPECT_EQ(noted1("std::exp2", "f64", "10"), "1024");
  EXPECT_EQ(noted1("std::log2", "f64", "0.25"), "-2");
  EXPECT_FALSE(isKnown(noted1("std::log2", "f64", "10")));
  EXPECT_EQ(noted1("std::lround", "i64", "-2.5"), "-3");
  EXPECT_FALSE(isKnown(noted1("std::lround", "i64", "1e300")));
}

TEST(FormatModels, FieldsAsTheStandardLaysThemOut) {
  EXPECT_EQ(formatted("{}_{:03}{{}}", "(str \"a\") (int \"7\" i32)"), "\"a_007{}\"");
  EXPECT_EQ(formatted("{1:>{2}}{0}", "(int \"99\" i8) (bool \"true\") (int \"6\" i32)"), "\"  truec\"");
  EXPECT_EQ(formatted("{:.2f} {} {}", "(float \"0x1p-3\" f64) (float \"0x1p-1\" f32) (int \"18446744073709551615\" u64)"),
            "\"0.12 0.5 18446744073709551615\"");
}

TEST(FormatModels, WhatLibrariesDoDifferentlyIsUnknown) {
  for (const char* field : {"{:L}", "{:a}", "{}"})
    EXPECT_EQ(formatted(field, "(float \"0x1.e848p+19\" f64)").find('"'), std::string::npos) << field; // 1e6
  EXPECT_NE(formatted("{:L}", "(int \"1\" i32)").find("'{:L}'"), std::string::npos);
}

std::string buffer(const std::string& size) {
  return "(var \"b\" (array i8 " + size + ") (undef (array i8 " + size + ")))";
}
const std::string bufferPointer = "(addr (index (local \"b\") (int \"0\" i64)))";

TEST(PrintfModels, WritesAsMuchAsFits) {
  const auto print = [](const std::string& size, const std::string& args) {
    return noted(buffer("16") + see(call("snprintf", "i32", bufferPointer + " (int \"" + size + "\" u64) " + args)) +
                 see(call("std::basic_string::basic_string", str, bufferPointer)));
  };
  EXPECT_EQ(print("16", "(str \"%s_%02d\") (str \"w\") (int \"5\" i32)"), "4 \"w_05\"");
  EXPECT_EQ(print("4", "(str \"%s_%02d\") (str \"w\") (int \"5\" i32)"), "4 \"w_0\"");
  EXPECT_EQ(print("16", "(str \"%hhu %lx%%\") (int \"-1\" i32) (int \"255\" u64)"), "7 \"255 ff%\"");
  // An argument of another size than the conversion takes is undefined in C.
  EXPECT_EQ(print("16", "(str \"%ld\") (int \"5\" i32)").find('"'), std::string::npos);
}

TEST(StreamModels, FlagsOfTheStream) {
  const std::string stream = "(lib \"std::basic_ostringstream\" i8)";
  const auto put = [](const std::string& value) {
    return "(do-expr (lib \"std::operator<<\" (ref (lib \"std::basic_ostream\" i8)) (local \"s\") " + value + "))";
  };
  EXPECT_EQ(noted("(var \"s\" " + stream + " " + call("std::basic_ostringstream::basic_ostringstream", stream, "") + ")" +
                  put(call("std::setw", "i32", "(int \"3\" i32)")) + put(call("std::setfill", "i32", "(int \"48\" i8)")) +
                  put("(int \"7\" i32)") + put("(int \"7\" i32)") + put("(fnref \"std::hex\")") + put("(int \"255\" i32)") +
                  see(call("std::basic_ostringstream::str", str, "(local \"s\")"))),
            "\"0077ff\"");
}

TEST(VariantModels, AlternativesByType) {
  const std::string variant = "(lib \"std::variant\" i32 " + str + ")";
  EXPECT_EQ(noted("(var \"v\" " + variant + " " + call("std::variant::variant", variant, "(temp (str \"abc\"))") + ")" +
                  see(call("std::variant::index", "u64", "(local \"v\")")) +
                  see(call("std::get", "(ref " + str + ")", "(local \"v\") (int \"1\" u64)")) +
                  "(do-expr " + call("std::variant::operator=", "void", "(local \"v\") (temp (int \"4\" i32))") + ")" +
                  see("(load " + call("std::get", "(ref i32)", "(local \"v\") (int \"0\" u64)") + ")")),
            "1 \"abc\" 4");
}

TEST(UnknownModels, WhatIsReadOnlyStaysKnown) {
  EXPECT_EQ(noted(text("s", "kept") + text("t", "lost") +
                  "(do-expr (lib \"other::work\" void (readonly (local \"s\")) (local \"t\")))" + see("(local \"s\")")),
            "\"kept\"");
  EXPECT_EQ(noted("(var \"i\" i32 (int \"1\" i32)) (do-expr (lib \"other::work\" void (addr (local \"i\"))))" +
                  see("(load (local \"i\"))"))
                .find('1'),
            std::string::npos);
}

const std::string vec = "(lib \"std::vector\" i32)";
std::string vector(const std::string& name, const std::string& args) {
  return "(var \"" + name + "\" " + vec + " " + call("std::vector::vector", vec, args) + ")";
}

TEST(SequenceModels, GrowAndRead) {
  EXPECT_EQ(noted(vector("v", "") + change("std::vector::push_back", "(local \"v\") (temp (int \"5\" i32))") +
                  change("std::vector::push_back", "(local \"v\") (temp (int \"6\" i32))") +
                  see(call("std::vector::size", "u64", "(local \"v\")")) +
                  see(call("std::vector::operator[]", "(ref i32)", "(local \"v\") (int \"1\" u64)")) +
                  "(do-expr (assign " + call("std::vector::back", "(ref i32)", "(local \"v\")") +
                  " (int \"9\" i32)))" +
                  "(foreach \"e\" (ref i32) (local \"v\") " + see("(load (local \"e\"))") + ")"),
            "2 6 5 9");
}

TEST(SequenceModels, CopiesAreTheirOwn) {
  EXPECT_EQ(noted(vector("v", "(int \"2\" u64) (temp (int \"1\" i32))") + "(var \"w\" " + vec +
                  " (copy (local \"v\")))" + change("std::vector::clear", "(local \"v\")") +
                  see(call("std::vector::size", "u64", "(local \"v\")")) +
                  see(call("std::vector::size", "u64", "(local \"w\")"))),
            "0 2");
}

TEST(IteratorModels, Loop) {
  const std::string it = "(lib \"__gnu_cxx::__normal_iterator\")";
  EXPECT_EQ(noted(vector("v", "(int \"3\" u64) (temp (int \"4\" i32))") +
                  change("std::iota", call("std::vector::begin", it, "(local \"v\")") + " " +
                                          call("std::vector::end", it, "(local \"v\")") + " (int \"10\" i32)") +
                  "(var \"i\" " + it + " " + call("std::vector::begin", it, "(local \"v\")") + ")" +
                  "(for " + call("__gnu_cxx::operator!=", "bool", "(local \"i\") (temp " +
                                 call("std::vector::end", it, "(local \"v\")") + ")") +
                  " " + change("__gnu_cxx::__normal_iterator::operator++", "(local \"i\")") + " " +
                  see("(load " + call("__gnu_cxx::__normal_iterator::operator*", "(ref i32)", "(local \"i\")") + ")") +
                  ")"),
            "10 11 12");
}

TEST(MapModels, SortedAndFound) {
  const std::string map = "(lib \"std::map\" " + str + " i32)";
  std::string body = "(var \"m\" " + map + " " + call("std::map::map", map, "") + ")";
  for (std::string key : {"b", "a"})
    body += text(key, key) + "(do-expr (assign " +
            call("std::map::operator[]", "(ref i32)", "(local \"m\") (local \"" + key + "\")") + " (int \"" +
            (key == "a" ? "1" : "2") + "\" i32)))";
  body += see(call("std::map::size", "u64", "(local \"m\")")) +
          see("(load " + call("std::map::at", "(ref i32)", "(local \"m\") (local \"a\")") + ")") +
          see(call("std::map::count", "u64", "(local \"m\") (local \"b\")"));
  EXPECT_EQ(noted(body), "2 1 1");
}

TEST(OptionalModels, ValueOrNot) {
  const std::string optional = "(lib \"std::optional\" i32)";
  EXPECT_EQ(noted("(var \"o\" " + optional + " " + call("std::optional::optional", optional, "") + ")" +
                  see(call("std::optional::has_value", "bool", "(local \"o\")")) +
                  see(call("std::optional::value_or", "i32", "(local \"o\") (int \"3\" i32)")) +
                  change("std::optional::operator=", "(local \"o\") (int \"8\" i32)") +
                  see("(load " + call("std::optional::operator*", "(ref i32)", "(local \"o\")") + ")")),
            "false 3 8");
}

TEST(UtilityModels, MinMax) {
  EXPECT_EQ(noted(see("(load " + call("std::min", "(ref i32)", "(temp (int \"3\" i32)) (temp (int \"-3\" i32))") + ")") +
                  see(call("std::abs", "i32", "(int \"-3\" i32)"))),
            "-3 3");
}

TEST(CharModels, CLocale) {
  EXPECT_EQ(noted(see(call("std::toupper", "i32", "(int \"97\" i32)")) + see(call("isdigit", "i32", "(int \"97\" i32)"))),
            "65 0");
}

// -- roles ---------------------------------------------------------------------------

const std::string shape = "(lib \"varscope.Shape\" (lib \"varscope.Shape\") (init \"dims\" "
                          "(list (array i64 2) (int \"2\" i64) (int \"3\" i64))))";
std::string get(const std::string& name) {
  return "(do-expr (lib \"varscope.get_variable\" (lib \"varscope.Variable\") @5:1 (init \"name\" " + name +
         ") (init \"shape\" " + shape + ")))";
}
std::string guard(const std::string& name) {
  return "(var \"g\" (lib \"varscope.VariableScopeGuard\") (lib \"varscope.enter_variable_scope\" "
         "(lib \"varscope.VariableScopeGuard\") @4:1 (init \"name\" " + name + ")))";
}

TEST(Roles, GetInScopes) {
  std::unique_ptr<ir::Module> program;
  ResolveResult result = run("(block " + guard("(str \"a\")") + get("(str \"w\")") + ")" + get("(str \"w\")"), program);
  ASSERT_EQ(result.models.size(), 1u);
  const ResolvedModel& model = result.models[0];
  EXPECT_TRUE(model.findings.empty());
  ASSERT_EQ(model.variables.size(), 2u);
  EXPECT_EQ(model.variables[0].name, "a/w");
  EXPECT_EQ(model.variables[0].shape, Shape({2, 3}));
  EXPECT_EQ(model.variables[1].name, "w");
}

TEST(Roles, SecondCreationIsFound) {
  std::unique_ptr<ir::Module> program;
  ResolveResult result = run(get("(str \"w\")") + get("(str \"w\")"), program);
  ASSERT_EQ(result.models.at(0).findings.size(), 1u);
  EXPECT_EQ(result.models[0].findings[0].rule, Rule::AlreadyExists);
}

/// a == b, an operator declared as a friend: its operands are named after its parameters.
std::string same(const std::string& type, const std::string& a, const std::string& b) {
  return see(call(type + "::operator==", "bool", "(init \"unnamed\" " + a + ") (init \"unnamed\" " + b + ")"));
}

TEST(Roles, Equality) {
  const auto initializer = [](const std::string& name) {
    return "(lib \"varscope.initializer." + name + "\" (lib \"varscope.Initializer\"))";
  };
  EXPECT_EQ(noted(same("varscope.Initializer", initializer("ones"), initializer("ones")) +
                  same("varscope.Initializer", initializer("ones"), initializer("zeros"))),
            "true false");
  const auto regularizer = [](const std::string& scale) {
    return "(lib \"varscope.regularizer.l2\" (lib \"varscope.Regularizer\") (init \"scale\" (float \"" + scale +
           "\" f64)))";
  };
  EXPECT_EQ(noted(same("varscope.Regularizer", regularizer("1"), regularizer("1")) +
                  same("varscope.Regularizer", regularizer("1"), regularizer("2"))),
            "true false");
  const auto current = "(lib \"varscope.get_variable_scope\" (lib \"varscope.VariableScope\"))";
  const auto variable = [&](const std::string& name) {
    return "(var \"" + name + "\" (lib \"varscope.VariableScope\") " + current + ")";
  };
  EXPECT_EQ(noted(variable("root") + guard("(str \"a\")") + variable("now") +
                  same("varscope.VariableScope", current, "(local \"now\")") +
                  same("varscope.VariableScope", current, "(local \"root\")")),
            "true false");
  EXPECT_EQ(noted(same("varscope.Shape", shape, shape)), "true");
}

TEST(Roles, UnknownNameIsUnresolved) {
  std::unique_ptr<ir::Module> program;
  ResolveResult result = run(get("(lib \"test.opaque\" (ptr i8))"), program);
  ASSERT_EQ(result.models.at(0).findings.size(), 1u);
  EXPECT_EQ(result.models[0].findings[0].rule, Rule::Unresolved);
}

} // namespace
} // namespace varscope::resolve
