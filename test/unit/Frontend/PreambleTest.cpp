#include "Frontend/ExtractSource.h"
#include "ScopeIR/Printer.h"
#include "../TemporaryDirectory.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace varscope;

namespace {

const std::string sourceDirectory = VARSCOPE_SOURCE_DIR;

std::vector<std::string> sourcesIn(const std::string& directory) {
  std::vector<std::string> sources;
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator at(directory, error), end; !error && at != end;
       at.increment(error))
    if (llvm::sys::path::extension(at->path()) == ".cpp")
      sources.push_back(at->path());
  std::sort(sources.begin(), sources.end());
  return sources;
}

/// The printed module and the files that were read, sorted.
std::string extract(const std::string& source, Preamble* preamble = nullptr) {
  ExtractSourceOptions options;
  options.sourceRoot = sourceDirectory;
  options.flags.includeDirectory = sourceDirectory + "/include";
  const CompileCommand command = makeCompileCommands({"-std=c++20"}, {source}).front();
  SourceSummary summary = extractSource(command, options, {}, preamble);
  if (!summary.module)
    return summary.diagnostics;
  std::string text;
  llvm::raw_string_ostream os(text);
  print(*summary.module, os);
  std::sort(summary.dependencies.begin(), summary.dependencies.end());
  for (const std::string& file : summary.dependencies)
    os << file << '\n';
  return text;
}

class PreambleTest : public varscope::test::TemporaryDirectory {
protected:
  /// With a preamble, new and reused, comes what comes without.
  static std::string expectSame(const std::string& source) {
    const std::string plain = extract(source);
    Preamble preamble;
    EXPECT_EQ(extract(source, &preamble), plain) << source;
    EXPECT_EQ(extract(source, &preamble), plain) << source;
    return plain;
  }
};

TEST_F(PreambleTest, ProgramsOfManyKinds) {
  unsigned count = 0;
  for (const char* sources : {"/test/Analysis/Inputs/class_encoder", "/examples/gan"})
    for (const std::string& source : sourcesIn(sourceDirectory + sources)) {
      expectSame(source);
      ++count;
    }
  EXPECT_GE(count, 6u);
}

// Of headers that have a unit's own models, functions or globals, everything is searched.
TEST_F(PreambleTest, AModelInAHeader) {
  write("model.h", "#include <varscope/varscope.h>\n"
                   "inline void build() { varscope::get_variable(\"v\", {2}); }\n"
                   "VS_MODEL(in_header, build());\n");
  const std::string source = write("a.cpp", "#include \"model.h\"\nint main() {}\n");
  EXPECT_NE(expectSame(source).find("\"in_header\""), std::string::npos);
}

TEST_F(PreambleTest, AFunctionInAHeader) {
  write("f.h", "void g(int&);\nint f(int& x) { g(x); return x; }\n");
  EXPECT_NE(expectSame(write("a.cpp", "#include \"f.h\"\nint y;\n")).find("@f#"), std::string::npos);
}

TEST_F(PreambleTest, AGlobalInAHeader) {
  write("global.h", "int global = 3;\n");
  EXPECT_NE(expectSame(write("a.cpp", "#include \"global.h\"\nint y;\n")).find("@global"),
            std::string::npos);
}

// Without roles, a function matters only by what it carries; with them, any does.
TEST_F(PreambleTest, RolesOfAHeader) {
  write("roles.h", "[[clang::annotate(\"varscope.get\", \"name=0\")]] void parameter(const char*);\n");
  const std::string source = write("a.cpp", "#include \"roles.h\"\nvoid quiet() {}\n");
  const std::string with = expectSame(source);
  write("roles.h", "void parameter(const char*);\n");
  EXPECT_NE(expectSame(source), with);
}

// What changes in a header is seen.
TEST_F(PreambleTest, AChangedHeader) {
  write("f.h", "inline int f() { return 1; }\n");
  const std::string source = write("a.cpp", "#include \"f.h\"\nint g() { return f(); }\n");
  Preamble preamble;
  const std::string before = extract(source, &preamble);
  write("f.h", "inline int f() { return 12345; }\nint h = 1;\n");
  EXPECT_NE(extract(source, &preamble), before);
  EXPECT_EQ(extract(source, &preamble), extract(source));
}

} // namespace
