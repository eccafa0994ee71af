// Abseil's strings: StrCat, StrAppend, StrJoin, Substitute, StrFormat, StrSplit and their kin.

#include "Resolve/Models/CString.h"
#include "Resolve/Models/Characters.h"
#include "Resolve/Models/Iterator.h"
#include "Resolve/Models/Printf.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Sequence.h"
#include "Resolve/Models/Support.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

namespace varscope::resolve {
namespace {

/// AlphaNum: a number as text ("%g" for floating ones) or a text; none if it is not known.
std::optional<Piece> alphaNum(Interpreter& in, const Value& given) {
  Value value = decayed(in, given);
  if (value.isInt())
    return Piece{value.isSigned() ? std::to_string(value.asInt()) : std::to_string(value.bits()), nullptr};
  if (value.is(ValueKind::Float)) {
    std::string text;
    llvm::raw_string_ostream(text) << llvm::format("%g", value.asDouble());
    return Piece{std::move(text), nullptr};
  }
  if (value.is(ValueKind::Null))
    return Piece{};
  return piece(in, value);
}

/// Substitute's arguments: truth values and characters are written as such.
std::optional<Piece> substituted(Interpreter& in, const Value& given) {
  Value value = in.load(given);
  if (value.isInt() && value.width() == 1)
    return Piece{value.asBool() ? "true" : "false", nullptr};
  if (value.isInt() && value.width() == 8)
    return piece(in, value);
  return value.is(ValueKind::Null) ? Piece{"NULL", nullptr} : alphaNum(in, value);
}

template <std::optional<Piece> (*Text)(Interpreter&, const Value&)> Value asText(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = call.args.empty() ? std::nullopt : Text(in, call.args[0]);
  return text ? stringValue(std::move(*text)) : in.unknownResult(call);
}

/// Dec(number, pad) and Hex(number, pad): what is written for them.
template <bool Hexadecimal> Value padded(Interpreter& in, const LibCall& call) {
  Value number = in.load(call.args[0]);
  std::optional<std::int64_t> pad = call.size() > 1 ? in.integer(call.args[1]) : std::optional<std::int64_t>(1);
  if (!number.isInt() || !pad)
    return in.unknownResult(call);
  constexpr int firstSpacePad = 66; // absl::kSpacePad2
  const bool spaces = *pad >= firstSpacePad;
  const std::size_t width = spaces ? *pad - firstSpacePad + 2 : *pad;
  const bool negative = !Hexadecimal && number.isSigned() && number.asInt() < 0;
  std::uint64_t bits = Value::integer(number.bits(), number.width(), false).bits();
  std::string text = Hexadecimal ? llvm::utohexstr(bits, true)
                                 : std::to_string(negative ? -static_cast<std::uint64_t>(number.asInt()) : number.bits());
  const std::size_t length = text.size() + negative;
  std::string fill(width > length ? width - length : 0, spaces ? ' ' : '0');
  std::string sign = negative ? "-" : "";
  return Value::string(spaces ? fill + sign + text : sign + fill + text);
}

std::optional<Piece> concatenatedAll(Interpreter& in, llvm::ArrayRef<Value> args, Piece text = {}) {
  for (const Value& arg : args) {
    std::optional<Piece> more = alphaNum(in, arg);
    if (!more)
      return std::nullopt;
    text = concatenated(std::move(text), *more);
  }
  return text;
}

Value strCat(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = concatenatedAll(in, call.args);
  return text ? stringValue(std::move(*text)) : in.unknownResult(call);
}

/// The string that a pointer (first argument) names.
Value stringAt(Interpreter& in, const LibCall& call) {
  Value pointer = in.load(call.args[0]);
  return pointer.is(ValueKind::Pointer) && !pointer.hasIndex() ? Value::place(pointer.target()) : Value();
}

Value appendTo(Interpreter& in, const LibCall& call, const Value& more) {
  Value string = stringAt(in, call);
  std::optional<Piece> before = string.isNone() ? std::nullopt : piece(in, string);
  std::optional<Piece> after = more.isString() ? piece(in, more) : std::nullopt;
  if (!before || !after)
    lost(in, call, more.isUnknown() ? more.why().cause() : "a text that is not known is appended");
  else
    in.write(string, stringValue(concatenated(std::move(*before), *after)));
  return {};
}

Value strAppend(Interpreter& in, const LibCall& call) {
  std::optional<Piece> more = concatenatedAll(in, call.args.drop_front());
  return appendTo(in, call, more ? stringValue(std::move(*more)) : in.unknownResult(call));
}

Value strFormat(Interpreter& in, const LibCall& call) {
  return printed(in, call, call.args[0], call.args.drop_front(), PrintfRules::Checked);
}
Value strAppendFormat(Interpreter& in, const LibCall& call) {
  return appendTo(in, call, printed(in, call, call.args[1], call.args.drop_front(2), PrintfRules::Checked));
}

/// StrJoin(range, between), StrJoin(from, to, between), and with a formatter as last argument.
Value strJoin(Interpreter& in, const LibCall& call) {
  llvm::ArrayRef<Value> args = call.args;
  Value formatter;
  if (in.callable(args.back())) {
    formatter = args.back();
    args = args.drop_back();
  }
  llvm::SmallVector<Value> elements;
  bool known = args.size() == 2   ? sequenceElements(in, args[0], elements)
               : args.size() == 3 ? iteratorRange(in, args[0], args[1], elements)
                                  : false;
  std::optional<Piece> between = piece(in, args.back()), text = Piece{};
  if (!known || !between)
    return in.unknownResult(call);
  for (std::size_t i = 0; i < elements.size() && text; ++i) {
    if (i > 0)
      text = concatenated(std::move(*text), *between);
    if (formatter.isNone()) {
      text = concatenatedAll(in, elements[i], std::move(*text));
      continue;
    }
    Place out = in.materialize(stringValue(std::move(*text)));
    in.call(formatter, {Value::pointerTo(out), elements[i]});
    text = piece(in, Value::place(out));
  }
  return text ? stringValue(std::move(*text)) : in.unknownResult(call);
}

/// Substitute("$0/$1", args...).
std::optional<Piece> substitution(Interpreter& in, const Value& format, llvm::ArrayRef<Value> args) {
  std::optional<Piece> pattern = piece(in, format);
  if (!pattern)
    return std::nullopt;
  Piece text{{}, pattern->origin};
  llvm::StringRef rest = pattern->bytes;
  while (!rest.empty()) {
    std::size_t dollar = std::min(rest.find('$'), rest.size());
    text.bytes += rest.take_front(dollar);
    rest = rest.drop_front(dollar);
    if (rest.consume_front("$$")) {
      text.bytes += '$';
    } else if (!rest.empty()) {
      std::size_t index = rest.size() > 1 && llvm::isDigit(rest[1]) ? rest[1] - '0' : args.size();
      std::optional<Piece> arg = index < args.size() ? substituted(in, args[index]) : std::nullopt;
      if (!arg)
        return std::nullopt;
      text = concatenated(std::move(text), *arg);
      rest = rest.drop_front(2);
    }
  }
  return text;
}

Value substitute(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = substitution(in, call.args[0], call.args.drop_front());
  return text ? stringValue(std::move(*text)) : in.unknownResult(call);
}
Value substituteAndAppend(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = substitution(in, call.args[1], call.args.drop_front(2));
  return appendTo(in, call, text ? stringValue(std::move(*text)) : in.unknownResult(call));
}

/// StrSplit(text, separator[, SkipEmpty()]): a sequence of texts.
Value strSplit(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]), separator = piece(in, call.args[1]);
  std::optional<bool> skipsEmpty = call.size() > 2 ? in.boolean(call.args[2]) : std::optional(false);
  if (!text || !separator || separator->bytes.empty() || !skipsEmpty)
    return in.unknownResult(call);
  llvm::SmallVector<llvm::StringRef> parts;
  llvm::StringRef(text->bytes).split(parts, separator->bytes, -1, !*skipsEmpty);
  llvm::SmallVector<Value> values;
  for (llvm::StringRef part : parts)
    values.push_back(partOfView(in, call.args[0], part.data() - text->bytes.data(), part.size()));
  return makeSequence(in, values);
}

/// StrSplit's last argument: that it is there says it all.
Value skipEmpty(Interpreter&, const LibCall&) { return Value::boolean(true); }

Value convertSplit(Interpreter& in, const LibCall& call) {
  std::optional<Value> made = constructElement(in, call, call.type, 0);
  return made ? *made : in.unknownResult(call);
}

template <bool (*Holds)(llvm::StringRef, llvm::StringRef)> Value test(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]), part = piece(in, call.args[1]);
  return text && part ? Value::boolean(Holds(text->bytes, part->bytes)) : in.unknownResult(call);
}
bool startsWith(llvm::StringRef text, llvm::StringRef part) { return text.starts_with(part); }
bool endsWith(llvm::StringRef text, llvm::StringRef part) { return text.ends_with(part); }
bool contains(llvm::StringRef text, llvm::StringRef part) { return text.contains(part); }

template <bool Prefix> Value strip(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]), part = piece(in, call.args[1]);
  if (!text || !part)
    return in.unknownResult(call);
  llvm::StringRef rest = text->bytes;
  Prefix ? rest.consume_front(part->bytes) : rest.consume_back(part->bytes);
  return partOfView(in, call.args[0], rest.data() - text->bytes.data(), rest.size());
}

/// What StrSplit splits: a temporary string's characters are copied.
Value splitText(Interpreter& in, const LibCall& call) {
  return call.size() == 1 && expires(call, 0) ? asText<piece>(in, call) : constructView(in, call);
}

template <std::string (llvm::StringRef::*Map)() const> Value mapCase(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]);
  return text ? Value::string((llvm::StringRef(text->bytes).*Map)(), text->origin) : in.unknownResult(call);
}

void splitElements(Interpreter& in, Place range, llvm::SmallVectorImpl<Value>& out) {
  sequenceElements(in, Value::place(range), out);
}

constexpr ModelEntry models[] = {
    {"absl::AlphaNum::AlphaNum", asText<alphaNum>},
    {"absl::Dec::Dec", padded<false>},
    {"absl::Hex::Hex", padded<true>},
    {"absl::StrCat", strCat},
    {"absl::StrAppend", strAppend},
    {"absl::StrJoin", strJoin},
    {"absl::str_format_internal::FormatSpecTemplate::FormatSpecTemplate", asText<piece>},
    {"absl::StrFormat", strFormat},
    {"absl::StrAppendFormat", strAppendFormat},
    {"absl::substitute_internal::Arg::Arg", asText<substituted>},
    {"absl::Substitute", substitute},
    {"absl::SubstituteAndAppend", substituteAndAppend},
    {"absl::StrSplit", strSplit},
    {"absl::ByChar::ByChar", asText<piece>},
    {"absl::ByString::ByString", asText<piece>},
    {"absl::strings_internal::ConvertibleToStringView::ConvertibleToStringView", splitText},
    {"absl::SkipEmpty::SkipEmpty", skipEmpty},
    {"absl::strings_internal::Splitter::operator std::vector", convertSplit},
    {"absl::strings_internal::Splitter::operator std::set", convertSplit},
    {"absl::StartsWith", test<startsWith>},
    {"absl::EndsWith", test<endsWith>},
    {"absl::StrContains", test<contains>},
    {"absl::StripPrefix", strip<true>},
    {"absl::StripSuffix", strip<false>},
    {"absl::AsciiStrToLower", mapCase<&llvm::StringRef::lower>},
    {"absl::AsciiStrToUpper", mapCase<&llvm::StringRef::upper>},
};

} // namespace

void addAbsl(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{"absl::strings_internal::Splitter", nullptr, nullptr, splitElements, {}, sequenceElement});
  table.add(LibraryType{"absl::SkipEmpty", [](Interpreter&, const ir::Type&) { return Value::boolean(true); }});
}

} // namespace varscope::resolve
