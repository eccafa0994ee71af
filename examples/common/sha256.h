// The SHA-256 of a model's arena, as text: equal texts mean equal bits.
#pragma once

#include <varscope/runtime/fill.h>

#include <cstddef>
#include <span>
#include <string>

namespace examples {

inline std::string sha256(std::span<const std::byte> bytes) {
  unsigned char digest[32];
  varscope::runtime::sha256(bytes.data(), bytes.size(), digest);
  std::string text;
  for (unsigned char byte : digest) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

} // namespace examples
