#pragma once
/// Variables of trees: the sharing rules of the store, with names that are another
/// library's. Included by graph.h.

#include <varscope/core/graph.h>

namespace varscope::core {

inline VariableHandle Graph::get_in_tree(const TreePlace& place, std::string_view name,
                                         const TreeNames& names, const GetRequest& request) {
  const VariableOptions& options = request.options;
  const bool looks_up = options.reuse.mode() == Reuse::Mode::yes;
  const Shape& shape = request.shape ? *request.shape : StoreRequest::no_shape();
  const std::string path = errors::text(place.prefix, name);
  if (!looks_up)
    Trees::check(name, names);
  const std::optional<Trees::Entry> entry = looks_up
                                                ? forest.find_below(place.tree, names.what, path)
                                                : forest.find(place.tree, names.what, path);
  EventKind kind = EventKind::share;
  VariableHandle result;
  if (entry && options.reuse.mode() == Reuse::Mode::no) {
    throw errors::defined_in_tree(names.what, path);
  } else if (entry && entry->kind == Trees::Entry::Kind::variable) {
    const Variable& found = store.variables()[entry->index];
    detail::check_share(path, shape, options.dtype.value_or(found.dtype), found);
    result = VariableStore::handle(found);
  } else if (looks_up) {
    throw errors::not_in_tree(names.what, path);
  } else {
    detail::check_dimensions(shape);
    Variable variable;
    variable.key = variable.name = path;
    variable.tree = place.tree;
    variable.dtype = options.dtype.value_or(float32);
    variable.has_dtype = options.dtype.has_value();
    variable.shape = shape;
    variable.trainable = detail::is_trainable(options);
    variable.use_resource = true;
    variable.collections = detail::collections_of(options);
    variable.initializer = options.initializer;
    const Variable& created = store.add(std::move(variable));
    forest.insert(place.tree, names.what, path, {Trees::Entry::Kind::variable, created.index});
    result = VariableStore::handle(created);
    kind = EventKind::create;
  }
  host.on_get(kind, result, request, options.reuse);
  return result;
}

inline void Graph::reserve_in_tree(const TreePlace& place, std::string_view name,
                                   const TreeNames& names) {
  take_in_tree(place, name, names, {Trees::Entry::Kind::nothing, 0});
}

inline void Graph::hang_tree(TreeId child, const TreePlace& place, std::string_view name,
                             const TreeNames& names) {
  take_in_tree(place, name, names, {Trees::Entry::Kind::tree, child});
  forest.hang(child, place.tree, errors::text(place.prefix, name, names.separator));
}

inline void Graph::take_in_tree(const TreePlace& place, std::string_view name,
                                const TreeNames& names, Trees::Entry entry) {
  Trees::check(name, names);
  const std::string path = errors::text(place.prefix, name);
  if (forest.find(place.tree, names.what, path))
    throw errors::defined_in_tree(names.what, path);
  forest.insert(place.tree, names.what, path, entry);
}

} // namespace varscope::core
