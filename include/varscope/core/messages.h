#pragma once
/// Every error of the semantic core: its rule, and TensorFlow's words where
/// TensorFlow reports it.

#include <varscope/core/printable.h>
#include <varscope/dtype.h>
#include <varscope/error.h>
#include <varscope/shape.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace varscope::core::errors {

/// The parts in one line; names may hold any bytes.
template <class... Part> std::string text(const Part&... parts) {
  std::string joined;
  (joined.append(printable(parts)), ...);
  return joined;
}

/// As TensorFlow spells a dtype; `is_reference` for one of a variable that is
/// no resource variable.
inline std::string dtype_name(DType dtype, bool is_reference = false) {
  return text(dtype == boolean ? "bool" : varscope::name(dtype), is_reference ? "_ref" : "");
}

/// As Python prints a list: "[2, 0]".
template <class Range> std::string list(const Range& numbers) {
  std::string joined = "[";
  for (std::int64_t number : numbers)
    joined.append(joined.size() == 1 ? "" : ", ").append(std::to_string(number));
  return joined + "]";
}

inline ScopeError invalid_argument(const std::string& message) {
  return ScopeError(Rule::InvalidArgument, message);
}

// -- scopes ------------------------------------------------------------------

inline ScopeError missing_name() {
  return {Rule::MissingName, "If default_name is None then name_or_scope is required"};
}
inline ScopeError reuse_without_name() {
  return {Rule::MissingName, "reuse=True cannot be used without a name_or_scope"};
}
inline ScopeError missing_name_scope() {
  return {Rule::MissingName,
          "At least one of name (None) and default_name (None) must be provided."};
}
inline ScopeError improper_nesting() {
  return invalid_argument("Improper nesting of variable_scope.");
}

// -- names -------------------------------------------------------------------

inline ScopeError invalid_scope_name(std::string_view name) {
  return {Rule::InvalidName, text("'", name, "' is not a valid scope name")};
}
inline ScopeError invalid_node_name(std::string_view name) {
  return {Rule::InvalidName, text("'", name, "' is not a valid node name")};
}
inline ScopeError duplicate_node_name(std::string_view name) {
  return {Rule::InvalidName, text("Duplicate node name in graph: '", name, "'")};
}

// -- names and sharing in trees of other libraries ------------------------------

inline ScopeError empty_tree_name(std::string_view what) {
  return {Rule::InvalidName, text(what, " name must not be empty")};
}
inline ScopeError forbidden_in_tree_name(std::string_view what, std::string_view name, char byte) {
  return {Rule::InvalidName, text(what, " name must not contain '", std::string_view(&byte, 1),
                                  "' (got '", name, "')")};
}
inline ScopeError defined_in_tree(std::string_view what, std::string_view name) {
  return {Rule::AlreadyExists, text(what, " '", name, "' already exists, and this call creates one")};
}
inline ScopeError no_open_tree_scope() {
  return invalid_argument("a scope is left, but none is open");
}
inline ScopeError not_in_tree(std::string_view what, std::string_view name) {
  return {Rule::UnknownVariable, text(what, " '", name, "' is looked up, but does not exist")};
}

// -- sharing -----------------------------------------------------------------

inline ScopeError already_exists(std::string_view key) {
  return {Rule::AlreadyExists,
          text("Variable ", key,
               " already exists, disallowed. Did you mean to set reuse=True or "
               "reuse=tf.AUTO_REUSE in VarScope?")};
}
inline ScopeError does_not_exist(std::string_view key) {
  return {Rule::DoesNotExist,
          text("Variable ", key,
               " does not exist, or was not created with tf.get_variable(). Did you mean to set "
               "reuse=tf.AUTO_REUSE in VarScope?")};
}
inline ScopeError shape_mismatch(std::string_view key, const Shape& asked, const Shape& found) {
  return {Rule::ShapeMismatch, text("Trying to share variable ", key, ", but specified shape ",
                                    asked.str(), " and found shape ", found.str(), ".")};
}
inline ScopeError dtype_mismatch(std::string_view key, DType asked, DType found,
                                 bool is_reference) {
  return {Rule::DTypeMismatch,
          text("Trying to share variable ", key, ", but specified dtype ", dtype_name(asked),
               " and found dtype ", dtype_name(found, is_reference), ".")};
}

// -- creation ----------------------------------------------------------------

inline ScopeError value_with_shape() {
  return {Rule::UndefinedShape, "If initializer is a constant, do not specify shape."};
}
inline ScopeError undefined_shape() {
  return {Rule::UndefinedShape,
          "The initializer passed is not valid. It should be a callable with no arguments and the "
          "shape should not be provided or an instance of `tf.keras.initializers.*' and `shape` "
          "should be fully defined."};
}
inline ScopeError missing_initial_value() {
  return {Rule::UndefinedShape, "initial_value must be specified."};
}
inline ScopeError negative_dimension(std::int64_t dimension) {
  return invalid_argument(text("Dimension ", std::to_string(dimension), " must be >= 0"));
}
inline ScopeError value_dtype_mismatch(DType value, DType given) {
  return invalid_argument(text("Initializer type '<dtype: '", dtype_name(value),
                               "'>' and explicit dtype '<dtype: '", dtype_name(given),
                               "'>' don't match."));
}
inline ScopeError bound_otherwise(std::string_view expression, std::string_view given,
                                  std::string_view bound) {
  return invalid_argument(text("'", expression, "' is ", given, ", but VS_BIND says ", bound));
}
inline ScopeError initializer_element(DType dtype) {
  return invalid_argument(
      text("the initializer does not fill elements of type ", varscope::name(dtype)));
}
inline ScopeError foreign_argument(std::string_view argument) {
  return invalid_argument(text("tf.Variable has no argument '", argument, "'"));
}
inline ScopeError variable_too_large(std::string_view name, const Shape& shape) {
  return invalid_argument(
      text("Variable ", name, " of shape ", shape.str(), " has more bytes than 64 bits count"));
}
inline ScopeError model_too_large(std::string_view name) {
  return invalid_argument(
      text("With variable ", name, " the model has more bytes than 64 bits count"));
}
inline ScopeError initializer_dtype(std::string_view initializer, DType dtype) {
  return invalid_argument(text("Expected floating point type, got <dtype: '", dtype_name(dtype),
                               "'>: ", initializer, " cannot initialize it"));
}
inline ScopeError initializer_number(DType dtype, std::string_view number) {
  return invalid_argument(text("Expected ", dtype_name(dtype), ", got ", number, " instead."));
}
inline ScopeError too_many_elements(std::uint64_t needed, std::uint64_t given) {
  return invalid_argument(text("Too many elements provided. Needed at most ",
                               std::to_string(needed), ", but received ", std::to_string(given)));
}

// -- partitions --------------------------------------------------------------

inline ScopeError partitioned_undefined_shape(const Shape& shape) {
  return {Rule::UndefinedShape,
          text("Shape of a new partitioned variable must be fully defined, but instead was ",
               shape.str(), ".")};
}
inline ScopeError partitioned_scalar(const Shape& shape) {
  return invalid_argument(
      text("A partitioned Variable must have rank at least 1, shape: ", shape.str()));
}
inline ScopeError partition_rank(const std::vector<std::int64_t>& parts, const Shape& shape) {
  return invalid_argument(
      text("Partitioner returned a partition list that does not match the Variable's rank: ",
           list(parts), " vs. ", shape.str()));
}
inline ScopeError partition_zero(const std::vector<std::int64_t>& parts) {
  return invalid_argument(
      text("Partitioner returned zero partitions for some axes: ", list(parts)));
}
inline ScopeError partition_axes(const Shape& shape, const std::vector<std::int64_t>& parts) {
  return invalid_argument(text("Can only slice a variable along one dimension: shape: ",
                               shape.str(), ", partitioning: ", list(parts)));
}
inline ScopeError partition_offset(std::int64_t offset, std::int64_t size,
                                   const std::vector<std::int64_t>& offsets, const Shape& full) {
  return invalid_argument(text("Expected 0 <= offset < shape but found offset=",
                               std::to_string(offset), ", shape=", std::to_string(size),
                               " for var_offset=", list(offsets), ", full_shape=", list(full)));
}
inline ScopeError partition_axis(std::int64_t axis, const Shape& shape) {
  return invalid_argument(text("Can not partition variable along axis ", std::to_string(axis),
                               " when shape is only ", shape.str()));
}
inline ScopeError shard_bytes_not_positive() {
  return invalid_argument("Both max_shard_bytes and bytes_per_string_element must be positive.");
}
inline ScopeError shards_not_positive() { return invalid_argument("max_shards must be positive."); }
inline ScopeError partition_division() {
  return invalid_argument("A partitioner that goes by size cannot cut a variable of no size: "
                          "division by zero");
}
inline ScopeError merged_shapes(const Shape& asked, const Shape& value) {
  return invalid_argument(
      text("Shapes ", asked.str(), " and ", value.str(), " are not compatible"));
}
inline ScopeError unpartitioned_exists(std::string_view key) {
  return {Rule::PartitionMismatch,
          text("A partitioner was provided, but an unpartitioned version of the variable was "
               "found: ",
               key,
               ".  Perhaps a variable of the same name was already created without "
               "partitioning?")};
}
inline ScopeError partitioned_exists(std::string_view key) {
  return {Rule::PartitionMismatch,
          text("No partitioner was provided, but a partitioned version of the variable was found: ",
               key,
               "/part_0. Perhaps a variable of the same name was already created with "
               "partitioning?")};
}
inline ScopeError partitioned_already_exists(std::string_view key) {
  return {Rule::AlreadyExists, text("Partitioned variable with name ", key,
                                    " already exists. Did you mean to set reuse=True or "
                                    "reuse=tf.AUTO_REUSE in VarScope?")};
}
inline ScopeError partitioned_does_not_exist(std::string_view key) {
  return {Rule::DoesNotExist,
          text("PartitionedVariable ", key,
               " does not exist, or was not created with tf.get_variable(). Did you mean to set "
               "reuse=False or reuse=tf.AUTO_REUSE in VarScope?")};
}
inline ScopeError partitioned_mismatch(Rule rule, std::string_view key, std::string_view what,
                                       std::string_view asked, std::string_view found) {
  return {rule, text("Trying to reuse partitioned variable ", key, ", but specified ", what, " ",
                     asked, " and found ", what, " ", found, ".")};
}
inline ScopeError missing_shard(std::string_view key, std::int64_t shards) {
  return {Rule::PartitionMismatch,
          text("Partitioner returned a different partitioning than what was already found.  "
               "Partitioner returned ",
               std::to_string(shards), " shards, and shard ", key, "/part_0 was found, but ", key,
               "/part_", std::to_string(shards - 1), " was not.")};
}
inline ScopeError extra_shard(std::string_view key, std::int64_t shards) {
  return {Rule::PartitionMismatch,
          text("Partitioner returned a different partitioning than what was already found.  "
               "Partitioner returned ",
               std::to_string(shards), " shards, and shard ", key,
               "/part_0 was found, but so was the extra shard ", key, "/part_",
               std::to_string(shards), ".")};
}

} // namespace varscope::core::errors
