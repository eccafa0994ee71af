#include "Frontend/CompileCommands.h"

#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/JSONCompilationDatabase.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace llvm;
using namespace varscope;

bool varscope::isCxxSource(StringRef file) {
  return StringSwitch<bool>(sys::path::extension(file))
      .Cases({".cc", ".cpp", ".cxx", ".c++", ".C", ".cppm", ".ixx"}, true)
      .Default(false);
}

static CompileCommand convert(clang::tooling::CompileCommand command) {
  return {std::move(command.Directory), std::move(command.Filename),
          std::move(command.CommandLine)};
}

/// Commands of files that it does not list are not guessed.
static Expected<std::unique_ptr<clang::tooling::CompilationDatabase>>
openDatabase(StringRef buildDirectory) {
  using namespace clang::tooling;
  SmallString<128> path(buildDirectory);
  sys::path::append(path, "compile_commands.json");
  if (!sys::fs::exists(path))
    return createStringError("no compile_commands.json in '" + buildDirectory + "'");
  std::string problem;
  std::unique_ptr<CompilationDatabase> database =
      JSONCompilationDatabase::loadFromFile(path, problem, JSONCommandLineSyntax::AutoDetect);
  if (!database)
    return createStringError("cannot read '" + path + "': " + StringRef(problem).rtrim());
  return inferTargetAndDriverMode(
      expandResponseFiles(std::move(database), vfs::getRealFileSystem()));
}

Expected<std::vector<CompileCommand>>
varscope::readCompileCommands(StringRef buildDirectory, ArrayRef<std::string> sources) {
  auto opened = openDatabase(buildDirectory);
  if (!opened)
    return opened.takeError();
  const std::unique_ptr<clang::tooling::CompilationDatabase>& database = *opened;

  std::vector<CompileCommand> commands;
  if (sources.empty()) {
    StringSet<> seen;
    for (clang::tooling::CompileCommand& command : database->getAllCompileCommands())
      if (isCxxSource(command.Filename) &&
          seen.insert(command.Directory + "\n" + command.Filename).second)
        commands.push_back(convert(std::move(command)));
    if (commands.empty())
      return createStringError("no C++ source in '" + buildDirectory + "/compile_commands.json'");
    return commands;
  }
  for (const std::string& source : sources) {
    SmallString<128> absolute(source);
    sys::fs::make_absolute(absolute);
    sys::path::remove_dots(absolute, /*remove_dot_dot=*/true);
    auto found = database->getCompileCommands(absolute);
    if (found.empty())
      return createStringError("no compile command for '" + source + "' in '" + buildDirectory + "'");
    commands.push_back(convert(std::move(found.front())));
  }
  return commands;
}

static std::string absolutePath(StringRef path, StringRef directory) {
  SmallString<128> absolute(path);
  sys::path::make_absolute(directory, absolute);
  sys::path::remove_dots(absolute, /*remove_dot_dot=*/true);
  return absolute.str().str();
}

static bool isUnder(StringRef path, StringRef directory) {
  return path.consume_front(directory) && path.starts_with("/");
}

/// The object that a command makes; databases need not say so themselves.
static StringRef objectOf(const clang::tooling::CompileCommand& command) {
  if (!command.Output.empty())
    return command.Output;
  auto option = find(command.CommandLine, "-o");
  return option == command.CommandLine.end() || std::next(option) == command.CommandLine.end()
             ? StringRef()
             : StringRef(*std::next(option));
}

Expected<std::vector<CompileCommand>>
varscope::readTargetCommands(StringRef buildDirectory, StringRef objects,
                             ArrayRef<std::string> sources) {
  auto opened = openDatabase(buildDirectory);
  if (!opened)
    return opened.takeError();
  SmallString<128> working;
  sys::fs::current_path(working);
  const std::string build = absolutePath(buildDirectory, working);
  const std::string under = absolutePath(objects, working);

  StringMap<CompileCommand> bySource;
  std::optional<CompileCommand> unity; // all of a target's have the same flags
  for (clang::tooling::CompileCommand& command : (*opened)->getAllCompileCommands()) {
    // Relative to the build directory or to where the compiler runs.
    StringRef object = objectOf(command);
    if (!isUnder(absolutePath(object, build), under) &&
        !isUnder(absolutePath(object, command.Directory), under))
      continue;
    std::string source = absolutePath(command.Filename, command.Directory);
    CompileCommand converted = convert(std::move(command));
    if (!unity && isUnder(source, under) && sys::path::filename(source).starts_with("unity_"))
      unity = converted;
    bySource.try_emplace(source, std::move(converted));
  }

  std::vector<CompileCommand> commands;
  for (const std::string& source : sources) {
    std::string absolute = absolutePath(source, working);
    auto found = bySource.find(absolute);
    if (found == bySource.end() && !unity)
      return createStringError("no compile command for '" + source + "' under '" + objects +
                               "' in '" + buildDirectory + "'");
    commands.push_back(found != bySource.end() ? found->second : *unity);
  }
  return commands;
}

std::vector<std::string> varscope::flagsOf(const CompileCommand& command) {
  using namespace clang::tooling;
  std::vector<std::string> arguments = combineAdjusters(
      getClangStripOutputAdjuster(), getClangStripDependencyFileAdjuster())(command.arguments,
                                                                            command.file);
  std::vector<std::string> flags;
  for (const std::string& argument : drop_begin(arguments))
    if (argument != command.file && argument != "-c" && argument != "--")
      flags.push_back(argument);
  return flags;
}

std::vector<CompileCommand> varscope::makeCompileCommands(ArrayRef<std::string> flags,
                                                          ArrayRef<std::string> sources) {
  SmallString<128> directory;
  sys::fs::current_path(directory);
  std::vector<CompileCommand> commands;
  for (const std::string& source : sources) {
    CompileCommand command{directory.str().str(), source, {"clang++", "-std=c++20"}};
    command.arguments.insert(command.arguments.end(), flags.begin(), flags.end());
    command.arguments.insert(command.arguments.end(), {"-c", "--", source});
    commands.push_back(std::move(command));
  }
  return commands;
}
