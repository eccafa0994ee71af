#pragma once
/// Projects variables onto what their constraints allow.

#include <varscope/constraint.h>
#include <varscope/detail/instance.h>
#include <varscope/variable.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace varscope::detail {

/// Keras's epsilon.
inline constexpr double norm_epsilon = 1e-7;

/// The factor of values whose norm is `norm`.
/// Source: tensorflow/python/keras/constraints.py of 1.15.
inline double norm_factor(const Constraint& constraint, double norm) {
  const double rate = constraint.rate();
  const double clipped = std::min(std::max(norm, constraint.lo()), constraint.hi());
  const double wanted = constraint.kind() == Constraint::Kind::unit_norm
                            ? 1
                            : rate * clipped + (1 - rate) * norm;
  return wanted / (norm_epsilon + norm);
}

/// Scales the values along one axis; all other axes have their own norms.
/// Norms and products are computed in double.
template <class T>
void constrain_norms(const Constraint& constraint, std::span<T> values, const Shape& shape,
                     std::size_t axis) {
  std::size_t inner = 1;
  for (std::size_t i = axis + 1; i < shape.rank(); ++i)
    inner *= static_cast<std::size_t>(shape[i]);
  const std::size_t block = inner * static_cast<std::size_t>(shape[axis]);
  std::vector<double> factors(inner);
  for (std::size_t begin = 0; begin < values.size(); begin += block) {
    const std::span<T> rows = values.subspan(begin, block);
    std::fill(factors.begin(), factors.end(), 0.0);
    for (std::size_t i = 0; i < block; ++i)
      factors[i % inner] += static_cast<double>(rows[i]) * static_cast<double>(rows[i]);
    for (double& factor : factors)
      factor = norm_factor(constraint, std::sqrt(factor));
    for (std::size_t i = 0; i < block; ++i)
      rows[i] = static_cast<T>(static_cast<double>(rows[i]) * factors[i % inner]);
  }
}

template <class T>
void apply_constraint(const Constraint& constraint, std::span<T> values,
                      const VariableRecord& variable) {
  if (constraint.kind() == Constraint::Kind::non_neg) {
    for (T& value : values) // NaN stays, as in Keras: w * (w >= 0)
      value *= static_cast<T>(value >= 0);
    return;
  }
  const auto rank = static_cast<std::int64_t>(variable.shape.rank());
  const std::int64_t axis = constraint.axis() + (constraint.axis() < 0 ? rank : 0);
  if (axis < 0 || axis >= rank)
    throw_invalid("the constraint of variable " + std::string(variable.op_name) + " is along axis " +
                  std::to_string(constraint.axis()) + ", but its shape is " +
                  variable.shape.str());
  constrain_norms(constraint, values, variable.shape, static_cast<std::size_t>(axis));
}

/// \throws ScopeError invalid-argument for a dtype that the constraint is not
/// for, or an axis that the variable does not have
inline void apply_constraint(const VariableRecord& variable) {
  const Constraint& constraint = variable.constraint;
  const auto count = static_cast<std::size_t>(variable.bytes / size_of(variable.dtype));
  if (constraint.kind() == Constraint::Kind::callable) {
    if (static_cast<const ConstraintCallable&>(*constraint.callable())
            .run(variable.dtype, variable.data(), count, variable.shape))
      return;
  } else if (variable.dtype == float32) {
    return apply_constraint(constraint, Variable(&variable).span<float>(), variable);
  } else if (variable.dtype == float64) {
    return apply_constraint(constraint, Variable(&variable).span<double>(), variable);
  }
  throw_invalid("the constraint of variable " + std::string(variable.op_name) +
                " is not for elements of type " + std::string(name(variable.dtype)));
}

/// A shard is constrained by itself, as TensorFlow's optimisers do.
inline void apply_constraints(const Instance& instance) {
  for (const VariableRecord& variable : instance.variables)
    if (variable.exists && variable.constraint)
      apply_constraint(variable);
}

} // namespace varscope::detail
