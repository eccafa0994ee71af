#include "ScopeIR/Lexer.h"

#include "llvm/ADT/StringExtras.h"

namespace varscope::ir {

void Lexer::next() {
  position = std::min(input.find_first_not_of(" \t\r\n", position), input.size());
  current.offset = position;
  current.text = {};
  current.string.clear();
  if (position == input.size()) {
    current.kind = Token::End;
    return;
  }
  switch (input[position]) {
  case '(':
    current.kind = Token::Open;
    ++position;
    return;
  case ')':
    current.kind = Token::Close;
    ++position;
    return;
  case '"':
    return string();
  default:
    current.kind = Token::Word;
    current.text = input.slice(position, input.find_first_of(" \t\r\n()\"", position));
    position += current.text.size();
  }
}

void Lexer::string() {
  current.kind = Token::String;
  for (++position; position < input.size();) {
    std::size_t end = std::min(input.find_first_of("\"\\\n", position), input.size());
    current.string += input.slice(position, end);
    position = end;
    if (position == input.size() || input[position] == '\n')
      break;
    if (input[position++] == '"')
      return;
    switch (position < input.size() ? input[position++] : 0) {
    case '"':
      current.string += '"';
      continue;
    case '\\':
      current.string += '\\';
      continue;
    case 'n':
      current.string += '\n';
      continue;
    case 't':
      current.string += '\t';
      continue;
    case 'x':
      if (unsigned char byte;
          position + 2 <= input.size() && !input.substr(position, 2).getAsInteger(16, byte)) {
        current.string += static_cast<char>(byte);
        position += 2;
        continue;
      }
      [[fallthrough]];
    default:
      return bad("unknown escape in string");
    }
  }
  bad("string without an end");
}

std::pair<unsigned, unsigned> Lexer::lineAndColumn(std::size_t offset) const {
  llvm::StringRef before = input.take_front(offset);
  std::size_t lineStart = before.rfind('\n') + 1; // npos + 1 == 0
  return {before.count('\n') + 1, offset - lineStart + 1};
}

} // namespace varscope::ir
