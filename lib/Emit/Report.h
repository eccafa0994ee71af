#pragma once
/// A model to look at: one page, or one picture.

#include "Emit/Manifest.h"

namespace varscope {

/// A page that needs nothing else: scopes as a treemap, a table of variables, sharing as
/// links, the arena as a bar.
void writeHtmlReport(llvm::raw_ostream& os, const Manifest& manifest);

/// The treemap and the arena.
void writeSvgReport(llvm::raw_ostream& os, const Manifest& manifest);

/// Scopes as clusters, variables as nodes, gets that share as edges; for Graphviz.
void writeDotReport(llvm::raw_ostream& os, const Manifest& manifest);

} // namespace varscope
