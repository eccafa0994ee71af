#pragma once
/// The generated unit's data: what `varscope generate` writes for a model and
/// `vs::Model` reads. Constant-initialised plain data; no string is built or
/// compared to use it.
///
/// A plan is a deterministic automaton over scope calls. Its steps are what a
/// build does, in order; `next` lists the steps that can follow, one where
/// the path is known at compile time. The run time finds the following step
/// by the call's site; where two candidates have one site, by the hash of the
/// name that the call is given.

#include <varscope/runtime/fill.h>

#include <cstdint>
#include <string_view>

namespace varscope::plan {

/// FNV-1a, 64 bits: the hash of `Site::file` and `Step::name`.
constexpr std::uint64_t fnv1a(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

/// What `Site::file` hashes: a path's last component.
constexpr std::string_view file_name(std::string_view path) {
  return path.substr(path.find_last_of('/') + 1); // npos + 1 is 0
}

/// Raised whenever the layout of anything here, the arena layout or the
/// naming hash or a value changes: a unit of another version is refused.
inline constexpr std::uint32_t version = 2;

/// A source position that both g++ and clang++ report alike: the file's name
/// (hash of its last path component, FNV-1a) and the lines that the call spans.
/// A call in a default argument or a default member initialiser is, for the
/// compilers, where that is used: its site is any, with the hash of "" as file.
struct Site {
  std::uint64_t file;
  std::uint32_t first_line, last_line;
};

struct Collection {
  const char* key;
};

struct Slice {
  const char* of;                   ///< op name of the whole
  const std::int64_t* full_shape;   ///< rank numbers
  const std::int64_t* offset;       ///< rank numbers
};

struct Variable {
  const char* name;                 ///< op name, then ":0"
  std::uint32_t name_length;        ///< of the op name
  DType dtype;
  bool trainable;
  bool runtime_initializer;         ///< parameters known only at run time (or a callable): taken from the call
  std::uint32_t rank;
  const std::int64_t* shape;
  runtime::FillSpec initializer;
  runtime::NameHash hash;           ///< of the whole's name for a slice
  std::uint64_t offset, bytes;      ///< in the arena
  const char* caching_device;       ///< null: none
  const char* const* collections;   ///< sorted
  std::uint32_t collection_count;
  const Slice* slice;               ///< null: not a slice
};

struct Whole {
  const char* name;
  std::uint32_t name_length;
  DType dtype;
  std::uint32_t rank;
  const std::int64_t* shape;
  const std::uint32_t* slices;      ///< indices of variables
  std::uint32_t slice_count;
};

struct Scope {
  const char* name;
  const char* original_name_scope;
  const char* name_scope;           ///< current inside ("a/b_1/")
  std::uint8_t reuse;               ///< varscope::Reuse at entry
};

enum class StepKind : std::uint8_t {
  start,                ///< step 0: before the first call
  enter_variable_scope, ///< payload: scope
  enter_name_scope,     ///< payload: text
  get,                  ///< payload: variable; creates or shares
  get_partitioned,      ///< payload: whole
  get_nothing,          ///< a getter that returned nothing
  unique_name,          ///< payload: text
};

struct Step {
  StepKind kind;
  bool creates;                     ///< the get creates its variable here
  std::uint32_t payload;
  std::uint32_t site;
  std::uint64_t name;               ///< FNV-1a of the name argument as the call gives it; a scope
                                    ///< object and None count as the empty name
  const char* full_name;            ///< get: the name as a custom getter is given it
  const std::uint32_t* next;        ///< steps
  std::uint32_t next_count;
  bool may_end;                     ///< the build may end after this step
};

struct Plan {
  std::uint32_t version;
  const char* model;
  std::uint64_t arena_bytes;
  const Variable* variables;  std::uint32_t variable_count;
  const Whole* wholes;        std::uint32_t whole_count;
  const Scope* scopes;        std::uint32_t scope_count;
  const char* const* texts;   std::uint32_t text_count;
  const Site* sites;          std::uint32_t site_count;
  const Step* steps;          std::uint32_t step_count;
};

} // namespace varscope::plan
