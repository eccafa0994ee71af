#include "Driver/OutputFiles.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace varscope;

/// "model.cpp" is written as "model.cpp.tmp-1f83a0c2" first.
static constexpr StringLiteral temporaryMark = ".tmp-";
static constexpr unsigned temporaryDigits = 8;

static Error cannot(StringRef what, StringRef path, const Twine& why) {
  return createStringError("cannot " + what + " '" + path + "': " + why);
}

static bool hasContents(StringRef path, StringRef contents) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> old =
      MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  return old && (*old)->getBuffer() == contents;
}

/// One try. Ends in no_such_file_or_directory when another run took
/// our temporary file for a leftover, between its creation and its lock.
static Error replace(StringRef path, StringRef contents) {
  Expected<sys::fs::TempFile> file =
      sys::fs::TempFile::create(path + temporaryMark + std::string(temporaryDigits, '%'));
  if (!file)
    return file.takeError();
  sys::fs::tryLockFile(file->FD); // where there are no locks there are no leftovers to tell apart
  raw_fd_ostream os(file->FD, /*shouldClose=*/false);
  os << contents;
  os.flush();
  if (std::error_code error = os.error()) {
    os.clear_error();
    return joinErrors(errorCodeToError(error), file->discard());
  }
  return file->keep(path);
}

Error varscope::writeFile(StringRef path, StringRef contents) {
  if (hasContents(path, contents))
    return Error::success();
  StringRef directory = sys::path::parent_path(path);
  if (!directory.empty())
    if (std::error_code error = sys::fs::create_directories(
            directory, /*IgnoreExisting=*/true, sys::fs::all_all)) // less the umask
      return cannot("create directory", directory, error.message());
  for (unsigned tries = 0;; ++tries) {
    Error error = replace(path, contents);
    if (!error)
      return Error::success();
    std::error_code code = errorToErrorCode(std::move(error));
    if (code != std::errc::no_such_file_or_directory || tries == 3)
      return cannot("write", path, code.message());
  }
}

Error varscope::writeOutput(StringRef path, StringRef contents) {
  StringRef name = sys::path::filename(path);
  removeLeftovers(sys::path::parent_path(path), [&](StringRef output) { return output == name; });
  return writeFile(path, contents);
}

Error varscope::removeFile(StringRef path) {
  if (std::error_code error = sys::fs::remove(path, /*IgnoreNonExisting=*/true))
    return cannot("remove", path, error.message());
  return Error::success();
}

void varscope::removeLeftovers(StringRef directory, function_ref<bool(StringRef)> isOurs) {
  std::error_code error;
  for (sys::fs::directory_iterator entry(directory.empty() ? "." : directory, error), end;
       !error && entry != end; entry.increment(error)) {
    auto [output, digits] = sys::path::filename(entry->path()).rsplit(temporaryMark);
    if (digits.size() != temporaryDigits || !all_of(digits, isHexDigit) || !isOurs(output))
      continue;
    int fd = -1;
    if (sys::fs::openFileForReadWrite(entry->path(), fd, sys::fs::CD_OpenExisting,
                                      sys::fs::OF_None))
      continue;
    if (!sys::fs::tryLockFile(fd))
      sys::fs::remove(entry->path());
    sys::fs::file_t handle = sys::fs::convertFDToNativeFile(fd);
    sys::fs::closeFile(handle);
  }
}
