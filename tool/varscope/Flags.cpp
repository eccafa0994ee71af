#include "varscope/Program.h"

#include "Driver/OutputFiles.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

using namespace llvm;
using namespace varscope;

/// <directory>/<the source's path under the root, or its absolute one>.flags
static std::string flagsPath(StringRef directory, StringRef source, StringRef root) {
  SmallString<128> name(source);
  sys::fs::make_absolute(name);
  sys::path::remove_dots(name, /*remove_dot_dot=*/true);
  StringRef kept = name, below = name;
  if (below.consume_front(root) && below.starts_with("/"))
    kept = below;
  SmallString<128> path(directory);
  sys::path::append(path, sys::path::relative_path(kept) + ".flags");
  return path.str().str();
}

/// One file per source, which "extract SRC ... -- @FILE" takes. A file whose flags stay the same
/// keeps its time, so that a changed build directory extracts what it has to.
ExitStatus tool::runFlags(const Arguments& arguments) {
  for (auto [option, usage] : {std::pair(OPT_o, "'-o DIR'"),
                               {OPT_p, "'-p BUILD_DIR'"},
                               {OPT_objects, "'--objects OBJECT_DIR'"}})
    if (!arguments.options.hasArg(option))
      return usageError(Twine("'flags' needs ") + usage);
  if (arguments.inputs.empty())
    return usageError("no source");
  auto commands =
      readTargetCommands(arguments.options.getLastArgValue(OPT_p),
                         arguments.options.getLastArgValue(OPT_objects), arguments.inputs);
  if (!commands)
    return failure(toString(commands.takeError()));
  StringRef directory = arguments.options.getLastArgValue(OPT_o);
  const std::string root = sourceRoot(arguments);
  for (auto [source, command] : zip(arguments.inputs, *commands)) {
    std::string text;
    raw_string_ostream os(text);
    for (const std::string& flag : flagsOf(command)) {
      sys::printArg(os, flag, /*Quote=*/true);
      os << '\n';
    }
    if (!succeeded(writeOutput(flagsPath(directory, source, root), text)))
      return ExitStatus::Failed;
  }
  return ExitStatus::Clean;
}
