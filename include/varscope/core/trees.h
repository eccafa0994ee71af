#pragma once
/// Names of other libraries' variables.
///
/// Where a library keeps variables by name in an object (LibTorch's module, NNabla's
/// parameter directory, Marian's graph), the object has a tree. Names in a tree are told
/// apart byte by byte; none of them is a name of TensorFlow's graph. A tree may be hung
/// into another one later on, and only then do its variables get their full names.

#include <varscope/core/journal.h>
#include <varscope/core/messages.h>
#include <varscope/core/names.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace varscope::core {

using TreeId = std::uint32_t;

/// Where names are put: a tree, and what comes before each of them, separator included.
struct TreePlace {
  TreeId tree = 0;
  std::string prefix;
  friend bool operator==(const TreePlace&, const TreePlace&) = default;
};

/// How a library names one kind of thing.
struct TreeNames {
  std::string what = "Variable"; ///< things of different kinds may have one name
  std::string forbidden;         ///< bytes that a name must not have
  bool allows_empty = false;
  std::string separator = "/";   ///< between a tree's name and what is in it
};

class Trees {
public:
  /// What a name of a tree stands for.
  struct Entry {
    enum class Kind : std::uint8_t { variable, nothing, tree } kind{};
    std::uint32_t index = 0;
    friend bool operator==(const Entry&, const Entry&) = default;
  };

  /// Tree 0 is the model's own, for functions that belong to no object.
  explicit Trees(Journal& undo_log) : journal(undo_log) { nodes.emplace_back(); }

  std::size_t size() const { return nodes.size(); }

  /// \param hangs its variables count only where it hangs in what the model returns
  TreeId make(bool hangs) {
    if (journal.recording())
      journal.record([] { return "trees"; }, nodes.size(), [this] { return nodes.size(); },
                     [this](std::size_t before) { nodes.resize(before); });
    nodes.emplace_back();
    nodes.back().hangs = hangs;
    return static_cast<TreeId>(nodes.size() - 1);
  }
  bool hangs(TreeId tree) const { return nodes[tree].hangs; }

  /// Scopes of the model's own tree, innermost last.
  TreePlace current() const { return {0, open.empty() ? std::string() : open.back()}; }
  void enter(std::string_view prefix) {
    if (journal.recording())
      record_open();
    open.push_back(errors::text(current().prefix, prefix));
  }
  /// \throws ScopeError invalid-argument
  void leave() {
    if (open.empty())
      throw errors::no_open_tree_scope();
    if (journal.recording())
      record_open();
    open.pop_back();
  }

  /// \throws ScopeError invalid-name
  static void check(std::string_view name, const TreeNames& names) {
    if (name.empty() && !names.allows_empty)
      throw errors::empty_tree_name(names.what);
    if (const auto at = name.find_first_of(names.forbidden); at != std::string_view::npos)
      throw errors::forbidden_in_tree_name(names.what, name, name[at]);
  }

  void insert(TreeId tree, std::string_view what, std::string_view name, Entry entry) {
    std::string key = key_of(tree, what, name);
    if (journal.recording())
      journal.record([key] { return "tree name " + key; }, std::optional<Entry>(),
                     [this, key]() -> std::optional<Entry> {
                       const auto found = entries.find(key);
                       return found == entries.end() ? std::nullopt : std::optional(found->second);
                     },
                     [this, key](std::optional<Entry>) { entries.erase(key); });
    entries.emplace(std::move(key), entry);
  }

  std::optional<Entry> find(TreeId tree, std::string_view what, std::string_view name) const {
    const auto found = entries.find(key_of(tree, what, name));
    return found == entries.end() ? std::nullopt : std::optional(found->second);
  }

  /// The same, also in trees that hang in this one, by their full names.
  std::optional<Entry> find_below(TreeId tree, std::string_view what, std::string_view name) const {
    if (const std::optional<Entry> own = find(tree, what, name))
      return own;
    for (const auto& [child, prefix] : nodes[tree].children)
      if (name.starts_with(prefix))
        if (const auto found = find_below(child, what, name.substr(prefix.size())))
          return found;
    return std::nullopt;
  }

  /// Hangs a tree into another. One that hangs already can be found there as well, but is
  /// named after its first place; none hangs in itself.
  void hang(TreeId child, TreeId parent, const std::string& prefix) {
    if (is_below(parent, child))
      return;
    const bool first = !nodes[child].parent;
    if (journal.recording())
      journal.record([child, parent, prefix] { return errors::text("tree ", std::to_string(child), " in ",
                                                                   std::to_string(parent), " as ", prefix); },
                     false, [this, child, parent] { return is_below(child, parent); },
                     [this, child, parent, first](bool) {
                       if (first)
                         nodes[child].parent.reset();
                       nodes[parent].children.pop_back();
                     });
    if (first) {
      nodes[child].parent = parent;
      nodes[child].prefix = prefix;
    }
    nodes[parent].children.emplace_back(child, prefix);
  }

  /// The tree itself, or one that it leads to.
  bool is_below(TreeId tree, TreeId above) const {
    if (tree == above)
      return true;
    for (const auto& [child, prefix] : nodes[above].children)
      if (is_below(tree, child))
        return true;
    return false;
  }

  /// The tree that this one hangs in at last.
  TreeId top(TreeId tree) const {
    while (nodes[tree].parent)
      tree = *nodes[tree].parent;
    return tree;
  }

  /// Of what the tree calls `name`, seen from the top.
  std::string full_name(TreeId tree, std::string_view name) const {
    std::string full(name);
    for (; nodes[tree].parent; tree = *nodes[tree].parent)
      full.insert(0, nodes[tree].prefix);
    return full;
  }

  /// Calls visit(key, entry) for every name of every tree, in no order.
  template <class Visit> void for_each_entry(const Visit& visit) const {
    for (const auto& [key, entry] : entries)
      visit(key, entry);
  }

private:
  struct Node {
    std::optional<TreeId> parent;
    std::string prefix; ///< in the parent, with the separator
    std::vector<std::pair<TreeId, std::string>> children;
    bool hangs = false;
  };

  void record_open() {
    journal.record([] { return "open tree scopes"; }, open, [this] { return open; },
                   [this](std::vector<std::string> before) { open = std::move(before); });
  }

  static std::string key_of(TreeId tree, std::string_view what, std::string_view name) {
    return errors::text(std::to_string(tree), " ", what, "\n", name);
  }

  Journal& journal;
  std::vector<Node> nodes;
  std::vector<std::string> open; ///< whole prefixes
  StringMap<Entry> entries;
};

} // namespace varscope::core
