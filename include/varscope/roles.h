#pragma once
/// What the compiler must know about a declaration, told by an annotation and
/// never by its name. A declaration of any other library can be given a role
/// in the same way.
///
/// The roles and their parameters. The compiler hands a call to its handler
/// with each argument that was written, under its parameter's name; a method's
/// object comes first. `T` stands for a template argument that was written
/// (`get_variable<float>`): it is handed over as a value-initialised T.
/// A call site (the last parameter, `site`) is never written.
///
/// Functions
///   get_variable          name, shape, options, T
///   get_local_variable    name, shape, options, T
///   new_variable          name, shape, options, T
///   get_variable_scope    -
///   get_name_scope        -
///   unique_name           base
///   get_collection        key
/// Guards: what the scope macros declare
///   VariableScopeGuard    the class
///     enter_variable_scope  its constructors: name or scope, then options
///     exit_variable_scope   its destructor
///     VariableScopeGuard.scope  the scope object that was entered (a VariableScope&)
///   NameScopeGuard        the class
///     enter_name_scope      its constructor: name, options
///     exit_name_scope       its destructor
///     NameScopeGuard.text   the scope string ("a/b_1/")
/// VariableScope: a handle of a scope object, copies are the same object
///   VariableScope                        the class; default constructor (no scope)
///   VariableScope.name, .original_name_scope, .reuse, .reuse_variables
///   VariableScope.set_initializer        initializer
///   VariableScope.set_regularizer        regularizer
///   VariableScope.set_caching_device     caching_device
///   VariableScope.set_partitioner        partitioner
///   VariableScope.set_custom_getter      custom_getter
///   VariableScope.set_dtype              dtype
///   VariableScope.set_use_resource       use_resource
///   VariableScope.get_variable           name, shape, options, T
///   VariableScope.global_variables, .trainable_variables, .local_variables
///   VariableScope.get_collection         key
/// Variable: a handle of a variable, of a partitioned whole, or of nothing
///   Variable                             the class; default constructor (nothing)
///   Variable.operator bool, .name, .op_name, .shape, .dtype, .trainable, .size_bytes,
///   .initializer, .constraint, .caching_device, .collections, .slices
///   Variable.data, Variable.span         T; not while the model is being built
/// Getter: a custom getter's first argument
///   Getter                               the class
///   Getter.call                          name, request
/// Values
///   Shape                 class and constructors: none (a scalar), dims (a braced list of
///                         Dimension, or a range of integers), or an Unspecified
///   Dimension             constructor: value
///   Shape.rank, .operator[] (axis), .begin, .end, .is_specified, .is_fully_defined,
///   .num_elements
///   Unspecified, NoCollections           classes of constants
///   Reuse                 class and constructors: none (absent), or value
///   Reuse.operator bool   shares what exists: true or AUTO_REUSE
///   ScopeName             class and constructors: none or nullptr (None), or name; a null
///                         `const char*` is None
///   Collections           class and constructors: none (absent), a NoCollections, or keys
///   Values                class and constructors; without effect
///   Initializer, Regularizer, Constraint, Partitioner, CustomGetter
///                         classes and default constructors (absent)
///   PartitionInfo         class
///   options               any aggregate of options: ScopeOptions, NameScopeOptions,
///                         VariableOptions, VariableRequest, VarianceScaling, ModelOptions;
///                         members that are not written are absent
/// Constants
///   AUTO_REUSE, unspecified, unknown, no_collections
/// Factories
///   initializer.zeros, initializer.ones
///   initializer.constant, initializer.value            value
///   initializer.random_uniform                         lo, hi, seed
///   initializer.random_normal, initializer.truncated_normal   mean, stddev, seed
///   initializer.uniform_unit_scaling                   factor, seed
///   initializer.variance_scaling                       parameters
///   initializer.glorot_uniform, .glorot_normal, .he_uniform, .he_normal,
///   .lecun_uniform, .lecun_normal                      seed
///   initializer.orthogonal                             gain, seed
///   initializer.identity                               gain
///   regularizer.l1, regularizer.l2                     scale
///   regularizer.l1_l2                                  a, b
///   regularizer.no_regularizer                         -
///   constraint.non_neg                                 -
///   constraint.max_norm                                m, axis
///   constraint.unit_norm                               axis
///   constraint.min_max_norm                            lo, hi, rate, axis
///   partitioner.fixed_size_partitioner                 shards, axis
///   partitioner.variable_axis_size_partitioner         max_shard_bytes, axis,
///                                                      bytes_per_string_element, max_shards
///   partitioner.min_max_variable_partitioner           max_partitions, axis, min_slice_size,
///                                                      bytes_per_string_element
///   initializer.callable, regularizer.callable, constraint.callable,
///   partitioner.callable, custom_getter.callable       callable (implicit conversions)
/// Models
///   model                 function that evaluates a model's expression; a second argument
///                         of the annotation is the tag
///   Model                 class and constructor: seed, options
///   Model.result, .operator->, .operator*, .variables, .trainable_variables, .arena,
///   .planned, .regularization_loss, .apply_constraints
///   Model.collection      key
///   Model.find            name (with or without ":0")
///   Model.initialize      seed
/// What is known
///   bind                  given, bound, expression
/// Errors
///   ScopeError            class;  ScopeError.rule
/// Other libraries' names (docs/roles.md), with keys: "name: key"
///   create, get_or_create, look_up, contains, sub_scope, attach_scope, enter_scope,
///   leave_scope, opaque   functions
///   scope, guard, settings                classes
///   value, program        functions and classes

#if defined(__clang__)
#define VS_ROLE(role) [[clang::annotate("varscope." role)]]
#define VS_ROLE_WITH(role, ...) [[clang::annotate("varscope." role, __VA_ARGS__)]]
#define VS_MODEL_ROLE(tag) [[clang::annotate("varscope.model", tag)]]
#else
#define VS_ROLE(role)
#define VS_ROLE_WITH(role, ...)
#define VS_MODEL_ROLE(tag)
#endif

/// VS_MODEL for the compiler alone: of programs that name their variables in another
/// library's way, in any C++ from 14 on. <varscope/varscope.h> has the one that runs.
#if !defined(VS_MODEL)
#define VS_MODEL(tag, ...)                                                                         \
  struct tag {                                                                                     \
    VS_MODEL_ROLE(#tag) static auto varscope_build() { return __VA_ARGS__; }                       \
  }
#endif
