#include "Ide/Snapshot.h"

#include "Ide/Paths.h"

using namespace varscope;
using namespace varscope::ide;

llvm::lsp::Position Snapshot::position(llvm::StringRef file, unsigned line, unsigned column) const {
  const llvm::StringRef text = lines.find(file, line).value_or("");
  const unsigned bytes = column == 0 ? 0 : column - 1;
  const unsigned known = std::min<unsigned>(bytes, text.size());
  const unsigned character = utf16Length(text.take_front(known)) + (bytes - known);
  return llvm::lsp::Position(line == 0 ? 0 : int(line) - 1, int(character));
}

llvm::lsp::Range Snapshot::range(const SourceLocation& at) const {
  const llvm::lsp::Position begin = position(at.file, at.line, at.column);
  if (at.end_line == 0 || at.end_column == 0)
    return {begin, begin};
  return {begin, position(at.file, at.end_line, at.end_column)};
}

std::string Snapshot::spell(const SourceLocation& at) const {
  return relative(at.file, root).str() + ":" + std::to_string(at.line) + ":" +
         std::to_string(at.column);
}
