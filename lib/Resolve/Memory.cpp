#include "Resolve/Memory.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

namespace varscope::resolve {

Memory::Memory() { cells.emplace_back(); } // cell 0 is "no place"

std::uint32_t Memory::newCell() {
  std::uint32_t number;
  if (reusable.empty()) {
    number = static_cast<std::uint32_t>(cells.size());
    cells.emplace_back();
  } else {
    number = reusable.back();
    reusable.pop_back();
  }
  Cell& cell = cells[number];
  cell.parent = {};
  cell.isCharacter = false;
  cell.exposure = Exposure::None;
  cell.stamp = serial;
  cell.birth = ++births;
  cell.live = true;
  ++liveCells;
  return number;
}

Place Memory::allocate(Value content, const ir::Type* type) {
  const std::uint32_t number = newCell();
  Cell& cell = cells[number];
  cell.value = std::move(content);
  cell.type = type;
  if (!regions.empty())
    made.push_back(number);
  return {number, cell.generation};
}

void Memory::save(std::uint32_t number) {
  Cell& cell = cells[number];
  if (!isUnseen)
    oldestChanged = std::min(oldestChanged, cell.birth);
  touch(number);
  if (regions.empty() || cell.stamp >= regions.back().serial)
    return;
  log.push_back({number, cell.stamp, cell.parent, cell.index, cell.value, cell.live, cell.exposure});
  cell.stamp = serial;
}

void Memory::touch(std::uint32_t number) {
  Cell& cell = cells[number];
  if (cell.listed >= cell.exposure)
    return;
  cell.listed = cell.exposure;
  touched[static_cast<std::size_t>(cell.exposure)].push_back(number);
}

void Memory::expose(Place given, Exposure exposure) {
  assert(alive(given));
  const Place place = isCharacter(given) ? parent(given) : given;
  if (!alive(place) || cells[place.cell].exposure >= exposure)
    return;
  save(place.cell);
  cells[place.cell].exposure = exposure;
  touch(place.cell);
}

std::vector<Place> Memory::takeTouched(Exposure exposure) {
  std::vector<Place> places;
  for (const Exposure level : {Exposure::Pointers, Exposure::Strangers}) {
    if (level < exposure)
      continue;
    for (const std::uint32_t number : std::exchange(touched[static_cast<std::size_t>(level)], {})) {
      Cell& cell = cells[number];
      if (cell.listed != level) // exposed more since: it is in the other list
        continue;
      cell.listed = Exposure::None;
      if (cell.exposure < exposure) {
        touch(number); // exposed less since
      } else if (cell.live) {
        places.push_back({number, cell.generation});
        if (!regions.empty())
          taken.push_back(number);
      }
    }
  }
  return places;
}

void Memory::write(Place place, Value content) {
  assert(alive(place));
  if (cells[place.cell].isCharacter)
    return writeThrough(place.cell, content);
  save(place.cell);
  cells[place.cell].value = std::move(content);
}

namespace {
Value characterIn(const Value& string, std::uint32_t index) {
  if (string.isChoice()) {
    const ChoiceState& state = string.alternatives();
    return Value::choice(state.condition, characterIn(state.whenTrue, index), characterIn(state.whenFalse, index));
  }
  if (!string.isString())
    return Value::undef();
  const llvm::StringRef text = string.str();
  return Value::integer(index < text.size() ? static_cast<std::uint64_t>(text[index]) : 0, 8, true);
}

/// The string with another character. \param grows an array, which has zeros after its text
Value withCharacter(const Value& string, std::uint32_t index, const Value& character, bool grows) {
  if (string.isChoice()) {
    const ChoiceState& state = string.alternatives();
    const bool alike = character.isChoice() && character.alternatives().condition.same(state.condition);
    const Value& a = alike ? character.alternatives().whenTrue : character;
    const Value& b = alike ? character.alternatives().whenFalse : character;
    return Value::choice(state.condition, withCharacter(state.whenTrue, index, a, grows),
                         withCharacter(state.whenFalse, index, b, grows));
  }
  if (character.isChoice()) {
    const ChoiceState& state = character.alternatives();
    return Value::choice(state.condition, withCharacter(string, index, state.whenTrue, grows),
                         withCharacter(string, index, state.whenFalse, grows));
  }
  if (!string.isString() || (!grows && index >= string.str().size()))
    return string;
  if (!character.isInt())
    return character; // not known: nor is the string
  std::string bytes = string.str().str();
  if (bytes.size() <= index)
    bytes.resize(index + 1);
  bytes[index] = static_cast<char>(character.bits());
  return string.withBytes(std::move(bytes));
}
} // namespace

const Value& Memory::readThrough(std::uint32_t number) const {
  const Cell& cell = cells[number];
  if (alive(cell.parent))
    cell.value = characterIn(read(cell.parent), cell.index);
  return cell.value;
}

void Memory::writeThrough(std::uint32_t character, const Value& content) {
  const Place string = cells[character].parent;
  if (!alive(string))
    return;
  const ir::Type* type = cells[string.cell].type;
  write(string, withCharacter(cells[string.cell].value, cells[character].index, content,
                              type && type->kind == ir::TypeKind::Array));
}

/// It has no content of its own, so that no region has anything to take back.
Place Memory::characterOf(Place string, std::uint32_t index) {
  Place& known = characters[{string.cell, index}];
  if (alive(known)) {
    if (cells[known.cell].parent == string)
      return known;
    cells[known.cell].live = false; // of a string that was there before
    --liveCells;
    recycle(known.cell);
  }
  const std::uint32_t number = newCell();
  Cell& cell = cells[number];
  cell.type = nullptr;
  cell.parent = string;
  cell.index = index;
  cell.isCharacter = true;
  return known = {number, cell.generation};
}

LibraryState& Memory::editState(Place place) {
  assert(alive(place));
  save(place.cell);
  Value& value = cells[place.cell].value;
  if (value.shared()->UseCount() > 1)
    value = Value::library(value.state().clone());
  return const_cast<LibraryState&>(value.state());
}

AggregateState& Memory::editAggregate(Place place) {
  assert(alive(place));
  save(place.cell);
  Value& value = cells[place.cell].value;
  if (value.shared()->UseCount() > 1)
    value = Value::aggregate(llvm::makeIntrusiveRefCnt<AggregateState>(value.parts()));
  return const_cast<AggregateState&>(value.parts());
}

void Memory::recycle(std::uint32_t number) {
  Cell& cell = cells[number];
  cell.value = {};
  ++cell.generation;
  reusable.push_back(number);
}

void Memory::free(Place place) {
  if (!alive(place))
    return;
  Cell& cell = cells[place.cell];
  save(place.cell);
  cell.live = false;
  --liveCells;
  // An object from before the region must be there again after a rollback; one
  // that the region made is let go when the region ends.
  if (regions.empty())
    recycle(place.cell);
}

void Memory::setParent(Place part, Place whole, std::uint32_t index) {
  save(part.cell);
  cells[part.cell].parent = whole;
  cells[part.cell].index = index;
}

void Memory::adopt(Place whole, std::uint32_t index, Place part) {
  editAggregate(whole).parts[index] = part;
  setParent(part, whole, index);
}

void Memory::append(Place whole, Place part) {
  AggregateState& state = editAggregate(whole);
  state.parts.push_back(part);
  setParent(part, whole, static_cast<std::uint32_t>(state.parts.size() - 1));
}

Memory::Region Memory::open() {
  regions.push_back({++serial, log.size(), made.size(), taken.size()});
  return static_cast<Region>(regions.size() - 1);
}

void Memory::commit(Region region) {
  assert(region + 1 == regions.size());
  const Open ended = regions.back();
  regions.pop_back();
  if (regions.empty())
    taken.clear();
  const std::uint32_t outer = regions.empty() ? ~std::uint32_t(0) : regions.back().serial;
  // What the region around needs for its own rollback stays: objects from
  // before it that it has not saved itself.
  std::size_t kept = ended.log;
  for (std::size_t i = ended.log; i < log.size(); ++i) {
    Saved& saved = log[i];
    if (!regions.empty() && saved.stamp < outer) {
      if (kept != i)
        log[kept] = std::move(saved);
      ++kept;
    } else if (regions.empty() && !cells[saved.cell].live) {
      recycle(saved.cell); // freed, and nobody can bring it back
    }
  }
  log.resize(kept);
  // Of the objects made, the dead ones are let go.
  kept = ended.made;
  for (std::size_t i = ended.made; i < made.size(); ++i) {
    if (!cells[made[i]].live)
      recycle(made[i]);
    else if (!regions.empty())
      made[kept++] = made[i];
  }
  made.resize(kept);
}

void Memory::takeBack(const Open& ended) {
  while (log.size() > ended.log) {
    Saved& saved = log.back();
    Cell& cell = cells[saved.cell];
    liveCells += saved.live - cell.live;
    cell.value = std::move(saved.value);
    cell.parent = saved.parent;
    cell.index = saved.index;
    cell.stamp = saved.stamp;
    cell.live = saved.live;
    cell.exposure = saved.exposure;
    touch(saved.cell);
    log.pop_back();
  }
  for (; taken.size() > ended.taken; taken.pop_back())
    touch(taken.back());
}

void Memory::rollback(Region region) {
  assert(region + 1 == regions.size());
  const Open ended = regions.back();
  regions.pop_back();
  takeBack(ended);
  for (std::size_t i = ended.made; i < made.size(); ++i) {
    liveCells -= cells[made[i]].live;
    cells[made[i]].live = false;
    recycle(made[i]);
  }
  made.resize(ended.made);
}

Memory::Delta Memory::extract(Region region) {
  assert(region + 1 == regions.size());
  const Open ended = regions.back();
  Delta delta;
  for (std::size_t i = ended.log; i < log.size(); ++i) {
    const Cell& cell = cells[log[i].cell];
    delta.changes.push_back({{log[i].cell, cell.generation}, cell.value, cell.live, cell.exposure});
  }
  llvm::sort(delta.changes, [](const auto& a, const auto& b) { return a.place.cell < b.place.cell; });
  regions.pop_back();
  takeBack(ended);
  for (std::size_t i = ended.made; i < made.size(); ++i) {
    Cell& cell = cells[made[i]];
    if (cell.live)
      delta.made.push_back({made[i], cell.generation});
    else
      recycle(made[i]);
  }
  made.resize(ended.made);
  return delta;
}

void Memory::discard(const Delta& delta) {
  for (Place place : delta.made) {
    if (!alive(place))
      continue;
    --liveCells;
    cells[place.cell].live = false;
    recycle(place.cell);
  }
}

void Memory::keep(const Delta& delta) {
  for (Place place : delta.made) {
    cells[place.cell].stamp = serial;
    if (!regions.empty())
      made.push_back(place.cell);
  }
}

} // namespace varscope::resolve
