#pragma once

#include <string>
#include <string_view>

namespace varscope::core {

/// The text on one line of a terminal: control characters become "\\x1b". What is
/// printable stays as it is, so that TensorFlow's messages keep their words.
inline std::string printable(std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string shown;
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (byte >= 0x20 && byte != 0x7f)
      shown += character;
    else
      shown.append("\\x").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
  }
  return shown;
}

} // namespace varscope::core
