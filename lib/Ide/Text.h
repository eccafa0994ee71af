#pragma once
/// Text as editors count it: lines and columns from 0, columns in UTF-16 units.
/// Ours count from 1, columns in bytes.

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/LSP/Protocol.h"

#include <optional>
#include <string>
#include <vector>

namespace varscope::ide {

/// UTF-16 units of a UTF-8 text; a byte that is not UTF-8 counts one.
unsigned utf16Length(llvm::StringRef text);

/// Bytes of the first `units` UTF-16 units of a line, or the line's length if it is shorter.
unsigned bytesOf(llvm::StringRef line, unsigned units);

/// A text by lines. Refers to it.
class TextLines {
public:
  explicit TextLines(llvm::StringRef text);

  std::size_t size() const { return lines.size(); }
  /// Without its end; empty behind the last one.
  llvm::StringRef line(std::size_t index) const;
  /// In bytes; a place outside of the text is moved to its nearest end.
  std::size_t offset(llvm::lsp::Position position) const;

private:
  llvm::StringRef text;
  std::vector<llvm::StringRef> lines;
};

/// Applies one change of didChange; the whole text where it has no range.
void apply(const llvm::lsp::TextDocumentContentChangeEvent& change, std::string& text);

/// Where the lines of a text are after an edit of it: what comes before and behind the
/// edit has only moved.
class LineMap {
public:
  LineMap(llvm::StringRef before, llvm::StringRef after);
  /// None for a line that was edited.
  std::optional<unsigned> forward(unsigned line) const;
  std::optional<unsigned> back(unsigned line) const;

private:
  unsigned same = 0;           ///< lines at the beginning that are equal
  unsigned before, after;      ///< first of the equal lines at the end
};

} // namespace varscope::ide
