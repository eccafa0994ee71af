#pragma once
/// The command line: one subcommand, its options (Options.td), and compiler
/// flags behind "--".

#include "Driver/ExitStatus.h"

#include "llvm/ADT/Twine.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Support/Error.h"

#include <optional>
#include <string>
#include <vector>

namespace varscope::tool {

enum OptionId {
  OPT_INVALID = 0,
#define OPTION(...) LLVM_MAKE_OPT_ID(__VA_ARGS__),
#include "Options.inc"
#undef OPTION
};

struct Arguments {
  std::string command;
  llvm::opt::InputArgList options;
  std::vector<std::string> inputs;
  std::optional<std::vector<std::string>> flags; ///< behind "--"; none without it
};

/// Prints a usage error; \returns Failed.
ExitStatus usageError(const llvm::Twine& message);

/// An error of the work itself; \returns Failed.
ExitStatus failure(const llvm::Twine& message);

/// Reports an error if there is one.
bool succeeded(llvm::Error error);

/// The value; none after reporting the error.
template <class T> std::optional<T> valueOrFailure(llvm::Expected<T> expected) {
  if (expected)
    return std::move(*expected);
  failure(toString(expected.takeError()));
  return std::nullopt;
}

/// Reads the command line, files of arguments ("@FILE") included. Answers --help, --version and mistakes itself: then
/// there are no arguments, and `status` is the command's.
std::optional<Arguments> parseCommandLine(int argc, char** argv, ExitStatus& status);

// One function per file.
ExitStatus runCheck(const Arguments& arguments);
ExitStatus runDiff(const Arguments& arguments);
ExitStatus runDoctor(const Arguments& arguments);
ExitStatus runExplain(const Arguments& arguments);
ExitStatus runExtract(const Arguments& arguments);
ExitStatus runFlags(const Arguments& arguments);
ExitStatus runGenerate(const Arguments& arguments);
ExitStatus runLink(const Arguments& arguments);
ExitStatus runLock(const Arguments& arguments);
ExitStatus runLsp(const Arguments& arguments);
ExitStatus runReport(const Arguments& arguments);
ExitStatus runVerify(const Arguments& arguments);

} // namespace varscope::tool
