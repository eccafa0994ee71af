#include "Emit/Describe.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <charconv>
#include <cmath>

using namespace llvm;
using namespace varscope;
using runtime::FillKind;

namespace {

// -- numbers as JSON ------------------------------------------------------------

/// JSON has no infinities: they and NaN become strings.
json::Value number(double value) {
  if (std::isnan(value))
    return "nan";
  if (std::isinf(value))
    return value < 0 ? "-inf" : "inf";
  return value;
}
/// The double nearest to the shortest decimal that names this float: 0.1f
/// is written as 0.1.
json::Value number(float value) {
  if (!std::isfinite(value))
    return number(double(value));
  char digits[64];
  char* end = std::to_chars(digits, std::end(digits), value).ptr;
  double nearest = 0;
  std::from_chars(digits, end, nearest);
  return nearest;
}
json::Value number(bool value) { return value; }
template <std::integral T> json::Value number(T value) {
  if constexpr (std::is_signed_v<T>)
    return std::int64_t(value);
  else
    return std::uint64_t(value);
}

json::Value dataValue(const InitialData& data) {
  json::Array values;
  std::size_t size = size_of(data.dtype);
  for (std::size_t at = 0; at + size <= data.bytes.size(); at += size)
    varscope::detail::visit_element(data.dtype, [&]<class T>() {
      T element;
      std::memcpy(&element, data.bytes.data() + at, sizeof(T));
      values.push_back(number(element));
      return true;
    });
  if (data.shape.rank() == 0 && values.size() == 1)
    return std::move(values[0]);
  return values;
}

// -- what each kind is called and takes -----------------------------------------

/// Names of FillSpec's parameters by kind; empty: not used.
struct FillRow {
  FillKind kind;
  const char* name;
  const char* a;
  const char* b;
  bool seeded;
};
constexpr FillRow fillRows[] = {
    {FillKind::zeros, "zeros", "", "", false},
    {FillKind::ones, "ones", "", "", false},
    {FillKind::constant, "constant", "", "", false},
    {FillKind::value, "value", "", "", false},
    {FillKind::random_uniform, "random_uniform", "lo", "hi", true},
    {FillKind::random_normal, "random_normal", "mean", "stddev", true},
    {FillKind::truncated_normal, "truncated_normal", "mean", "stddev", true},
    {FillKind::uniform_unit_scaling, "uniform_unit_scaling", "factor", "", true},
    {FillKind::variance_scaling, "variance_scaling", "scale", "", true},
    {FillKind::glorot_uniform, "glorot_uniform", "", "", true},
    {FillKind::glorot_normal, "glorot_normal", "", "", true},
    {FillKind::he_uniform, "he_uniform", "", "", true},
    {FillKind::he_normal, "he_normal", "", "", true},
    {FillKind::lecun_uniform, "lecun_uniform", "", "", true},
    {FillKind::lecun_normal, "lecun_normal", "", "", true},
    {FillKind::orthogonal, "orthogonal", "gain", "", true},
    {FillKind::identity, "identity", "gain", "", false},
    {FillKind::callable, "callable", "", "", false},
};

constexpr const char* modeNames[] = {"fan_in", "fan_out", "fan_avg"};
constexpr const char* distributionNames[] = {"truncated_normal", "untruncated_normal", "uniform"};

const FillRow& rowOf(FillKind kind) {
  return *find_if(fillRows, [&](const FillRow& row) { return row.kind == kind; });
}

json::Object ofKind(StringRef kind) {
  json::Object object;
  object["kind"] = kind;
  return object;
}

} // namespace

StringRef varscope::nameOf(FillKind kind) { return rowOf(kind).name; }
StringRef varscope::nameOf(runtime::FanMode mode) { return modeNames[std::size_t(mode)]; }
StringRef varscope::nameOf(runtime::FanDistribution distribution) {
  return distributionNames[std::size_t(distribution)];
}

json::Value varscope::describe(const Initializer& initializer) {
  if (!initializer)
    return nullptr;
  const FillRow& row = rowOf(initializer.kind());
  json::Object object = ofKind(row.name);
  if (initializer.runtime_parameters()) {
    object["parameters"] = "runtime";
    return object;
  }
  if (*row.a)
    object[row.a] = number(initializer.a());
  if (*row.b)
    object[row.b] = number(initializer.b());
  if (initializer.kind() == FillKind::variance_scaling) {
    object["mode"] = nameOf(initializer.mode());
    object["distribution"] = nameOf(initializer.distribution());
  }
  if (initializer.data())
    object["value"] = dataValue(*initializer.data());
  if (row.seeded)
    object["seed"] = initializer.seed() ? json::Value(*initializer.seed()) : nullptr;
  return object;
}

json::Value varscope::describe(const Regularizer& regularizer) {
  if (regularizer.is_null())
    return nullptr;
  switch (regularizer.kind()) {
  case Regularizer::Kind::l1:
  case Regularizer::Kind::l2: {
    json::Object object = ofKind(regularizer.kind() == Regularizer::Kind::l1 ? "l1" : "l2");
    object["scale"] = number(regularizer.a());
    return object;
  }
  case Regularizer::Kind::l1_l2: {
    json::Object object = ofKind("l1_l2");
    object["a"] = number(regularizer.a());
    object["b"] = number(regularizer.b());
    return object;
  }
  case Regularizer::Kind::callable:
    return ofKind("callable");
  case Regularizer::Kind::absent:
  case Regularizer::Kind::none:
    break; // null, see above
  }
  return nullptr;
}

json::Value varscope::describe(const Constraint& constraint) {
  json::Object object;
  switch (constraint.kind()) {
  case Constraint::Kind::absent:
    return nullptr;
  case Constraint::Kind::non_neg:
    return ofKind("non_neg");
  case Constraint::Kind::max_norm:
    object = ofKind("max_norm");
    object["m"] = number(constraint.hi());
    break;
  case Constraint::Kind::unit_norm:
    object = ofKind("unit_norm");
    break;
  case Constraint::Kind::min_max_norm:
    object = ofKind("min_max_norm");
    object["lo"] = number(constraint.lo());
    object["hi"] = number(constraint.hi());
    object["rate"] = number(constraint.rate());
    break;
  case Constraint::Kind::callable:
    return ofKind("callable");
  }
  object["axis"] = constraint.axis();
  return object;
}

// -- writing --------------------------------------------------------------------

/// "kind" first, then by name: json::Object has no order of its own.
static std::vector<const json::Object::value_type*> sortedMembers(const json::Object& object) {
  std::vector<const json::Object::value_type*> members;
  for (const json::Object::value_type& member : object)
    members.push_back(&member);
  sort(members, [](const auto* a, const auto* b) {
    auto rank = [](const auto* m) { return std::pair(StringRef(m->first) != "kind", StringRef(m->first)); };
    return rank(a) < rank(b);
  });
  return members;
}

void varscope::writeCompact(raw_ostream& os, const json::Value& value) {
  ListSeparator separator;
  if (const json::Object* object = value.getAsObject()) {
    os << '{';
    for (const json::Object::value_type* member : sortedMembers(*object)) {
      os << StringRef(separator) << json::Value(StringRef(member->first)) << ": ";
      writeCompact(os, member->second);
    }
    os << '}';
  } else if (const json::Array* array = value.getAsArray()) {
    os << '[';
    for (const json::Value& item : *array) {
      os << StringRef(separator);
      writeCompact(os, item);
    }
    os << ']';
  } else if (value.kind() == json::Value::Number && !value.getAsInteger() &&
             !value.getAsUINT64()) {
    char digits[64];
    char* end = std::to_chars(digits, std::end(digits), *value.getAsNumber()).ptr;
    os << StringRef(digits, end - digits);
  } else {
    os << value; // strings, true, false, null, integers
  }
}

std::string varscope::spell(const json::Value& description) {
  const json::Object* object = description.getAsObject();
  if (!object)
    return "none";
  std::string text = object->getString("kind").value_or("?").str();
  std::string arguments;
  raw_string_ostream os(arguments);
  for (const json::Object::value_type* member : sortedMembers(*object)) {
    if (StringRef(member->first) == "kind" || member->second.kind() == json::Value::Null)
      continue;
    os << (arguments.empty() ? "" : ", ") << StringRef(member->first) << '=';
    if (std::optional<StringRef> string = member->second.getAsString())
      os << *string;
    else
      writeCompact(os, member->second);
  }
  return arguments.empty() ? text : text + "(" + arguments + ")";
}

StringRef varscope::kindOf(const json::Value& description) {
  const json::Object* object = description.getAsObject();
  return object ? object->getString("kind").value_or("none") : "none";
}

std::string varscope::grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;)
    digits.insert(at -= 3, ",");
  return digits;
}

std::string varscope::spellBytes(std::uint64_t bytes) {
  constexpr const char* units[] = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  if (bytes < 1024)
    return formatv("{0} B", bytes);
  double amount = double(bytes) / 1024;
  unsigned unit = 0;
  for (; amount >= 1024 && unit + 1 < std::size(units); ++unit)
    amount /= 1024;
  return formatv("{0:f1} {1}", amount, units[unit]);
}

std::string varscope::spellShape(ArrayRef<std::int64_t> shape) {
  return "[" + join(map_range(shape, [](std::int64_t n) { return std::to_string(n); }), ", ") + "]";
}
