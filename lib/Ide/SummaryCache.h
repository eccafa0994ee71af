#pragma once
/// Summaries of a program's sources, extracted again only when something changed
/// that they were made from: the command, the source, or a file that it includes.

#include "Frontend/ExtractSource.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"

#include <string>
#include <vector>

namespace varscope::ide {

class SummaryCache {
public:
  struct Unit {
    std::string file;                         ///< absolute
    std::shared_ptr<const ir::Module> module; ///< the last that compiled; null: none ever did
    bool compiles = false;                    ///< as it is now
    std::string diagnostics;                  ///< Clang's errors, if it does not
    std::vector<std::string> dependencies;    ///< absolute
  };

  /// Brings every command's unit up to date, on all processors. Sources that are open get a
  /// preamble. Cancelled, it keeps what is ready.
  /// \param retry also parses what did not compile: a missing file may have appeared
  /// \returns how many sources were parsed.
  unsigned update(llvm::ArrayRef<CompileCommand> commands, const ExtractSourceOptions& options,
                  const EditorState& editor, bool retry);

  /// Of the commands of the last update, in their order.
  std::vector<const Unit*> units() const;

private:
  /// What a file held: of an open one its text, else its size and time.
  struct Stamp {
    std::uint64_t content = 0, time = 0;
    friend bool operator==(const Stamp&, const Stamp&) = default;
  };
  struct Entry {
    Unit unit;
    CompileCommand command;
    std::vector<Stamp> stamps; ///< of the dependencies; empty: never extracted
    std::unique_ptr<Preamble> preamble;
  };
  using Stamps = llvm::StringMap<Stamp>; ///< files that were looked at in this update

  static Stamp stamp(const std::string& path, const EditorState& editor, Stamps& known);
  static bool isFresh(const Entry& entry, const EditorState& editor, Stamps& known);
  static void extract(Entry& entry, const ExtractSourceOptions& options, const EditorState& editor);

  std::map<std::string, Entry> entries; ///< by file
  std::vector<std::string> order;
};

} // namespace varscope::ide
