#pragma once
/// Findings that a program is known to have, so that VarScope can be switched on before they are
/// gone. A finding is known by its rule, model and variable, whatever its line; one that concerns
/// no variable, by its rule, model and message.

#include "Rules/Finding.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <set>
#include <string>

namespace varscope {

class Baseline {
public:
  void add(const Finding& finding) { known.insert(keyOf(finding)); }
  bool covers(const Finding& finding) const { return known.contains(keyOf(finding)); }
  std::size_t size() const { return known.size(); }

  /// The same findings give the same bytes; one line per finding.
  void write(llvm::raw_ostream& os) const;
  /// Any text ends in a baseline or in an error "name: what is wrong".
  static llvm::Expected<Baseline> read(llvm::StringRef text, llvm::StringRef name);

private:
  struct Key {
    std::string rule, model, variable, message; ///< the rule's slug; one of the last two is empty
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  static Key keyOf(const Finding& finding);
  friend bool fromJSON(const llvm::json::Value& value, Key& key, llvm::json::Path path);
  std::set<Key> known;
};

} // namespace varscope
