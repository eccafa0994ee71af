#include "Driver/OutputFiles.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

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

/// Reads both piece by piece: outputs may be larger than what memory should hold twice. `file`
/// is not opened again, since closing it would end the lock on it.
static bool haveSameContents(sys::fs::file_t file, StringRef path) {
  Expected<sys::fs::file_t> old = sys::fs::openNativeFileForRead(path);
  if (!old) {
    consumeError(old.takeError());
    return false;
  }
  const scope_exit close([&] { sys::fs::closeFile(*old); });
  std::vector<char> piece(1u << 16), oldPiece(piece.size());
  for (std::uint64_t at = 0;;) {
    Expected<std::size_t> size = sys::fs::readNativeFileSlice(file, piece, at);
    Expected<std::size_t> oldSize = sys::fs::readNativeFileSlice(*old, oldPiece, at);
    if (!size || !oldSize) {
      consumeError(joinErrors(size.takeError(), oldSize.takeError()));
      return false;
    }
    const std::size_t both = std::min(*size, *oldSize);
    if (std::memcmp(piece.data(), oldPiece.data(), both) != 0)
      return false;
    if (both == 0)
      return *size == *oldSize;
    at += both;
  }
}

OutputFile::OutputFile(std::string path, sys::fs::TempFile made)
    : path(std::move(path)), file(std::make_unique<sys::fs::TempFile>(std::move(made))),
      stream(std::make_unique<raw_fd_ostream>(file->FD, /*shouldClose=*/false)) {
  stream->SetBufferSize(1u << 16);
}

OutputFile::~OutputFile() {
  if (file)
    consumeError(discard()); // whoever gives up has said why
}

Error OutputFile::discard() {
  stream->flush();
  stream->clear_error(); // left uncleared it would end the program
  stream.reset();
  return std::exchange(file, nullptr)->discard();
}

Expected<OutputFile> OutputFile::create(StringRef path) {
  StringRef directory = sys::path::parent_path(path);
  if (!directory.empty())
    if (std::error_code error = sys::fs::create_directories(
            directory, /*IgnoreExisting=*/true, sys::fs::all_all)) // less the umask
      return cannot("create directory", directory, error.message());
  for (unsigned tries = 0;; ++tries) {
    Expected<sys::fs::TempFile> made =
        sys::fs::TempFile::create(path + temporaryMark + std::string(temporaryDigits, '%'));
    if (!made)
      return cannot("write", path, errorToErrorCode(made.takeError()).message());
    // Between the creation and the lock another run may take the file for a leftover. Where
    // there are no locks there are no leftovers to tell apart.
    const bool taken = sys::fs::tryLockFile(made->FD) == std::errc::no_lock_available;
    OutputFile file(path.str(), std::move(*made));
    if (tries == 3 || (!taken && sys::fs::exists(file.file->TmpName)))
      return file;
  }
}

Error OutputFile::keep() {
  stream->flush();
  if (!stream->error() && haveSameContents(sys::fs::convertFDToNativeFile(file->FD), path))
    return discard();
  return replace();
}

Error OutputFile::replace() {
  stream->flush();
  if (std::error_code error = stream->error()) {
    consumeError(discard());
    return cannot("write", path, error.message());
  }
  if (Error error = std::exchange(file, nullptr)->keep(path))
    return cannot("write", path, errorToErrorCode(std::move(error)).message());
  return Error::success();
}

Error varscope::writeFile(StringRef path, StringRef contents) {
  if (hasContents(path, contents))
    return Error::success();
  Expected<OutputFile> file = OutputFile::create(path);
  if (!file)
    return file.takeError();
  file->os() << contents;
  return file->replace();
}

Error varscope::writeOutput(StringRef path, StringRef contents) {
  removeLeftoversOf(path);
  return writeFile(path, contents);
}

Error varscope::removeFile(StringRef path) {
  if (std::error_code error = sys::fs::remove(path, /*IgnoreNonExisting=*/true))
    return cannot("remove", path, error.message());
  return Error::success();
}

void varscope::removeLeftoversOf(StringRef path) {
  StringRef name = sys::path::filename(path);
  removeLeftovers(sys::path::parent_path(path), [&](StringRef output) { return output == name; });
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
