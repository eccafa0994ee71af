#pragma once
/// A list whose copies share what is the same in both.
///
/// A library object's state is copied whenever a statement that may be taken back changes it (Memory). So a list is
/// made of chunks: a copy takes the chunks, and a change copies one of them. Of n elements, a copy costs n / chunk and a
/// change chunk + n / chunk, whatever the position.

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/iterator.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

namespace varscope::resolve {

template <class T> class SharedList {
  struct Chunk : llvm::RefCountedBase<Chunk> {
    llvm::SmallVector<T, 4> items;
  };
  struct Part {
    llvm::IntrusiveRefCntPtr<Chunk> chunk; ///< never empty
    std::size_t end;                       ///< how many elements there are up to its last one
  };
  static constexpr std::size_t most = 128; ///< elements of a chunk

public:
  using value_type = T;
  class iterator
      : public llvm::iterator_facade_base<iterator, std::random_access_iterator_tag, const T, std::ptrdiff_t, const T*,
                                          const T&> {
  public:
    iterator() = default;
    iterator(const SharedList& list, std::size_t index) : list(&list), index(index) {}
    const T& operator*() const { return (*list)[index]; }
    iterator& operator+=(std::ptrdiff_t n) { return index += static_cast<std::size_t>(n), *this; }
    iterator& operator-=(std::ptrdiff_t n) { return index -= static_cast<std::size_t>(n), *this; }
    using iterator::iterator_facade_base::operator-;
    std::ptrdiff_t operator-(const iterator& o) const { return static_cast<std::ptrdiff_t>(index - o.index); }
    bool operator==(const iterator& o) const { return index == o.index; }
    bool operator<(const iterator& o) const { return index < o.index; }

  private:
    const SharedList* list = nullptr;
    std::size_t index = 0;
  };

  SharedList() = default;
  template <class Range> explicit SharedList(const Range& range) {
    for (const T& item : range)
      push_back(item);
  }

  std::size_t size() const { return parts.empty() ? 0 : parts.back().end; }
  bool empty() const { return parts.empty(); }
  iterator begin() const { return {*this, 0}; }
  iterator end() const { return {*this, size()}; }
  const T& operator[](std::size_t index) const {
    assert(index < size());
    const std::size_t part = partOf(index);
    return parts[part].chunk->items[index - startOf(part)];
  }
  const T& front() const { return (*this)[0]; }
  const T& back() const { return (*this)[size() - 1]; }

  void push_back(T item) { insert(size(), std::move(item)); }
  /// Puts it before the index-th element, or at the end.
  void insert(std::size_t index, T item) {
    assert(index <= size());
    if (index == size() && (parts.empty() || parts.back().chunk->items.size() == most))
      parts.push_back({llvm::makeIntrusiveRefCnt<Chunk>(), size()});
    const std::size_t part = index == size() ? parts.size() - 1 : partOf(index);
    auto& items = change(part);
    items.insert(items.begin() + static_cast<std::ptrdiff_t>(index - startOf(part)), std::move(item));
    for (Part& moved : llvm::MutableArrayRef(parts).drop_front(part))
      ++moved.end;
    if (items.size() > most)
      split(part);
  }
  /// Takes out the elements from the first up to before the last index.
  void erase(std::size_t first, std::size_t last) {
    assert(first <= last && last <= size());
    for (std::size_t left = last - first; left > 0;) {
      const std::size_t part = partOf(first), from = first - startOf(part);
      auto& items = change(part);
      const std::size_t gone = std::min(left, items.size() - from);
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(from),
                  items.begin() + static_cast<std::ptrdiff_t>(from + gone));
      for (Part& moved : llvm::MutableArrayRef(parts).drop_front(part))
        moved.end -= gone;
      if (items.empty())
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(part));
      left -= gone;
    }
  }
  T pop_back_val() {
    T last = back();
    erase(size() - 1, size());
    return last;
  }

private:
  std::size_t startOf(std::size_t part) const { return part == 0 ? 0 : parts[part - 1].end; }
  std::size_t partOf(std::size_t index) const {
    if (parts.size() == 1)
      return 0;
    return static_cast<std::size_t>(llvm::upper_bound(parts, index, [](std::size_t i, const Part& part) { return i < part.end; }) -
                                    parts.begin());
  }
  llvm::SmallVector<T, 4>& change(std::size_t part) {
    llvm::IntrusiveRefCntPtr<Chunk>& chunk = parts[part].chunk;
    if (chunk->UseCount() > 1) {
      auto own = llvm::makeIntrusiveRefCnt<Chunk>();
      own->items = chunk->items;
      chunk = std::move(own);
    }
    return chunk->items;
  }
  void split(std::size_t part) {
    auto second = llvm::makeIntrusiveRefCnt<Chunk>();
    auto& items = parts[part].chunk->items;
    const std::size_t half = items.size() / 2;
    second->items.append(std::make_move_iterator(items.begin() + half), std::make_move_iterator(items.end()));
    items.truncate(half);
    parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(part) + 1, {std::move(second), parts[part].end});
    parts[part].end = startOf(part) + half;
  }

  llvm::SmallVector<Part, 1> parts;
};

} // namespace varscope::resolve
