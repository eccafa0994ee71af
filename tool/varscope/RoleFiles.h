#pragma once
/// --roles: what other libraries' declarations mean.

#include "varscope/Options.h"

#include "Extract/RoleFile.h"

#include <memory>
#include <optional>
#include <vector>

namespace varscope::tool {

using RoleFiles = std::vector<std::unique_ptr<RoleFile>>;

/// Reads every file that --roles names: by its path, or as one of those that are installed
/// with the command ("libtorch"). Prints what is wrong.
std::optional<RoleFiles> readRoleFiles(const Arguments& arguments);

/// Says which entries of files given by path name nothing that a source declares.
void noteUndeclared(const RoleFiles& files);

} // namespace varscope::tool
