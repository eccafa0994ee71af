#include "varscope/Program.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

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

} // namespace

/// Exit status: 0 all that is needed is there, 2 something is missing.
ExitStatus tool::runDoctor(const Arguments& arguments) {
  if (!arguments.inputs.empty())
    return usageError("'doctor' takes no argument");
  Report report;
  static int anchor;
  report.line("varscope",
              VARSCOPE_VERSION " (" + sys::fs::getMainExecutable("varscope", &anchor) + ")");
  report.line("Clang", clangVersion());
  report.need("resource directory", resourceDirectory(),
              sys::fs::exists(resourceDirectory() + "/include/stddef.h"));
  std::string headers = headersBesideCommand();
  report.need("run-time headers", headers.empty() ? "../include/varscope/varscope.h" : headers,
              !headers.empty());
  std::string problems = tryOut(arguments);
  report.need("a trial source", problems.empty() ? "compiles" : "\n" + problems, problems.empty());
  return report.good ? ExitStatus::Clean : ExitStatus::Failed;
}
