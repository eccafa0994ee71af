#pragma once
/// varscope.lock: what models consist of, as their owners last agreed to. It is committed with the
/// sources; a build that is given it fails when a model no longer matches.

#include "Emit/Diff.h"

#include <map>
#include <string>
#include <vector>

namespace varscope {

/// One model's entry. Of its variables only names, dtypes, shapes and wholes are kept.
struct LockedModel {
  std::string model;
  std::vector<ManifestVariable> variables;
  /// For loaders of checkpoints saved earlier: a variable's name -> its earlier names, newest
  /// first.
  std::map<std::string, std::vector<std::string>> renamedFrom;
};

/// By the models' names.
using Lock = std::map<std::string, LockedModel>;

/// The same lock gives the same bytes; one line per variable.
void writeLock(llvm::raw_ostream& os, const Lock& lock);

/// Any text ends in a lock or in an error "name: what is wrong".
llvm::Expected<Lock> readLock(llvm::StringRef text, llvm::StringRef name);

/// Reads a file. One that does not exist is an error that says how to make it.
llvm::Expected<Lock> readLockFile(llvm::StringRef path);

/// In what the model differs from its entry; no entry is one text that says so. Texts are as in
/// `diff`; none: it matches.
std::vector<std::string> lockDifferences(const Lock& lock, const Manifest& manifest);

/// Makes the model's entry what the model is now. Renamed variables keep their earlier names.
void acceptIntoLock(Lock& lock, const Manifest& manifest);

} // namespace varscope
