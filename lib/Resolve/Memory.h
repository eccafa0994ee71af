#pragma once
/// The interpreted program's objects, with an undo log.
///
/// An object is a cell: one Value. A record's or array's Value is an Aggregate
/// that lists its parts, which are cells again. So every object, field and
/// element has a Place, and a class prvalue becomes a variable or a member by
/// adoption, without moving (C++17's elision).
///
/// A Region is a stretch of execution that can be taken back. Regions nest;
/// writes are logged once per object and region, so the log is bounded by the
/// objects that live.

#include "Resolve/Value.h"

#include "llvm/ADT/DenseMap.h"

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

namespace varscope::resolve {

class Memory {
public:
  Memory();

  // -- objects -----------------------------------------------------------------
  Place allocate(Value content, const ir::Type* type = nullptr);
  bool alive(Place place) const {
    return place.cell < cells.size() && cells[place.cell].generation == place.generation && cells[place.cell].live;
  }
  const Value& read(Place place) const {
    assert(alive(place));
    const Cell& cell = cells[place.cell];
    if (cell.isCharacter)
      return readThrough(place.cell);
    return cell.value;
  }
  void write(Place place, Value content);
  /// The content for change in place: copied first if anybody else sees it.
  template <class State> State& edit(Place place) { return static_cast<State&>(editState(place)); }
  AggregateState& editAggregate(Place place);
  /// Ends the object's life; parts are the caller's business.
  void free(Place place);

  const ir::Type* type(Place place) const { return cells[place.cell].type; }
  void setType(Place place, const ir::Type* type) { cells[place.cell].type = type; }
  /// The record or array that an object is part of; none for a whole object.
  Place parent(Place place) const { return cells[place.cell].parent; }
  std::uint32_t indexInParent(Place place) const { return cells[place.cell].index; }
  /// Makes `part` the index-th part of `whole` (in place of what was there).
  void adopt(Place whole, std::uint32_t index, Place part);
  void append(Place whole, Place part);
  /// A reference to one character of the string that an object holds. Strings have no objects for their characters:
  /// what is written to the reference is written to the string, and what is read is read from it (Undef where the
  /// string is not known).
  Place characterOf(Place string, std::uint32_t index);
  bool isCharacter(Place place) const { return cells[place.cell].isCharacter; }

  // -- what others may change ------------------------------------------------------
  /// Who may change an object unseen: nobody; who writes through a pointer that is not known; code that is not known, too.
  enum class Exposure : std::uint8_t { None, Pointers, Strangers };
  /// The object may be changed so from now on.
  void expose(Place place, Exposure exposure);
  /// The objects that are exposed so far at least, and were exposed or changed since this was asked about them.
  std::vector<Place> takeTouched(Exposure exposure);

  // -- regions -----------------------------------------------------------------
  using Region = std::uint32_t;
  Region open();
  /// The region's effects stay.
  void commit(Region region);
  /// The region's effects, as if it had never run.
  void rollback(Region region);

  /// What a region did: new contents of older objects, and the objects it made.
  struct Delta {
    struct Change {
      Place place;
      Value content;
      bool live;
      Exposure exposure;
    };
    std::vector<Change> changes; ///< in order of cell number
    std::vector<Place> made;     ///< alive at the region's end; kept alive while the Delta is in use
  };
  /// Takes the region back and hands out what it did.
  Delta extract(Region region);
  /// The objects that an extracted Delta made are not wanted, or belong to the
  /// innermost region from now on.
  void discard(const Delta& delta);
  void keep(const Delta& delta);
  std::size_t live() const { return liveCells; }

  // -- changes ---------------------------------------------------------------------
  /// As long as it lives, it is noted whether an object from before it is changed. What is taken back counts.
  class Changes {
  public:
    explicit Changes(Memory& memory)
        : memory(memory), begin(memory.births), around(std::exchange(memory.oldestChanged, youngest)) {}
    ~Changes() { memory.oldestChanged = std::min(memory.oldestChanged, around); }
    Changes(const Changes&) = delete;
    Changes& operator=(const Changes&) = delete;
    bool any() const { return memory.oldestChanged <= begin; }

  private:
    Memory& memory;
    const std::uint64_t begin, around;
  };
  /// As long as it lives, what is done to objects is not the program's doing, or the same in any order.
  class Unseen {
  public:
    explicit Unseen(Memory& memory) : memory(memory), before(std::exchange(memory.isUnseen, true)) {}
    ~Unseen() { memory.isUnseen = before; }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

  private:
    Memory& memory;
    bool before;
  };

private:
  struct Cell {
    mutable Value value; ///< of a character, what was read last
    const ir::Type* type = nullptr;
    Place parent;
    std::uint32_t index = 0;
    std::uint32_t generation = 1;
    std::uint32_t stamp = 0; ///< region serial in which it was made or last logged
    std::uint64_t birth = 0;
    bool live = false;
    bool isCharacter = false;
    Exposure exposure = Exposure::None;
    Exposure listed = Exposure::None; ///< the list of `touched` that it is in; what is taken back stays there
  };
  struct Saved {
    std::uint32_t cell;
    std::uint32_t stamp;
    Place parent;
    std::uint32_t index;
    Value value;
    bool live;
    Exposure exposure;
  };
  struct Open {
    std::uint32_t serial;
    std::size_t log, made, taken;
  };
  std::uint32_t newCell();
  void save(std::uint32_t cell);
  void touch(std::uint32_t cell); ///< if it is exposed
  void recycle(std::uint32_t cell);
  void takeBack(const Open& ended);
  const Value& readThrough(std::uint32_t character) const;
  void writeThrough(std::uint32_t character, const Value& content);
  void setParent(Place part, Place whole, std::uint32_t index);
  LibraryState& editState(Place place);

  std::deque<Cell> cells;
  std::vector<std::uint32_t> reusable;
  /// Of a string's cell and an index: what stands for that character.
  llvm::DenseMap<std::pair<std::uint32_t, std::uint32_t>, Place> characters;
  std::vector<Saved> log;
  std::vector<std::uint32_t> made;
  std::vector<std::uint32_t> touched[3]; ///< by exposure
  std::vector<std::uint32_t> taken;      ///< from them, which a rollback takes back
  std::vector<Open> regions;
  std::uint32_t serial = 0;
  std::size_t liveCells = 0;
  static constexpr std::uint64_t youngest = ~std::uint64_t(0);
  std::uint64_t births = 0, oldestChanged = youngest;
  bool isUnseen = false;
};

} // namespace varscope::resolve
