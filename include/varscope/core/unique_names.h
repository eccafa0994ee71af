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
    std::optional<Use> use = find(key);
    if (!use) {
      set(key, Use{.count = 1});
      return std::string(name);
    }
    std::uint64_t suffix = std::max(use->count, use->next);
    std::string suffixed = key + "_" + std::to_string(suffix);
    while (find(suffixed))
      suffixed = key + "_" + std::to_string(++suffix);
    ++use->count;
    use->next = suffix + 1;
    set(key, *use);
    set(suffixed, Use{.count = 1});
    return std::string(name) + "_" + std::to_string(suffix);
  }

  /// Takes a part's name under `scope`, a variable's name scope without the
  /// trailing slash (empty: the root).
  void take_part(std::string_view scope, NamePart part) {
    const std::string name = join(scope, part_names[index(part)].name);
    const std::string owner_key = fold_case(scope);
    const auto owner = uses.find(owner_key);
    if (owner == uses.end() || (owner->second.parts & bit(part)) || uses.contains(fold_case(name))) {
      unique(name);
      return;
    }
    Use use = owner->second;
    use.parts |= bit(part);
    set(owner_key, use);
  }

  /// Adds an operation; false if the graph has one of exactly this name.
  bool add_node(const std::string& name) {
    if (has_node(name))
      return false;
    if (journal.recording())
      journal.record([name] { return "node " + name; }, false,
                     [this, name] { return nodes.contains(name); },
                     [this, name](bool) { nodes.erase(name); });
    nodes.insert(name);
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

  /// The entry of a folded name; one of a variable's parts counts once.
  std::optional<Use> find(const std::string& key) const {
    if (const auto use = uses.find(key); use != uses.end())
      return use->second;
    const std::string_view last = last_component(key);
    for (std::size_t part = 0; part != part_names.size(); ++part)
      if (last == part_names[part].key && has_part(key, last, part))
        return Use{.count = 1};
    return std::nullopt;
  }
  bool has_part(std::string_view key, std::string_view last, std::size_t part) const {
    if (last.size() == key.size())
      return false;
    const auto owner = uses.find(key.substr(0, key.size() - last.size() - 1));
    return owner != uses.end() && (owner->second.parts & (1u << part));
  }

  bool has_node(std::string_view name) const {
    if (nodes.contains(name))
      return true;
    const std::string_view last = last_component(name);
    for (std::size_t part = 0; part != part_names.size(); ++part)
      if (part_names[part].is_node && last == part_names[part].name && last.size() != name.size() &&
          nodes.contains(name.substr(0, name.size() - last.size() - 1)))
        return has_part(fold_case(name), last, part);
    return false;
  }

  void set(const std::string& key, const Use& use) {
    const auto [place, added] = uses.try_emplace(key);
    if (journal.recording())
      journal.record([key] { return "name " + key; },
                     added ? std::nullopt : std::optional(place->second),
                     [this, key]() -> std::optional<Use> {
                       const auto found = uses.find(key);
                       return found == uses.end() ? std::nullopt : std::optional(found->second);
                     },
                     [this, key](const std::optional<Use>& before) {
                       if (before)
                         uses.find(key)->second = *before;
                       else
                         uses.erase(key);
                     });
    place->second = use;
  }

  Journal& journal;
  StringMap<Use> uses; ///< by folded name
  StringSet nodes;     ///< exact names
};

} // namespace varscope::core
