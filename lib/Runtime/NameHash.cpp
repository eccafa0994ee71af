// hash_name: SipHash-2-4 with 128 bits of output over the name's components,
// each with its length in front. docs/random.md has the scheme.
// Source: Aumasson, Bernstein, "SipHash: a fast short-input PRF" (2012).
#include "Runtime/SipHash.h"

#include <varscope/runtime/fill.h>

#include <cstring>

namespace varscope::runtime {

NameHash hash_name(const char* name, std::size_t length) noexcept {
  // The key names the scheme and its version.
  static constexpr char key[] = "VarScope name v1";
  static_assert(sizeof(key) == 17);
  SipHash128 hash(reinterpret_cast<const unsigned char*>(key));
  std::size_t begin = 0;
  while (true) {
    const void* slash =
        begin < length ? std::memchr(name + begin, '/', length - begin) : nullptr;
    const std::size_t end =
        slash ? static_cast<std::size_t>(static_cast<const char*>(slash) - name) : length;
    const std::uint64_t size = end - begin;
    unsigned char prefix[8];
    for (int i = 0; i < 8; ++i)
      prefix[i] = static_cast<unsigned char>(size >> (8 * i));
    hash.update(prefix, sizeof(prefix));
    hash.update(reinterpret_cast<const unsigned char*>(name) + begin, end - begin);
    if (!slash)
      break;
    begin = end + 1;
  }
  return hash.finish();
}

} // namespace varscope::runtime
