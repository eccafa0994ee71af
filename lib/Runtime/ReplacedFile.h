#pragma once

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace varscope::runtime {

/// A file that appears under its name when it is complete, or not at all. It is written, not
/// mapped: a full disk is an error then, not a signal. \throws std::system_error
class ReplacedFile {
public:
  explicit ReplacedFile(std::string path)
      : path(std::move(path)), temporary(this->path + ".tmp-XXXXXX") {
    descriptor = mkstemp(temporary.data());
    if (descriptor < 0)
      fail();
    const mode_t mask = umask(0); // mkstemp's file is its owner's alone
    umask(mask);
    fchmod(descriptor, 0666 & ~mask);
  }
  ~ReplacedFile() {
    if (descriptor >= 0) {
      close(descriptor);
      unlink(temporary.c_str());
    }
  }
  ReplacedFile(const ReplacedFile&) = delete;
  ReplacedFile& operator=(const ReplacedFile&) = delete;

  void write(const void* bytes, std::uint64_t count) {
    const char* next = static_cast<const char*>(bytes);
    while (count > 0) {
      const ssize_t written = ::write(descriptor, next, count);
      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        fail();
      next += written;
      count -= static_cast<std::uint64_t>(written);
    }
  }

  void keep() {
    if (rename(temporary.c_str(), path.c_str()) != 0)
      fail();
    const int closing = descriptor;
    descriptor = -1;
    if (close(closing) != 0)
      fail();
  }

private:
  [[noreturn]] static void fail() {
    throw std::system_error(errno, std::generic_category(), "cannot write");
  }

  std::string path, temporary;
  int descriptor = -1;
};

} // namespace varscope::runtime
