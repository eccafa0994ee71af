#pragma once
/// Views of <ranges>: what they do with the elements of the range below, when those are
/// asked for. What a view calls must not reach a scope event: views call it in between
/// the steps of a loop, and as often as they like.

#include "Resolve/Model.h"

namespace varscope::resolve {

struct ViewState final : LibraryStateOf<ViewState> {
  enum Kind { All, Iota, Transform, Filter, TakeWhile, DropWhile, Take, Drop, Reverse, Keys, Values, Enumerate } view;
  Value base;      ///< of Iota: the first number; the range below: a place, or a view of its own
  Value last;      ///< of Iota: the bound; None: there is none
  Place callable;  ///< of Transform and the like
  std::uint64_t count = 0; ///< of Take and Drop
  explicit ViewState(Kind view) : view(view) {}

  bool equals(const LibraryState& other) const override;
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override;
  std::string print() const override { return "a view"; }
};

/// The elements of a view, places and values; false if they are not known. The first
/// `most` of a view without an end.
bool viewElements(Interpreter& in, const ViewState& view, llvm::SmallVectorImpl<Value>& out, std::uint64_t most);

} // namespace varscope::resolve
