#pragma once
/// Sources with fixes applied, before anything is written.

#include "Driver/ExitStatus.h"
#include "Rules/Findings.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/raw_ostream.h"

#include <map>
#include <memory>
#include <string>

namespace varscope {

class FixedFiles {
public:
  /// \param sourceRoot what relative paths of findings are relative to
  explicit FixedFiles(std::string sourceRoot) : sourceRoot(std::move(sourceRoot)) {}

  /// Applies the first fix of each finding, a fix that several findings have once. Of fixes
  /// that touch one line, the first; a fix whole or not at all.
  /// \returns how many were applied
  unsigned apply(llvm::ArrayRef<ReportedFinding> findings);
  /// Takes back what the last call of `apply` did.
  void undo();

  /// The files that differ from the disk's, by absolute path.
  std::map<std::string, std::shared_ptr<const std::string>> texts() const;
  /// All changes as one unified diff, paths relative to the source root where they lie under it.
  void printDiff(llvm::raw_ostream& os) const;
  /// Writes the changed files; keeps their modes. Prints what cannot be written.
  ExitStatus write(llvm::raw_ostream& err) const;

private:
  struct File {
    std::string original, now, before; ///< `before`: the last `apply`
  };
  File* find(const std::string& path);

  std::string sourceRoot;
  std::map<std::string, File> files; ///< by absolute path
};

} // namespace varscope
