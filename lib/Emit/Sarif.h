#pragma once
/// Findings as SARIF 2.1.0, for code-scanning services.
///
/// Written with llvm::json: clang::SarifDocumentWriter wants a SourceManager,
/// and printing reads no source here.

#include "Emit/SourceLines.h"
#include "Rules/Findings.h"

#include "llvm/Support/raw_ostream.h"

#include <span>

namespace varscope {

void printSarif(llvm::raw_ostream& os, std::span<const ReportedFinding> findings,
                const SourceLines& lines);

} // namespace varscope
