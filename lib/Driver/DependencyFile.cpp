#include "Driver/DependencyFile.h"

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
  std::string text = escaped(target) + ":";
  for (const std::string& file : files)
    text += " \\\n  " + escaped(file);
  text += "\n";
  for (const std::string& file : files.drop_front(files.empty() ? 0 : 1))
    text += "\n" + escaped(file) + ":\n";
  return text;
}
