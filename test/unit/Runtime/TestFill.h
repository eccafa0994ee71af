#pragma once
/// Helpers of the run-time tests.

#include "Runtime/Fill.h"

#include <varscope/runtime/fill.h>

#include <cstring>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace varscope::runtime::test {

using Ints = std::vector<std::int64_t>;

inline NameHash hashOf(std::string_view name) { return hash_name(name.data(), name.size()); }

inline FillSpec spec(FillKind kind, double a = 0, double b = 0) {
  FillSpec result;
  result.kind = kind;
  result.a = a;
  result.b = b;
  return result;
}

/// A task with memory of its own.
struct Variable {
  Variable(std::string_view name, DType dtype, Ints shape, FillSpec initializer, Ints at = {},
           Ints size = {})
      : full(std::move(shape)), offset(std::move(at)), extent(std::move(size)) {
    std::size_t count = 1;
    for (std::int64_t dim : extent.empty() ? full : extent)
      count *= static_cast<std::size_t>(dim);
    bytes.assign(count * size_of(dtype), 0xA5);
    task.dtype = dtype;
    task.name = hashOf(name);
    task.spec = initializer;
  }

  FillTask get() {
    task.out = bytes.data();
    task.rank = static_cast<std::uint32_t>(full.size());
    task.full_shape = full.data();
    task.offset = offset.empty() ? nullptr : offset.data();
    task.extent = extent.empty() ? nullptr : extent.data();
    return task;
  }

  FillStatus fill(std::uint64_t seed = 42, const KernelTable& table = kernels(),
                  unsigned threads = 1) {
    const FillTask one = get();
    return fillWith(table, &one, 1, seed, threads, false);
  }

  template <class T>
  std::vector<T> values() const {
    std::vector<T> result(bytes.size() / sizeof(T));
    if (!bytes.empty())
      std::memcpy(result.data(), bytes.data(), bytes.size());
    return result;
  }

  Ints full, offset, extent;
  std::vector<unsigned char> bytes;
  FillTask task;
};

/// SHA-256, in hexadecimal.
inline std::string sha(std::string_view bytes) {
  unsigned char digest[32];
  sha256(bytes.data(), bytes.size(), digest);
  std::string hex;
  for (unsigned char byte : digest) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  return hex;
}

inline std::vector<const KernelTable*> allTables() {
  const KernelTable* const* tables = nullptr;
  const std::size_t count = availableKernels(tables);
  return {tables, tables + count};
}

} // namespace varscope::runtime::test
