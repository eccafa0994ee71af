#pragma once
/// `<tag>.varscope.json`: what a model consists of, for people, loaders and
/// other tools. Written by `generate`, read by `explain` and `diff`.

#include "Resolve/ResolvedModel.h"

#include <varscope/core/layout.h>

#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace varscope {

/// The layout of the file; readers refuse any other.
inline constexpr std::int64_t manifestSchema = 1;

struct ManifestPartition {
  std::string of;
  std::vector<std::int64_t> full_shape, offset;
};

/// An object with a "kind" and its parameters, or null (see Describe.h). Few of a model's differ:
/// variables share them.
class Description {
public:
  Description() = default;
  explicit Description(llvm::json::Value value);
  operator const llvm::json::Value&() const { return content().value; }
  const std::string& text() const { return content().text; } ///< as the file has it
  bool isNone() const { return content().value.kind() == llvm::json::Value::Null; }

private:
  struct Content {
    llvm::json::Value value;
    std::string text;
  };
  const Content& content() const;
  std::shared_ptr<const Content> shared;
};

struct ManifestVariable {
  std::string name; ///< op name, the checkpoint key
  /// Absent: not known, which another library's variable may be.
  std::optional<DType> dtype = DType::float32;
  std::optional<std::vector<std::int64_t>> shape = std::vector<std::int64_t>();
  bool trainable = true;
  std::vector<std::string> collections;
  Description initializer, regularizer, constraint;
  std::optional<std::string> caching_device;
  std::optional<ManifestPartition> partition;
  std::uint64_t offset = 0, bytes = 0; ///< in the arena
  bool conditional = false;            ///< missing on some path
};

struct ManifestEvent {
  std::string kind;               ///< "create" or "share"
  std::string name;               ///< op name; of the whole for a partitioned variable
  std::string at;                 ///< "file:line:column"
  std::vector<std::string> stack; ///< innermost call first
  friend auto operator<=>(const ManifestEvent&, const ManifestEvent&) = default;
};

struct ManifestScope {
  std::string name, name_scope;
  friend auto operator<=>(const ManifestScope&, const ManifestScope&) = default;
};

struct Manifest {
  std::string model;
  std::uint64_t arena_bytes = 0;
  std::vector<ManifestVariable> variables; ///< in order of creation
  /// In order of execution. A get that a custom getter answers is the gets that the getter
  /// calls on for; the get itself is in their stacks.
  std::vector<ManifestEvent> events;
  std::vector<ManifestScope> scopes;       ///< in order of entry
};

/// Events and scopes of paths that exclude each other are listed one path
/// after the other, those that the paths have in common once.
Manifest makeManifest(const ResolvedModel& model, const core::Layout& layout);

/// The same manifest gives the same bytes.
void writeManifest(llvm::raw_ostream& os, const Manifest& manifest);
/// What makeManifest makes, a piece at a time.
void writeManifest(llvm::raw_ostream& os, const ResolvedModel& model, const core::Layout& layout);

/// "float32", "[2, 3]"; "?" for what is not known.
std::string dtypeText(const ManifestVariable& variable);
std::string shapeText(const ManifestVariable& variable);

/// Any text ends in a manifest or in an error "name: what is wrong".
llvm::Expected<Manifest> readManifest(llvm::StringRef text, llvm::StringRef name);

} // namespace varscope
