#pragma once
/// The state of a graph as text.

#include <varscope/core/graph.h>

#include <algorithm>
#include <sstream>
#include <type_traits>

namespace varscope::core {

namespace detail {
/// Numbers exactly, callables by address.
class Dumper {
public:
  void put(std::string_view label, std::string_view value) {
    out << ' ' << label << '=' << value.size() << ':' << value; // names may hold any bytes
  }
  void put_optional(std::string_view label, const std::optional<std::string>& value) {
    if (value)
      put(label, std::string_view(*value));
  }
  template <class Number>
    requires std::is_arithmetic_v<Number>
  void put(std::string_view label, Number value) {
    std::ostringstream number;
    number << std::hexfloat << value;
    out << ' ' << label << '=' << number.str();
  }
  void put(std::string_view label, const std::shared_ptr<const Callable>& value) {
    if (value)
      out << ' ' << label << '=' << value.get();
  }
  void put(std::string_view label, const Shape& shape) { put(label, shape.str()); }
  void put(std::string_view label, const Initializer& value) {
    if (!value)
      return;
    out << ' ' << label << '(' << initializer_name(value.kind());
    put("a", value.a());
    put("b", value.b());
    put("mode", static_cast<int>(value.mode()));
    put("distribution", static_cast<int>(value.distribution()));
    if (value.seed())
      put("seed", *value.seed());
    put("deferred", value.runtime_parameters());
    if (value.data()) {
      put("dtype", varscope::name(value.data()->dtype));
      put("shape", value.data()->shape);
      std::string bytes;
      for (const std::byte byte : value.data()->bytes)
        bytes.push_back(static_cast<char>(byte));
      put("bytes", bytes);
    }
    put("callable", value.callable());
    out << ')';
  }
  void put(std::string_view label, const Regularizer& value) {
    if (!value)
      return;
    out << ' ' << label << '(' << static_cast<int>(value.kind());
    put("a", value.a());
    put("b", value.b());
    put("callable", value.callable());
    out << ')';
  }
  void put(std::string_view label, const Constraint& value) {
    if (!value)
      return;
    out << ' ' << label << '(' << static_cast<int>(value.kind());
    put("lo", value.lo());
    put("hi", value.hi());
    put("rate", value.rate());
    put("axis", value.axis());
    put("callable", value.callable());
    out << ')';
  }
  void put(std::string_view label, const Partitioner& value) {
    if (!value)
      return;
    out << ' ' << label << '(' << static_cast<int>(value.kind());
    put("amount", value.amount());
    put("axis", value.axis());
    put("min_slice_size", value.min_slice_size());
    put("max_shards", value.max_shards().value_or(0));
    put("callable", value.callable());
    out << ')';
  }
  void put(const Scope& scope) {
    put("scope", scope.id);
    put("name", scope.name);
    put("original_name_scope", scope.original_name_scope);
    put("reuse", static_cast<int>(scope.reuse.mode()));
    put("dtype", scope.dtype ? varscope::name(*scope.dtype) : "");
    put("initializer", scope.initializer);
    put("regularizer", scope.regularizer);
    put("partitioner", scope.partitioner);
    put("constraint", scope.constraint);
    put_optional("caching_device", scope.caching_device);
    if (scope.use_resource)
      put("use_resource", *scope.use_resource);
    for (const GetterChain* link = scope.getters.get(); link; link = link->outer.get())
      put("getter", link->getter.callable());
  }
  void put(const Variable& variable) {
    put("key", variable.key);
    put("name", variable.name);
    put("dtype", varscope::name(variable.dtype));
    put("shape", variable.shape);
    put("trainable", variable.trainable);
    put("use_resource", variable.use_resource);
    for (const std::string& key : variable.collections)
      put("collection", key);
    put("initializer", variable.initializer);
    put("regularizer", variable.regularizer);
    put("constraint", variable.constraint);
    put_optional("caching_device", variable.caching_device);
    if (variable.tree)
      put("tree", *variable.tree);
    if (!variable.has_dtype)
      put("dtype", "unknown");
    if (variable.slice) {
      put("of", variable.slice->of);
      put("full_shape", variable.slice->full_shape);
      put("offset", errors::list(variable.slice->offset));
    }
  }
  std::string line() {
    std::string text = std::move(out).str() + "\n";
    out = std::ostringstream();
    return text;
  }

private:
  std::ostringstream out;
};

inline std::string sorted(std::vector<std::string> lines) {
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines)
    text += line;
  return text;
}
} // namespace detail

/// Equal states give equal texts. Scope objects that are no longer current are not in it.
inline std::string dump(const Graph& graph) {
  detail::Dumper dumper;
  std::string text = "current";
  dumper.put("name_scope", graph.name_scopes.current());
  dumper.put("arena_bytes", graph.arena_bytes);
  dumper.put(*graph.current_scope());
  text += dumper.line();
  for (const Variable& variable : graph.variables()) {
    dumper.put(variable);
    text += "variable" + dumper.line();
  }
  for (const PartitionedVariable& whole : graph.partitioned()) {
    dumper.put("key", whole.key);
    dumper.put("dtype", varscope::name(whole.dtype));
    dumper.put("shape", whole.shape);
    dumper.put("partitions", errors::list(whole.partitions));
    dumper.put("slices", errors::list(whole.slices));
    text += "partitioned" + dumper.line();
  }

  std::vector<std::string> lines;
  const auto add = [&](std::string_view kind) {
    lines.push_back(std::string(kind) + dumper.line());
  };
  for (const auto& [key, handles] : graph.store.all_collections()) {
    if (handles.empty())
      continue;
    dumper.put("key", key);
    for (const VariableHandle handle : handles)
      dumper.put("variable", handle.index);
    add("collection");
  }
  for (TreeId tree = 0; tree != graph.forest.size(); ++tree) {
    dumper.put("path", graph.forest.full_name(tree, ""));
    dumper.put("in", graph.forest.top(tree));
    dumper.put("hangs", graph.forest.hangs(tree));
    text += "tree" + dumper.line();
  }
  dumper.put("prefix", graph.forest.current().prefix);
  text += "tree scope" + dumper.line();
  graph.forest.for_each_entry([&](std::string_view key, const Trees::Entry& entry) {
    dumper.put("key", key);
    dumper.put("kind", static_cast<int>(entry.kind));
    dumper.put("index", entry.index);
    add("tree entry");
  });
  graph.store.for_each_key([&](std::string_view key, std::uint32_t index, std::string_view kind) {
    dumper.put("key", key);
    dumper.put("index", index);
    add(kind);
  });
  graph.name_scopes.names.for_each([&](std::string_view name, std::uint64_t count) {
    dumper.put("name", name);
    dumper.put("count", count);
    add("taken");
  });
  for (const std::string& name : graph.name_scopes.names.operations()) {
    dumper.put("name", name);
    add("operation");
  }
  graph.scopes.counts.for_each([&](std::string_view name, std::uint64_t count) {
    dumper.put("name", name);
    dumper.put("count", count);
    add("opened");
  });
  return text + detail::sorted(std::move(lines));
}

} // namespace varscope::core
