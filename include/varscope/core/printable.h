#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace varscope::core {

/// Bytes of the UTF-8 character that `text` begins with; 0: it begins with none (Unicode 15,
/// table 3-7), or with a control character.
inline std::size_t printable_length(std::string_view text) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const auto follows = [&](std::size_t i, unsigned least = 0x80, unsigned most = 0xbf) {
    return byte(i) >= least && byte(i) <= most;
  };
  const unsigned first = byte(0);
  if (first < 0x80)
    return first >= 0x20 && first != 0x7f ? 1 : 0;
  if (first >= 0xc2 && first <= 0xdf) // below U+00A0 are control characters
    return follows(1, first == 0xc2 ? 0xa0 : 0x80) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef)
    return follows(1, first == 0xe0 ? 0xa0 : 0x80, first == 0xed ? 0x9f : 0xbf) && follows(2) ? 3 : 0;
  if (first >= 0xf0 && first <= 0xf4)
    return follows(1, first == 0xf0 ? 0x90 : 0x80, first == 0xf4 ? 0x8f : 0xbf) && follows(2) &&
                   follows(3)
               ? 4
               : 0;
  return 0;
}

/// The text on one line of a terminal: control characters, and bytes that are no UTF-8, become
/// "\\x1b". What is printable stays as it is, so that TensorFlow's messages keep their words.
inline std::string printable(std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string shown;
  while (!text.empty()) {
    std::size_t length = printable_length(text);
    if (length != 0) {
      shown.append(text.substr(0, length));
    } else {
      const auto byte = static_cast<unsigned char>(text.front());
      shown.append("\\x").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
      length = 1;
    }
    text.remove_prefix(length);
  }
  return shown;
}

} // namespace varscope::core
