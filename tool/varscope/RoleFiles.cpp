#include "varscope/RoleFiles.h"

#include "varscope/Installation.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace varscope;
using namespace varscope::tool;

static std::string shippedRoles() { return besideCommand("share/varscope/roles"); }

static std::vector<std::string> shippedNames() {
  std::vector<std::string> names;
  std::error_code error;
  for (sys::fs::directory_iterator at(shippedRoles(), error), end; !error && at != end; at.increment(error))
    if (sys::path::extension(at->path()) == ".yaml")
      names.push_back(sys::path::stem(at->path()).str());
  llvm::sort(names);
  return names;
}

static bool isShipped(StringRef path) { return path.starts_with(shippedRoles()); }

std::optional<RoleFiles> tool::readRoleFiles(const Arguments& arguments) {
  RoleFiles files;
  for (const std::string& given : arguments.options.getAllArgValues(OPT_roles)) {
    SmallString<128> path(given);
    // A name without a path is one of ours, unless there is such a file here.
    if (sys::path::filename(given) == given && !sys::fs::is_regular_file(given)) {
      path = shippedRoles();
      sys::path::append(path, given + ".yaml");
      if (!sys::fs::exists(path)) {
        failure("there is no role file '" + given + "'; shipped are: " + join(shippedNames(), ", "));
        return std::nullopt;
      }
    }
    Expected<std::unique_ptr<RoleFile>> file = readRoleFile(path);
    if (!file) {
      std::string text = toString(file.takeError());
      if (StringRef(text).contains(": error: "))
        errs() << text << '\n'; // it says where
      else
        failure(text);
      return std::nullopt;
    }
    files.push_back(std::move(*file));
  }
  return files;
}

void tool::noteUndeclared(const RoleFiles& files) {
  for (const auto& file : files)
    for (const RoleEntry& entry : file->entries)
      if (!entry.isDeclared && !isShipped(file->path))
        errs() << formatv("{0}:{1}:{2}: note: no source declares '{3}'\n", file->path, entry.line, entry.column,
                          join(entry.names, "', '"));
}
