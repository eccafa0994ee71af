#include "varscope/ReadManifest.h"

#include "varscope/Options.h"

#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;
using namespace varscope;

std::optional<Manifest> tool::readManifestFile(const std::string& path) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> file = MemoryBuffer::getFile(path);
  if (!file) {
    failure("cannot read '" + path + "': " + file.getError().message());
    return std::nullopt;
  }
  return valueOrFailure(readManifest((*file)->getBuffer(), path));
}
