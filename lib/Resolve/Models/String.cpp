// std::string and std::string_view. The content of either is a Str.

#include "Resolve/Models/CString.h"
#include "Resolve/Models/Characters.h"
#include "Resolve/Models/Iterator.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Support.h"

#include "llvm/ADT/StringExtras.h"

namespace varscope::resolve {
namespace {

constexpr std::size_t npos = std::string::npos;

using Args = llvm::ArrayRef<Value>;

std::optional<std::uint64_t> size(Interpreter& in, const Value& value) {
  std::optional<std::int64_t> number = in.integer(value);
  return number ? std::optional<std::uint64_t>(*number) : std::nullopt;
}

/// The characters between two iterators into a string, or a list of chars.
std::optional<Piece> charactersOf(Interpreter& in, const Value& from, const Value& to) {
  llvm::SmallVector<Value> elements;
  if (!iteratorRange(in, from, to, elements))
    return std::nullopt;
  Piece text;
  for (const Value& element : elements) {
    std::optional<Piece> character = piece(in, element);
    if (!character)
      return std::nullopt;
    text.bytes += character->bytes;
  }
  return text;
}

Piece sub(const Piece& from, std::uint64_t position, std::uint64_t count) {
  return {from.bytes.substr(position, count), from.origin};
}

/// The string that construction, append, assign, insert and replace are given.
std::optional<Piece> argument(Interpreter& in, Args args) {
  args = withoutAllocator(in, args);
  if (args.empty())
    return Piece{};
  Value first = in.load(args[0]);
  const bool isPointer = first.is(ValueKind::Pointer) || (first.isString() && first.endsAtZero());
  if (isPointer && args.size() == 2)
    if (std::optional<std::uint64_t> count = size(in, args[1]))
      return characters(in, first, *count);
  if (args.size() == 1) {
    if (std::optional<Piece> text = piece(in, first))
      return text;
    llvm::SmallVector<Value> characters; // an initializer_list<char>
    if (first.isUnknown() || !in.elements(args[0], characters))
      return std::nullopt;
    Piece text;
    for (const Value& character : characters)
      if (std::optional<Piece> one = piece(in, character))
        text.bytes += one->bytes;
      else
        return std::nullopt;
    return text;
  }
  if (first.isString()) {
    Piece text = *piece(in, first);
    std::optional<std::uint64_t> second = size(in, args[1]);
    if (!second)
      return std::nullopt;
    if (args.size() == 3) {
      std::optional<std::uint64_t> count = size(in, args[2]);
      if (!count || *second > text.bytes.size())
        return std::nullopt;
      return sub(text, *second, *count);
    }
    // (const char*, count) or (const std::string&, position)
    if (*second > text.bytes.size())
      return std::nullopt;
    return args[0].isPlace() ? sub(text, *second, npos) : sub(text, 0, *second);
  }
  if (first.isInt()) { // (count, char)
    std::optional<Piece> character = piece(in, args[1]);
    if (!character || first.bits() > maxStringSize)
      return std::nullopt;
    return Piece{std::string(first.bits(), character->bytes[0]), nullptr};
  }
  return charactersOf(in, args[0], args[1]);
}

Value construct(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = argument(in, call.args);
  return text ? stringValue(std::move(*text)) : in.unknownResult(call);
}

/// Replaces the object's content; the result is the object.
Value set(Interpreter& in, const LibCall& call, Piece text) {
  if (text.bytes.size() > maxStringSize)
    return lost(in, call, "a string of more than " + llvm::Twine(maxStringSize) + " bytes");
  in.write(call.args[0], stringValue(std::move(text)));
  return call.args[0];
}

Value append(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]);
  std::optional<Piece> more = argument(in, call.args.drop_front());
  return text && more ? set(in, call, concatenated(std::move(*text), *more)) : lost(in, call);
}

Value assign(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = argument(in, call.args.drop_front());
  return text ? set(in, call, std::move(*text)) : lost(in, call);
}

Value plus(Interpreter& in, const LibCall& call) {
  std::optional<Piece> left = piece(in, call.args[0]), right = piece(in, call.args[1]);
  for (std::size_t position : {0, 1}) // which of two gives its storage is the library's choice
    if (isMovedFrom(call, position) && call.args[position].isPlace())
      in.write(call.args[position], in.unknown("a string that was moved into a sum"));
  if (left && right)
    return stringValue(concatenated(std::move(*left), *right));
  return iteratorPlus(in, call);
}

Value length(Interpreter& in, const LibCall& call) {
  if (std::optional<CharactersState> view = viewed(in, call.args[0]))
    return Value::size(view->length);
  std::optional<Piece> text = piece(in, call.args[0]);
  return text ? Value::size(text->bytes.size()) : in.unknownResult(call);
}

Value empty(Interpreter& in, const LibCall& call) {
  if (std::optional<CharactersState> view = viewed(in, call.args[0]))
    return Value::boolean(view->length == 0);
  std::optional<Piece> text = piece(in, call.args[0]);
  return text ? Value::boolean(text->bytes.empty()) : in.unknownResult(call);
}

/// c_str, data: a pointer to the characters where they stand.
Value data(Interpreter& in, const LibCall& call) {
  if (std::optional<CharactersState> view = viewed(in, call.args[0]))
    return Value::pointerInto(view->owner, view->start);
  Value content = in.load(call.args[0]);
  if (content.isString() && isStringObject(in, call.args[0]))
    return Value::pointerInto(call.args[0].target(), 0);
  return content.isString() ? content : in.unknownResult(call);
}

/// A reference to one character.
Value character(Interpreter& in, const LibCall& call, std::uint64_t index) {
  if (std::optional<CharactersState> view = viewed(in, call.args[0])) {
    Value found = index < view->length ? characterAt(in, view->owner, view->start + index) : Value();
    return found.isNone() ? in.unknown("an index past the end of a view") : found;
  }
  Value content = in.load(call.args[0]);
  if (!content.isString())
    return in.unknownResult(call);
  llvm::StringRef text = content.str();
  if (index > text.size())
    return in.unknown("an index past the end of a string");
  if (isStringObject(in, call.args[0]))
    return characterPlace(in, call.args[0].target(), index);
  char c = index < text.size() ? text[index] : '\0';
  return Value::integer(static_cast<std::uint64_t>(c), 8, true);
}

Value index(Interpreter& in, const LibCall& call) {
  std::optional<std::uint64_t> index = size(in, call.args[1]);
  if (!index) {
    if (call.args[0].isPlace() && !resultIsConst(call))
      return unknownElement(in, call.args[0].target(), "a character at an unknown index");
    return in.unknownResult(call);
  }
  return character(in, call, *index);
}

Value at(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]);
  std::optional<std::uint64_t> position = size(in, call.args[1]);
  if (!text || !position)
    in.mayRaise("std::out_of_range", call);
  else if (*position >= text->bytes.size())
    in.raise("std::out_of_range", "basic_string::at: __n (which is " + llvm::Twine(*position) +
                                      ") >= this->size() (which is " +
                                      llvm::Twine(text->bytes.size()) + ")");
  return index(in, call);
}

Value front(Interpreter& in, const LibCall& call) { return character(in, call, 0); }
Value back(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]);
  if (!text || text->bytes.empty())
    return in.unknownResult(call);
  return character(in, call, text->bytes.size() - 1);
}

Value pushBack(Interpreter& in, const LibCall& call) {
  append(in, call);
  return {};
}

Value popBack(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]);
  if (!text || text->bytes.empty())
    return lost(in, call);
  text->bytes.pop_back();
  set(in, call, std::move(*text));
  return {};
}

Value clear(Interpreter& in, const LibCall& call) {
  in.write(call.args[0], Value::string(""));
  return {};
}

/// std::out_of_range as libstdc++ words it.
void checkPosition(Interpreter& in, llvm::StringRef function, std::uint64_t position,
                   std::size_t length) {
  if (position > length)
    in.raise("std::out_of_range", function + ": __pos (which is " + llvm::Twine(position) +
                                      ") > this->size() (which is " + llvm::Twine(length) + ")");
}

/// An optional count or position among the arguments; none if it is not known.
std::optional<std::uint64_t> sizeOr(Interpreter& in, const LibCall& call, std::size_t i,
                                    std::uint64_t otherwise) {
  return i < call.size() ? size(in, call.args[i]) : otherwise;
}

Value substr(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]);
  std::optional<std::uint64_t> position = sizeOr(in, call, 1, 0), count = sizeOr(in, call, 2, npos);
  if (!text || !position || !count) {
    if (call.size() > 1) // the whole of any string is there
      in.mayRaise("std::out_of_range", call);
    return in.unknownResult(call);
  }
  checkPosition(in, "basic_string::substr", *position, text->bytes.size());
  return viewed(in, call.args[0])
             ? partOfView(in, call.args[0], *position, std::min<std::uint64_t>(*count, text->bytes.size() - *position))
             : stringValue(sub(*text, *position, *count));
}

/// Where an iterator or an index (an optional argument) stands; none if it is not known.
std::optional<std::uint64_t> positionOf(Interpreter& in, const LibCall& call, std::size_t argument,
                                        std::uint64_t otherwise) {
  if (argument < call.size())
    if (const auto* iterator = in.state<IteratorState>(call.args[argument]))
      return iterator->reverse ? std::nullopt : std::optional<std::uint64_t>(iterator->index);
  return sizeOr(in, call, argument, otherwise);
}

bool isIterator(Interpreter& in, const Value& value) { return in.state<IteratorState>(value); }

/// insert(position, text), where the position is a number or an iterator.
Value insert(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]);
  std::optional<std::uint64_t> position = positionOf(in, call, 1, 0);
  std::optional<Piece> more = argument(in, call.args.drop_front(2));
  if (!text || !position || !more)
    return lost(in, call);
  checkPosition(in, "basic_string::insert", *position, text->bytes.size());
  text->bytes.insert(*position, more->bytes);
  set(in, call, std::move(*text));
  return isIterator(in, call.args[1]) ? Value::make<IteratorState>(call.args[0], *position, false) : call.args[0];
}

/// erase(position, count), erase(iterator), erase(from, to).
Value erase(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]);
  std::optional<std::uint64_t> position = positionOf(in, call, 1, 0), count = positionOf(in, call, 2, npos);
  if (!text || !position || !count)
    return lost(in, call);
  const bool byIterator = call.size() > 1 && isIterator(in, call.args[1]);
  if (byIterator)
    count = call.size() > 2 ? *count - *position : 1;
  checkPosition(in, "basic_string::erase", *position, text->bytes.size());
  text->bytes.erase(*position, *count);
  set(in, call, std::move(*text));
  return byIterator ? Value::make<IteratorState>(call.args[0], *position, false) : call.args[0];
}

Value replace(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]);
  if (call.size() < 4)
    return lost(in, call);
  std::optional<std::uint64_t> position = positionOf(in, call, 1, 0), count = positionOf(in, call, 2, 0);
  if (position && count && isIterator(in, call.args[1]))
    count = *count - *position;
  std::optional<Piece> by = argument(in, call.args.drop_front(3));
  if (!text || !position || !count || !by)
    return lost(in, call);
  checkPosition(in, "basic_string::replace", *position, text->bytes.size());
  text->bytes.replace(*position, *count, by->bytes);
  return set(in, call, std::move(*text));
}

Value resize(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]);
  std::optional<std::uint64_t> count = size(in, call.args[1]);
  std::optional<Piece> filler = call.size() > 2 ? piece(in, call.args[2]) : Piece{std::string(1, '\0')};
  if (!text || !count || !filler || *count > maxStringSize)
    return lost(in, call);
  text->bytes.resize(*count, filler->bytes[0]);
  set(in, call, std::move(*text));
  return {};
}

Value compare(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]);
  std::optional<Piece> other = piece(in, call.args.back());
  if (call.size() == 4) {
    std::optional<std::uint64_t> position = size(in, call.args[1]), count = size(in, call.args[2]);
    if (!text || !position || !count)
      return in.unknownResult(call);
    checkPosition(in, "basic_string::compare", *position, text->bytes.size());
    text = sub(*text, *position, *count);
  } else if (call.size() != 2) {
    return in.unknownResult(call);
  }
  if (!text || !other || call.args.back().isNone())
    return in.unknownResult(call);
  return numberOfSign(in, call, llvm::StringRef(text->bytes).compare(other->bytes));
}

/// The find family: (string, what[, position[, count]]).
template <std::size_t (*Find)(const std::string&, const std::string&, std::size_t),
          std::size_t Default>
Value find(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]), what = piece(in, call.args[1]);
  std::optional<std::uint64_t> position = sizeOr(in, call, 2, Default);
  std::optional<std::uint64_t> count = sizeOr(in, call, 3, npos);
  if (!text || !what || !position || !count)
    return in.unknownResult(call);
  return Value::size(Find(text->bytes, what->bytes.substr(0, *count), *position));
}

#define VARSCOPE_FINDER(name)                                                                      \
  std::size_t name##In(const std::string& text, const std::string& what, std::size_t position) {   \
    return text.name(what, position);                                                              \
  }
VARSCOPE_FINDER(find)
VARSCOPE_FINDER(rfind)
VARSCOPE_FINDER(find_first_of)
VARSCOPE_FINDER(find_last_of)
VARSCOPE_FINDER(find_first_not_of)
VARSCOPE_FINDER(find_last_not_of)
#undef VARSCOPE_FINDER

template <bool (*Holds)(llvm::StringRef, llvm::StringRef)>
Value test(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]), part = piece(in, call.args[1]);
  return text && part ? Value::boolean(Holds(text->bytes, part->bytes)) : in.unknownResult(call);
}
bool startsWith(llvm::StringRef text, llvm::StringRef part) { return text.starts_with(part); }
bool endsWith(llvm::StringRef text, llvm::StringRef part) { return text.ends_with(part); }
bool contains(llvm::StringRef text, llvm::StringRef part) { return text.contains(part); }

/// string_view::remove_prefix, remove_suffix.
template <bool Prefix>
Value shorten(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]);
  std::optional<std::uint64_t> count = size(in, call.args[1]);
  if (!text || !count || *count > text->bytes.size())
    return lost(in, call);
  in.write(call.args[0], partOfView(in, call.args[0], Prefix ? *count : 0, text->bytes.size() - *count));
  return {};
}

Value nothing(Interpreter&, const LibCall&) { return {}; }
Value endOfString(Interpreter&, const LibCall&) { return Value::size(npos); }
bool isPointer(const LibCall& call) { return call.type && call.type->kind == ir::TypeKind::Pointer; }
/// A view's iterators are pointers.
Value begin(Interpreter& in, const LibCall& call) {
  return isPointer(call) ? data(in, call) : beginOf(in, call.args[0], false);
}
Value end(Interpreter& in, const LibCall& call) {
  if (!isPointer(call))
    return endOf(in, call.args[0], false);
  const Value first = data(in, call), size = length(in, call);
  if (!size.isInt() || !(first.isString() || first.is(ValueKind::Pointer)))
    return in.unknownResult(call);
  return first.isString() ? first.advanced(size.bits()) : Value::pointerInto(first.target(), first.index() + size.bits());
}
Value rbegin(Interpreter& in, const LibCall& call) { return beginOf(in, call.args[0], true); }
Value rend(Interpreter& in, const LibCall& call) { return endOf(in, call.args[0], true); }

Value makeDefault(Interpreter&, const ir::Type&) { return Value::string(""); }

void characters(Interpreter& in, Place range, llvm::SmallVectorImpl<Value>& out) {
  if (std::optional<CharactersState> view = viewed(in, Value::place(range))) {
    for (std::size_t i = 0; i < view->length; ++i)
      out.push_back(characterAt(in, view->owner, view->start + i));
    return;
  }
  Value content = in.load(Value::place(range));
  if (!content.isString())
    return;
  llvm::StringRef text = content.str();
  for (std::size_t i = 0; i < text.size(); ++i)
    out.push_back(characterPlace(in, range, i));
}

/// Of a view: it looks at something else.
Value assignView(Interpreter& in, const LibCall& call) {
  return assigned(in, call, constructView(in, call.with(call.key, call.type, 1)));
}

/// A string that has the characters of a view.
Value copied(Interpreter& in, const LibCall& call) {
  Value content = in.load(call.args[0]);
  return content.isString() ? content : in.unknownResult(call);
}

/// What all classes have: the string, its view, and Abseil's where that is one of its own.
#define VARSCOPE_ALL(member, fn)                                                                  \
  {"std::basic_string::" member, fn}, {"std::basic_string_view::" member, fn}, {                   \
    "absl::string_view::" member, fn                                                               \
  }

constexpr ModelEntry models[] = {
    {"std::basic_string::basic_string", construct},
    {"std::basic_string_view::basic_string_view", constructView},
    {"std::basic_string::operator=", assign},
    {"std::basic_string_view::operator=", assignView},
    {"absl::string_view::operator=", assignView},
    VARSCOPE_ALL("size", length),
    VARSCOPE_ALL("length", length),
    VARSCOPE_ALL("empty", empty),
    VARSCOPE_ALL("c_str", data),
    VARSCOPE_ALL("data", data),
    VARSCOPE_ALL("operator[]", index),
    VARSCOPE_ALL("at", at),
    VARSCOPE_ALL("front", front),
    VARSCOPE_ALL("back", back),
    VARSCOPE_ALL("substr", substr),
    VARSCOPE_ALL("compare", compare),
    VARSCOPE_ALL("find", (find<findIn, 0>)),
    VARSCOPE_ALL("rfind", (find<rfindIn, npos>)),
    VARSCOPE_ALL("find_first_of", (find<find_first_ofIn, 0>)),
    VARSCOPE_ALL("find_last_of", (find<find_last_ofIn, npos>)),
    VARSCOPE_ALL("find_first_not_of", (find<find_first_not_ofIn, 0>)),
    VARSCOPE_ALL("find_last_not_of", (find<find_last_not_ofIn, npos>)),
    VARSCOPE_ALL("starts_with", test<startsWith>),
    VARSCOPE_ALL("ends_with", test<endsWith>),
    VARSCOPE_ALL("contains", test<contains>),
    VARSCOPE_ALL("begin", begin),
    VARSCOPE_ALL("cbegin", begin),
    VARSCOPE_ALL("end", end),
    VARSCOPE_ALL("cend", end),
    VARSCOPE_ALL("rbegin", rbegin),
    VARSCOPE_ALL("rend", rend),
    VARSCOPE_ALL("crbegin", rbegin),
    VARSCOPE_ALL("crend", rend),
    VARSCOPE_ALL("swap", swapContents),
    VARSCOPE_ALL("npos", endOfString),
    {"std::basic_string::operator std::basic_string_view", constructView},
    {"std::basic_string::operator+=", append},
    {"std::basic_string::append", append},
    {"std::basic_string::push_back", pushBack},
    {"std::basic_string::pop_back", popBack},
    {"std::basic_string::assign", assign},
    {"std::basic_string::clear", clear},
    {"std::basic_string::insert", insert},
    {"std::basic_string::erase", erase},
    {"std::basic_string::replace", replace},
    {"std::basic_string::resize", resize},
    {"std::basic_string::reserve", nothing},
    {"std::basic_string::shrink_to_fit", nothing},
    {"std::basic_string::operator absl::string_view", constructView},
    {"absl::string_view::string_view", constructView},
    {"absl::string_view::operator std::basic_string", copied},
    {"absl::string_view::remove_prefix", shorten<true>},
    {"absl::string_view::remove_suffix", shorten<false>},
    {"std::basic_string_view::remove_prefix", shorten<true>},
    {"std::basic_string_view::remove_suffix", shorten<false>},
    {"std::operator+", plus},
    {"std::literals::string_literals::operator\"\"s", construct},
    {"std::literals::string_view_literals::operator\"\"sv", constructView},
    {"std::string_literals::operator\"\"s", construct},
    {"std::string_view_literals::operator\"\"sv", constructView},
    {"std::operator\"\"s", construct},
    {"std::operator\"\"sv", constructView},
};
#undef VARSCOPE_ALL

} // namespace

void addString(ModelTable& table) {
  table.add(models);
  static constexpr llvm::StringLiteral views[] = {"std::basic_string_view", "absl::string_view"};
  table.add(LibraryType{"std::basic_string", makeDefault, nullptr, characters});
  for (llvm::StringLiteral name : views)
    table.add(LibraryType{.name = name, .makeDefault = makeDefault, .elements = characters, .movesAsCopy = true});
}

} // namespace varscope::resolve
