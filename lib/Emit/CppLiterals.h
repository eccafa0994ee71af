#pragma once
/// Values as C++ source that means the same under every compiler and locale.

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>

namespace varscope {

/// A string literal for any bytes: no trigraph, comment end, quote, line end
/// or digit that follows an escape changes its meaning.
std::string cppString(llvm::StringRef bytes);

/// Literals with exactly these bits, NaN's payload included.
std::string cppNumber(double value);
std::string cppNumber(float value);
std::string cppNumber(std::int64_t value);
std::string cppNumber(std::uint64_t value);

} // namespace varscope
