#include "Resolve/Models/Map.h"
#include "Resolve/Models/Iterator.h"
#include "Resolve/Models/Pair.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Support.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Endian.h"

namespace varscope::resolve {

llvm::IntrusiveRefCntPtr<LibraryState> MapState::copy(Interpreter& in) const {
  auto made = llvm::makeIntrusiveRefCnt<MapState>(*this);
  made->entries = SharedList<Entry>(llvm::map_range(entries, [&](Entry entry) {
    entry.element = in.partFrom(entry.element, false);
    return entry;
  }));
  return made;
}

bool MapState::equals(const LibraryState& other) const {
  if (!classof(other))
    return false;
  const auto& o = static_cast<const MapState&>(other);
  return llvm::equal(entries, o.entries, [](const Entry& a, const Entry& b) {
    return a.key() == b.key() && a.element == b.element;
  });
}

void MapState::forEachPlace(llvm::function_ref<void(Place, bool)> visit) const {
  for (const Entry& entry : entries)
    visit(entry.element, true);
}

std::string MapState::print() const {
  return "an associative container of " + std::to_string(entries.size());
}

namespace {

/// Bytes that compare as the key does; none for keys that are not integers,
/// strings, or pairs and tuples of such.
std::optional<std::string> encoded(Interpreter& in, const Value& value) {
  Value content = textOf(in, value); // of pointers, strings are made
  if (content.isInt()) {
    std::uint64_t bits = content.bits();
    if (content.isSigned())
      bits ^= std::uint64_t(1) << 63;
    std::string bytes(8, '\0');
    llvm::support::endian::write64be(bytes.data(), bits);
    return bytes;
  }
  if (content.isString())
    return content.chars().str();
  if (const auto* tuple = content.as<TupleState>()) {
    // Parts end with 0 0; a zero in a part is 0 1.
    std::string bytes;
    for (Place part : tuple->parts) {
      std::optional<std::string> one = encoded(in, Value::place(part));
      if (!one)
        return std::nullopt;
      for (char c : *one) {
        bytes += c;
        if (c == '\0')
          bytes += '\1';
      }
      bytes.append(2, '\0');
    }
    return bytes;
  }
  return std::nullopt;
}

bool isMap(const ir::Type* type) { return type && type->name.ends_with("map"); }
bool isHashed(const ir::Type* type) { return type && type->name.contains("unordered"); }
bool isMulti(const ir::Type* type) { return type && type->name.contains("multi"); }
/// Keys that are not compared by their values: sorted by something other than std::less (a
/// further template argument was written), or pointers.
bool hasOwnOrder(const ir::Type* type) {
  const ir::Type* key = typeArgument(type, 0);
  if (key && key->kind == ir::TypeKind::Pointer)
    return true;
  std::size_t order = isMap(type) ? 2 : 1;
  return type && !isHashed(type) && type->args.size() > order && type->args[order]->name != "std::less";
}

std::size_t lowerBound(const MapState& map, llvm::StringRef key) {
  return llvm::partition_point(map.entries,
                               [&](const MapState::Entry& entry) { return entry.key() < key; }) -
         map.entries.begin();
}

std::size_t upperBound(const MapState& map, llvm::StringRef key) {
  return llvm::partition_point(map.entries,
                               [&](const MapState::Entry& entry) { return entry.key() <= key; }) -
         map.entries.begin();
}

std::optional<std::size_t> indexOf(const MapState& map, llvm::StringRef key) {
  std::size_t index = lowerBound(map, key);
  if (index < map.entries.size() && map.entries[index].key() == key)
    return index;
  return std::nullopt;
}

const MapState* stateOf(Interpreter& in, const LibCall& call) {
  return hasOwnOrder(objectType(in, call.args[0])) ? nullptr : in.state<MapState>(call.args[0]);
}

Value iteratorAt(Interpreter& in, const LibCall& call, std::size_t index) {
  return iteratorTo(in, call.args[0], index);
}

/// A new element. Its parts are objects of the types that the container declares.
Place makeElement(Interpreter& in, const ir::Type* container, Value element) {
  if (!isMap(container))
    return in.materialize(std::move(element), typeArgument(container, 0));
  Place place = in.materialize(std::move(element));
  if (const auto* pair = in.state<TupleState>(Value::place(place)))
    for (auto [index, part] : llvm::enumerate(pair->parts))
      if (const ir::Type* type = typeArgument(container, index); type && !in.memory().type(part)) {
        in.memory().setType(part, type);
        in.memory().write(part, in.converted(in.memory().read(part), type));
      }
  return place;
}

/// Adds an element, after those that are equal to it.
std::size_t add(Interpreter& in, const LibCall& call, std::string key, Value element) {
  Place place = makeElement(in, objectType(in, call.args[0]), std::move(element));
  MapState& map = in.edit<MapState>(call.args[0].target());
  std::size_t index = upperBound(map, key);
  map.entries.insert(index, {std::move(key), place});
  return index;
}

Value mappedPlace(const MapState& map, std::size_t index, Interpreter& in) {
  const auto* pair = in.state<TupleState>(Value::place(map.entries[index].element));
  return pair ? Value::place(pair->parts[1]) : Value();
}

Value index(Interpreter& in, const LibCall& call) {
  std::optional<std::string> key = encoded(in, call.args[1]);
  const ir::Type* type = objectType(in, call.args[0]);
  const MapState* map = stateOf(in, call);
  const ir::Type* mapped = typeArgument(type, 1);
  if (!key || !map || !mapped)
    return lost(in, call);
  std::optional<std::size_t> found = indexOf(*map, *key);
  if (!found)
    found = add(in, call, std::move(*key),
                makePair(in, take(in, call, 1), in.zero(*mapped)));
  return mappedPlace(*in.state<MapState>(call.args[0]), *found, in);
}

Value at(Interpreter& in, const LibCall& call) {
  std::optional<std::string> key = encoded(in, call.args[1]);
  const MapState* map = stateOf(in, call);
  if (!key || !map) {
    in.mayRaise("std::out_of_range", call);
    return in.unknownResult(call);
  }
  std::optional<std::size_t> found = indexOf(*map, *key);
  if (!found)
    in.raise("std::out_of_range", map->hashed ? "unordered_map::at" : "map::at");
  return mappedPlace(*map, *found, in);
}

Value find(Interpreter& in, const LibCall& call) {
  std::optional<std::string> key = encoded(in, call.args[1]);
  const MapState* map = stateOf(in, call);
  if (!key || !map)
    return in.unknownResult(call);
  return iteratorAt(in, call, indexOf(*map, *key).value_or(map->entries.size()));
}

Value count(Interpreter& in, const LibCall& call) {
  std::optional<std::string> key = encoded(in, call.args[1]);
  const MapState* map = stateOf(in, call);
  if (!key || !map)
    return in.unknownResult(call);
  std::size_t found = upperBound(*map, *key) - lowerBound(*map, *key);
  return call.key.ends_with("contains") ? Value::boolean(found > 0) : Value::size(found);
}

Value size(Interpreter& in, const LibCall& call) {
  const auto* map = in.state<MapState>(call.args[0]);
  return map ? Value::size(map->entries.size()) : in.unknownResult(call);
}

Value empty(Interpreter& in, const LibCall& call) {
  const auto* map = in.state<MapState>(call.args[0]);
  return map ? Value::boolean(map->entries.empty()) : in.unknownResult(call);
}

/// The key of an element that is to be added.
std::optional<std::string> keyOf(Interpreter& in, const Value& element, bool isMapElement) {
  if (!isMapElement)
    return encoded(in, element);
  const auto* pair = in.state<TupleState>(element);
  return pair && pair->parts.size() == 2 ? encoded(in, Value::place(pair->parts[0])) : std::nullopt;
}

/// The mapped value of emplace, try_emplace and insert_or_assign was not needed: the key is there.
void discardMapped(Interpreter& in, const LibCall& call, const ir::Type* mapped) {
  if (call.size() != 3 || !call.args[2].is(ValueKind::Object))
    return;
  if (!call.key.ends_with("try_emplace"))
    return in.destroy(in.materialize(call.args[2], mapped));
  // Here, it has been made for nothing.
  const ir::Node& made = call.argNode(2);
  if (made.op == ir::Op::Construct && in.reachesScopes(made.text))
    in.unresolved(made, in.unknown("the key is there already, and try_emplace then makes no object"),
                  "what this constructor does to the scopes", "a test of the key before");
}

/// The result of an insertion: a multimap's is the iterator alone.
Value insertedAt(Interpreter& in, const LibCall& call, std::size_t index, bool isNew) {
  Value at = iteratorAt(in, call, index);
  return isMulti(objectType(in, call.args[0])) ? at : makePair(in, at, Value::boolean(isNew));
}

/// emplace(key, value), insert_or_assign(key, value) and try_emplace(key, arguments...).
Value insertMapped(Interpreter& in, const LibCall& call, const MapState& map, const ir::Type* mapped) {
  std::optional<std::string> key = encoded(in, call.args[1]);
  if (!key)
    return lost(in, call);
  std::optional<std::size_t> found = indexOf(map, *key);
  if (isMulti(objectType(in, call.args[0])))
    found.reset();
  const bool isNew = !found, assigns = call.key.ends_with("insert_or_assign");
  if (!isNew && !assigns) {
    discardMapped(in, call, mapped);
    return insertedAt(in, call, *found, false);
  }
  std::optional<Value> value = constructElement(in, call, mapped, 2);
  if (!value)
    return lost(in, call, "a constructor called inside of " + call.key);
  if (isNew)
    found = add(in, call, std::move(*key), makePair(in, take(in, call, 1), std::move(*value)));
  else
    in.assign(mappedPlace(*in.state<MapState>(call.args[0]), *found, in), std::move(*value));
  return insertedAt(in, call, *found, isNew);
}

/// insert(from, to), insert(list): nothing is returned. False: it is not one of those.
bool insertAll(Interpreter& in, const LibCall& call, const ir::Type* type) {
  llvm::SmallVector<Value> elements;
  const ir::Type* given = call.size() == 2 ? objectType(in, call.args[1]) : nullptr;
  const bool isList = given && given->name == "std::initializer_list" && in.elements(call.args[1], elements);
  const bool isRange = call.size() == 3 && call.key.ends_with("insert") && in.state<IteratorState>(call.args[1]) &&
                       iteratorRange(in, call.args[1], call.args[2], elements);
  if (!isList && !isRange)
    return false;
  for (const Value& element : elements) {
    std::optional<std::string> key = keyOf(in, element, isMap(type));
    const MapState* map = in.state<MapState>(call.args[0]);
    if (!key || !map) {
      lost(in, call);
      return true;
    }
    if (isMulti(type) || !indexOf(*map, *key))
      add(in, call, std::move(*key), in.copyOf(element));
  }
  return true;
}

/// insert(element), emplace(element), and those of a key and a value: a pair of an
/// iterator and whether it is new. With a hint before the element: the iterator.
Value insert(Interpreter& in, const LibCall& call) {
  const ir::Type* type = objectType(in, call.args[0]);
  const MapState* map = stateOf(in, call);
  if (!map)
    return lost(in, call);
  if (insertAll(in, call, type))
    return {};
  if (call.size() == 3 && in.state<IteratorState>(call.args[1])) {
    llvm::SmallVector<Value> args{call.args[0], in.copyOf(call.args[2])};
    Value made = insert(in, LibCall{call.node, call.key, call.type, args, {}});
    const auto* pair = made.as<TupleState>();
    return pair ? in.load(Value::place(pair->parts[0])) : made;
  }
  if (isMap(type) && (call.size() == 3 || call.key.ends_with("try_emplace")))
    return insertMapped(in, call, *map, typeArgument(type, 1));
  if (call.size() != 2)
    return lost(in, call);
  std::optional<std::string> key = keyOf(in, call.args[1], isMap(type));
  if (!key)
    return lost(in, call);
  std::optional<std::size_t> found = isMulti(type) ? std::nullopt : indexOf(*in.state<MapState>(call.args[0]), *key);
  const bool isNew = !found;
  if (isNew)
    found = add(in, call, std::move(*key), take(in, call, 1));
  return insertedAt(in, call, *found, isNew);
}

/// erase(position), erase(from, to), erase(key).
Value erase(Interpreter& in, const LibCall& call) {
  const MapState* map = stateOf(in, call);
  if (!map)
    return lost(in, call);
  std::size_t from = 0, to = 0, size = map->entries.size();
  std::optional<std::int64_t> position = iteratorIndex(in, call.args[1]);
  if (position) {
    from = *position;
    to = from + 1;
    if (call.size() > 2)
      to = iteratorIndex(in, call.args[2]).value_or(size + 1);
  } else if (std::optional<std::string> key = encoded(in, call.args[1])) {
    map = in.state<MapState>(call.args[0]);
    from = lowerBound(*map, *key);
    to = upperBound(*map, *key);
  } else {
    return lost(in, call);
  }
  if (to > size || from > to)
    return lost(in, call, "an erased range of a container");
  // Which elements a range of a hashed container has is not known.
  if (call.size() > 2 && !in.state<MapState>(call.args[0])->ordered() && to - from < size)
    return lost(in, call, "the order of an unordered container's elements");
  MapState& changed = in.edit<MapState>(call.args[0].target());
  std::vector<MapState::Entry> gone(changed.entries.begin() + from, changed.entries.begin() + to);
  changed.entries.erase(from, to);
  for (const MapState::Entry& entry : gone)
    in.destroy(entry.element);
  return position ? iteratorAt(in, call, from) : Value::size(gone.size());
}

Value clear(Interpreter& in, const LibCall& call) {
  if (!in.state<MapState>(call.args[0]) || !call.args[0].isPlace())
    return lost(in, call);
  SharedList<MapState::Entry> old;
  std::swap(old, in.edit<MapState>(call.args[0].target()).entries);
  for (const MapState::Entry& entry : old)
    in.destroy(entry.element);
  return {};
}

/// Constructors: () and (list of elements), (from, to).
Value construct(Interpreter& in, const LibCall& call) {
  auto state = llvm::makeIntrusiveRefCnt<MapState>();
  state->hashed = isHashed(call.type);
  llvm::SmallVector<Value> elements;
  if (call.args.empty())
    return Value::library(state);
  if (hasOwnOrder(call.type))
    return in.unknown("a container with a comparison of its own");
  bool known = call.size() >= 2 && !in.load(call.args[0]).is(ValueKind::Object) &&
                       iteratorRange(in, call.args[0], call.args[1], elements)
                   ? true
                   : in.elements(call.args[0], elements);
  if (!known)
    return in.unknownResult(call);
  for (const Value& element : elements) {
    std::optional<std::string> key = keyOf(in, element, isMap(call.type));
    if (!key)
      return in.unknownResult(call);
    if (!isMulti(call.type) && indexOf(*state, *key))
      continue;
    Place place = makeElement(in, call.type, in.copyOf(element));
    std::size_t index = upperBound(*state, *key);
    state->entries.insert(index, {std::move(*key), place});
  }
  return Value::library(state);
}

Value assign(Interpreter& in, const LibCall& call) {
  return assigned(in, call, in.state<MapState>(call.args[1])
                                ? take(in, call, 1)
                                : construct(in, call.with(call.key, objectType(in, call.args[0]), 1)));
}

template <bool Upper>
Value bound(Interpreter& in, const LibCall& call) {
  std::optional<std::string> key = encoded(in, call.args[1]);
  const MapState* map = stateOf(in, call);
  if (!key || !map || map->hashed)
    return in.unknownResult(call);
  return iteratorAt(in, call, Upper ? upperBound(*map, *key) : lowerBound(*map, *key));
}

Value equalRange(Interpreter& in, const LibCall& call) {
  std::optional<std::string> key = encoded(in, call.args[1]);
  const MapState* map = stateOf(in, call);
  if (!key || !map || (map->hashed && !map->ordered()))
    return in.unknownResult(call);
  return makePair(in, iteratorAt(in, call, lowerBound(*map, *key)), iteratorAt(in, call, upperBound(*map, *key)));
}

Value nothing(Interpreter&, const LibCall&) { return {}; }
Value begin(Interpreter& in, const LibCall& call) { return beginOf(in, call.args[0], false); }
Value end(Interpreter& in, const LibCall& call) {
  // The end is the end even where the order is not known: find() compares with it.
  if (const auto* map = in.state<MapState>(call.args[0]))
    return iteratorAt(in, call, map->entries.size());
  return in.unknownResult(call);
}
Value rbegin(Interpreter& in, const LibCall& call) { return beginOf(in, call.args[0], true); }
Value rend(Interpreter& in, const LibCall& call) { return endOf(in, call.args[0], true); }

Value makeDefault(Interpreter&, const ir::Type& type) {
  auto state = llvm::makeIntrusiveRefCnt<MapState>();
  state->hashed = isHashed(&type);
  return Value::library(state);
}

void elements(Interpreter& in, Place range, llvm::SmallVectorImpl<Value>& out) {
  const auto* map = in.state<MapState>(Value::place(range));
  if (!map)
    return;
  for (const MapState::Entry& entry : map->entries)
    out.push_back(map->ordered() ? Value::place(entry.element)
                                 : unknownElement(in, range, "the order of an unordered "
                                                             "container's elements"));
}

struct Member {
  llvm::StringLiteral name;
  ModelFn fn;
};
constexpr Member ofAll[] = {
    {"operator=", assign}, {"find", find},     {"count", count},     {"contains", count},
    {"size", size},        {"empty", empty},   {"insert", insert},   {"emplace", insert},
    {"emplace_hint", insert}, {"erase", erase}, {"clear", clear},    {"begin", begin},
    {"cbegin", begin},     {"end", end},       {"cend", end},        {"equal_range", equalRange},
    {"swap", swapContents}, {"reserve", nothing},
};
constexpr Member ofMaps[] = {
    {"operator[]", index}, {"at", at}, {"try_emplace", insert}, {"insert_or_assign", insert}};
constexpr Member ofOrdered[] = {{"lower_bound", bound<false>}, {"upper_bound", bound<true>},
                                {"rbegin", rbegin}, {"rend", rend}, {"crbegin", rbegin}, {"crend", rend}};

constexpr llvm::StringLiteral classes[] = {
    "std::map", "std::set", "std::multimap", "std::multiset", "std::unordered_map", "std::unordered_set",
    "std::unordered_multimap", "std::unordered_multiset"};

} // namespace

void addMap(ModelTable& table) {
  for (llvm::StringLiteral name : classes) {
    auto add = [&](llvm::ArrayRef<Member> members) {
      for (const Member& member : members)
        table.add((name + "::" + member.name).str(), member.fn);
    };
    table.add((name + "::" + name.rsplit("::").second).str(), construct);
    add(ofAll);
    if (name == "std::map" || name == "std::unordered_map")
      add(ofMaps);
    if (!name.contains("unordered"))
      add(ofOrdered);
    table.add(LibraryType{.name = name, .makeDefault = makeDefault, .elements = elements, .endsBackwards = true});
  }
}

} // namespace varscope::resolve
