#pragma once
/// The names that a graph has handed out, and the operations that bear them.
///
/// A variable `v` is more than one operation in TensorFlow's graph: within its
/// own name scope it takes `v/Initializer`, `v/Assign`, `v/read` and the like,
/// so a later get_variable("v/read") is called v/read_1. These parts are
/// modelled, as one bit each of the variable's entry. What lies deeper, such as
/// `v/Initializer/random_uniform`, is not: it depends on how TensorFlow
/// composes each initialiser, and on the user's code where that initialises.

#include <varscope/core/journal.h>
#include <varscope/core/names.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace varscope::core {

/// What a variable takes within its own name scope.
enum class NamePart : std::uint8_t { initializer, initial_value, is_initialized, assign, read };

class UniqueNames {
public:
  explicit UniqueNames(Journal& undo_log) : journal(undo_log) {}

  /// `name` itself, or with the first free suffix `_1`, `_2`, ...; takes it.
  /// TensorFlow's Graph.unique_name, for a name that has its scope already.
  std::string unique(std::string_view name) {
    const std::string key = fold_case(name);
    Use use;
    const auto [place, added] = uses.try_emplace(key);
    if (added) {
      log_new(key);
      if (!is_part(key)) {
        place->second.count = 1;
        return std::string(name);
      }
      use.count = 1;
    } else {
      use = place->second;
      log(key, use);
    }
    std::uint64_t suffix = std::max(use.count, use.next);
    std::string suffixed = key + "_" + std::to_string(suffix);
    while (uses.contains(suffixed))
      suffixed = key + "_" + std::to_string(++suffix);
    ++use.count;
    use.next = suffix + 1;
    uses.find(key)->second = use;
    log_new(suffixed);
    uses.emplace(std::move(suffixed), Use{.count = 1});
    return std::string(name) + "_" + std::to_string(suffix);
  }

  /// Takes names of parts under `scope`, a variable's name scope without the
  /// trailing slash (empty: the root).
  void take_parts(std::string_view scope, std::initializer_list<NamePart> parts) {
    const std::string owner_key = fold_case(scope);
    const auto found = uses.find(owner_key);
    // unique() may rehash the table, which moves no element.
    Use* const owner = found == uses.end() ? nullptr : &found->second;
    std::uint8_t taken = 0;
    for (const NamePart part : parts) {
      const std::string name = join(scope, part_names[index(part)].name);
      if (owner == nullptr || (owner->parts & bit(part)) ||
          (parts_by_name && uses.contains(fold_case(name))))
        unique(name);
      else
        taken |= bit(part);
    }
    if (taken == 0)
      return;
    log(owner_key, *owner);
    owner->parts |= taken;
  }

  /// Adds an operation; false if the graph has one of exactly this name.
  bool add_node(const std::string& name) {
    if (is_part_node(name) || !nodes.insert(name).second)
      return false;
    if (journal.recording())
      journal.record([name] { return "node " + name; }, false,
                     [this, name] { return nodes.contains(name); },
                     [this, name](bool) { nodes.erase(name); });
    return true;
  }

  /// Calls visit(folded name, times asked for) for every name that is taken, in no order.
  template <class Visit> void for_each(const Visit& visit) const {
    for (const auto& [key, use] : uses) {
      visit(key, use.count);
      for (std::size_t part = 0; part != part_names.size(); ++part)
        if (use.parts & (1u << part))
          if (std::string name = join(key, part_names[part].key); !uses.contains(name))
            visit(name, 1);
    }
  }
  const StringSet& operations() const { return nodes; }

private:
  struct Use {
    std::uint64_t count = 0; ///< how often the name was asked for
    std::uint64_t next = 0;  ///< suffixes below it, from `count` on, are taken
    std::uint8_t parts = 0;  ///< NameParts taken beneath it
    friend bool operator==(const Use& a, const Use& b) {
      return a.count == b.count && a.parts == b.parts;
    }
  };
  struct PartName {
    std::string_view name, key;
    bool is_node; ///< one operation, not a scope around several (in a reference variable)
  };
  static constexpr std::array<PartName, 5> part_names{{{"Initializer", "initializer", false},
                                                       {"initial_value", "initial_value", true},
                                                       {"IsInitialized", "isinitialized", false},
                                                       {"Assign", "assign", true},
                                                       {"read", "read", true}}};
  static constexpr std::size_t index(NamePart part) { return static_cast<std::size_t>(part); }
  static constexpr std::uint8_t bit(NamePart part) {
    return static_cast<std::uint8_t>(1u << index(part));
  }

  /// A name's last component, if that is a part's, and what is before it.
  template <class Member>
  static std::optional<std::pair<std::string_view, std::size_t>> split_part(std::string_view name,
                                                                            Member member) {
    const std::string_view last = last_component(name);
    if (last.size() != name.size())
      for (std::size_t part = 0; part != part_names.size(); ++part)
        if (last == part_names[part].*member)
          return std::pair(name.substr(0, name.size() - last.size() - 1), part);
    return std::nullopt;
  }
  bool has_part(std::string_view owner_key, std::size_t part) const {
    const auto owner = uses.find(owner_key);
    return owner != uses.end() && (owner->second.parts & (1u << part));
  }
  /// Whether a folded name is taken as a variable's part; notes that a name
  /// like a part's is now asked for by itself.
  bool is_part(std::string_view key) {
    const auto split = split_part(key, &PartName::key);
    parts_by_name |= split.has_value();
    return split && has_part(split->first, split->second);
  }
  bool is_part_node(std::string_view name) const {
    const auto split = split_part(name, &PartName::name);
    return split && part_names[split->second].is_node && nodes.contains(split->first) &&
           has_part(fold_case(split->first), split->second);
  }

  void log_new(const std::string& key) {
    if (journal.recording())
      record(key, std::nullopt);
  }
  void log(const std::string& key, const Use& before) {
    if (journal.recording())
      record(key, before);
  }
  void record(const std::string& key, std::optional<Use> before) {
    journal.record([key] { return "name " + key; }, before,
                   [this, key]() -> std::optional<Use> {
                     const auto found = uses.find(key);
                     return found == uses.end() ? std::nullopt : std::optional(found->second);
                   },
                   [this, key](const std::optional<Use>& old) {
                     if (old)
                       uses.find(key)->second = *old;
                     else
                       uses.erase(key);
                   });
  }

  Journal& journal;
  StringMap<Use> uses; ///< by folded name
  StringSet nodes;     ///< exact names
  /// Whether a name like a part's was ever asked for by itself, as few models
  /// do; it saves the others most look-ups.
  bool parts_by_name = false;
};

} // namespace varscope::core
