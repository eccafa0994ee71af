#include "Resolve/Models/Sequence.h"
#include "Resolve/Roles/Numbers.h"
#include "Resolve/Roles/Options.h"
#include "Resolve/Roles/Registry.h"

#include <varscope/initializers.h>

#include <cstring>

namespace varscope::resolve {
namespace {

using runtime::FillKind;

Value finished(const NumberReader& read, Initializer made) {
  if (!read.known)
    made.set_runtime_parameters();
  return coreValue(std::move(made));
}

template <FillKind Kind>
Value withoutParameters(Interpreter&, const LibCall&) {
  return coreValue(Initializer(Kind));
}

template <FillKind Kind>
Value withSeed(Interpreter& in, const LibCall& call) {
  NumberReader read(in, call);
  std::optional<std::int64_t> seed = read.optional("seed");
  return finished(read, Initializer(Kind, 0, 0, seed));
}

Value randomUniform(Interpreter& in, const LibCall& call) {
  NumberReader read(in, call);
  double lo = read.number("lo", 0), hi = read.number("hi", 1);
  return finished(read, Initializer(FillKind::random_uniform, lo, hi, read.optional("seed")));
}

template <FillKind Kind>
Value normal(Interpreter& in, const LibCall& call) {
  NumberReader read(in, call);
  double mean = read.number("mean", 0), stddev = read.number("stddev", 1);
  return finished(read, Initializer(Kind, mean, stddev, read.optional("seed")));
}

Value unitScaling(Interpreter& in, const LibCall& call) {
  NumberReader read(in, call);
  double factor = read.number("factor", 1);
  return finished(read,
                  Initializer(FillKind::uniform_unit_scaling, factor, 0, read.optional("seed")));
}

Value orthogonalMatrix(Interpreter& in, const LibCall& call) {
  NumberReader read(in, call);
  double gain = read.number("gain", 1);
  return finished(read, Initializer(FillKind::orthogonal, gain, 0, read.optional("seed")));
}

Value identityMatrix(Interpreter& in, const LibCall& call) {
  NumberReader read(in, call);
  double gain = read.number("gain", 1);
  return finished(read, Initializer(FillKind::identity, gain));
}

Value varianceScaling(Interpreter& in, const LibCall& call) {
  const Value& record = call.arg("parameters");
  NumberReader read(in, call);
  VarianceScaling parameters;
  if (record.isNone())
    return coreValue(variance_scaling(parameters));
  Value mode = in.load(in.field(record, "mode"));
  Value distribution = in.load(in.field(record, "distribution"));
  parameters.scale = read.numberOf(in.field(record, "scale"), parameters.scale);
  parameters.seed = read.content(in.field(record, "seed"));
  bool known = true;
  auto text = [&](const Value& given, std::string_view& into) {
    if (given.isString())
      into = given.text().bytes;
    else
      known &= given.isNone();
  };
  text(mode, parameters.mode);
  text(distribution, parameters.distribution);
  Initializer made = variance_scaling(parameters);
  if (!known)
    made.set_runtime_parameters();
  return finished(read, std::move(made));
}

/// The numbers of a scalar or of (nested) lists.
class DataReader {
public:
  explicit DataReader(Interpreter& in) : in(in) {}

  /// False if the lists' lengths or the elements' type are not known.
  bool append(const Value& value, std::size_t depth);

  InitialData data;
  std::vector<std::int64_t> sizes;
  bool known = true; ///< every element is
  bool typed = false;
  Value unknown;

private:
  bool appendScalar(const Value& value);
  Interpreter& in;
};

bool DataReader::appendScalar(const Value& value) {
  std::optional<DType> dtype = dtypeOf(value);
  if (!dtype || (typed && *dtype != data.dtype))
    return false;
  typed = true;
  data.dtype = *dtype;
  std::size_t bytes = size_of(*dtype), before = data.bytes.size();
  data.bytes.resize(before + bytes);
  if (value.is(ValueKind::Float)) {
    double number = value.asDouble();
    float narrow = static_cast<float>(number);
    std::memcpy(&data.bytes[before], bytes == 4 ? static_cast<void*>(&narrow) : &number, bytes);
  } else {
    std::uint64_t bits = value.bits(); // little-endian, as every supported processor
    std::memcpy(&data.bytes[before], &bits, bytes);
  }
  return true;
}

bool DataReader::append(const Value& value, std::size_t depth) {
  Value content = in.load(value);
  if (content.isInt() || content.is(ValueKind::Float))
    return appendScalar(content);
  if (content.isUnknown()) {
    if (known)
      unknown = content;
    known = false;
    return false;
  }
  llvm::SmallVector<Value> elements;
  if (!sequenceElements(in, value, elements))
    return false;
  if (depth == sizes.size())
    sizes.push_back(-1);
  std::int64_t count = elements.size();
  for (const Value& element : elements)
    if (!append(element, depth + 1))
      return false;
  if (sizes[depth] != -1 && sizes[depth] != count)
    throw ScopeError(Rule::InvalidArgument,
                     "setting an array element with a sequence: nested lists of " +
                         std::to_string(sizes[depth]) + " and " + std::to_string(count) +
                         " elements");
  sizes[depth] = count;
  return true;
}

template <FillKind Kind>
Value fromData(Interpreter& in, const LibCall& call) {
  DataReader read(in);
  if (!read.append(firstArgument(call), 0)) {
    if (Kind == FillKind::value)
      return read.known ? in.unknownResult(call) : read.unknown;
    // A constant decides neither shape nor dtype: its numbers can wait.
    InitialData data;
    data.bytes.resize(size_of(data.dtype));
    Initializer made = Initializer::from_data(Kind, std::move(data));
    made.set_runtime_parameters();
    return coreValue(std::move(made));
  }
  read.data.shape = Shape(read.sizes);
  return coreValue(Initializer::from_data(Kind, std::move(read.data)));
}

Value callable(Interpreter& in, const LibCall& call) {
  const Value& code = firstArgument(call);
  if (in.peek(code).isUnknown())
    return in.peek(code);
  const Value& dtypes = call.arg("dtypes");
  Initializer made = Initializer::from_callable(
      interpreted(in, code), dtypes.isInt() ? static_cast<DTypeSet>(dtypes.asInt()) : all_dtypes);
  made.set_runtime_parameters();
  return coreValue(std::move(made));
}

constexpr ModelEntry models[] = {
    {"varscope.Initializer", constructAbsent<Initializer>},
    {"varscope.Initializer::operator==", equal<Initializer>},
    {"varscope.initializer.callable", callable},
    {"varscope.initializer.zeros", withoutParameters<FillKind::zeros>},
    {"varscope.initializer.ones", withoutParameters<FillKind::ones>},
    {"varscope.initializer.constant", fromData<FillKind::constant>},
    {"varscope.initializer.value", fromData<FillKind::value>},
    {"varscope.initializer.random_uniform", randomUniform},
    {"varscope.initializer.random_normal", normal<FillKind::random_normal>},
    {"varscope.initializer.truncated_normal", normal<FillKind::truncated_normal>},
    {"varscope.initializer.uniform_unit_scaling", unitScaling},
    {"varscope.initializer.variance_scaling", varianceScaling},
    {"varscope.initializer.glorot_uniform", withSeed<FillKind::glorot_uniform>},
    {"varscope.initializer.glorot_normal", withSeed<FillKind::glorot_normal>},
    {"varscope.initializer.he_uniform", withSeed<FillKind::he_uniform>},
    {"varscope.initializer.he_normal", withSeed<FillKind::he_normal>},
    {"varscope.initializer.lecun_uniform", withSeed<FillKind::lecun_uniform>},
    {"varscope.initializer.lecun_normal", withSeed<FillKind::lecun_normal>},
    {"varscope.initializer.orthogonal", orthogonalMatrix},
    {"varscope.initializer.identity", identityMatrix},
};

} // namespace

void addInitializersRoles(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{.name = "varscope.Initializer", .makeDefault = makeAbsent<Initializer>, .movesAsCopy = true});
}

} // namespace varscope::resolve
