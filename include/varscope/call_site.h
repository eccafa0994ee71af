#pragma once

#include <varscope/plan.h>

#include <cstdint>

namespace varscope {

/// Where a scope call stands, as g++ and clang++ report it alike. The last
/// parameter of every scope call; never written.
class CallSite {
public:
  static constexpr CallSite current(unsigned line = __builtin_LINE(),
                                    const char* file = __builtin_FILE()) {
    return CallSite(plan::fnv1a(plan::file_name(file)), line);
  }

  std::uint64_t file; ///< hash of the path's last component, as plan::Site has it
  std::uint32_t line;

private:
  // No "{}" is a call site: where options can stand it means options.
  constexpr CallSite(std::uint64_t file_hash, std::uint32_t line_number)
      : file(file_hash), line(line_number) {}
};

} // namespace varscope
