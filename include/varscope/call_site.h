#pragma once

#include <varscope/plan.h>

#include <cstdint>

namespace varscope {

/// Where a scope call stands, as g++ and clang++ report it alike. The last
/// parameter of every scope call; never written.
struct CallSite {
  std::uint64_t file; ///< hash of the path's last component, as plan::Site has it
  std::uint32_t line;

  static constexpr CallSite current(unsigned line = __builtin_LINE(),
                                    const char* file = __builtin_FILE()) {
    return {plan::fnv1a(plan::file_name(file)), line};
  }
};

} // namespace varscope
