#pragma once
/// A finding is what analysis returns and faces (text, SARIF, LSP, clang-tidy)
/// print. Nothing but a face prints.

#include "Rules/FileName.h"

#include <varscope/rule.h>

#include <cstdint>
#include <string>
#include <vector>

namespace varscope {

/// A place in a source file; line and column count from 1, line 0: none.
struct SourceLocation {
  FileName file; ///< relative to the source root where it lies under it
  std::uint32_t line = 0, column = 0;
  std::uint32_t end_line = 0, end_column = 0; ///< one past the last character; 0: not known
  friend auto operator<=>(const SourceLocation&, const SourceLocation&) = default;
};

/// What a note is about; faces may show kinds differently (SARIF's codeFlows
/// take the calls).
enum class NoteKind : std::uint8_t {
  Creation,   ///< the get that created the variable
  OpenScope,  ///< a scope that is open, with its name
  Call,       ///< a call on the stack, innermost first
  GetterCall, ///< a getter's inner call
  ReuseSetBy, ///< where the reuse mode in force was set
  Hint        ///< anything else worth knowing ("did you mean")
};

struct Note {
  NoteKind kind;
  SourceLocation at; ///< line 0: a note without a place
  std::string text;
};

/// Replace [at, at.end) by `text`; an insertion has an empty range.
struct Edit {
  SourceLocation at;
  std::string text;
};

/// A change that is certain to be right, as one set of edits.
struct Fix {
  std::string title;
  std::vector<Edit> edits;
};

struct Finding {
  Rule rule;
  SourceLocation at;     ///< the get (or scope entry) that fails, at the start of its call
  std::uint32_t spelling_line = 0; ///< of a macro's body when it differs, for suppression
  std::string spelling_file;
  std::string message;   ///< TensorFlow's words where TensorFlow reports it
  std::string model;     ///< tag; empty if none
  std::string variable;  ///< key of the variable concerned; empty if none
  std::vector<std::string> conditions; ///< "'training' is false"; empty: on every path
  std::vector<Note> notes;
  std::vector<Fix> fixes;
};

} // namespace varscope
