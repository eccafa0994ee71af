/// Locks.

#include "Emit/Lock.h"
#include "Target.h"

using namespace varscope;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::readTwice(fuzz::textOf(data, size), readLock, writeLock);
  return 0;
}
