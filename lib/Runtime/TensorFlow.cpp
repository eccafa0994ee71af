#include "Runtime/TensorFlow.h"

#include "Runtime/Element.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace varscope::runtime {
namespace {

using rng::rounded;
using rng::Words;

/// TensorFlow draws whole groups; one of the truncated law has its own 256
/// blocks of the stream per four words of its results.
constexpr std::uint64_t reservedSamples = 256;

/// Uniform on [0, 1) from a word's low bits, which become a mantissa.
float unitFloat(std::uint32_t word) {
  return std::bit_cast<float>((word & 0x7FFFFF) | 0x3F800000) - 1.0F;
}
double unitDouble(std::uint32_t upper, std::uint32_t lower) {
  const std::uint64_t mantissa = std::uint64_t{upper & 0xFFFFF} << 32 | lower;
  return std::bit_cast<double>(mantissa | 0x3FF0000000000000) - 1.0;
}

/// Sine and cosine of an angle on [0, 2 pi): whole quarter turns are taken off
/// in two parts, the first of which is exact.
rng::Pair<double> sineCosine(double angle) {
  constexpr double quarterHigh = 0x1.921fb54p+0, quarterLow = 0x1.10b4611a62633p-30;
  constexpr double turnsPerRadian = 0x1.45f306dc9c883p-1;
  const double quarters = std::floor(rounded(angle * turnsPerRadian) + 0.5);
  const double rest = rounded(rounded(angle - rounded(quarters * quarterHigh)) -
                              rounded(quarters * quarterLow));
  const double t = rounded(rest * turnsPerRadian), z = rounded(t * t);
  const double sine = rounded(t * rng::polynomial(rng::Constants<double>::sine, z));
  const double cosine = rng::polynomial(rng::Constants<double>::cosine, z);
  switch (static_cast<int>(quarters) & 3) {
  case 0: return {sine, cosine};
  case 1: return {cosine, -sine};
  case 2: return {-sine, -cosine};
  default: return {-cosine, sine};
  }
}

constexpr double twoPi = 6.283185307179586;

/// Of TensorFlow's roundings to float only those of the arguments: the results are the exact
/// ones rounded, which is nearest to what the C libraries make of them.
rng::Pair<float> boxMuller(std::uint32_t a, std::uint32_t b) {
  const float u = std::max(unitFloat(a), 1.0e-7F);
  const auto angle = static_cast<float>(rounded(twoPi * double{unitFloat(b)}));
  const double radius = std::sqrt(-2.0 * rng::natural_log(double{u}));
  const rng::Pair<double> at = sineCosine(double{angle});
  return {static_cast<float>(rounded(at.first * radius)),
          static_cast<float>(rounded(at.second * radius))};
}
rng::Pair<double> boxMuller(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  const double u = std::max(unitDouble(a, b), 1.0e-7);
  const double radius = std::sqrt(-2.0 * rng::natural_log(u));
  const rng::Pair<double> at = sineCosine(rounded(twoPi * unitDouble(c, d)));
  return {rounded(at.first * radius), rounded(at.second * radius)};
}

/// The words of one stream, one after the other.
class WordReader {
public:
  WordReader(const rng::StreamKey& stream, std::uint64_t block) : stream(stream), block(block) {}

  std::uint32_t next() {
    if (used == words.size()) {
      words = stream.block(block++);
      used = 0;
    }
    return words[used++];
  }

private:
  const rng::StreamKey& stream;
  std::uint64_t block;
  Words words{};
  std::size_t used = 4;
};

/// How a floating type is stored and rounded; TensorFlow rounds after every operation.
struct Float32 {
  using Real = float;
  using Stored = float;
  static float round(float value) { return value; }
  static float unit(const Words& words, std::size_t i) { return unitFloat(words[i]); }
  static Stored store(float value) { return value; }
};
struct Float64 {
  using Real = double;
  using Stored = double;
  static double round(double value) { return value; }
  static double unit(const Words& words, std::size_t i) {
    return unitDouble(words[2 * i], words[2 * i + 1]);
  }
  static Stored store(double value) { return value; }
};
struct Float16 {
  using Real = float;
  using Stored = std::uint16_t;
  static float round(float value) { return fromFloat16(toFloat16(value)); }
  static float unit(const Words& words, std::size_t i) {
    return fromFloat16(static_cast<std::uint16_t>((words[i] & 0x3FF) | 0x3C00)) - 1.0F;
  }
  static Stored store(float value) { return toFloat16(value); }
};
struct Bfloat16 {
  using Real = float;
  using Stored = std::uint16_t;
  static float round(float value) { return fromBfloat16(toBfloat16(value)); }
  static float unit(const Words& words, std::size_t i) {
    return fromBfloat16(static_cast<std::uint16_t>((words[i] & 0x7F) | 0x3F80)) - 1.0F;
  }
  static Stored store(float value) { return toBfloat16(value); }
};

/// Values of one group: as many as a block has words of the type.
template <class Type>
using Group = std::array<typename Type::Real, 16 / std::max<std::size_t>(4, sizeof(typename Type::Real))>;

template <class Type>
Group<Type> uniformGroup(const rng::StreamKey& stream, std::uint64_t index) {
  const Words words = stream.block(index);
  Group<Type> group;
  for (std::size_t i = 0; i < group.size(); ++i)
    group[i] = Type::unit(words, i);
  return group;
}

template <class Type>
auto normalPair(WordReader& reader) {
  const std::uint32_t a = reader.next(), b = reader.next();
  if constexpr (sizeof(typename Type::Real) == 4) {
    return boxMuller(a, b);
  } else {
    const std::uint32_t c = reader.next(), d = reader.next();
    return boxMuller(a, b, c, d);
  }
}

template <class Type>
Group<Type> normalGroup(const rng::StreamKey& stream, std::uint64_t index) {
  WordReader reader(stream, index);
  Group<Type> group;
  for (std::size_t i = 0; i < group.size(); i += 2) {
    const auto pair = normalPair<Type>(reader);
    group[i] = Type::round(pair.first);
    group[i + 1] = Type::round(pair.second);
  }
  return group;
}

/// Values of two deviations or more are drawn anew from the group's own words.
template <class Type>
Group<Type> truncatedGroup(const rng::StreamKey& stream, std::uint64_t index) {
  constexpr std::size_t size = std::tuple_size_v<Group<Type>>;
  WordReader reader(stream, index * (size * reservedSamples / 4));
  Group<Type> group;
  for (std::size_t have = 0; have < size;) {
    const auto pair = normalPair<Type>(reader);
    for (const auto value : {pair.first, pair.second})
      if (std::fabs(value) < 2 && have < size)
        group[have++] = Type::round(value);
  }
  return group;
}

/// Elements [first, first + count), cut from groups; `put` stores one.
template <class MakeGroup, class Put>
void fillGroups(std::uint64_t first, std::uint64_t count, MakeGroup makeGroup, Put put) {
  constexpr std::size_t size = std::tuple_size_v<decltype(makeGroup(0))>;
  for (std::uint64_t done = 0; done < count;) {
    const auto group = makeGroup((first + done) / size);
    for (std::size_t i = (first + done) % size; i < size && done < count; ++i, ++done)
      put(done, group[i]);
  }
}

template <class Type, class Affine>
void fillFloating(Law law, const Affine& affine, const rng::StreamKey& stream, std::uint64_t first,
                  std::uint64_t count, unsigned char* out) {
  using Stored = typename Type::Stored;
  const auto scale = Type::round(affine.scale), shift = Type::round(affine.shift);
  const auto put = [&](std::uint64_t at, typename Type::Real z) {
    const auto scaled = Type::round(rounded(z * scale));
    const Stored value = Type::store(rounded(scaled + shift));
    std::memcpy(out + at * sizeof(Stored), &value, sizeof(Stored));
  };
  const auto with = [&](Group<Type> (*make)(const rng::StreamKey&, std::uint64_t)) {
    fillGroups(first, count, [&](std::uint64_t index) { return make(stream, index); }, put);
  };
  switch (law) {
  case Law::uniform: return with(&uniformGroup<Type>);
  case Law::normal: return with(&normalGroup<Type>);
  default: return with(&truncatedGroup<Type>);
  }
}

template <class T>
void fillIntegers(const Recipe& recipe, const rng::StreamKey& stream, std::uint64_t first,
                  std::uint64_t count, unsigned char* out) {
  const auto makeGroup = [&](std::uint64_t index) {
    const Words words = stream.block(index);
    std::array<T, 16 / sizeof(T)> group;
    for (std::size_t i = 0; i < group.size(); ++i) {
      if constexpr (sizeof(T) == 4)
        group[i] = words[i];
      else
        group[i] = words[2 * i] | std::uint64_t{words[2 * i + 1]} << 32;
    }
    return group;
  };
  const auto range = static_cast<T>(recipe.range); // 0: every value
  fillGroups(first, count, makeGroup, [&](std::uint64_t at, T word) {
    const T value = static_cast<T>(recipe.low) + (range == 0 ? word : word % range);
    std::memcpy(out + at * sizeof(T), &value, sizeof(T));
  });
}

} // namespace

rng::StreamKey tensorflowStream(std::uint64_t graphSeed, std::int64_t operationSeed) {
  constexpr std::int64_t modulus = 0x7FFFFFFF;
  const auto graph = static_cast<std::uint32_t>(graphSeed % modulus);
  // As Python's %: never negative.
  auto operation = static_cast<std::uint32_t>((operationSeed % modulus + modulus) % modulus);
  if (graph == 0 && operation == 0)
    operation = modulus; // two zeros would mean a seed that nobody chose
  return {graph, 0, operation, 0};
}

void fillTensorflow(const Recipe& recipe, const rng::StreamKey& stream, std::uint64_t first,
                    std::uint64_t count, unsigned char* out) {
  const Law law = recipe.law;
  switch (recipe.dtype) {
  case DType::int32: return fillIntegers<std::uint32_t>(recipe, stream, first, count, out);
  case DType::int64: return fillIntegers<std::uint64_t>(recipe, stream, first, count, out);
  case DType::float64: return fillFloating<Float64>(law, recipe.wide, stream, first, count, out);
  case DType::float16: return fillFloating<Float16>(law, recipe.single, stream, first, count, out);
  case DType::bfloat16: return fillFloating<Bfloat16>(law, recipe.single, stream, first, count, out);
  default: return fillFloating<Float32>(law, recipe.single, stream, first, count, out);
  }
}

} // namespace varscope::runtime
