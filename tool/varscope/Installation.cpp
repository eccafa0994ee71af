#include "varscope/Installation.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace varscope;

std::string tool::commandPath() {
  static int anchor;
  return sys::fs::getMainExecutable("varscope", &anchor);
}

std::string tool::besideCommand(StringRef relative) {
  std::string command = commandPath();
  SmallString<128> path(sys::path::parent_path(sys::path::parent_path(command)));
  sys::path::append(path, relative);
  return path.str().str();
}

std::string tool::headersBesideCommand() {
  SmallString<128> real; // in the build tree it is a link
  if (sys::fs::real_path(besideCommand("include"), real) ||
      !sys::fs::exists(real + "/varscope/varscope.h"))
    return "";
  return real.str().str();
}
