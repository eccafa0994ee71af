#pragma once
/// Findings as a compiler prints them:
///   file:line:col: error: message [varscope-rule]
/// with the source line, a caret, the range, notes and fix-its.

#include "Emit/SourceLines.h"
#include "Rules/Findings.h"

#include "llvm/Support/raw_ostream.h"

#include <span>

namespace varscope {

/// In colours if the stream has them (a terminal has).
void printText(llvm::raw_ostream& os, std::span<const ReportedFinding> findings,
               const SourceLines& lines);

} // namespace varscope
