#pragma once
/// Format strings with replacement fields, "{:>3}": those of std::format and of {fmt}.

#include "Resolve/Models/Support.h"

namespace varscope::resolve {

/// The text of a format and its arguments: a string, or why it is not known.
Value formatted(Interpreter& in, const LibCall& call, const Value& format, llvm::ArrayRef<Value> args);

/// What fmt::join makes: elements, and what stands between them.
struct JoinState final : LibraryStateOf<JoinState> {
  llvm::SmallVector<Value, 4> elements; ///< places of objects that live elsewhere
  Piece between;
  bool equals(const LibraryState&) const override { return false; }
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override {
    for (const Value& element : elements)
      if (element.isPlace())
        visit(element.target(), false);
  }
  std::string print() const override { return "joined elements"; }
};

} // namespace varscope::resolve
