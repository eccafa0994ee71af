#include "varscope/Installation.h"
#include "varscope/Program.h"

#include "clang/Basic/Version.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"

using namespace llvm;
using namespace varscope;
using namespace varscope::tool;

namespace {

class Report {
public:
  void line(StringRef what, StringRef found) { outs() << formatv("{0,-20} {1}\n", what, found); }
  /// Something that has to be there.
  void need(StringRef what, StringRef found, bool there) {
    line(what, there ? found.str() : "MISSING " + found.str());
    good &= there;
  }
  bool good = true;
};

/// Extracts a source that includes the run time's headers. \returns Clang's errors; empty: none.
std::string tryOut(const Arguments& arguments) {
  int descriptor = -1;
  SmallString<128> path;
  if (std::error_code error =
          sys::fs::createTemporaryFile("varscope-doctor", "cpp", descriptor, path))
    return error.message();
  raw_fd_ostream(descriptor, /*shouldClose=*/true) << "#include <varscope/varscope.h>\n";
  SourceSummary summary =
      extractSource(makeCompileCommands({}, {path.str().str()}).front(), extractOptions(arguments, RoleFiles()));
  sys::fs::remove(path);
  return summary.module ? "" : summary.diagnostics;
}

/// What a program prints on either stream, and its exit status; -1: it could not be run.
std::pair<std::string, int> run(StringRef program, ArrayRef<StringRef> arguments) {
  SmallString<128> output;
  if (std::error_code error = sys::fs::createTemporaryFile("varscope-doctor", "txt", output))
    return {error.message(), -1};
  FileRemover remover(output);
  SmallVector<StringRef> words{program};
  words.append(arguments.begin(), arguments.end());
  std::string problem;
  int status = sys::ExecuteAndWait(program, words, std::nullopt, {StringRef(), output, output},
                                   /*SecondsToWait=*/60, /*MemoryLimit=*/0, &problem);
  ErrorOr<std::unique_ptr<MemoryBuffer>> printed = MemoryBuffer::getFile(output);
  if (!problem.empty() || !printed)
    return {problem.empty() ? printed.getError().message() : problem, -1};
  return {(*printed)->getBuffer().str(), status};
}

/// A library of ours that another program loads, and only a program of the same Clang can.
struct LoadedModule {
  StringRef what;
  StringRef file; // below the library directory
  StringRef option;
  SmallVector<std::string> programs;
  SmallVector<StringRef> trial; // arguments of a run that does nothing but load it
};

std::vector<LoadedModule> loadedModules() {
  std::string series = "-" CLANG_VERSION_MAJOR_STRING;
  std::vector<LoadedModule> modules = {
      {"Clang plugin", "varscope/varscope-plugin.so", "-fplugin=", {"clang++", "clang++" + series},
       {"-fsyntax-only", "-x", "c++", "/dev/null"}},
      {"clang-tidy module", "libVarScopeTidy.so", "-load=", {"clang-tidy", "clang-tidy" + series},
       {"-checks=-*,varscope-*", "--list-checks"}}};
  if (std::optional<std::string> compiler = sys::Process::GetEnv("CXX"))
    modules.front().programs.push_back(*compiler);
  return modules;
}

/// The module's path; empty: it is not installed.
std::string findModule(StringRef file) {
  for (StringRef directory : {"lib/", VARSCOPE_LIBDIR "/"}) // the build tree's, an installed tree's
    if (std::string path = besideCommand((directory + file).str()); sys::fs::exists(path))
      return path;
  return "";
}

/// Loads the module into each program there is. None of them is needed: `varscope` alone checks
/// and generates.
void tryModule(Report& report, const LoadedModule& module) {
  std::string path = findModule(module.file);
  if (path.empty())
    return report.line(module.what, "not installed");
  report.line(module.what, path + ", for clang " + CLANG_VERSION_MAJOR_STRING "." + Twine(CLANG_VERSION_MINOR).str());
  std::string option = (module.option + path).str();
  StringSet<> tried;
  for (const std::string& name : module.programs) {
    ErrorOr<std::string> program = sys::findProgramByName(name);
    SmallString<128> real;
    if (!program || sys::fs::real_path(*program, real) || !tried.insert(real).second)
      continue;
    SmallVector<StringRef> arguments{option};
    append_range(arguments, module.trial);
    auto [printed, status] = run(*program, arguments);
    StringRef firstLine = StringRef(printed).trim().split('\n').first;
    report.line("  with " + name, ((status == 0 ? "loads into " : "does not load into ") + *program +
                                   (status == 0 ? "" : ": " + firstLine))
                                      .str());
  }
  if (tried.empty())
    report.line("  with", "no " + join(module.programs, ", no ") + " found");
}

} // namespace

/// Exit status: 0 all that is needed is there, 2 something is missing.
ExitStatus tool::runDoctor(const Arguments& arguments) {
  if (!arguments.inputs.empty())
    return usageError("'doctor' takes no argument");
  Report report;
  report.line("varscope", VARSCOPE_VERSION " (" + commandPath() + ")");
  report.line("Clang", clangVersion());
  report.need("resource directory", resourceDirectory(),
              sys::fs::exists(resourceDirectory() + "/include/stddef.h"));
  std::string headers = headersBesideCommand();
  report.need("run-time headers", headers.empty() ? "../include/varscope/varscope.h" : headers,
              !headers.empty());
  std::string problems = tryOut(arguments);
  report.line("a trial source", problems.empty() ? "compiles" : "DOES NOT COMPILE\n" + problems);
  report.good &= problems.empty();
  for (const LoadedModule& module : loadedModules())
    tryModule(report, module);
  return report.good ? ExitStatus::Clean : ExitStatus::Failed;
}
