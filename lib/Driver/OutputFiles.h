#pragma once
/// Files that are replaced as a whole or not at all.

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <memory>
#include <string>

namespace varscope {

/// A file on its way: written under another name beside `path`, and put there in one step.
/// Without keep() nothing is left of it.
class OutputFile {
public:
  /// Creates missing directories.
  /// \returns an error "cannot write 'path': why"
  static llvm::Expected<OutputFile> create(llvm::StringRef path);
  OutputFile(OutputFile&&) = default;
  ~OutputFile();

  llvm::raw_ostream& os() { return *stream; }
  /// Leaves a file that holds the same already alone, its time included.
  /// \returns an error "cannot write 'path': why"; `path` is then what it was before.
  llvm::Error keep();
  /// The same for who knows that the contents differ.
  llvm::Error replace();

private:
  OutputFile(std::string path, llvm::sys::fs::TempFile made);
  llvm::Error discard();

  std::string path;
  std::unique_ptr<llvm::sys::fs::TempFile> file; ///< null: done
  std::unique_ptr<llvm::raw_fd_ostream> stream;
};

/// Makes `path` hold `contents`, as an OutputFile does.
llvm::Error writeFile(llvm::StringRef path, llvm::StringRef contents);

/// The same for a file of its own: what killed runs left for it goes first.
llvm::Error writeOutput(llvm::StringRef path, llvm::StringRef contents);

/// Removes a file if it is there.
llvm::Error removeFile(llvm::StringRef path);

/// Removes temporary files that killed runs left in `directory` for outputs
/// whose names `isOurs` knows. Those of runs that are still alive are locked
/// and stay.
void removeLeftovers(llvm::StringRef directory, llvm::function_ref<bool(llvm::StringRef)> isOurs);
void removeLeftoversOf(llvm::StringRef path);

} // namespace varscope
