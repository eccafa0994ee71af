#pragma once
/// Initialisers, regularisers and constraints as the manifest spells them: an
/// object with the "kind" and the parameters by the names of the language
/// ({"kind": "random_normal", "mean": 0, "stddev": 0.02, "seed": null}), or null.
/// Code is {"kind": "callable"}; parameters that only the run time knows are
/// {"kind": ..., "parameters": "runtime"}.

#include <varscope/core/types.h>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace varscope {

llvm::json::Value describe(const Initializer& initializer);
llvm::json::Value describe(const Regularizer& regularizer);
llvm::json::Value describe(const Constraint& constraint);

/// Enumerators' names.
llvm::StringRef nameOf(runtime::FillKind kind);
llvm::StringRef nameOf(runtime::FanMode mode);
llvm::StringRef nameOf(runtime::FanDistribution distribution);

/// Writes JSON on one line: "kind" first, other keys sorted, numbers with the
/// fewest digits that read back to the same number.
void writeCompact(llvm::raw_ostream& os, const llvm::json::Value& value);

/// For people: "random_normal(mean=0, stddev=0.02)"; "none" for null.
std::string spell(const llvm::json::Value& description);
/// The "kind" of a description; "none" for null.
llvm::StringRef kindOf(const llvm::json::Value& description);
std::string grouped(std::uint64_t number);                    ///< "124,439,808"
std::string spellBytes(std::uint64_t bytes);                  ///< "3.1 KiB"
std::string spellShape(llvm::ArrayRef<std::int64_t> shape);   ///< "[784, 1]"

} // namespace varscope
