// Reading from string streams: stream >> value, std::getline.

#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Stream.h"

namespace varscope::resolve {
namespace {

/// The host reads from the same text; what it leaves is the stream's new state.
template <class Read> bool readAs(Interpreter& in, Place object, Read read) {
  StreamState state = *in.state<StreamState>(Value::place(object));
  std::istringstream host(state.text);
  state.prepare(host);
  host.seekg(static_cast<std::streamoff>(state.readAt));
  host.setstate(state.bits);
  read(host);
  StreamState& changed = in.edit<StreamState>(object);
  changed.bits = host.rdstate();
  changed.width = host.width();
  host.clear();
  changed.readAt = static_cast<std::size_t>(host.tellg());
  return !(changed.bits & std::ios_base::failbit);
}

template <class T> Value readNumber(Interpreter& in, const LibCall& call) {
  T number{};
  bool before = !(in.state<StreamState>(call.args[0])->bits & std::ios_base::failbit);
  readAs(in, call.args[0].target(), [&](std::istream& host) { host >> number; });
  // A failure writes as well: zero, or the nearest number. A stream that had failed does not.
  if (!before)
    return call.args[0];
  if constexpr (std::is_floating_point_v<T>)
    in.write(call.args[1], Value::floating(number, sizeof(T) * 8));
  else
    in.write(call.args[1], Value::integer(static_cast<std::uint64_t>(number), std::is_same_v<T, bool> ? 1 : sizeof(T) * 8,
                                          std::is_signed_v<T>));
  return call.args[0];
}

Value readText(Interpreter& in, const LibCall& call) {
  std::string text;
  bool good = in.state<StreamState>(call.args[0])->bits == std::ios_base::goodbit;
  const Literal* origin = in.state<StreamState>(call.args[0])->origin;
  readAs(in, call.args[0].target(), [&](std::istream& host) { host >> text; });
  if (good)
    in.write(call.args[1], Value::string(std::move(text), origin));
  return call.args[0];
}

Value readCharacter(Interpreter& in, const LibCall& call) {
  char c = 0;
  if (readAs(in, call.args[0].target(), [&](std::istream& host) { host >> c; }))
    in.write(call.args[1], Value::integer(static_cast<std::uint64_t>(c), 8, true));
  return call.args[0];
}

/// The target and the stream are not known any more.
Value loseBoth(Interpreter& in, const LibCall& call, const llvm::Twine& reason) {
  std::string why = reason.str();
  for (const Value& arg : call.args.take_front(2))
    in.havoc(arg, why);
  return call.args[0];
}

Value read(Interpreter& in, const LibCall& call) {
  Value object = in.load(call.args[0]);
  const auto* stream = object.as<StreamState>();
  if (!stream || !call.args[0].isPlace())
    return object.isInt() ? in.unknownResult(call) : loseBoth(in, call, "it is read from outside of the program");
  if (!stream->lost.isNone())
    return loseBoth(in, call, stream->lost.why().cause());
  const ir::Type* type = objectType(in, call.args[1]);
  if (const auto* manipulator = in.state<ManipulatorState>(call.args[1])) {
    manipulator->apply(in.edit<StreamState>(call.args[0].target()), manipulator->argument);
    return call.args[0];
  }
  if (Value given = in.load(call.args[1]); given.is(ValueKind::Function)) {
    if (given.calleeName() == "std::ws")
      readAs(in, call.args[0].target(), [](std::istream& host) { host >> std::ws; });
    else if (!applyManipulator(given.calleeName(), in.edit<StreamState>(call.args[0].target())))
      return loseBoth(in, call, "'" + given.calleeName() + "' is not modelled");
    return call.args[0];
  }
  if (!type)
    return loseBoth(in, call, "'>>' reads into an object whose type is not known");
  if (type->kind == ir::TypeKind::Library && type->name == "std::basic_string")
    return readText(in, call);
  if (type->kind == ir::TypeKind::Bool)
    return readNumber<bool>(in, call);
  if (type->kind == ir::TypeKind::Float && type->width <= 64)
    return type->width == 32 ? readNumber<float>(in, call) : readNumber<double>(in, call);
  if (type->kind != ir::TypeKind::Int)
    return loseBoth(in, call, "'>>' of this type is not modelled");
  switch (type->width) {
  case 8:
    return readCharacter(in, call);
  case 16:
    return type->isSigned ? readNumber<short>(in, call) : readNumber<unsigned short>(in, call);
  case 32:
    return type->isSigned ? readNumber<int>(in, call) : readNumber<unsigned>(in, call);
  case 64:
    return type->isSigned ? readNumber<long long>(in, call) : readNumber<unsigned long long>(in, call);
  default:
    return loseBoth(in, call, "'>>' of this type is not modelled");
  }
}

/// getline(stream, string, end = '\n').
Value getLine(Interpreter& in, const LibCall& call) {
  std::optional<std::int64_t> end = call.size() > 2 ? in.integer(call.args[2]) : std::optional<std::int64_t>('\n');
  const auto* stream = in.state<StreamState>(call.args[0]);
  if (!stream || !end || !call.args[0].isPlace())
    return loseBoth(in, call, "it is read from outside of the program");
  if (!stream->lost.isNone())
    return loseBoth(in, call, stream->lost.why().cause());
  std::string line;
  bool good = stream->bits == std::ios_base::goodbit;
  const Literal* origin = stream->origin;
  readAs(in, call.args[0].target(),
         [&](std::istream& host) { std::getline(host, line, static_cast<char>(*end)); });
  if (good)
    in.write(call.args[1], Value::string(std::move(line), origin));
  return call.args[0];
}

constexpr ModelEntry models[] = {
    {"std::operator>>", read},
    {"std::basic_istream::operator>>", read},
    {"std::getline", getLine},
};

} // namespace

void addStreamInput(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
