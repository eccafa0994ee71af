#include "Ide/Paths.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace varscope;

std::string ide::absolute(StringRef path, StringRef directory) {
  SmallString<256> result(path);
  if (!sys::path::is_absolute(path)) {
    result = directory;
    sys::path::append(result, path);
  }
  sys::path::remove_dots(result, /*remove_dot_dot=*/true);
  return result.str().str();
}

std::string ide::findBuildDirectory(StringRef file) {
  for (StringRef around = sys::path::parent_path(file); !around.empty();
       around = sys::path::parent_path(around))
    for (StringRef below : {"", "build"}) {
      SmallString<256> directory(around), database;
      sys::path::append(directory, below);
      database = directory;
      sys::path::append(database, "compile_commands.json");
      if (sys::fs::exists(database))
        return directory.str().str();
    }
  return "";
}

StringRef ide::relative(StringRef path, StringRef directory) {
  StringRef rest = path;
  if (!directory.empty() && rest.consume_front(directory) && rest.consume_front("/"))
    return rest;
  return path;
}
