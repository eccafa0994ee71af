#pragma once
/// What the targets share. Each reads text that nobody has checked: any bytes at all end in a
/// result or in an error, and what is read can be written and read again.

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/raw_ostream.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

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

/// What was read; none for an error, which is an answer like any other.
template <class T> std::optional<T> answerOf(llvm::Expected<T> read) {
  if (read)
    return std::move(*read);
  llvm::consumeError(read.takeError());
  return std::nullopt;
}

/// What is read can be written, and read again as the same.
/// \param read (text, name) -> Expected<T>
/// \param write (stream, const T&)
template <class Read, class Write> auto readTwice(llvm::StringRef text, Read read, Write write) {
  const auto written = [&](const auto& value) {
    std::string out;
    llvm::raw_string_ostream os(out);
    write(os, value);
    return out;
  };
  auto value = answerOf(read(text, "input"));
  if (value) {
    const std::string once = written(*value);
    auto again = answerOf(read(once, "written"));
    require(again.has_value(), "what was written cannot be read");
    require(written(*again) == once, "it is written as something else");
  }
  return value;
}

} // namespace varscope::fuzz
