#pragma once
/// Scope IR: what one translation unit means to VarScope, as data.
///
/// Concepts, in the order a reader needs them:
///   Loc        a place in a source file, for people
///   Type       as much of a C++ type as interpretation needs; interned
///   Node       one expression or statement; Ops.def lists the kinds
///   Function   a body with parameters, found by USR
///   RecordType a class: bases, fields, virtual methods, destructor
///   Global     a namespace-scope or static variable
///   Model      one VS_MODEL; LookUp: a use of one by a constant name
///   Module     one summary (.vsum), or several merged by the linker
///
/// Every Module has a printed form (Printer.h) that Parser.h reads back;
/// printing is canonical, so equal modules print equal bytes.
///
/// Values and places are C++'s prvalues and glvalues: a Local is a place, and
/// (load place) its value. So references are places bound to names.

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/StringSaver.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace varscope::ir {

/// Line and column count from 1; line 0 means "no location". A token from a
/// macro is located where the macro was expanded, an argument of a macro
/// where it was written (clang's getFileLoc). `spelling*` differ only for a
/// token spelled in a macro's body; suppression looks at both.
struct Loc {
  std::uint32_t file = 0; ///< index in Module::files
  std::uint32_t line = 0, column = 0;
  std::uint32_t endLine = 0, endColumn = 0; ///< one past the last character, 0 if not kept
  std::uint32_t spellingFile = 0, spellingLine = 0;
  bool valid() const { return line != 0; }
};

enum class TypeKind : std::uint8_t {
  Void,
  Bool,
  Int,     ///< width and sign; char types and enums too
  Float,   ///< width 32, 64, 80
  Pointer, ///< args[0] is the pointee
  Ref,     ///< args[0] is the referee
  Array,   ///< args[0] is the element, `count` the bound
  Record,  ///< a class of the program, by USR
  Library, ///< a modelled library class: name ("std::vector"), template arguments, and
           ///< `count`, a number among them (std::array's)
  Other    ///< anything else, spelled in `name`
};

/// Interned in a Module: equal types are one pointer.
struct Type {
  TypeKind kind = TypeKind::Void;
  std::uint8_t width = 0; ///< bits, for Int and Float
  bool isSigned = false;
  bool isConst = false;   ///< of a referee, pointee, member or a template's argument
  std::uint64_t count = 0;
  llvm::StringRef name = {}; ///< USR for Record, qualified name for Library and Other
  llvm::ArrayRef<const Type *> args = {};
};

/// Whether they are one type but for const.
bool sameType(const Type& a, const Type& b);

enum class Op : std::uint8_t {
#define VARSCOPE_OP(Enumerator, ...) Enumerator,
#include "ScopeIR/Ops.def"
};

enum class OpClass : std::uint8_t { Value, Place, Either, Stmt, Part };
enum class TextKind : std::uint8_t { None, Name, Literal };

/// One row of Ops.def.
struct OpInfo {
  llvm::StringLiteral spelling;
  OpClass opClass;
  TextKind text;
  bool hasType;
  int minKids, maxKids; ///< maxKids -1: any number
};
const OpInfo& info(Op op);

/// Nodes (and types) nest no deeper than this, so that every walk over them may
/// recurse. What would be deeper has to be lowered to an `unknown`.
inline constexpr unsigned maxDepth = 2000;

/// One expression or statement. Allocated in its Module's arena, immutable
/// once built.
struct Node {
  Op op;
  Loc loc;
  llvm::StringRef text;
  const Type *type = nullptr;
  llvm::ArrayRef<const Node *> kids;
};

struct Param {
  llvm::StringRef name;
  const Type *type = nullptr; ///< a Ref type is bound to a place, any other to a value
};

struct Function {
  llvm::StringRef usr;
  llvm::StringRef name;               ///< qualified, for people: "Net::forward"
  Loc loc;                            ///< of the declaration that was seen
  const Type *result = nullptr;
  std::vector<Param> params;
  llvm::StringRef self;               ///< USR of the class of a non-static method; empty otherwise
  bool isVariadic = false;
  /// Constructor: (init "field" ...), (bind ...), (init "base:<USR>" ...) in
  /// order of execution, default member initialisers included.
  std::vector<const Node *> inits;
  const Node *body = nullptr;         ///< null: declared here, defined elsewhere
};

struct FieldDecl {
  llvm::StringRef name;
  const Type *type = nullptr;
};

struct RecordType {
  llvm::StringRef usr;
  llvm::StringRef name;
  Loc loc;
  std::vector<llvm::StringRef> bases;                          ///< USRs
  std::vector<FieldDecl> fields;
  std::map<llvm::StringRef, llvm::StringRef> overrides;        ///< virtual method USR -> final overrider's USR
  llvm::StringRef destructor;    ///< USR of a user-written one, or "role:<key>"; empty: only its members'
  llvm::StringRef defaultConstructor; ///< USR of a user-written one; empty: memberwise
  llvm::StringRef copyConstructor, moveConstructor; ///< the same; what copies may be what moves, too
  llvm::StringRef assignment; ///< USR of a user-written operator= that takes a prvalue of the class
  /// As moveConstructor or assignment: the class has none that moves, and is copied memberwise.
  static constexpr llvm::StringLiteral copies = "copy";
  llvm::StringRef callOperator;  ///< USR of operator() of a lambda or functor; empty: none, or several:
  std::vector<llvm::StringRef> callOverloads; ///< those, of which the arguments' types choose one
};

struct Global {
  llvm::StringRef usr;
  llvm::StringRef name;
  Loc loc;
  const Type *type = nullptr;
  bool isConst = false;          ///< false: its value at run time is not known here unless bound
  const Node *init = nullptr;    ///< null: defined elsewhere or not constant
};

struct Model {
  llvm::StringRef tag;
  llvm::StringRef function;      ///< USR of the function whose body is the model's expression
  Loc loc;
};

/// A look-up by a constant name outside of any builder: `model.find("a/b")`.
struct LookUp {
  /// The name of the variable: TensorFlow spells its output "name:0".
  llvm::StringRef variable() const {
    llvm::StringRef key = name;
    key.consume_back(":0");
    return key;
  }
  llvm::StringRef tag;           ///< of the model
  llvm::StringRef name;
  Loc loc;
};

/// A comment that switches findings off on a line: NOLINT and its kin,
/// already turned into lines. `rules` is empty for "all".
struct Suppression {
  std::uint32_t file = 0, line = 0;
  std::vector<std::string> rules; ///< slugs, without "varscope-"
};

/// Owns everything it refers to; neither copied nor moved.
class Module {
public:
  Module() = default;
  Module(const Module&) = delete;
  Module& operator=(const Module&) = delete;

  /// Source files, relative to the source root where they lie under it.
  std::vector<std::string> files;
  std::map<llvm::StringRef, Function> functions;  ///< by USR
  std::map<llvm::StringRef, RecordType> records;  ///< by USR
  std::map<llvm::StringRef, Global> globals;      ///< by USR
  std::vector<Model> models;
  std::vector<LookUp> lookUps;
  std::vector<Suppression> suppressions;
  /// Text of the lines that findings may point at, so that linking needs no
  /// source: (file, line) -> text.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> lines;
  /// Calls in this unit, by role key: tells "no model" from "no scope calls".
  std::map<std::string, unsigned> events;

  llvm::StringRef intern(llvm::StringRef text) { return saver.save(text); }
  const Type *type(const Type &prototype);         ///< interned
  const Node *node(Op op, Loc loc, llvm::ArrayRef<const Node *> kids = {},
                   llvm::StringRef text = {}, const Type *type = nullptr);
  std::uint32_t file(llvm::StringRef path);        ///< index, added if new

private:
  llvm::BumpPtrAllocator arena;
  llvm::UniqueStringSaver saver{arena};
  std::map<std::string, const Type *> types; ///< by printed form
  std::map<std::string, std::uint32_t> fileIndices;
};

} // namespace varscope::ir
