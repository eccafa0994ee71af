#pragma once
/// Brings parts of one module into another: files renumbered, types and texts interned.

#include "ScopeIR/ScopeIR.h"

#include "llvm/ADT/DenseMap.h"

#include <vector>

namespace varscope {

/// A total order: first by meaning; among what means the same, by location.
struct Comparison {
  int meaning = 0;
  int location = 0;
  int order() const { return meaning != 0 ? meaning : location; }
};

class ModuleImport {
public:
  /// Every file of `source` is listed in `target` afterwards.
  ModuleImport(ir::Module& target, const ir::Module& source);

  std::uint32_t file(std::uint32_t sourceFile) const;
  ir::Loc location(ir::Loc loc) const;
  const ir::Type* type(const ir::Type* type);
  const ir::Node* node(const ir::Node* node);
  ir::Function copy(const ir::Function& function);
  ir::RecordType copy(const ir::RecordType& record);
  ir::Global copy(const ir::Global& global);

  /// `kept` is the target's, `incoming` the source's.
  Comparison compare(const ir::Function& kept, const ir::Function& incoming) const;
  Comparison compare(const ir::RecordType& kept, const ir::RecordType& incoming) const;
  Comparison compare(const ir::Global& kept, const ir::Global& incoming) const;

private:
  ir::Module& target;
  std::vector<std::uint32_t> files; ///< source's number -> target's
  llvm::DenseMap<const ir::Type*, const ir::Type*> types;
};

} // namespace varscope
