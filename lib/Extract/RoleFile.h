#pragma once
/// Role files: what declarations of other libraries mean to VarScope, in YAML. An entry
/// is the annotation that the declaration would carry if it could be changed.
///
///   roles:
///     - function: nbla::utils::ParameterDirectory::get_parameter_or_create
///       role: get_or_create
///       name: param_name        # a role's argument: the parameter that it is
///       separator: /            # or a text

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <atomic>
#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace varscope {

/// One entry: what the annotations of some declarations are to be.
struct RoleEntry {
  struct Field {
    std::string key, value;
    unsigned line = 0, column = 0; ///< of the key; 1-based
  };
  std::vector<std::string> names; ///< qualified; without inline namespaces
  bool isClass = false;
  std::string role;               ///< "get_or_create"
  std::vector<Field> fields;
  unsigned line = 0, column = 0;
  /// Some source has declared it. Sources are extracted on several threads.
  mutable std::atomic<bool> isDeclared = false;
};

struct RoleFile {
  std::string path;
  std::string text;
  std::deque<RoleEntry> entries;
};

/// \returns an error that has the place, "file:line:column: error: ...", in its text
llvm::Expected<std::unique_ptr<RoleFile>> readRoleFile(llvm::StringRef path);
/// The same from a text.
llvm::Expected<std::unique_ptr<RoleFile>> parseRoleFile(llvm::StringRef text, llvm::StringRef path);

} // namespace varscope
