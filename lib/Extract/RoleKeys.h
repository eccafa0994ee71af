#pragma once
/// Which roles a role file (or an annotation with fields) may give, and the keys that
/// describe each.

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace varscope::extract {

/// What the value of a key is.
enum class KeyKind : unsigned char {
  Argument, ///< a parameter, "object", or a member of either: "graph", "object.name"
  Text,     ///< handed to the role as it is written
  Texts     ///< the same, any number of times
};

struct RoleKey {
  llvm::StringLiteral name;
  KeyKind kind = KeyKind::Argument;
};

/// What kind of declaration may have a role.
enum class RoleTarget : unsigned char { Function, Class, Either };

struct RoleInfo {
  llvm::StringLiteral name;
  RoleTarget target;
  llvm::ArrayRef<RoleKey> keys;
  /// Of names in an object's scope; the method's object is it where no key says otherwise.
  bool isOfTrees = false;
};

llvm::ArrayRef<RoleInfo> roleTable();
/// Null: there is no such role.
const RoleInfo* findRole(llvm::StringRef name);
const RoleKey* findKey(const RoleInfo& role, llvm::StringRef key);

} // namespace varscope::extract
