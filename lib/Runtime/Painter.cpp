#include "Runtime/Painter.h"

#include "Runtime/Element.h"

#include <algorithm>
#include <cstring>

namespace varscope::runtime {
namespace {

constexpr std::size_t blockBytes = 16;

KernelSet kernelsOf(const KernelTable& table, Law law) {
  switch (law) {
  case Law::uniform: return table.uniform;
  case Law::normal: return table.normal;
  case Law::truncated_normal: return table.truncatedNormal;
  default: return table.words;
  }
}

/// Element by element from kernel values to what is stored.
template <class From, class To, class Convert>
void convertAll(const unsigned char* values, std::uint64_t count, unsigned char* out,
                Convert convert) {
  for (std::uint64_t i = 0; i < count; ++i) {
    From value;
    std::memcpy(&value, values + i * sizeof(From), sizeof(From));
    const To element = convert(value);
    std::memcpy(out + i * sizeof(To), &element, sizeof(To));
  }
}

} // namespace

void Painter::use(const Recipe& next) {
  if (next == recipe)
    return;
  flush();
  recipe = next;
  kernels = kernelsOf(table, recipe.law);
  elementBytes = size_of(recipe.dtype);
  isWide = elementBytes == 8;
  direct = recipe.law != Law::integer && elementBytes >= 4;
}

void Painter::paint(const rng::StreamKey& stream, std::uint64_t first, std::uint64_t count,
                    unsigned char* out) {
  const std::uint64_t perBlock = isWide ? 2 : 4;
  if (count <= smallBlocks * perBlock) {
    collect(stream, first, count, out);
    return;
  }
  // Up to the next block, whole blocks, and what is left.
  const std::uint64_t head = (perBlock - first % perBlock) % perBlock;
  const std::uint64_t blocks = (count - head) / perBlock;
  const std::uint64_t tail = count - head - blocks * perBlock;
  if (head > 0)
    collect(stream, first, head, out);
  runBlocks(stream, (first + head) / perBlock, blocks, out + head * elementBytes);
  if (tail > 0)
    collect(stream, first + count - tail, tail, out + (count - tail) * elementBytes);
}

void Painter::runBlocks(const rng::StreamKey& stream, std::uint64_t block, std::uint64_t blocks,
                        unsigned char* out) {
  // Values that are stored as they are need no buffer; others pass through one in L1.
  alignas(64) unsigned char buffer[4096];
  const std::uint64_t perBlock = isWide ? 2 : 4;
  const std::uint64_t most = direct ? blocks : sizeof(buffer) / blockBytes;
  while (blocks > 0) {
    const std::uint64_t now = std::min(blocks, most);
    unsigned char* values = direct ? out : buffer;
    if (isWide)
      kernels.wide.run(stream, block, now, recipe.wide, reinterpret_cast<double*>(values));
    else
      kernels.single.run(stream, block, now, recipe.single, reinterpret_cast<float*>(values));
    if (!direct)
      store(values, now * perBlock, out);
    block += now;
    blocks -= now;
    out += now * perBlock * elementBytes;
  }
}

void Painter::collect(const rng::StreamKey& stream, std::uint64_t first, std::uint64_t count,
                      unsigned char* out) {
  if (count == 0)
    return;
  const std::uint64_t perBlock = isWide ? 2 : 4;
  const std::uint64_t block = first / perBlock, end = (first + count - 1) / perBlock + 1;
  if (used + (end - block) > BlockTile::capacity)
    flush();
  copies[copyCount++] = {out, static_cast<std::uint32_t>(used * perBlock + first % perBlock),
                         static_cast<std::uint32_t>(count)};
  for (std::uint64_t i = block; i < end; ++i)
    tile.set(used++, stream, i);
}

void Painter::paintMany(std::uint64_t seed, const NameHash* names, std::uint64_t count,
                        std::uint64_t elements, std::uint64_t stride, unsigned char* out) {
  const std::uint64_t perBlock = isWide ? 2 : 4;
  const std::size_t blocks = (elements + perBlock - 1) / perBlock;
  if (direct && elements == blocks * perBlock)
    return runMany(seed, names, count, blocks, out, stride);
  // Values that are not stored as they are, or not all of them, pass through a buffer.
  constexpr std::size_t most = 64;
  alignas(64) unsigned char buffer[most * smallBlocks * blockBytes];
  for (std::uint64_t done = 0; done < count;) {
    const std::size_t now = std::min<std::uint64_t>(most, count - done);
    runMany(seed, names + done, now, blocks, buffer, blocks * blockBytes);
    for (std::size_t i = 0; i < now; ++i)
      store(buffer + i * blocks * blockBytes, elements, out + (done + i) * stride);
    done += now;
  }
}

void Painter::runMany(std::uint64_t seed, const NameHash* names, std::size_t count,
                      std::size_t blocks, unsigned char* out, std::size_t stride) const {
  if (isWide)
    kernels.wide.many(seed, names, count, blocks, recipe.wide, out, stride);
  else
    kernels.single.many(seed, names, count, blocks, recipe.single, out, stride);
}

void Painter::flush() {
  if (copyCount == 0)
    return;
  alignas(64) unsigned char values[BlockTile::capacity * blockBytes];
  if (isWide)
    kernels.wide.tile(tile, used, recipe.wide, reinterpret_cast<double*>(values));
  else
    kernels.single.tile(tile, used, recipe.single, reinterpret_cast<float*>(values));
  const std::size_t valueBytes = isWide ? 8 : 4;
  for (std::size_t i = 0; i < copyCount; ++i)
    store(values + copies[i].from * valueBytes, copies[i].count, copies[i].out);
  used = copyCount = 0;
}

void Painter::store(const unsigned char* values, std::uint64_t count, unsigned char* out) const {
  const std::uint64_t low = recipe.low, range = recipe.range;
  switch (recipe.dtype) {
  case DType::float16: return convertAll<float, std::uint16_t>(values, count, out, toFloat16);
  case DType::bfloat16: return convertAll<float, std::uint16_t>(values, count, out, toBfloat16);
  case DType::int32:
    return convertAll<std::uint32_t, std::uint32_t>(values, count, out, [=](std::uint32_t word) {
      const std::uint64_t scaled = range >> 32 ? word : word * range >> 32; // 2^32: every value
      return static_cast<std::uint32_t>(low + scaled);
    });
  case DType::int64:
    return convertAll<std::uint64_t, std::uint64_t>(values, count, out, [=](std::uint64_t word) {
      __extension__ using Wide = unsigned __int128;
      return low + (range == 0 ? word : static_cast<std::uint64_t>(Wide{word} * range >> 64));
    });
  default: std::memcpy(out, values, count * elementBytes);
  }
}

} // namespace varscope::runtime
