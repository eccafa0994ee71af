// Memory for arenas: anonymous mappings, aligned so that huge pages fit.
#include <varscope/runtime/fill.h>

#include <cstdint>
#include <sys/mman.h>
#include <unistd.h>

namespace varscope::runtime {
namespace {

constexpr std::size_t hugePage = std::size_t{2} << 20;

/// Bytes of the mapping that holds `bytes`; 0 if they do not fit an address.
std::size_t mappedBytes(std::size_t bytes) {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  if (bytes > SIZE_MAX / 2)
    return 0;
  return bytes == 0 ? page : (bytes + page - 1) / page * page;
}

void* mapBytes(std::size_t bytes) {
  void* memory =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? nullptr : memory;
}

/// A mapping that starts at a huge page: maps more, then gives both ends back.
void* mapAligned(std::size_t bytes) {
  auto* memory = static_cast<unsigned char*>(mapBytes(bytes + hugePage));
  if (!memory)
    return nullptr;
  const std::size_t before =
      (hugePage - reinterpret_cast<std::uintptr_t>(memory) % hugePage) % hugePage;
  if (before > 0)
    munmap(memory, before);
  munmap(memory + before + bytes, hugePage - before);
  return memory + before;
}

} // namespace

void* allocate_arena(std::size_t bytes) noexcept {
  const std::size_t mapped = mappedBytes(bytes);
  if (mapped == 0)
    return nullptr;
  if (mapped < hugePage)
    return mapBytes(mapped);
  void* memory = mapAligned(mapped);
#ifdef MADV_HUGEPAGE
  if (memory)
    madvise(memory, mapped, MADV_HUGEPAGE); // a hint: without it pages are small, no more
#endif
  return memory;
}

void free_arena(void* arena, std::size_t bytes) noexcept {
  if (arena)
    munmap(arena, mappedBytes(bytes));
}

} // namespace varscope::runtime
