#include "ScopeIR/ScopeIR.h"
#include "ScopeIR/Printer.h"

#include "llvm/Support/raw_ostream.h"

namespace varscope::ir {

const OpInfo& info(Op op) {
  static constexpr OpInfo table[] = {
#define VARSCOPE_OP(Enumerator, Spelling, Class, Text, Type, MinKids, MaxKids)                     \
  {Spelling, OpClass::Class, TextKind::Text, Type, MinKids, MaxKids},
#include "ScopeIR/Ops.def"
  };
  return table[static_cast<std::size_t>(op)];
}

bool sameType(const Type& a, const Type& b) {
  if (a.kind != b.kind || a.width != b.width || a.isSigned != b.isSigned || a.count != b.count ||
      a.name != b.name || a.args.size() != b.args.size())
    return false;
  for (std::size_t i = 0; i < a.args.size(); ++i)
    if (a.args[i]->isConst != b.args[i]->isConst || !sameType(*a.args[i], *b.args[i]))
      return false;
  return true;
}

/// Printed forms are equal exactly when types are: fields that a kind does
/// not use are dropped.
const Type* Module::type(const Type& prototype) {
  std::string key;
  llvm::raw_string_ostream os(key);
  print(prototype, os);
  auto [it, added] = types.try_emplace(std::move(key), nullptr);
  if (!added)
    return it->second;

  Type* made = new (arena.Allocate<Type>()) Type;
  made->kind = prototype.kind;
  made->isConst = prototype.isConst;
  if (prototype.kind == TypeKind::Int || prototype.kind == TypeKind::Float)
    made->width = prototype.width;
  if (prototype.kind == TypeKind::Int)
    made->isSigned = prototype.isSigned;
  if (prototype.kind == TypeKind::Array || prototype.kind == TypeKind::Library)
    made->count = prototype.count;
  if (prototype.kind == TypeKind::Record || prototype.kind == TypeKind::Library ||
      prototype.kind == TypeKind::Other)
    made->name = intern(prototype.name);
  llvm::ArrayRef<const Type*> args = prototype.args;
  made->args = args.copy(arena);
  return it->second = made;
}

const Node* Module::node(Op op, Loc loc, llvm::ArrayRef<const Node*> kids, llvm::StringRef text,
                         const Type* type) {
  return new (arena.Allocate<Node>()) Node{op, loc, intern(text), type, kids.copy(arena)};
}

std::uint32_t Module::file(llvm::StringRef path) {
  // Files may have been added to the list directly.
  for (std::uint32_t i = fileIndices.size(); i < files.size(); ++i)
    fileIndices.try_emplace(files[i], i);
  auto [it, added] = fileIndices.try_emplace(path.str(), files.size());
  if (added)
    files.push_back(path.str());
  return it->second;
}

} // namespace varscope::ir
