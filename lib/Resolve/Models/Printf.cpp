#include "Resolve/Models/Printf.h"
#include "Resolve/Models/CString.h"
#include "Resolve/Models/Iterator.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/VariableArguments.h"

#include "llvm/ADT/StringExtras.h"

#include <cstdio>

namespace varscope::resolve {
namespace {

/// One conversion: %[flags][width][.precision][length]letter
struct Conversion {
  llvm::StringRef spelling;
  std::string flags;
  std::string width, precision; ///< ".3" with its point
  llvm::StringRef length;
  char letter = 0;
};

class Printer {
public:
  Printer(Interpreter& in, const LibCall& call, llvm::ArrayRef<Value> args, PrintfRules rules)
      : in(in), call(call), args(args), rules(rules) {}

  Value run(const Piece& format) {
    text.origin = format.origin;
    llvm::StringRef rest = format.bytes;
    while (!rest.empty() && failure.isNone()) {
      std::size_t percent = std::min(rest.find('%'), rest.size());
      text.bytes += rest.take_front(percent);
      rest = rest.drop_front(percent);
      if (rest.consume_front("%%"))
        text.bytes += '%';
      else if (!rest.empty())
        convert(rest);
    }
    return failure.isNone() ? stringValue(std::move(text)) : failure;
  }

private:
  void convert(llvm::StringRef& rest) {
    Conversion c;
    const char* begin = rest.data();
    rest = rest.drop_front();
    while (!rest.empty() && llvm::StringRef("-+ #0").contains(rest.front())) {
      c.flags += rest.front();
      rest = rest.drop_front();
    }
    c.width = number(rest);
    if (rest.consume_front("."))
      c.precision = "." + number(rest);
    std::size_t length = 0;
    while (length < rest.size() && llvm::StringRef("hljztLq").contains(rest[length]))
      ++length;
    c.length = rest.take_front(length);
    rest = rest.drop_front(length);
    if (!rest.empty()) {
      c.letter = rest.front();
      rest = rest.drop_front();
    }
    c.spelling = llvm::StringRef(begin, rest.data() - begin);
    if (failure.isNone())
      print(c);
  }

  /// Digits, or the argument that `*` stands for.
  std::string number(llvm::StringRef& rest) {
    if (rest.consume_front("*")) {
      const Value* value = argument();
      if (value && !value->isInt())
        fail(*value, "'*'");
      return failure.isNone() ? llvm::itostr(value->asInt()) : "";
    }
    llvm::StringRef digits = rest.take_while(llvm::isDigit);
    rest = rest.drop_front(digits.size());
    return digits.str();
  }

  const Value* argument() {
    if (next == args.size()) {
      failure = in.unknown("'" + call.key + "' has fewer arguments than its format asks for");
      return nullptr;
    }
    loaded = decayed(in, args[next++]);
    return &loaded;
  }

  void fail(const Value& value, const llvm::Twine& conversion) {
    failure = value.isUnknown() ? in.unknownLike(value)
                                : in.unknown("'" + call.key + "' converts " + value.print() + " by " + conversion +
                                             ", which is not modelled");
  }

  void print(const Conversion& c) {
    const Value* value = argument();
    if (!value)
      return;
    switch (c.letter) {
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return value->isInt() && fits(c, *value) ? printInteger(c, *value) : fail(*value, quoted(c));
    case 'c':
      if (value->isInt() && c.length.empty() && c.precision.empty())
        return append(c, "c", static_cast<int>(static_cast<unsigned char>(value->bits())));
      return fail(*value, quoted(c));
    case 'f':
    case 'F':
    case 'e':
    case 'E':
    case 'g':
    case 'G':
      if (value->is(ValueKind::Float) && (c.length.empty() || c.length == "l"))
        return append(c, std::string(1, c.letter), value->asDouble());
      return fail(*value, quoted(c));
    case 's':
      return printText(c, *value);
    case 'v':
      return rules == PrintfRules::Checked ? printAny(c, *value) : fail(*value, quoted(c));
    default:
      return fail(*value, quoted(c));
    }
  }

  static std::string quoted(const Conversion& c) { return "'" + c.spelling.str() + "'"; }

  /// Whether C passes the argument as the conversion expects it.
  bool fits(const Conversion& c, const Value& value) const {
    if (rules == PrintfRules::Checked)
      return true;
    unsigned width = llvm::StringRef("ljztq").contains(c.length.take_front()) && !c.length.empty() ? 64 : 32;
    return value.width() == width && !c.length.contains('L');
  }

  void printInteger(const Conversion& c, const Value& value) {
    // At its own width or, where the format asks for it, a narrower one.
    unsigned width = rules == PrintfRules::Checked ? std::max(value.width(), 32u)
                     : c.length == "hh"            ? 8
                     : c.length == "h"             ? 16
                                                   : value.width();
    bool isSigned = c.letter == 'd' || c.letter == 'i';
    if (rules == PrintfRules::Checked && isSigned && !value.isSigned())
      isSigned = false; // a large unsigned number stays one
    std::uint64_t bits = Value::integer(value.bits(), width, isSigned).bits();
    if (isSigned)
      return append(c, "lld", static_cast<long long>(bits));
    char letter = c.letter == 'd' || c.letter == 'i' ? 'u' : c.letter;
    append(c, std::string("ll") + letter, static_cast<unsigned long long>(bits));
  }

  void printText(const Conversion& c, const Value& value) {
    std::optional<Piece> bytes;
    if (value.is(ValueKind::Pointer) && !c.precision.empty())
      bytes = characters(in, value, precisionOf(c)); // need not end with a zero
    if (!bytes && !value.isInt())
      bytes = piece(in, value);
    if (!bytes || !c.length.empty())
      return fail(value, quoted(c));
    if (bytes->origin)
      text.origin = bytes->origin;
    append(c, "s", bytes->bytes.c_str());
  }

  static std::uint64_t precisionOf(const Conversion& c) {
    std::uint64_t digits = 0;
    llvm::StringRef(c.precision).drop_front().getAsInteger(10, digits);
    return digits;
  }

  /// absl's %v.
  void printAny(const Conversion& c, const Value& value) {
    Conversion known = c;
    known.letter = value.isInt() ? 'd' : value.is(ValueKind::Float) ? 'g' : 's';
    if (value.isInt() && (value.width() == 1 || value.width() == 8))
      return fail(value, quoted(c));
    next--;
    print(known);
  }

  /// The C library's own printing of this one conversion.
  template <class T> void append(const Conversion& c, const std::string& letters, T value) {
    std::string format = "%" + c.flags + c.width + c.precision + letters;
    int size = std::snprintf(nullptr, 0, format.c_str(), value);
    if (size < 0 || static_cast<unsigned>(size) > maxWidth)
      return fail(in.unknown("so wide a field is not followed"), quoted(c));
    std::string out(size + 1, '\0');
    std::snprintf(out.data(), out.size(), format.c_str(), value);
    out.pop_back();
    text.bytes += out;
  }

  static constexpr unsigned maxWidth = 1 << 16;
  Interpreter& in;
  const LibCall& call;
  llvm::ArrayRef<Value> args;
  PrintfRules rules;
  Piece text;
  Value failure, loaded;
  std::size_t next = 0;
};

} // namespace

Value printed(Interpreter& in, const LibCall& call, const Value& format, llvm::ArrayRef<Value> args,
              PrintfRules rules) {
  std::optional<Piece> text = piece(in, format);
  if (!text) {
    Value content = in.load(format);
    return content.isUnknown() ? in.unknownLike(content) : in.unknown("the format of '" + call.key + "'");
  }
  return Printer(in, call, args, rules).run(*text);
}

namespace {

/// The arguments of a format: those behind it, or those of a va_list.
enum class Arguments { Here, InList };

/// What a format at that position is printed as; unknown, and why.
Value formatted(Interpreter& in, const LibCall& call, std::size_t format, Arguments arguments) {
  const llvm::ArrayRef<Value> rest = call.args.drop_front(format + 1);
  if (arguments == Arguments::Here)
    return printed(in, call, call.args[format], rest, PrintfRules::C);
  const std::optional<std::vector<Value>> listed = takeArguments(in, rest.front());
  return listed ? printed(in, call, call.args[format], *listed, PrintfRules::C)
                : in.unknown("the arguments of a va_list that is not known");
}

/// The text goes to a buffer; the result is its length.
Value printTo(Interpreter& in, const LibCall& call, std::optional<std::uint64_t> room, std::size_t format,
              Arguments arguments) {
  Value text = formatted(in, call, format, arguments);
  const bool measures = room && *room == 0;
  if (!text.isString() || !room) {
    if (!measures)
      in.havoc(call.args[0], text.isUnknown() ? text.why().cause() : "a buffer whose size is not known");
    return text.isUnknown() ? text : in.unknownResult(call);
  }
  llvm::StringRef bytes = text.str();
  if (!measures)
    writeCharacters(in, call.args[0], bytes.take_front(*room - 1).str() + '\0');
  return Value::integer(bytes.size(), 32, true);
}

template <Arguments From> Value toBuffer(Interpreter& in, const LibCall& call) {
  return printTo(in, call, maxStringSize, 1, From);
}

template <Arguments From> Value toSizedBuffer(Interpreter& in, const LibCall& call) {
  std::optional<std::int64_t> room = in.integer(call.args[1]);
  return printTo(in, call, room ? std::optional<std::uint64_t>(*room) : std::nullopt, 2, From);
}

/// What is printed for people: the program's objects stay as they are.
Value toPeople(Interpreter& in, const LibCall&) { return in.unknown("whether printing succeeds"); }
Value listToPeople(Interpreter& in, const LibCall& call) {
  takeArguments(in, call.args.back());
  return toPeople(in, call);
}

#define VARSCOPE_BOTH(name, fn) {name, fn}, {"std::" name, fn}
constexpr ModelEntry models[] = {
    VARSCOPE_BOTH("sprintf", toBuffer<Arguments::Here>),
    VARSCOPE_BOTH("snprintf", toSizedBuffer<Arguments::Here>),
    VARSCOPE_BOTH("vsprintf", toBuffer<Arguments::InList>),
    VARSCOPE_BOTH("vsnprintf", toSizedBuffer<Arguments::InList>),
    VARSCOPE_BOTH("printf", toPeople),
    VARSCOPE_BOTH("fprintf", toPeople),
    VARSCOPE_BOTH("vprintf", listToPeople),
    VARSCOPE_BOTH("vfprintf", listToPeople),
    VARSCOPE_BOTH("puts", toPeople),
    VARSCOPE_BOTH("fputs", toPeople),
    VARSCOPE_BOTH("putchar", toPeople),
    VARSCOPE_BOTH("fflush", toPeople),
};
#undef VARSCOPE_BOTH

} // namespace

void addPrintf(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
