#pragma once
/// What a model's variables add to its loss.

#include <varscope/detail/instance.h>
#include <varscope/regularizer.h>
#include <varscope/variable.h>

#include <cmath>
#include <cstddef>
#include <span>
#include <string>

namespace varscope::detail {

/// scale_1 * sum |w| + scale_2 * sum w^2 / 2, summed in double.
/// Source: tensorflow/contrib/layers/python/layers/regularizers.py of 1.15.
template <class T> double norm_loss(std::span<const T> values, double scale_1, double scale_2) {
  double sum = 0, squares = 0;
  for (const T value : values) {
    sum += std::fabs(static_cast<double>(value));
    squares += static_cast<double>(value) * static_cast<double>(value);
  }
  // A scale of 0 is no term at all: not even of an infinite sum.
  return (scale_1 == 0 ? 0 : scale_1 * sum) + (scale_2 == 0 ? 0 : scale_2 * squares / 2);
}

template <class T> double norm_loss(const Regularizer& regularizer, std::span<const T> values) {
  switch (regularizer.kind()) {
  case Regularizer::Kind::l1: return norm_loss(values, regularizer.a(), 0);
  case Regularizer::Kind::l2: return norm_loss(values, 0, regularizer.a());
  case Regularizer::Kind::l1_l2: return norm_loss(values, regularizer.a(), regularizer.b());
  case Regularizer::Kind::absent:
  case Regularizer::Kind::none:
  case Regularizer::Kind::callable: break;
  }
  return 0;
}

/// \throws ScopeError invalid-argument for a dtype that the regulariser is not for
inline double regularization_loss(const VariableRecord& variable) {
  const Regularizer& regularizer = variable.regularizer;
  const auto count = static_cast<std::size_t>(variable.bytes / size_of(variable.dtype));
  if (regularizer.kind() == Regularizer::Kind::callable) {
    double loss = 0;
    if (static_cast<const RegularizerCallable&>(*regularizer.callable())
            .run(variable.dtype, variable.data(), count, variable.shape, loss))
      return loss;
  } else if (variable.dtype == float32) {
    return norm_loss<float>(regularizer, Variable(&variable).span<float>());
  } else if (variable.dtype == float64) {
    return norm_loss<double>(regularizer, Variable(&variable).span<double>());
  }
  throw_invalid("the regularizer of variable " + std::string(variable.op_name) +
                " is not for elements of type " + std::string(name(variable.dtype)));
}

/// The sum over every variable and shard that has a regulariser.
inline double regularization_loss(const Instance& instance) {
  double loss = 0;
  for (const VariableRecord& variable : instance.variables)
    if (variable.exists && !variable.regularizer.is_null())
      loss += regularization_loss(variable);
  return loss;
}

} // namespace varscope::detail
