#include "Runtime/Constant.h"

#include "Runtime/Element.h"

#include <cstring>

namespace varscope::runtime {

namespace {

template <class T>
void repeat(unsigned char* out, std::uint64_t count, std::uint64_t pattern) {
  const auto element = static_cast<T>(pattern);
  for (std::uint64_t i = 0; i < count; ++i)
    std::memcpy(out + i * sizeof(T), &element, sizeof(T));
}

void repeat(unsigned char* out, std::uint64_t count, std::uint64_t pattern, std::size_t bytes) {
  switch (bytes) {
  case 1: return repeat<std::uint8_t>(out, count, pattern);
  case 2: return repeat<std::uint16_t>(out, count, pattern);
  case 4: return repeat<std::uint32_t>(out, count, pattern);
  default: return repeat<std::uint64_t>(out, count, pattern);
  }
}

} // namespace

void fillPattern(unsigned char* out, std::uint64_t count, std::uint64_t pattern,
                 std::size_t bytes) {
  const std::uint64_t total = count * bytes;
  if (pattern == 0) {
    std::memset(out, 0, total);
    return;
  }
  // Large ranges: a tile of the pattern, copied over and over. The C library's
  // copy is as fast as the memory.
  alignas(64) unsigned char tile[4096];
  if (total < 2 * sizeof(tile)) {
    repeat(out, count, pattern, bytes);
    return;
  }
  repeat(tile, sizeof(tile) / bytes, pattern, bytes);
  std::uint64_t at = 0;
  for (; at + sizeof(tile) <= total; at += sizeof(tile))
    std::memcpy(out + at, tile, sizeof(tile));
  std::memcpy(out + at, tile, total - at);
}

void fillList(const FillTask& task, const Block& block, const Recipe& recipe, std::uint64_t first,
              std::uint64_t last, unsigned char* out) {
  const std::size_t bytes = size_of(task.dtype), from = size_of(task.spec.data_dtype);
  const auto* data = static_cast<const unsigned char*>(task.spec.data);
  forEachRun(block, first, last, [&](std::uint64_t position, std::uint64_t length) {
    for (std::uint64_t i = position; i < position + length; ++i, out += bytes) {
      std::uint64_t bits = recipe.pattern;
      if (i < task.spec.data_count)
        convertElement(task.dtype, task.spec.data_dtype, data + i * from, bits);
      std::memcpy(out, &bits, bytes);
    }
  });
}

void fillIdentity(const FillTask& task, const Block& block, const Recipe& recipe,
                  std::uint64_t first, std::uint64_t last, unsigned char* out, bool outIsZero) {
  const std::size_t bytes = size_of(task.dtype);
  if (!outIsZero)
    std::memset(out, 0, (last - first) * bytes);
  // The diagonal is every (columns + 1)-th element of the whole.
  const auto columns = static_cast<std::uint64_t>(task.full_shape[1]);
  const std::uint64_t end = columns * columns;
  forEachRun(block, first, last, [&](std::uint64_t position, std::uint64_t length) {
    const std::uint64_t step = columns + 1;
    for (std::uint64_t at = (position + step - 1) / step * step;
         at < std::min(position + length, end); at += step)
      std::memcpy(out + (at - position) * bytes, &recipe.pattern, bytes);
    out += length * bytes;
  });
}

} // namespace varscope::runtime
