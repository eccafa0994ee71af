/// Checkpoint files' headers: safetensors, npz, GGUF and TensorFlow's index.

#include "Checkpoint/Tensor.h"
#include "Target.h"

#include <cstdlib>
#include <new>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

using namespace varscope;

/// AddressSanitizer ends the program where there is no memory; others throw, which is what a reader must bear.
void* operator new[](std::size_t size) {
  if (size <= std::size_t(1) << 30)
    if (void* memory = std::malloc(size))
      return memory;
  throw std::bad_alloc();
}
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const int file = memfd_create("checkpoint", 0);
  static const std::string path = "/proc/self/fd/" + std::to_string(file);
  fuzz::require(file >= 0 && ftruncate(file, 0) == 0 && pwrite(file, data, size, 0) == ssize_t(size),
                "no file to read");
  fuzz::answerOf(checkpoint::readCheckpoint(path));
  return 0;
}
