#pragma once

#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace varscope::runtime {

/// A file's bytes, mapped for reading. \throws std::system_error
class MappedFile {
public:
  explicit MappedFile(const char* path) {
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
      fail();
    struct stat status {};
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
      bytes = static_cast<std::uint64_t>(status.st_size);
      if (bytes > 0)
        memory = mmap(nullptr, bytes, PROT_READ, MAP_SHARED, descriptor, 0);
    } else {
      errno = errno ? errno : EINVAL;
      memory = MAP_FAILED;
    }
    const int error = errno;
    close(descriptor);
    errno = error;
    if (memory == MAP_FAILED)
      fail();
  }
  ~MappedFile() {
    if (bytes > 0)
      munmap(memory, bytes);
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  const char* data() const { return static_cast<const char*>(memory); }
  std::uint64_t size() const { return bytes; }

private:
  [[noreturn]] static void fail() {
    throw std::system_error(errno, std::generic_category(), "cannot read");
  }

  void* memory = nullptr;
  std::uint64_t bytes = 0;
};

} // namespace varscope::runtime
