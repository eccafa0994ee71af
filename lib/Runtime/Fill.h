#pragma once

#include "Runtime/Kernels.h"

namespace varscope::runtime {

/// fill() with the kernels of one target.
FillStatus fillWith(const KernelTable& table, const FillTask* tasks, std::size_t count,
                    std::uint64_t modelSeed, unsigned threads, bool outIsZero,
                    SeedPolicy policy = SeedPolicy::by_name) noexcept;

} // namespace varscope::runtime
