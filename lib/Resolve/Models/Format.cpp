#include "Resolve/Models/Format.h"
#include "Resolve/Models/CString.h"
#include "Resolve/Models/Inserter.h"
#include "Resolve/Models/Iterator.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Sequence.h"

#include "llvm/ADT/StringExtras.h"

#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace varscope::resolve {
namespace {

/// What a field says after its colon, as far as libraries and versions differ in it.
struct Spec {
  bool hasAlign = false, hasZero = false, hasWidth = false, hasPrecision = false, isLocal = false;
  char type = 0;
};

Spec parse(llvm::StringRef text) {
  Spec spec;
  auto isAlign = [](char c) { return c == '<' || c == '>' || c == '^'; };
  if (text.size() >= 2 && isAlign(text[1])) {
    spec.hasAlign = true;
    text = text.drop_front(2);
  } else if (!text.empty() && isAlign(text[0])) {
    spec.hasAlign = true;
    text = text.drop_front();
  }
  text = text.ltrim("+- ");
  text.consume_front("#");
  spec.hasZero = text.consume_front("0");
  llvm::StringRef width = text.take_while(llvm::isDigit);
  spec.hasWidth = !width.empty();
  text = text.drop_front(width.size());
  if (text.consume_front(".")) {
    spec.hasPrecision = true;
    text = text.drop_while(llvm::isDigit);
  }
  spec.isLocal = text.consume_front("L");
  spec.type = text.empty() ? 0 : text.front();
  return spec;
}

class Formatter {
public:
  Formatter(Interpreter& in, const LibCall& call, llvm::ArrayRef<Value> args) : in(in), call(call), args(args) {}

  Value run(const Piece& format) {
    text.origin = format.origin;
    llvm::StringRef rest = format.bytes;
    while (!rest.empty() && failure.isNone()) {
      std::size_t brace = std::min(rest.find_first_of("{}"), rest.size());
      text.bytes += rest.take_front(brace);
      rest = rest.drop_front(brace);
      if (rest.starts_with("{{") || rest.starts_with("}}")) {
        text.bytes += rest.front();
        rest = rest.drop_front(2);
      } else if (!rest.empty()) {
        field(rest);
      }
    }
    return failure.isNone() ? stringValue(std::move(text)) : failure;
  }

private:
  /// One field, from its brace to its brace. Fields within it give widths.
  void field(llvm::StringRef& rest) {
    std::size_t end = 0;
    int depth = 0;
    do
      depth += end < rest.size() ? (rest[end] == '{') - (rest[end] == '}') : 0;
    while (++end < rest.size() && depth > 0);
    if (depth != 0 || rest.front() != '{')
      return fail(in.unknown("the format of '" + call.key + "' is not well-formed"));
    auto [id, spec] = rest.slice(1, end - 1).split(':');
    rest = rest.drop_front(end);
    const Value* value = argument(id);
    std::string plain = value ? withoutFields(spec) : "";
    if (value && failure.isNone())
      append(*value, plain);
  }

  std::string withoutFields(llvm::StringRef spec) {
    std::string out;
    while (failure.isNone()) {
      auto [before, inside] = spec.split('{');
      out += before;
      if (before.size() == spec.size())
        break;
      auto [id, after] = inside.split('}');
      spec = after;
      const Value* width = argument(id);
      Value number = width ? in.load(*width) : Value();
      if (number.isInt())
        out += llvm::itostr(number.asInt());
      else if (width)
        fail(number.isUnknown() ? in.unknownLike(number) : in.unknown("a width that is not a number"));
    }
    return out;
  }

  const Value* argument(llvm::StringRef id) {
    std::size_t index = next;
    if (id.empty())
      ++next;
    else if (id.getAsInteger(10, index))
      fail(in.unknown("'" + call.key + "' has an argument by name, '" + id + "', which is not followed"));
    if (failure.isNone() && index >= args.size())
      fail(in.unknown("'" + call.key + "' has fewer arguments than its format asks for"));
    return failure.isNone() ? &args[index] : nullptr;
  }

  void fail(Value why) { failure = std::move(why); }
  void unsupported(llvm::StringRef spec, const llvm::Twine& why) {
    fail(in.unknown("'" + call.key + "' formats by '{:" + spec + "}', " + why));
  }

  void append(const Value& given, llvm::StringRef spec) {
    Value value = decayed(in, given);
    if (value.isUnknown())
      return fail(in.unknownLike(value));
    if (const auto* join = value.as<JoinState>())
      return appendJoined(*join, spec);
    const Spec parsed = parse(spec);
    if (parsed.isLocal)
      return unsupported(spec, "whose result depends on the locale");
    if (parsed.hasAlign && parsed.hasZero)
      return unsupported(spec, "in which libraries differ");
    if (value.is(ValueKind::Float))
      return appendFloating(value, spec, parsed);
    if (value.isInt() && value.width() == 1)
      return layOut(spec, value.asBool());
    if (value.isInt() && value.width() == 8)
      return layOut(spec, static_cast<char>(value.bits()));
    if (value.isInt())
      return value.isSigned() ? layOut(spec, value.asInt()) : layOut(spec, value.bits());
    std::optional<Piece> bytes = piece(in, value);
    if (!bytes)
      return fail(in.unknown("'" + call.key + "' formats " + value.print() +
                             ", and formatters of classes are not followed"));
    if (!spec.empty() && !llvm::isASCII(bytes->bytes))
      return unsupported(spec, "the width of text that is not ASCII");
    if (parsed.type == '?')
      return unsupported(spec, "an escaped text, which is not followed");
    if (bytes->origin)
      text.origin = bytes->origin;
    layOut(spec, llvm::StringRef(bytes->bytes));
  }

  void appendJoined(const JoinState& join, llvm::StringRef spec) {
    llvm::SmallVector<Value, 4> elements = join.elements;
    Piece between = join.between;
    for (std::size_t i = 0; i < elements.size() && failure.isNone(); ++i) {
      if (i > 0)
        text = concatenated(std::move(text), between);
      append(elements[i], spec);
    }
  }

  /// The shortest form is not the same in all libraries where it is long.
  void appendFloating(const Value& value, llvm::StringRef spec, const Spec& parsed) {
    double number = value.asDouble();
    if (!std::isfinite(number) || parsed.type == 'a' || parsed.type == 'A')
      return unsupported(spec, "in which libraries differ");
    if (!parsed.type && !parsed.hasPrecision && !(value.width() == 32 ? isPlain(float(number)) : isPlain(number)))
      return unsupported(spec, "a number that libraries shorten differently: write a precision");
    return value.width() == 32 ? layOut(spec, float(number)) : layOut(spec, number);
  }

  template <class T> static bool isPlain(T number) {
    char shortest[64];
    auto [end, error] = std::to_chars(shortest, shortest + sizeof(shortest), number);
    return error == std::errc() && llvm::StringRef(shortest, end - shortest) == fmt::format("{}", number);
  }

  template <class T> void layOut(llvm::StringRef spec, const T& value) {
    if constexpr (std::is_same_v<T, llvm::StringRef>)
      return layOut(spec, fmt::string_view(value.data(), value.size()));
    else
      try {
        std::string field = "{:" + spec.str() + "}";
        text.bytes += fmt::vformat(field, fmt::make_format_args(value));
      } catch (const fmt::format_error& error) {
        unsupported(spec, llvm::Twine("which is not understood: ") + error.what());
      }
    if (text.bytes.size() > maxStringSize)
      fail(in.unknown("a string of more than " + llvm::Twine(maxStringSize) + " bytes"));
  }

  Interpreter& in;
  const LibCall& call;
  llvm::ArrayRef<Value> args;
  Piece text;
  Value failure;
  std::size_t next = 0;
};

/// format(format, args...); with a locale before them, nothing is known.
Value format(Interpreter& in, const LibCall& call) {
  return formatted(in, call, call.args[0], call.args.drop_front());
}

/// A format string, checked when it was compiled, or made known at run time.
Value formatString(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = call.args.empty() ? std::nullopt : piece(in, call.args[0]);
  return text ? stringValue(std::move(*text)) : in.unknownResult(call);
}

/// format_to(out, format, args...): the iterator after the text.
Value formatTo(Interpreter& in, const LibCall& call) {
  Value text = formatted(in, call, call.args[1], call.args.drop_front(2));
  return insertText(in, call, call.args[0], text);
}

Value formattedSize(Interpreter& in, const LibCall& call) {
  Value text = format(in, call);
  return text.isString() ? Value::size(text.str().size()) : text;
}

/// vformat(format, make_format_args(args...)).
struct ArgumentsState final : LibraryStateOf<ArgumentsState> {
  llvm::SmallVector<Value, 4> args;
  bool equals(const LibraryState&) const override { return false; }
  std::string print() const override { return "format arguments"; }
};

Value makeArguments(Interpreter&, const LibCall& call) {
  auto state = llvm::makeIntrusiveRefCnt<ArgumentsState>();
  state->args.append(call.args.begin(), call.args.end());
  return Value::library(state);
}

Value sameArguments(Interpreter& in, const LibCall& call) {
  return call.args.empty() ? in.unknownResult(call) : in.load(call.args[0]);
}

Value vformat(Interpreter& in, const LibCall& call) {
  const auto* state = call.size() == 2 ? in.state<ArgumentsState>(call.args[1]) : nullptr;
  if (!state)
    return in.unknownResult(call);
  llvm::SmallVector<Value, 4> args = state->args;
  return formatted(in, call, call.args[0], args);
}

/// fmt::join(range, text), fmt::join(from, to, text).
Value join(Interpreter& in, const LibCall& call) {
  auto state = llvm::makeIntrusiveRefCnt<JoinState>();
  std::optional<Piece> between = piece(in, call.args.back());
  llvm::SmallVector<Value> elements;
  bool known = call.size() == 2   ? sequenceElements(in, call.args[0], elements)
               : call.size() == 3 ? iteratorRange(in, call.args[0], call.args[1], elements)
                                  : false;
  if (!known || !between)
    return in.unknownResult(call);
  state->elements.append(elements.begin(), elements.end());
  state->between = std::move(*between);
  return Value::library(state);
}

/// fmt::to_string(value): what "{}" makes of it.
Value toString(Interpreter& in, const LibCall& call) {
  return formatted(in, call, Value::string("{}"), call.args.take_front());
}

Value nothing(Interpreter&, const LibCall&) { return {}; }

constexpr ModelEntry models[] = {
    {"std::format", format},
    {"std::vformat", vformat},
    {"std::format_to", formatTo},
    {"std::formatted_size", formattedSize},
    {"std::make_format_args", makeArguments},
    {"std::basic_format_args::basic_format_args", sameArguments},
    {"std::basic_format_string::basic_format_string", formatString},
    {"std::runtime_format", formatString},
    {"std::print", nothing},
    {"std::println", nothing},
    {"fmt::format", format},
    {"fmt::vformat", vformat},
    {"fmt::format_to", formatTo},
    {"fmt::formatted_size", formattedSize},
    {"fmt::make_format_args", makeArguments},
    {"fmt::basic_format_args::basic_format_args", sameArguments},
    {"fmt::basic_format_string::basic_format_string", formatString},
    {"fmt::basic_string_view::basic_string_view", formatString},
    {"fmt::runtime", formatString},
    {"fmt::to_string", toString},
    {"fmt::join", join},
    {"fmt::print", nothing},
    {"fmt::println", nothing},
};

} // namespace

Value formatted(Interpreter& in, const LibCall& call, const Value& format, llvm::ArrayRef<Value> args) {
  std::optional<Piece> text = piece(in, format);
  if (text)
    return Formatter(in, call, args).run(*text);
  Value content = in.load(format);
  return content.isUnknown() ? in.unknownLike(content) : in.unknown("the format of '" + call.key + "' is not known");
}

void addFormat(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
