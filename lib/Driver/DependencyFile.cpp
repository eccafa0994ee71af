#include "Driver/DependencyFile.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <vector>

using namespace llvm;

/// Clang names its headers by "..", through links ("/lib/gcc/../../include", where /lib is
/// /usr/lib); build systems take ".." away by the text alone.
static std::string withoutDotDot(StringRef path) {
  SmallString<128> real;
  if (sys::path::is_absolute(path) && path.contains("/..") && !sys::fs::real_path(path, real))
    return real.str().str();
  return path.str();
}

/// As make and Ninja read it.
static std::string escaped(llvm::StringRef path) {
  std::string text;
  for (char c : path) {
    if (c == ' ' || c == '#' || c == '\\')
      text += '\\';
    else if (c == '$')
      text += '$';
    text += c;
  }
  return text;
}

std::string varscope::makeDependencyFile(llvm::StringRef target,
                                         llvm::ArrayRef<std::string> files) {
  std::vector<std::string> names;
  for (const std::string& file : files)
    names.push_back(escaped(withoutDotDot(file)));
  std::string text = escaped(target) + ":";
  for (const std::string& name : names)
    text += " \\\n  " + name;
  text += "\n";
  for (const std::string& name : drop_begin(names, names.empty() ? 0 : 1))
    text += "\n" + name + ":\n";
  return text;
}
