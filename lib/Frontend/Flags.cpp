#include "Frontend/Flags.h"

#include "clang/Options/Options.h"
#include "clang/Tooling/ArgumentsAdjusters.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"

#include <set>

using namespace llvm;
using namespace varscope;

/// -Wno-... stays: -Wno-narrowing decides what compiles. -Wp, and the like are
/// no warnings.
static bool isWarningFlag(StringRef flag) {
  return flag == "-w" || flag == "-pedantic-errors" ||
         (flag.starts_with("-W") && !flag.starts_with("-Wno-") && !flag.contains(','));
}

/// How a flag of Flags.def is told.
enum class Match { Exactly, Prefix };

/// Whether Flags.def has the flag.
static bool isForeign(StringRef flag) {
  struct Row {
    StringRef flag;
    Match match;
  };
  static constexpr Row rows[] = {
#define DROP(flag, match) {flag, Match::match},
#include "Frontend/Flags.def"
  };
  return any_of(rows, [&](const Row& row) {
    return row.match == Match::Exactly ? flag == row.flag : flag.starts_with(row.flag);
  });
}

/// Whether the words begin with "-Xclang -include-pch -Xclang FILE", as CMake writes
/// them: another Clang's precompiled header. The header itself is included as well.
static bool isPrecompiledHeader(ArrayRef<std::string> words) {
  return words.size() >= 4 && words[0] == "-Xclang" && words[1] == "-include-pch" &&
         words[2] == "-Xclang";
}

/// Indices of arguments that Clang's driver has no option for: those of other
/// compilers. An unknown flag of ours would have stopped the user's Clang.
static std::set<unsigned> unknownFlags(ArrayRef<std::string> arguments) {
  std::vector<const char*> pointers;
  for (const std::string& argument : arguments)
    pointers.push_back(argument.c_str());
  unsigned missingIndex = 0, missingCount = 0;
  opt::InputArgList parsed = clang::getDriverOptTable().ParseArgs(
      pointers, missingIndex, missingCount, opt::Visibility(clang::options::ClangOption));
  std::set<unsigned> unknown;
  for (const opt::Arg* argument : parsed.filtered(clang::options::OPT_UNKNOWN))
    if (StringRef(argument->getSpelling()).starts_with("-f") ||
        StringRef(argument->getSpelling()).starts_with("-m"))
      unknown.insert(argument->getIndex());
  return unknown;
}

std::vector<std::string> varscope::adaptFlags(const std::vector<std::string>& arguments,
                                              StringRef file, const FlagOptions& options) {
  std::vector<std::string> kept;
  std::set<unsigned> unknown = unknownFlags(arguments);
  bool inputs = false; // behind "--"
  for (unsigned i = 0; i < arguments.size(); ++i) {
    inputs |= arguments[i] == "--";
    if (!inputs && isPrecompiledHeader(ArrayRef(arguments).drop_front(i))) {
      i += 3;
      continue;
    }
    bool dropped = i != 0 && !inputs &&
                   (unknown.contains(i) || isWarningFlag(arguments[i]) || isForeign(arguments[i]) ||
                    is_contained(options.remove, arguments[i]));
    if (!dropped)
      kept.push_back(arguments[i]);
  }

  std::vector<std::string> ours = options.extra;
  ours.insert(ours.end(), {"-resource-dir", VARSCOPE_RESOURCE_DIR});
  if (!options.includeDirectory.empty())
    ours.push_back("-I" + options.includeDirectory);
  ours.push_back("-Wreorder-init-list"); // of options it is an error: ExtractSource.cpp

  using namespace clang::tooling;
  ArgumentsAdjuster adjust = combineAdjusters(
      getClangStripOutputAdjuster(),
      combineAdjusters(getClangStripDependencyFileAdjuster(),
                       combineAdjusters(getInsertArgumentAdjuster(ours, ArgumentInsertPosition::END),
                                        getClangSyntaxOnlyAdjuster())));
  return adjust(kept, file);
}
