// <iomanip>, and the manipulators of <ios> and <ostream>.

#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Stream.h"

#include <iomanip>

namespace varscope::resolve {
namespace {

using Ios = std::ios_base;

void setWidth(StreamState& stream, std::int64_t width) { stream.width = width; }
void setFill(StreamState& stream, std::int64_t fill) { stream.fill = static_cast<char>(fill); }
void setPrecision(StreamState& stream, std::int64_t digits) { stream.precision = digits; }
void setBase(StreamState& stream, std::int64_t base) {
  Ios::fmtflags flag = base == 8 ? Ios::oct : base == 10 ? Ios::dec : base == 16 ? Ios::hex : Ios::fmtflags();
  stream.flags = (stream.flags & ~Ios::basefield) | flag;
}
void setFlags(StreamState& stream, std::int64_t flags) { stream.flags |= static_cast<Ios::fmtflags>(flags); }
void resetFlags(StreamState& stream, std::int64_t flags) { stream.flags &= ~static_cast<Ios::fmtflags>(flags); }

template <ManipulatorState::Apply Apply> Value make(Interpreter& in, const LibCall& call) {
  std::optional<std::int64_t> argument = in.integer(call.args[0]);
  return argument ? Value::make<ManipulatorState>(Apply, *argument) : in.unknownResult(call);
}

/// quoted(text, delimiter = '"', escape = '\\').
Value quoted(Interpreter& in, const LibCall& call) {
  std::optional<Piece> text = piece(in, call.args[0]);
  std::optional<std::int64_t> delimiter = call.size() > 1 ? in.integer(call.args[1]) : std::optional<std::int64_t>('"');
  std::optional<std::int64_t> escape = call.size() > 2 ? in.integer(call.args[2]) : std::optional<std::int64_t>('\\');
  if (!text || !delimiter || !escape)
    return in.unknownResult(call);
  std::ostringstream host;
  host << std::quoted(text->bytes, static_cast<char>(*delimiter), static_cast<char>(*escape));
  return Value::string(host.str(), text->origin);
}

struct Named {
  llvm::StringLiteral name;
  Ios& (*apply)(Ios&);
};
constexpr Named named[] = {
    {"std::hex", std::hex},           {"std::dec", std::dec},
    {"std::oct", std::oct},           {"std::left", std::left},
    {"std::right", std::right},       {"std::internal", std::internal},
    {"std::fixed", std::fixed},       {"std::scientific", std::scientific},
    {"std::hexfloat", std::hexfloat}, {"std::defaultfloat", std::defaultfloat},
    {"std::boolalpha", std::boolalpha}, {"std::noboolalpha", std::noboolalpha},
    {"std::showbase", std::showbase}, {"std::noshowbase", std::noshowbase},
    {"std::showpoint", std::showpoint}, {"std::noshowpoint", std::noshowpoint},
    {"std::showpos", std::showpos},   {"std::noshowpos", std::noshowpos},
    {"std::uppercase", std::uppercase}, {"std::nouppercase", std::nouppercase},
    {"std::skipws", std::skipws},     {"std::noskipws", std::noskipws},
};

constexpr ModelEntry models[] = {
    {"std::setw", make<setWidth>},
    {"std::setfill", make<setFill>},
    {"std::setprecision", make<setPrecision>},
    {"std::setbase", make<setBase>},
    {"std::setiosflags", make<setFlags>},
    {"std::resetiosflags", make<resetFlags>},
    {"std::quoted", quoted},
};

} // namespace

bool applyManipulator(llvm::StringRef name, StreamState& stream) {
  if (name == "std::endl")
    stream.insert("\n");
  else if (name == "std::ends")
    stream.insert(std::string(1, '\0'));
  else if (name != "std::flush") {
    const Named* found = llvm::find_if(named, [&](const Named& each) { return each.name == name; });
    if (found == std::end(named))
      return false;
    std::ostringstream host;
    host.flags(stream.flags);
    found->apply(host);
    stream.flags = host.flags();
  }
  return true;
}

void addManipulator(ModelTable& table) { table.add(models); }

} // namespace varscope::resolve
