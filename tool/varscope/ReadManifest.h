#pragma once

#include "Emit/Manifest.h"

#include <optional>
#include <string>

namespace varscope::tool {

/// Reads a manifest file; prints what is wrong with it.
std::optional<Manifest> readManifestFile(const std::string& path);

} // namespace varscope::tool
