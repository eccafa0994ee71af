// Which kernels can run here, and which are used. Highway's own choice is one
// per process and shared with the user's code; so we index its tables ourselves.
#include "Runtime/Kernels.h"

#include <hwy/targets.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace varscope::runtime {
namespace {

/// Every target name of any version of Highway, those that need more first.
constexpr const char* targetNames[] = {
    "SVE2_128",  "SVE_256",   "SVE2",    "SVE",  "NEON_BF16", "NEON",        "NEON_WITHOUT_AES",
    "RVV",       "PPC10",     "PPC9",    "PPC8", "Z15",       "Z14",         "WASM_EMU256",
    "WASM",      "AVX3_SPR",  "AVX3_ZEN4", "AVX3_DL", "AVX3", "AVX2",        "SSE4",
    "SSSE3",     "SSE2",      "EMU128",  "SCALAR"};
constexpr std::size_t nameCount = sizeof(targetNames) / sizeof(*targetNames);

std::size_t rankOf(const char* name) {
  std::size_t rank = 0;
  while (rank < nameCount && std::strcmp(targetNames[rank], name) != 0)
    ++rank;
  return rank;
}

std::size_t dispatchIndex(std::int64_t target) {
#if (HWY_TARGETS & (HWY_TARGETS - 1)) == 0
  return static_cast<void>(target), 0;
#else
  hwy::ChosenTarget chosen;
  chosen.Update(target);
  return chosen.GetIndex();
#endif
}

/// Tables of this processor, best first, then the scalar one.
class Registry {
public:
  Registry() {
    std::int64_t targets = (hwy::SupportedTargets() | HWY_STATIC_TARGET) & HWY_TARGETS;
    for (; targets != 0 && count + 1 < capacity; targets &= targets - 1)
      addTarget(targets & -targets);
    tables[count] = scalarKernels();
    pointers[count] = &tables[count];
    ++count;
  }

  static constexpr std::size_t capacity = 20;
  KernelTable tables[capacity];
  const KernelTable* pointers[capacity] = {};
  std::size_t count = 0;

private:
  void addTarget(std::int64_t target) {
    const std::size_t index = dispatchIndex(target);
    tables[count] = {hwy::TargetName(target), uniformKernels(index), normalKernels(index),
                     truncatedNormalKernels(index), wordKernels(index),
                     householderKernels(index)};
    pointers[count] = &tables[count];
    ++count;
  }
};

const Registry& registry() {
  static const Registry instance;
  return instance;
}

const KernelTable* chooseKernels() {
  const char* name = std::getenv("VARSCOPE_TARGET");
  if (!name || !*name)
    return registry().pointers[0];
  if (const KernelTable* table = kernelsFor(name))
    return table;
  std::fprintf(stderr, "varscope: VARSCOPE_TARGET=%s is not a Highway target; ignored\n", name);
  return registry().pointers[0];
}

} // namespace

std::size_t availableKernels(const KernelTable* const*& tables) {
  tables = registry().pointers;
  return registry().count;
}

const KernelTable* kernelsFor(const char* target) {
  const std::size_t limit = rankOf(target);
  if (limit == nameCount)
    return nullptr;
  for (std::size_t i = 0; i < registry().count; ++i)
    if (rankOf(registry().tables[i].target) >= limit)
      return registry().pointers[i];
  return registry().pointers[registry().count - 1];
}

const KernelTable& kernels() {
  static const KernelTable* const chosen = chooseKernels();
  return *chosen;
}

} // namespace varscope::runtime
