#pragma once
/// Hand-made resolved models for tests of Emit.

#include "Resolve/ResolvedModel.h"

#include <string>

namespace varscope::test {

inline SourceLocation at(std::uint32_t line, std::uint32_t column = 1) {
  return {"src/model.cpp", line, column, line, column + 5};
}

inline core::Variable variable(std::uint32_t index, std::string name, Shape shape,
                               Initializer initializer, DType dtype = float32) {
  core::Variable v;
  v.index = index;
  v.key = name;
  v.name = std::move(name);
  v.dtype = dtype;
  v.shape = std::move(shape);
  v.collections = std::vector<std::string>{"trainable_variables", "variables"};
  v.initializer = std::move(initializer);
  return v;
}

/// A get of `model.variables[index]` at a line.
inline GetEvent get(const ResolvedModel& model, core::EventKind kind, std::uint32_t index,
                    std::uint32_t line) {
  GetEvent e;
  e.kind = kind;
  e.result = {core::VariableHandle::Kind::single, index};
  e.name = model.variables[index].name;
  e.given_name = e.name.substr(e.name.rfind('/') + 1);
  e.full_name = model.variables[index].key;
  e.at = at(line, 11);
  e.stack = {at(90, 7), at(99, 21)};
  return e;
}

inline ScopeEvent scope(std::string name, std::string nameScope, std::uint32_t line) {
  ScopeEvent e;
  e.name = name;
  e.original_name_scope = e.name_scope = std::move(nameScope);
  e.reuse = 1;
  e.given_name = name;
  e.at = at(line);
  return e;
}

inline void add(ResolvedModel& model, core::Variable v) {
  model.variables.push_back(std::move(v));
  model.conditional.push_back(false);
}

template <class Change> void edit(ResolvedModel& model, std::size_t index, const Change& change) {
  VariableList edited;
  for (core::Variable v : model.variables) {
    if (v.index == index)
      change(v);
    edited.push_back(std::move(v));
  }
  model.variables = std::move(edited);
}

/// Two layers, the second get of one kernel shared.
inline ResolvedModel gan() {
  ResolvedModel m;
  m.tag = "gan";
  m.at = at(99);
  add(m, variable(0, "d/kernel", {4, 3}, Initializer(runtime::FillKind::glorot_uniform)));
  add(m, variable(1, "d/bias", {3}, Initializer(runtime::FillKind::zeros)));
  m.trace.items = {scope("d", "d/", 10), get(m, core::EventKind::create, 0, 7),
                   get(m, core::EventKind::create, 1, 8), scope("d", "d_1/", 11),
                   get(m, core::EventKind::share, 0, 7), get(m, core::EventKind::share, 1, 8)};
  return m;
}

} // namespace varscope::test
