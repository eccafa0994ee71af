#include "Resolve/Models/CString.h"
#include "Resolve/Models/Iterator.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Sequence.h"

namespace varscope::resolve {
namespace {

/// One after another, from where a pointer points.
class Reader {
public:
  Reader(Interpreter& in, const Value& pointer) : in(in), pointer(in.load(pointer)) {
    if (this->pointer.is(ValueKind::Pointer) && this->pointer.hasIndex()) {
      array = Value::place(this->pointer.target());
      index = this->pointer.index();
    }
  }

  std::optional<char> next() {
    if (pointer.isString()) {
      llvm::StringRef text = pointer.str();
      return index <= text.size() ? at(text, index++) : std::nullopt;
    }
    if (array.isNone())
      return std::nullopt;
    Value content = in.load(array);
    if (content.isString())
      return index < room(content) ? at(content.str(), index++) : std::nullopt;
    Value element = in.load(pointedElement(in, array, index++));
    return element.isInt() && element.width() == 8 ? std::optional<char>(element.bits()) : std::nullopt;
  }

  const Literal* writer() const {
    const Value text = array.isNone() ? pointer : in.load(array);
    return text.isString() ? text.text().origin : nullptr;
  }

private:
  static std::optional<char> at(llvm::StringRef text, std::uint64_t index) {
    return index < text.size() ? text[index] : '\0';
  }
  /// An array that a literal initialised may be longer than the literal.
  std::uint64_t room(const Value& content) {
    const ir::Type* type = objectType(in, array);
    return type && type->kind == ir::TypeKind::Array ? type->count : content.str().size() + 1;
  }

  Interpreter& in;
  Value pointer, array;
  std::uint64_t index = 0;
};

} // namespace

std::optional<Piece> cString(Interpreter& in, const Value& pointer) {
  Reader reader(in, pointer);
  Piece text{{}, reader.writer()};
  while (text.bytes.size() < maxStringSize) {
    std::optional<char> c = reader.next();
    if (!c)
      return std::nullopt;
    if (*c == '\0')
      return text;
    text.bytes += *c;
  }
  return std::nullopt;
}

Value decayed(Interpreter& in, const Value& argument) {
  const ir::Type* type = objectType(in, argument);
  return type && type->kind == ir::TypeKind::Array ? Value::pointerInto(argument.target(), 0) : in.load(argument);
}

std::optional<Piece> characters(Interpreter& in, const Value& pointer, std::uint64_t count) {
  Reader reader(in, pointer);
  Piece text{{}, reader.writer()};
  if (count > maxStringSize)
    return std::nullopt;
  while (text.bytes.size() < count) {
    std::optional<char> c = reader.next();
    if (!c)
      return std::nullopt;
    text.bytes += *c;
  }
  return text;
}

bool writeCharacters(Interpreter& in, const Value& given, llvm::StringRef bytes) {
  Value pointer = in.load(given);
  auto lose = [&] {
    in.havoc(pointer, "characters are written where it is not known how far");
    return false;
  };
  if (!pointer.is(ValueKind::Pointer) || !pointer.hasIndex())
    return lose();
  Value array = Value::place(pointer.target()), content = in.load(array);
  if (content.isString()) {
    const ir::Type* type = objectType(in, array);
    std::string text = content.str().str();
    std::size_t size = text.size();
    if (type && type->kind == ir::TypeKind::Array)
      text.resize(type->count, '\0');
    else
      text += '\0'; // a std::string's own terminator may be written again
    if (pointer.index() + bytes.size() > text.size())
      return lose();
    text.replace(pointer.index(), bytes.size(), bytes.str());
    if (!type || type->kind != ir::TypeKind::Array)
      text.resize(size);
    in.write(array, content.withBytes(std::move(text)));
    return true;
  }
  llvm::SmallVector<Value> places;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    places.push_back(sequenceElement(in, array, pointer.index() + i));
    if (!places.back().isPlace())
      return lose();
  }
  for (auto [place, byte] : llvm::zip_equal(places, bytes))
    in.write(place, Value::integer(static_cast<std::uint64_t>(byte), 8, true));
  return true;
}

namespace {

Value length(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = cString(in, call.args[0]);
  return text ? Value::size(text->bytes.size()) : in.unknownResult(call);
}

/// strcmp(a, b), strncmp(a, b, count).
Value compare(Interpreter& in, const LibCall& call) {
  std::optional<Piece> left = cString(in, call.args[0]), right = cString(in, call.args[1]);
  std::optional<std::int64_t> count = call.size() > 2 ? in.integer(call.args[2]) : std::int64_t(maxStringSize);
  if (!left || !right || !count || *count < 0)
    return in.unknownResult(call);
  return numberOfSign(
    in, call, llvm::StringRef(left->bytes).take_front(*count).compare(llvm::StringRef(right->bytes).take_front(*count)));
}

/// The pointer that many characters further on.
Value advanced(const Value& pointer, std::uint64_t by) {
  return pointer.isString() ? pointer.advanced(by) : Value::pointerInto(pointer.target(), pointer.index() + by);
}

/// strchr, strrchr, strstr.
std::size_t first(llvm::StringRef text, llvm::StringRef what) { return text.find(what); }
std::size_t last(llvm::StringRef text, llvm::StringRef what) { return text.rfind(what); }
template <std::size_t (*Find)(llvm::StringRef, llvm::StringRef)>
Value find(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = cString(in, call.args[0]);
  Value wanted = in.load(call.args[1]);
  std::optional<Piece> what = wanted.isInt() ? Piece{std::string(1, static_cast<char>(wanted.bits())), nullptr}
                                             : cString(in, wanted);
  if (!text || !what)
    return in.unknownResult(call);
  if (what->bytes == std::string(1, '\0'))
    return advanced(in.load(call.args[0]), text->bytes.size());
  std::size_t at = Find(text->bytes, what->bytes);
  return at == llvm::StringRef::npos ? Value::null() : advanced(in.load(call.args[0]), at);
}

/// What the functions that write return: their target.
Value written(Interpreter& in, const LibCall& call, const Value& at, const std::optional<Piece>& text,
              std::optional<std::uint64_t> padTo = {}) {
  if (!text) {
    in.havoc(call.args[0], "characters that are not known are copied to it");
    return in.unknownResult(call);
  }
  std::string bytes = text->bytes;
  if (padTo)
    bytes.resize(*padTo, '\0');
  else
    bytes += '\0';
  return writeCharacters(in, at, bytes) ? in.load(call.args[0]) : in.unknownResult(call);
}

Value copy(Interpreter& in, const LibCall& call) {
  return written(in, call, call.args[0], cString(in, call.args[1]));
}

/// Exactly `count` characters: cut off without a zero, or filled up with zeros.
Value copyCounted(Interpreter& in, const LibCall& call) {
  std::optional<std::int64_t> count = in.integer(call.args[2]);
  std::optional<Piece> text = cString(in, call.args[1]);
  if (!count || *count < 0 || static_cast<std::uint64_t>(*count) > maxStringSize)
    text.reset();
  return written(in, call, call.args[0], text, count);
}

/// strcat, strncat.
Value append(Interpreter& in, const LibCall& call) {
  std::optional<Piece> before = cString(in, call.args[0]), more = cString(in, call.args[1]);
  std::optional<std::int64_t> count = call.size() > 2 ? in.integer(call.args[2]) : std::int64_t(maxStringSize);
  if (!before || !count || *count < 0)
    more.reset();
  else if (more)
    more->bytes.resize(std::min<std::size_t>(more->bytes.size(), *count));
  return written(in, call, before ? advanced(in.load(call.args[0]), before->bytes.size()) : Value(), more);
}

#define VARSCOPE_BOTH(name, fn) {name, fn}, {"std::" name, fn}
constexpr ModelEntry models[] = {
    VARSCOPE_BOTH("strlen", length),
    VARSCOPE_BOTH("strcmp", compare),
    VARSCOPE_BOTH("strncmp", compare),
    VARSCOPE_BOTH("strchr", find<first>),
    VARSCOPE_BOTH("strrchr", find<last>),
    VARSCOPE_BOTH("strstr", find<first>),
    VARSCOPE_BOTH("strcpy", copy),
    VARSCOPE_BOTH("strncpy", copyCounted),
    VARSCOPE_BOTH("strcat", append),
    VARSCOPE_BOTH("strncat", append),
    {"std::char_traits::length", length},
};
#undef VARSCOPE_BOTH

} // namespace

void addCString(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
