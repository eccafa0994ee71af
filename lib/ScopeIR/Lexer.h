#pragma once
/// Tokens of the printed form: parentheses, strings and words.

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace varscope::ir {

struct Token {
  enum Kind { Open, Close, String, Word, End, Bad } kind = End;
  llvm::StringRef text; ///< Word: its characters; Bad: what is wrong
  std::string string;   ///< String: with escapes resolved
  std::size_t offset = 0;
};

class Lexer {
public:
  explicit Lexer(llvm::StringRef input) : input(input) { next(); }

  const Token& token() const { return current; }
  void next();
  /// Of a token, counted from 1.
  std::pair<unsigned, unsigned> lineAndColumn(std::size_t offset) const;

private:
  void string();
  void bad(llvm::StringRef what) { current.kind = Token::Bad, current.text = what; }

  llvm::StringRef input;
  std::size_t position = 0;
  Token current;
};

} // namespace varscope::ir
