#include "Resolve/Correspondence.h"

#include "llvm/ADT/STLExtras.h"

namespace varscope::resolve {

Correspondence::Correspondence(const Memory& memory, const Memory::Delta& one, const Memory::Delta& other,
                               std::uint32_t firstUnknown)
    : memory(memory), one(one), other(other), firstUnknown(firstUnknown) {
  for (Place place : one.made)
    madeByOne.insert(place.cell);
  for (Place place : other.made)
    madeByOther.insert(place.cell);
}

bool Correspondence::holds(llvm::ArrayRef<Value> results, llvm::ArrayRef<Value> others) {
  return llvm::equal(results, others, [this](const Value& a, const Value& b) { return values(a, b); }) &&
         changesCorrespond() && madeCorrespond();
}

namespace {
/// Of an owner's count and the like: in any order they come to the same.
llvm::SmallVector<const Memory::Delta::Change*, 8> seenChanges(const Memory::Delta& delta) {
  llvm::SmallVector<const Memory::Delta::Change*, 8> seen;
  for (const Memory::Delta::Change& change : delta.changes)
    if (!change.isUnseen)
      seen.push_back(&change);
  return seen;
}

bool sameStart(const ir::Loc& a, const ir::Loc& b) {
  return a.file == b.file && a.line == b.line && a.column == b.column;
}

/// Each key has one value, and each value one key.
bool pair(llvm::DenseMap<std::uint32_t, std::uint32_t>& forth, llvm::DenseMap<std::uint32_t, std::uint32_t>& back,
          std::uint32_t key, std::uint32_t value, bool& isNew) {
  const auto [known, inserted] = forth.try_emplace(key, value);
  isNew = inserted;
  return inserted ? back.try_emplace(value, key).second : known->second == value;
}
} // namespace

bool Correspondence::changesCorrespond() {
  return llvm::equal(seenChanges(one), seenChanges(other), [this](const auto* a, const auto* b) {
    return a->place == b->place && a->live == b->live && (!a->live || values(a->content, b->content));
  });
}

bool Correspondence::madeCorrespond() {
  while (!open.empty()) {
    const auto [a, b] = open.back();
    open.pop_back();
    const Place whole = memory.parent(a);
    if (memory.type(a) != memory.type(b) || !place(whole, memory.parent(b)) ||
        (whole && memory.indexInParent(a) != memory.indexInParent(b)) || !values(memory.read(a), memory.read(b)))
      return false;
  }
  return true;
}

bool Correspondence::place(Place a, Place b) {
  if (a == b)
    return true;
  if (!madeByOne.contains(a.cell) || !madeByOther.contains(b.cell) || !memory.alive(a) || !memory.alive(b))
    return false;
  bool isNew;
  if (!pair(cells, cellsBack, a.cell, b.cell, isNew))
    return false;
  if (isNew)
    open.emplace_back(a, b);
  return true;
}

bool Correspondence::unknowns(const UnknownState& a, const UnknownState& b) {
  if (a.id == b.id)
    return true;
  bool isNew;
  return a.id >= firstUnknown && b.id >= firstUnknown && a.reason == b.reason && sameStart(a.at, b.at) && a.op == b.op &&
         pair(numbers, numbersBack, a.id, b.id, isNew) &&
         (!isNew || (place(a.within, b.within) && values(a.left, b.left) && values(a.right, b.right)));
}

} // namespace varscope::resolve
