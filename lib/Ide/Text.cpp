#include "Ide/Text.h"

#include "llvm/ADT/SmallVector.h"

using namespace llvm;
using namespace varscope;

/// Bytes and UTF-16 units of the character that `text` begins with.
static std::pair<unsigned, unsigned> firstCharacter(StringRef text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const unsigned bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  for (unsigned i = 1; i < bytes; ++i)
    if (i >= text.size() || (text[i] & 0xC0) != 0x80)
      return {1, 1};
  return {bytes, bytes == 4 ? 2 : 1};
}

unsigned ide::utf16Length(StringRef text) {
  unsigned units = 0;
  while (!text.empty()) {
    const auto [bytes, width] = firstCharacter(text);
    text = text.drop_front(bytes);
    units += width;
  }
  return units;
}

unsigned ide::bytesOf(StringRef line, unsigned units) {
  unsigned at = 0;
  while (at < line.size() && units > 0) {
    const auto [bytes, width] = firstCharacter(line.substr(at));
    at += bytes;
    units -= std::min(units, width);
  }
  return at;
}

ide::TextLines::TextLines(StringRef text) : text(text) {
  SmallVector<StringRef, 0> parts;
  text.split(parts, '\n');
  lines.assign(parts.begin(), parts.end());
}

StringRef ide::TextLines::line(std::size_t index) const {
  return index < lines.size() ? lines[index].rtrim('\r') : StringRef();
}

std::size_t ide::TextLines::offset(lsp::Position position) const {
  if (position.line < 0 || std::size_t(position.line) >= lines.size())
    return position.line < 0 ? 0 : text.size();
  const StringRef line = this->line(position.line);
  return std::size_t(line.data() - text.data()) + bytesOf(line, std::max(position.character, 0));
}

void ide::apply(const lsp::TextDocumentContentChangeEvent& change, std::string& text) {
  if (!change.range) {
    text = change.text;
    return;
  }
  const TextLines lines(text);
  const std::size_t begin = lines.offset(change.range->start);
  const std::size_t end = std::max(begin, lines.offset(change.range->end));
  text.replace(begin, end - begin, change.text);
}

ide::LineMap::LineMap(StringRef beforeText, StringRef afterText) {
  SmallVector<StringRef, 0> old, now;
  beforeText.split(old, '\n');
  afterText.split(now, '\n');
  while (same < old.size() && same < now.size() && old[same] == now[same])
    ++same;
  before = old.size(), after = now.size();
  while (before > same && after > same && old[before - 1] == now[after - 1])
    --before, --after;
}

std::optional<unsigned> ide::LineMap::forward(unsigned line) const {
  if (line < same)
    return line;
  if (line < before)
    return std::nullopt;
  return line - before + after;
}

std::optional<unsigned> ide::LineMap::back(unsigned line) const {
  if (line < same)
    return line;
  if (line < after)
    return std::nullopt;
  return line - after + before;
}
