#include "Resolve/Models/Stream.h"
#include "Resolve/Models/Registry.h"

namespace varscope::resolve {

bool StreamState::equals(const LibraryState& other) const {
  if (!classof(other))
    return false;
  const auto& o = static_cast<const StreamState&>(other);
  return text == o.text && lost.same(o.lost) && readAt == o.readAt && writeAt == o.writeAt &&
         appends == o.appends && flags == o.flags && width == o.width && precision == o.precision &&
         fill == o.fill && bits == o.bits;
}

namespace {

/// The object, if it is a string stream.
StreamState* streamOf(Interpreter& in, const LibCall& call) {
  if (!call.args[0].isPlace() || !in.state<StreamState>(call.args[0]))
    return nullptr;
  return &in.edit<StreamState>(call.args[0].target());
}

/// (), (text), (text, mode), (mode).
Value construct(Interpreter& in, const LibCall& call) {
  auto state = llvm::makeIntrusiveRefCnt<StreamState>();
  for (const Value& arg : call.args) {
    Value content = in.load(arg);
    if (content.isInt()) {
      state->appends = content.bits() & (std::ios_base::app | std::ios_base::ate);
    } else if (const auto* other = content.as<StreamState>()) {
      return Value::make<StreamState>(*other);
    } else if (std::optional<Piece> text = piece(in, content)) {
      state->text = text->bytes;
      state->origin = text->origin;
    } else {
      state->lost = in.unknownResult(call);
    }
  }
  state->writeAt = state->appends ? state->text.size() : 0;
  return Value::library(state);
}

/// str() and view(), and str(text).
Value text(Interpreter& in, const LibCall& call) {
  const auto* read = in.state<StreamState>(call.args[0]);
  if (!read)
    return in.unknownResult(call);
  if (call.size() == 1)
    return read->lost.isNone() ? Value::string(read->text, read->origin) : read->lost;
  std::optional<Piece> text = piece(in, call.args[1]);
  Value lost = text ? Value() : in.unknownResult(call);
  StreamState* stream = streamOf(in, call);
  if (!stream)
    return lost;
  stream->text = text ? text->bytes : "";
  stream->origin = text ? text->origin : nullptr;
  stream->lost = lost;
  stream->readAt = 0;
  stream->writeAt = stream->appends ? stream->text.size() : 0;
  return {};
}

void putInteger(StreamState& stream, const Value& value) {
  switch (value.width()) {
  case 1:
    return stream.put(value.asBool());
  case 8:
    return stream.put(static_cast<char>(value.bits()));
  case 16:
    return value.isSigned() ? stream.put(static_cast<short>(value.bits()))
                            : stream.put(static_cast<unsigned short>(value.bits()));
  case 32:
    return value.isSigned() ? stream.put(static_cast<int>(value.bits()))
                            : stream.put(static_cast<unsigned>(value.bits()));
  default:
    return value.isSigned() ? stream.put(static_cast<long long>(value.bits()))
                            : stream.put(static_cast<unsigned long long>(value.bits()));
  }
}

/// stream << value, and stream << manipulator.
Value insert(Interpreter& in, const LibCall& call) {
  Value object = in.load(call.args[0]);
  if (object.isInt()) // std::byte
    return in.unknownResult(call);
  Value value = in.load(call.args[1]);
  // A manipulator of the program's own.
  if (value.is(ValueKind::Function) && in.callable(value)) {
    in.call(value, call.args[0]);
    return call.args[0];
  }
  std::optional<Piece> bytes = value.isInt() ? std::nullopt : piece(in, value);
  StreamState* stream = streamOf(in, call);
  if (!stream)
    return call.args[0];
  if (bytes) {
    stream->put(bytes->bytes);
    if (bytes->origin)
      stream->origin = bytes->origin;
  } else if (value.isInt()) {
    putInteger(*stream, value);
  } else if (value.is(ValueKind::Float)) {
    value.width() == 32 ? stream->put(static_cast<float>(value.asDouble())) : stream->put(value.asDouble());
  } else if (const auto* manipulator = value.as<ManipulatorState>()) {
    manipulator->apply(*stream, manipulator->argument);
  } else if (!value.is(ValueKind::Function) || !applyManipulator(value.calleeName(), *stream)) {
    stream->width = 0;
    if (stream->lost.isNone())
      stream->lost = value.isUnknown() ? in.unknownLike(value)
                                       : in.unknown("'<<' prints " + value.print() + ", which is not modelled");
  }
  return call.args[0];
}

/// put(c), write(characters, count): without padding.
Value write(Interpreter& in, const LibCall& call) {
  std::optional<Piece> bytes = piece(in, call.args[1]);
  std::optional<std::int64_t> count = call.size() > 2 ? in.integer(call.args[2]) : std::optional<std::int64_t>(1);
  StreamState* stream = streamOf(in, call);
  if (stream && (!bytes || !count || *count < 0 || static_cast<std::size_t>(*count) > bytes->bytes.size())) {
    Value lost = in.unknownResult(call);
    streamOf(in, call)->lost = lost;
  } else if (stream) {
    stream->insert(bytes->bytes.substr(0, *count));
  }
  return call.args[0];
}

template <auto Member> Value setting(Interpreter& in, const LibCall& call) {
  const auto* read = in.state<StreamState>(call.args[0]);
  std::optional<std::int64_t> value = call.size() > 1 ? in.integer(call.args[1]) : std::optional<std::int64_t>(0);
  if (!read || !value)
    return read ? lost(in, call) : in.unknownResult(call);
  const auto before = read->*Member;
  if (StreamState* stream = call.size() > 1 ? streamOf(in, call) : nullptr)
    stream->*Member = static_cast<std::decay_t<decltype(before)>>(*value);
  std::uint64_t bits = static_cast<std::uint64_t>(static_cast<std::int64_t>(before));
  const bool sized = call.type && call.type->kind == ir::TypeKind::Int;
  return Value::integer(bits, sized ? call.type->width : 64, sized ? call.type->isSigned : true);
}

/// setf(flags), setf(flags, mask), unsetf(flags).
Value setFlags(Interpreter& in, const LibCall& call) {
  std::optional<std::int64_t> flags = in.integer(call.args[1]);
  std::optional<std::int64_t> mask = call.size() > 2 ? in.integer(call.args[2]) : flags;
  StreamState* stream = streamOf(in, call);
  if (!stream || !flags || !mask)
    return stream ? lost(in, call) : in.unknownResult(call);
  std::int64_t before = stream->flags;
  std::int64_t set = call.key.ends_with("unsetf") ? 0 : *flags & *mask;
  stream->flags = static_cast<std::ios_base::fmtflags>((before & ~*mask) | set);
  return Value::integer(static_cast<std::uint64_t>(before), 32, true);
}

constexpr std::ios_base::iostate failed = std::ios_base::failbit | std::ios_base::badbit;
template <std::ios_base::iostate Any, bool When> Value test(Interpreter& in, const LibCall& call) {
  const auto* stream = in.state<StreamState>(call.args[0]);
  return stream ? Value::boolean(((stream->bits & Any) != 0) == When) : in.unknownResult(call);
}

Value clear(Interpreter& in, const LibCall& call) {
  StreamState* stream = streamOf(in, call);
  if (!stream || call.size() > 1)
    return stream ? lost(in, call) : in.unknownResult(call);
  stream->bits = std::ios_base::goodbit;
  return {};
}

/// What is printed for people: the program's objects stay as they are.
Value flush(Interpreter&, const LibCall& call) { return call.args[0]; }

Value makeDefault(Interpreter&, const ir::Type&) { return Value::make<StreamState>(); }

#define VARSCOPE_STREAM(name)                                                                      \
  {"std::" name "::" name, construct}, {"std::" name "::str", text}, { "std::" name "::view", text }
constexpr ModelEntry models[] = {
    VARSCOPE_STREAM("basic_ostringstream"),
    VARSCOPE_STREAM("basic_istringstream"),
    VARSCOPE_STREAM("basic_stringstream"),
    {"std::operator<<", insert},
    {"std::basic_ostream::operator<<", insert},
    {"std::basic_ostream::put", write},
    {"std::basic_ostream::write", write},
    {"std::basic_ostream::flush", flush},
    {"std::ios_base::width", setting<&StreamState::width>},
    {"std::ios_base::precision", setting<&StreamState::precision>},
    {"std::ios_base::flags", setting<&StreamState::flags>},
    {"std::basic_ios::fill", setting<&StreamState::fill>},
    {"std::ios_base::setf", setFlags},
    {"std::ios_base::unsetf", setFlags},
    {"std::basic_ios::operator bool", test<failed, false>},
    {"std::basic_ios::operator!", test<failed, true>},
    {"std::basic_ios::fail", test<failed, true>},
    {"std::basic_ios::good", test<failed | std::ios_base::eofbit, false>},
    {"std::basic_ios::eof", test<std::ios_base::eofbit, true>},
    {"std::basic_ios::bad", test<std::ios_base::badbit, true>},
    {"std::basic_ios::clear", clear},
};
#undef VARSCOPE_STREAM

} // namespace

void addStream(ModelTable& table) {
  table.add(models);
  for (llvm::StringLiteral name : {llvm::StringLiteral("std::basic_ostringstream"),
                                   llvm::StringLiteral("std::basic_istringstream"),
                                   llvm::StringLiteral("std::basic_stringstream")})
    table.add(LibraryType{name, makeDefault});
}

} // namespace varscope::resolve
