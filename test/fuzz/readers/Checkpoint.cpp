/// Checkpoint files' headers: safetensors, npz, GGUF and TensorFlow's index.

#include "Checkpoint/Tensor.h"
#include "Target.h"

#include <string>
#include <sys/mman.h>
#include <unistd.h>

using namespace varscope;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const int file = memfd_create("checkpoint", 0);
  static const std::string path = "/proc/self/fd/" + std::to_string(file);
  fuzz::require(file >= 0 && ftruncate(file, 0) == 0 && pwrite(file, data, size, 0) == ssize_t(size),
                "no file to read");
  fuzz::answerOf(checkpoint::readCheckpoint(path));
  return 0;
}
