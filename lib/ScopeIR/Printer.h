#pragma once
/// The printed form of scope IR: S-expressions, one top-level form per
/// function, record, global, ...
///
///   varscope-summary 1
///   (files "layers.h" "net.cpp")
///   (model "net" "c:@F@build#" @1:9:1)
///   (function "c:@F@width#I#" "width" @1:4:5 i32
///     (param "n" i32)
///     (body
///       (block @4:18
///         (return @4:20 (bin "*" i32 @4:27 (load (local "n")) (int "2" i32))))))
///
/// A node is (op "text" type @location kids...), whichever of these it has. A
/// location is @[file:]line:column[-endLine:endColumn][~spellingFile:spellingLine];
/// inside a function, record or global the file is left out where it is that of the
/// enclosing form's own location. Types: void bool i32 u64 f32 (ptr T) (ref T)
/// (array T 4) (rec "USR") (lib "std::vector" T) (lib "std::array" T 4)
/// (other "spelling"), and (const T) around any of them.
/// In a string \" \\ \n \t and \xHH stand for themselves as in C.
///
/// Printing is canonical: it depends on what a module means, not on the order in
/// which it was filled (files are renumbered by path).

#include "ScopeIR/ScopeIR.h"

namespace llvm {
class raw_ostream;
}

namespace varscope::ir {

/// Raised when the printed form changes incompatibly.
inline constexpr unsigned summaryVersion = 1;

void print(const Module& module, llvm::raw_ostream& os);
void print(const Type& type, llvm::raw_ostream& os);
/// One node on one line, without locations: for messages and tests.
void print(const Node& node, llvm::raw_ostream& os);

std::string toString(const Module& module);
std::string toString(const Type& type);
std::string toString(const Node& node);

} // namespace varscope::ir
