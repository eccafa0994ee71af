#pragma once
/// What a path has decided about unknown values, and the paths still to run.

#include "Resolve/Value.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace varscope::resolve {

/// Thrown by Machine::decide; the innermost statement that can be run again
/// catches it (Speculate.cpp).
struct Undecided {
  Value condition;
};
/// A branch has effects that cannot merge: the outermost condition parts the paths.
struct NeedsParting {};
/// The statement must be run with the core's undo log: start the path again.
struct RestartPath {};

/// What is known of one unknown number: an interval without some points. A
/// bool is 0 or 1.
class Facts {
public:
  /// -1 less, 0 equal, 1 greater; empty: not decided.
  std::optional<bool> less(std::int64_t constant) const;  ///< x < constant
  std::optional<bool> equal(std::int64_t constant) const; ///< x == constant
  void assumeLess(std::int64_t constant, bool truth);
  void assumeEqual(std::int64_t constant, bool truth);
  void limit(std::int64_t least, std::int64_t most);

private:
  void tighten();
  std::int64_t low = INT64_MIN, high = INT64_MAX;
  std::set<std::int64_t> excluded;
};

/// A condition in a form that all spellings of it share.
struct Test {
  enum Kind : std::uint8_t { Less, Equal } kind = Equal;
  std::uint32_t id = 0;     ///< the unknown number
  std::int64_t constant = 0;
  bool negated = false;
  unsigned width = 0;
  bool isSigned = false;
};
Test testOf(const Value& condition);

/// The statement that is run again with the answer, told by its number among those that were begun in the open
/// (outside of branches that are tried out) and not taken back: the same in every run with the same decisions before it.
struct Decision {
  ir::Loc site;
  std::uint64_t start;
  Test test;
  bool value;
  std::string text; ///< "'training' is false"
  ir::Loc at;
};
std::string describe(const Value& condition, bool value);

class Paths {
public:
  /// Starts a path that begins with these decisions.
  void begin(std::vector<Decision> script);
  std::optional<bool> known(const Value& condition) const;
  /// What is assumed in a branch that is tried out can be rolled back. What the path itself assumes stays,
  /// also where statements are run again.
  void assume(const Value& condition, bool value);

  /// A statement that can be run again begins. \return whether the script decides something here
  bool start(const ir::Node& site);
  /// At the statement that began last, the path goes on with `true`; `false` is another path.
  void part(const Value& condition, const ir::Node& site);
  /// Whether everything in the script was decided.
  bool followed() const { return taken.size() >= script.size(); }

  struct Mark {
    std::size_t assumptions;
    std::uint64_t starts;
  };
  Mark mark() const { return {undo.size(), starts}; }
  void rollback(Mark mark);

  /// Also what is still to be decided, where the path ended before: it belongs to the path.
  const std::vector<Decision>& decisions() const { return followed() ? taken : script; }
  std::vector<std::vector<Decision>> pending; ///< paths found by this one
  unsigned speculating = 0;

private:
  void assume(const Test& test, bool value);
  void take(Decision decision, std::size_t place);

  std::uint64_t starts = 0;
  std::map<std::uint32_t, Facts> facts;
  std::vector<std::pair<std::uint32_t, std::optional<Facts>>> undo;
  std::vector<Decision> script, taken;
};

} // namespace varscope::resolve
