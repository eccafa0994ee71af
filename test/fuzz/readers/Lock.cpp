/// Locks.

#include "Emit/Lock.h"
#include "Target.h"

using namespace varscope;

static std::string written(const Lock& lock) {
  std::string text;
  llvm::raw_string_ostream os(text);
  writeLock(os, lock);
  return text;
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto lock = readLock(fuzz::textOf(data, size), "input");
  if (!lock) {
    llvm::consumeError(lock.takeError());
    return 0;
  }
  const std::string text = written(*lock);
  auto again = readLock(text, "written");
  fuzz::require(bool(again), "the written lock cannot be read");
  fuzz::require(written(*again) == text, "the lock is written as something else");
  return 0;
}
