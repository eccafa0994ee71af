#include "Frontend/CompileCommands.h"

#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/JSONCompilationDatabase.h"

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
