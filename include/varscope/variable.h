#pragma once
/// Variable: the handle that gets return.

#include <varscope/constraint.h>
#include <varscope/dtype.h>
#include <varscope/element.h>
#include <varscope/error.h>
#include <varscope/initializer.h>
#include <varscope/regularizer.h>
#include <varscope/roles.h>
#include <varscope/shape.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace varscope {

namespace detail {
struct VariableRecord;
struct Arena;
} // namespace detail

/// A variable of a model, a partitioned whole, or nothing: a cheap copyable
/// handle, valid as long as the model that it belongs to. Handles are equal
/// exactly when they are the same variable.
///
/// Everything but operator bool throws std::logic_error on an empty handle.
class VS_ROLE("Variable") Variable {
public:
  VS_ROLE("Variable") constexpr Variable() = default;
  explicit constexpr Variable(const detail::VariableRecord* of) : record(of) {}

  VS_ROLE("Variable.operator bool") explicit constexpr operator bool() const {
    return record != nullptr;
  }
  /// "scope1/v1:0"; a partitioned whole's has no ":0", as in TensorFlow.
  VS_ROLE("Variable.name") inline std::string_view name() const;
  /// "scope1/v1": the checkpoint key; of a whole, its key.
  VS_ROLE("Variable.op_name") inline std::string_view op_name() const;
  VS_ROLE("Variable.shape") inline const Shape& shape() const;
  VS_ROLE("Variable.dtype") inline DType dtype() const;
  VS_ROLE("Variable.trainable") inline bool trainable() const;
  VS_ROLE("Variable.size_bytes") inline std::uint64_t size_bytes() const;
  VS_ROLE("Variable.initializer") inline const Initializer& initializer() const;
  VS_ROLE("Variable.constraint") inline const Constraint& constraint() const;
  /// Empty if there is none.
  VS_ROLE("Variable.caching_device") inline std::string_view caching_device() const;
  /// Keys, sorted.
  VS_ROLE("Variable.collections")
  inline const std::vector<std::string_view>& collections() const;
  /// The shards of a partitioned whole, in order; otherwise empty.
  VS_ROLE("Variable.slices") inline const std::vector<Variable>& slices() const;

  /// The elements, row-major, 64-byte aligned.
  /// \throws ScopeError dtype-mismatch if T is not the dtype's C++ type (see
  /// holds()); invalid-argument for a partitioned whole, whose elements are
  /// its slices', and while the model is being built
  template <Element T> VS_ROLE("Variable.data") inline T* data() const;
  template <Element T> VS_ROLE("Variable.span") inline std::span<T> span() const;

  friend constexpr bool operator==(Variable, Variable) = default;

  /// For the run time.
  const detail::VariableRecord* get() const { return record; }

private:
  inline const detail::VariableRecord& checked() const;

  const detail::VariableRecord* record = nullptr;
};

namespace detail {

/// The memory of one model.
struct Arena {
  std::byte* bytes = nullptr;
  std::uint64_t size = 0;
  bool ready = false; ///< the build is over
};

/// What a handle points to. Texts belong to the model's plan or graph.
struct VariableRecord {
  std::uint32_t index = 0;        ///< among the model's variables, or its wholes
  bool is_whole = false;
  bool exists = false;            ///< created on the path that this build took
  bool skipped = false;           ///< a checkpoint supplies it
  bool trainable = true;
  DType dtype = float32;
  std::string_view name;
  std::string_view op_name;
  std::string_view caching_device;
  Shape shape;
  Initializer initializer;
  Regularizer regularizer;
  Constraint constraint;
  std::vector<std::string_view> collections;
  std::vector<Variable> slices;
  std::string_view whole_name;    ///< of a slice's whole; otherwise empty
  Shape full_shape;               ///< of a slice's whole; otherwise the shape
  std::vector<std::int64_t> var_offset; ///< of a slice in its whole; otherwise zeros
  runtime::NameHash hash;         ///< of the whole's op name
  std::uint64_t offset = 0, bytes = 0; ///< in the arena
  const Arena* arena = nullptr;

  std::byte* data() const { return arena->bytes + offset; }
};

[[noreturn]] inline void throw_invalid(const std::string& text) {
  throw ScopeError(Rule::InvalidArgument, text);
}

/// Says why Variable::data cannot answer.
[[noreturn]] inline void refuse_data(const VariableRecord& of, DType asked, bool same_dtype) {
  const std::string variable = "Variable " + std::string(of.op_name);
  if (!same_dtype)
    throw ScopeError(Rule::DTypeMismatch, variable + " has dtype " +
                                              std::string(varscope::name(of.dtype)) +
                                              ", but is read as " +
                                              std::string(varscope::name(asked)));
  throw_invalid(variable + (of.is_whole ? " is partitioned: its elements are its slices'"
                                        : " has no elements: its model is being built, or is an outline"));
}

} // namespace detail

inline const detail::VariableRecord& Variable::checked() const {
  if (!record)
    throw std::logic_error("an empty varscope::Variable has no properties");
  return *record;
}
inline std::string_view Variable::name() const { return checked().name; }
inline std::string_view Variable::op_name() const { return checked().op_name; }
inline const Shape& Variable::shape() const { return checked().shape; }
inline DType Variable::dtype() const { return checked().dtype; }
inline bool Variable::trainable() const { return checked().trainable; }
inline std::uint64_t Variable::size_bytes() const { return checked().bytes; }
inline const Initializer& Variable::initializer() const { return checked().initializer; }
inline const Constraint& Variable::constraint() const { return checked().constraint; }
inline std::string_view Variable::caching_device() const { return checked().caching_device; }
inline const std::vector<std::string_view>& Variable::collections() const {
  return checked().collections;
}
inline const std::vector<Variable>& Variable::slices() const { return checked().slices; }

template <Element T> T* Variable::data() const {
  const detail::VariableRecord& of = checked();
  if (!holds<T>(of.dtype) || of.is_whole || !of.arena->ready)
    detail::refuse_data(of, dtype_of<T>, holds<T>(of.dtype));
  return reinterpret_cast<T*>(of.data());
}
template <Element T> std::span<T> Variable::span() const {
  T* first = data<T>();
  return {first, static_cast<std::size_t>(size_bytes() / sizeof(T))};
}

} // namespace varscope
