#include "Checkpoint/Tensor.h"

#include "llvm/Support/Endian.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;
using namespace varscope::checkpoint;

/// The last bytes of a LevelDB table, and so of a TensorFlow index.
static constexpr std::uint64_t tableMagic = 0xdb4775248b80fb57;

static bool isTable(StringRef bytes) {
  return bytes.size() >= 8 && support::endian::read64le(bytes.end() - 8) == tableMagic;
}

Expected<Tensors> varscope::checkpoint::readCheckpoint(StringRef path) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> file =
      MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!file)
    return createStringError("cannot read '" + path + "': " + file.getError().message());
  StringRef bytes = (*file)->getBuffer();
  auto read = bytes.starts_with("GGUF")                                    ? readGguf
              : bytes.starts_with("PK\3\4") || bytes.starts_with("PK\5\6") ? readNpz
              : isTable(bytes)                                             ? readTensorFlowIndex
                                                                           : readSafetensors;
  Expected<Tensors> tensors = read(path);
  if (!tensors)
    return createStringError("'" + path + "': " + toString(tensors.takeError()));
  return tensors;
}
