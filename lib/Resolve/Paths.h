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
/// The path is to be started again, with what it has decided: a statement must be run with the core's undo log, or from
/// a state in which nothing inside of it is decided.
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

/// An answer that a path gives, and the statement that is run again with it.
struct Decision {
  ir::Loc site;
  std::uint64_t execution; ///< of the statement: Paths::Execution
  Test test;
  bool value;
  std::string text; ///< "'training' is false"
  ir::Loc at;
};
std::string describe(const Value& condition, bool value);

/// Decisions stand in the order in which they were found, each by the first path that has those before it: the paths
/// of a model are the leaves of one tree. A run takes them as it meets their statements, in whatever order.
class Paths {
public:
  /// As long as it lives, a statement that can be run again is running: in the open, that is outside of branches that are
  /// tried out, else nothing is known of it. It is told by the statements around it, and by how many others each of them has
  /// begun before the next one: runs that differ in what they have decided elsewhere find it again.
  class Execution {
  public:
    Execution(Paths& paths, const ir::Node& site);
    ~Execution();
    Execution(const Execution&) = delete;
    Execution& operator=(const Execution&) = delete;

  private:
    friend class Paths;
    std::uint64_t identity();

    Paths& paths;
    const ir::Loc& site;
    Execution* const around;            ///< null: the builder's body
    const std::uint64_t number;         ///< in the one around
    std::uint64_t inside = 0;           ///< statements begun in this one
    std::uint64_t assumedBefore = 0;    ///< assumptions() at its beginning
    std::optional<std::uint64_t> known; ///< identity()
  };

  /// Starts a path that begins with these decisions.
  void begin(std::vector<Decision> script);
  /// Starts it again, with what it has decided since.
  void restart();
  std::optional<bool> known(const Value& condition) const;
  /// What is assumed in a branch that is tried out can be rolled back. What the path itself assumes stays,
  /// also where statements are run again.
  void assume(const Value& condition, bool value);

  /// The innermost execution begins, or begins again: takes what is decided at it.
  void follow();
  /// At the innermost execution, the path goes on with `true`; `false` is another path.
  /// \throws RestartPath where it could not go on as paths do that have decided this before
  void part(const Value& condition);
  /// Whether the run met all that was decided before it.
  bool followed() const { return unmet == 0; }

  /// How much the path itself has assumed.
  std::uint64_t assumptions() const { return assumed; }
  using Mark = std::size_t;
  Mark mark() const { return undo.size(); }
  void rollback(Mark mark);

  /// Also those whose statements were not met, where the path ended before.
  std::vector<Decision> decisions() const;
  std::vector<std::vector<Decision>> pending; ///< paths found by this one
  unsigned speculating = 0;

private:
  struct Answer {
    Decision decision;
    bool met;
  };
  void assume(const Test& test, bool value);
  void meet(Answer& answer);

  std::map<std::uint32_t, Facts> facts;
  std::vector<std::pair<std::uint32_t, std::optional<Facts>>> undo;
  std::vector<Answer> answers;
  std::size_t unmet = 0;
  std::uint64_t assumed = 0; ///< facts of the path itself
  Execution* innermost = nullptr;
};

} // namespace varscope::resolve
