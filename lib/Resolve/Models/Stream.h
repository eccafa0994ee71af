#pragma once
/// String streams. The host's own streams print and read in the "C" locale, so that
/// every combination of flags means what it means to the program. Other streams (files,
/// standard output) are not known: what goes there changes nothing.

#include "Resolve/Models/Support.h"

#include <sstream>

namespace varscope::resolve {

struct StreamState final : LibraryStateOf<StreamState> {
  std::string text;
  const Literal* origin = nullptr;
  Value lost;                        ///< why the text is not known; None: it is
  std::size_t readAt = 0, writeAt = 0;
  bool appends = false;              ///< opened with std::ios::app or ate
  std::ios_base::fmtflags flags = std::ios_base::skipws | std::ios_base::dec;
  std::streamsize width = 0, precision = 6;
  char fill = ' ';
  std::ios_base::iostate bits = std::ios_base::goodbit;

  bool equals(const LibraryState& other) const override;
  std::string print() const override { return "a stream of " + std::to_string(text.size()) + " characters"; }

  /// A stream of the host that prints or reads as this one.
  template <class Stream> void prepare(Stream& host) const {
    host.imbue(std::locale::classic());
    host.flags(flags);
    host.width(width);
    host.precision(precision);
    host.fill(fill);
  }
  template <class T> void put(const T& value) {
    std::ostringstream host;
    prepare(host);
    host << value;
    width = host.width();
    insert(host.str());
  }
  void insert(const std::string& bytes) {
    text.replace(std::min(writeAt, text.size()), bytes.size(), bytes);
    writeAt += bytes.size();
  }
};

/// What a stream is told by a value: setw(3), setfill('0').
struct ManipulatorState final : LibraryStateOf<ManipulatorState> {
  using Apply = void (*)(StreamState&, std::int64_t);
  Apply apply;
  std::int64_t argument;
  ManipulatorState(Apply apply, std::int64_t argument) : apply(apply), argument(argument) {}
  bool equals(const LibraryState& other) const override {
    const auto& o = static_cast<const ManipulatorState&>(other);
    return classof(other) && apply == o.apply && argument == o.argument;
  }
  std::string print() const override { return "a manipulator"; }
};

/// Does what a manipulator without an argument does ("std::hex"); false if it is not one.
bool applyManipulator(llvm::StringRef name, StreamState& stream);

} // namespace varscope::resolve
