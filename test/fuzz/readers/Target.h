#pragma once
/// What the targets share. Each reads text that nobody has checked: any bytes at all end in a
/// result or in an error, and what is read can be written and read again.

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/ErrorHandling.h"

#include <cstddef>
#include <cstdint>

/// libFuzzer calls this; so does main.cpp, with files.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace varscope::fuzz {

inline llvm::StringRef textOf(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Ends the program, which is how a target tells of a fault, unless `holds`.
inline void require(bool holds, const llvm::Twine& what) {
  if (!holds)
    llvm::report_fatal_error(what, /*gen_crash_diag=*/false);
}

} // namespace varscope::fuzz
