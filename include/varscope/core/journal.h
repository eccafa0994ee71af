#pragma once
/// Undo log of the semantic core.
///
/// Concepts, in the order a reader needs them:
///   Cell    one piece of state with an identity that both branches of a
///           condition share: "name in use a/b", "variable 7"
///   Change  a cell's value before one change, and how to put it back
///   Journal the changes since the outermost mark; nothing is kept without one
///   Delta   what differs from a mark on: the last value per cell

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace varscope::core {

namespace detail {
/// A value of any comparable type, compared by type and value.
class AnyValue {
public:
  template <class T>
  explicit AnyValue(T value) : box(std::make_shared<Box<T>>(std::move(value))) {}
  friend bool operator==(const AnyValue& a, const AnyValue& b) { return a.box->equals(*b.box); }

private:
  struct Base {
    virtual ~Base() = default;
    virtual bool equals(const Base& other) const = 0;
  };
  template <class T> struct Box final : Base {
    explicit Box(T v) : value(std::move(v)) {}
    bool equals(const Base& other) const override {
      const auto* same = dynamic_cast<const Box*>(&other);
      return same != nullptr && value == same->value;
    }
    T value;
  };
  std::shared_ptr<const Base> box;
};
} // namespace detail

/// What changed since a mark. Two deltas from one state are equal exactly when
/// they lead to equal states: how a value came about does not matter, and a
/// cell that got its old value back is not in it.
class Delta {
public:
  bool empty() const { return cells.empty(); }
  /// The changed cells' names, for people and tests.
  std::vector<std::string> keys() const {
    std::vector<std::string> names;
    for (const auto& [key, value] : cells)
      names.push_back(key);
    return names;
  }
  friend bool operator==(const Delta&, const Delta&) = default;

private:
  friend class Journal;
  std::map<std::string, detail::AnyValue> cells;
};

class Journal {
public:
  using Mark = std::size_t;

  /// Starts recording, or goes on with it; marks nest.
  Mark mark() {
    ++marks;
    return changes.size();
  }
  /// Takes back every change since `mark`, which stays in force.
  void rollback(Mark mark) {
    while (changes.size() > mark) {
      // A change may own the last reference to what its undoing looks at.
      const std::unique_ptr<Change> last = std::move(changes.back());
      changes.pop_back();
      last->undo();
    }
  }
  /// Ends a mark, the latest one first; its changes stay. Without marks
  /// nothing is recorded.
  void release(Mark) {
    if (--marks == 0)
      changes.clear();
  }
  bool recording() const { return marks != 0; }

  Delta delta(Mark mark) const {
    std::map<std::string, std::size_t> first; // a cell's first change knows its value at the mark
    for (std::size_t i = mark; i != changes.size(); ++i)
      if (!changes[i]->hidden())
        first.try_emplace(changes[i]->key(), i);
    Delta result;
    for (const auto& [key, i] : first)
      if (detail::AnyValue now = changes[i]->now(); !(now == changes[i]->before()))
        result.cells.emplace(key, std::move(now));
    return result;
  }

  /// Records a change that is about to be made. Callers test recording() first,
  /// so that nothing is built when nobody listens.
  /// \param key     () -> std::string, the cell's name
  /// \param before  its value before the change; compared with ==
  /// \param now     () -> T, its present value
  /// \param restore (T) -> void, puts a value back
  template <class T, class Key, class Now, class Restore>
  void record(Key key, T before, Now now, Restore restore) {
    changes.push_back(std::make_unique<TypedChange<T, Key, Now, Restore>>(
        std::move(key), std::move(before), std::move(now), std::move(restore)));
  }

  /// Records how to take back a change of bookkeeping that no delta shows.
  template <class Undo> void record_hidden(Undo undo) {
    changes.push_back(std::make_unique<HiddenChange<Undo>>(std::move(undo)));
  }

private:
  struct Change {
    virtual ~Change() = default;
    virtual void undo() = 0;
    virtual bool hidden() const { return false; }
    virtual std::string key() const { return {}; }
    virtual detail::AnyValue before() const { return detail::AnyValue(0); }
    virtual detail::AnyValue now() const { return detail::AnyValue(0); }
  };
  template <class Undo> struct HiddenChange final : Change {
    explicit HiddenChange(Undo u) : put_back(std::move(u)) {}
    void undo() override { put_back(); }
    bool hidden() const override { return true; }
    Undo put_back;
  };
  template <class T, class Key, class Now, class Restore> struct TypedChange final : Change {
    TypedChange(Key k, T b, Now n, Restore r)
        : name(std::move(k)), value(std::move(b)), current(std::move(n)), put_back(std::move(r)) {}
    void undo() override { put_back(std::move(value)); }
    std::string key() const override { return name(); }
    detail::AnyValue before() const override { return detail::AnyValue(T(value)); }
    detail::AnyValue now() const override { return detail::AnyValue(T(current())); }
    Key name;
    T value;
    Now current;
    Restore put_back;
  };

  std::vector<std::unique_ptr<Change>> changes;
  std::size_t marks = 0;
};

} // namespace varscope::core
