#pragma once
#include "ScopeIR/ScopeIR.h"

namespace varscope::resolve {

/// The source text of a range on one line, from Module::lines; "" if it is not there.
inline llvm::StringRef sourceText(const ir::Module& module, const ir::Loc& loc) {
  if (!loc.valid() || loc.endLine != loc.line || loc.endColumn <= loc.column)
    return {};
  const auto line = module.lines.find({loc.file, loc.line});
  if (line == module.lines.end() || loc.endColumn - 1 > line->second.size())
    return {};
  return llvm::StringRef(line->second).slice(loc.column - 1, loc.endColumn - 1);
}

} // namespace varscope::resolve
