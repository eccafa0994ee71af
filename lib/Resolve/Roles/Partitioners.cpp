#include "Resolve/Roles/Numbers.h"
#include "Resolve/Roles/Registry.h"

#include <varscope/partitioner.h>

namespace varscope::resolve {
namespace {

/// A partitioner's numbers decide which variables there are: whoever needs them says
/// which one is not known.
Value finished(const NumberReader& read, Partitioner made) {
  return read.known ? coreValue(std::move(made)) : read.unknown;
}

Value fixedSize(Interpreter& in, const LibCall& call) {
  NumberReader read(in, call);
  std::int64_t shards = read.integer("shards", 1), axis = read.integer("axis", 0);
  return finished(read, fixed_size_partitioner(shards, axis));
}

Value variableAxisSize(Interpreter& in, const LibCall& call) {
  NumberReader read(in, call);
  std::int64_t bytes = read.integer("max_shard_bytes", 0), axis = read.integer("axis", 0);
  std::int64_t stringBytes = read.integer("bytes_per_string_element", 16);
  std::optional<std::int64_t> shards = read.optional("max_shards");
  return finished(read, variable_axis_size_partitioner(bytes, axis, stringBytes, shards));
}

Value minMax(Interpreter& in, const LibCall& call) {
  NumberReader read(in, call);
  std::int64_t partitions = read.integer("max_partitions", 1), axis = read.integer("axis", 0);
  std::int64_t slice = read.integer("min_slice_size", 256 << 10);
  std::int64_t stringBytes = read.integer("bytes_per_string_element", 16);
  return finished(read, min_max_variable_partitioner(partitions, axis, slice, stringBytes));
}

Value callable(Interpreter& in, const LibCall& call) {
  const Value& code = firstArgument(call);
  return in.peek(code).isUnknown() ? in.peek(code)
                                   : coreValue(Partitioner::from_callable(interpreted(in, code)));
}

constexpr ModelEntry models[] = {
    {"varscope.Partitioner", constructAbsent<Partitioner>},
    {"varscope.Partitioner::operator==", equal<Partitioner>},
    {"varscope.partitioner.callable", callable},
    {"varscope.partitioner.fixed_size_partitioner", fixedSize},
    {"varscope.partitioner.variable_axis_size_partitioner", variableAxisSize},
    {"varscope.partitioner.min_max_variable_partitioner", minMax},
};

} // namespace

void addPartitionersRoles(ModelTable& table) {
  table.add(models);
  table.add(LibraryType{.name = "varscope.Partitioner", .makeDefault = makeAbsent<Partitioner>, .movesAsCopy = true});
}

} // namespace varscope::resolve
