#pragma once
/// std::map, set, unordered_map, unordered_set.

#include "Resolve/Model.h"
#include "Resolve/SharedList.h"

namespace varscope::resolve {

struct MapState final : LibraryStateOf<MapState> {
  struct Entry {
    Entry(std::string key, Place element) : element(element), text(llvm::makeIntrusiveRefCnt<Text>(std::move(key), nullptr)) {}
    llvm::StringRef key() const { return text->bytes; } ///< sorts as std::less sorts the keys
    Place element;                                      ///< a set's element; a map's std::pair

  private:
    llvm::IntrusiveRefCntPtr<Text> text; ///< shared: states are copied often (Memory)
  };
  SharedList<Entry> entries; ///< by key
  bool hashed = false;

  /// The order of more than one element of a hashed container is not known.
  bool ordered() const { return !hashed || entries.size() < 2; }
  Place at(std::size_t index) const { return entries[index].element; }

  llvm::IntrusiveRefCntPtr<LibraryState> copy(Interpreter& in) const override;
  bool equals(const LibraryState& other) const override;
  void forEachPlace(llvm::function_ref<void(Place, bool)> visit) const override;
  std::string print() const override;
};

} // namespace varscope::resolve
