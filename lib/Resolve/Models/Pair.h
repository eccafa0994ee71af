#pragma once
/// std::pair and std::tuple: as many parts as they have types.

#include "Resolve/Model.h"

namespace varscope::resolve {

struct TupleState final : LibraryStateOf<TupleState> {
  llvm::SmallVector<Place, 2> parts;
  /// A part may be a reference (std::tie): it is then not owned.
  llvm::SmallVector<bool, 2> owned;
  /// The parts' names, where they are members.
  llvm::ArrayRef<llvm::StringLiteral> names = pairNames;
  static constexpr llvm::StringLiteral pairNames[] = {"first", "second"};

  llvm::IntrusiveRefCntPtr<LibraryState> copy(Interpreter& in) const override { return from(in, false); }
  llvm::IntrusiveRefCntPtr<LibraryState> move(Interpreter& in, const ir::Type*) const override { return from(in, true); }
  llvm::SmallVector<Place, 2> partsLike(const LibraryState&, const ir::Type*) const override { return parts; }
  bool equals(const LibraryState& other) const override;
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override;
  Place member(llvm::StringRef name) const override;
  std::string print() const override { return "a tuple of " + std::to_string(parts.size()); }

private:
  llvm::IntrusiveRefCntPtr<LibraryState> from(Interpreter& in, bool moves) const;
};

Value makePair(Interpreter& in, Value first, Value second);
/// A library's structure of as many members, whose names are constants.
Value makeStructure(Interpreter& in, llvm::ArrayRef<llvm::StringLiteral> names, llvm::ArrayRef<Value> members);

} // namespace varscope::resolve
