#pragma once
/// How often each variable scope was opened: what default_name is uniquified
/// against (rules 23 to 25).
///
/// Leaving a scope zeroes every count beneath it, and reopening scopes is what
/// models do all day, so counts live in a trie of name components and zeroing
/// stamps one node: a count is valid while it is younger than every stamp
/// above it. Every operation costs the length of its name.

#include <varscope/core/journal.h>
#include <varscope/core/names.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace varscope::core {

class ScopeCounts {
public:
  explicit ScopeCounts(Journal& undo_log) : journal(undo_log), nodes(1) {}

  /// Openings of `name` that count.
  std::uint64_t count(std::string_view name) const {
    std::uint32_t node = 0;
    const bool known = each_component(name, [&](std::string_view component) {
      const auto child = children.find(ChildView{node, component});
      if (child == children.end())
        return false;
      node = child->second;
      return true;
    });
    return known ? valid_count(node) : 0;
  }

  /// `name`, or its first variant `name_1`, `name_2`, ... that was not opened.
  std::string unique(std::string_view name) {
    if (count(name) == 0)
      return std::string(name);
    const std::uint32_t node = make(name);
    const std::string base = std::string(name) + "_";
    // Variants lie beside the name, so what zeroes or restores their counts
    // does so to the hint as well.
    const bool hinted = is_valid(node, nodes[node].hinted_at);
    std::uint64_t suffix = hinted ? nodes[node].hint : 1;
    while (count(base + std::to_string(suffix)) != 0)
      ++suffix;
    if (!hinted || suffix != nodes[node].hint) {
      Node changed = nodes[node];
      changed.hint = suffix;
      changed.hinted_at = ++clock;
      log(node);
      set(node, changed);
    }
    return base + std::to_string(suffix);
  }

  void open(std::string_view name) {
    const std::uint32_t node = make(name);
    Node changed = nodes[node];
    changed.count = valid_count(node) + 1;
    changed.counted_at = ++clock;
    log(node);
    set(node, changed);
  }

  /// Zeroes the count of every name that begins with `name` + "/".
  void close_beneath(std::string_view name) {
    const std::uint32_t node = make(name);
    Node changed = nodes[node];
    changed.zeroed_at = ++clock;
    log(node);
    set(node, changed);
  }

  /// Between begin_jump and end_jump changes are logged, so that the end can
  /// take them back (rule 25). Jumps nest.
  std::size_t begin_jump() {
    ++jumps;
    if (journal.recording())
      journal.record_hidden([this] { --jumps; });
    return changes.size();
  }
  void end_jump(std::size_t begin) {
    if (journal.recording())
      journal.record_hidden(
          [this, begin, tail = std::vector(changes.begin() + static_cast<std::ptrdiff_t>(begin),
                                           changes.end())] {
            changes.resize(begin);
            changes.insert(changes.end(), tail.begin(), tail.end());
            ++jumps;
          });
    while (changes.size() > begin) {
      set(changes.back().node, changes.back().before);
      changes.pop_back();
    }
    --jumps;
  }

  /// Calls visit(name, count) for every name that counts, parents first.
  template <class Visit> void for_each(const Visit& visit) const {
    std::vector<std::string> names(nodes.size());
    for (const auto& [child, node] : children)
      names[node] = child.component;
    for (std::uint32_t node = 1; node != nodes.size(); ++node) {
      if (nodes[node].parent != 0)
        names[node].insert(0, names[nodes[node].parent] + "/");
      if (const std::uint64_t count = valid_count(node))
        visit(names[node], count);
    }
  }

private:
  struct Node {
    std::uint32_t parent = 0;
    std::uint64_t count = 0;
    std::uint64_t counted_at = 0;
    std::uint64_t zeroed_at = 0; ///< everything beneath, at that time
    std::uint64_t hint = 1;      ///< variants below this suffix are open,
    std::uint64_t hinted_at = 0; ///< since this time
  };
  struct Change {
    std::uint32_t node;
    Node before;
  };
  struct Child {
    std::uint32_t parent;
    std::string component;
  };
  struct ChildView {
    std::uint32_t parent;
    std::string_view component;
    ChildView(std::uint32_t p, std::string_view c) : parent(p), component(c) {}
    ChildView(const Child& child) : parent(child.parent), component(child.component) {}
    friend bool operator==(const ChildView&, const ChildView&) = default;
  };
  struct ChildHash {
    using is_transparent = void;
    std::size_t operator()(const ChildView& child) const {
      return std::hash<std::string_view>{}(child.component) ^
             static_cast<std::size_t>(child.parent * 0x9E3779B97F4A7C15u);
    }
  };
  struct ChildEqual {
    using is_transparent = void;
    bool operator()(const ChildView& a, const ChildView& b) const { return a == b; }
  };

  /// Stops, and answers false, when `visit` does. "" and "a/" end in an empty component.
  template <class Visit> static bool each_component(std::string_view name, const Visit& visit) {
    for (std::size_t slash; (slash = name.find('/')) != std::string_view::npos;
         name.remove_prefix(slash + 1))
      if (!visit(name.substr(0, slash)))
        return false;
    return visit(name);
  }

  /// A node without counts is nothing that anyone can see, so it need not be taken back.
  std::uint32_t make(std::string_view name) {
    std::uint32_t node = 0;
    each_component(name, [&](std::string_view component) {
      const auto child = children.find(ChildView{node, component});
      if (child != children.end()) {
        node = child->second;
        return true;
      }
      const auto added = static_cast<std::uint32_t>(nodes.size());
      nodes.push_back(Node{.parent = node});
      children.emplace(Child{node, std::string(component)}, added);
      node = added;
      return true;
    });
    return node;
  }

  /// Whether nothing above `node` was zeroed since `time`.
  bool is_valid(std::uint32_t node, std::uint64_t time) const {
    while (node != 0) {
      node = nodes[node].parent;
      if (nodes[node].zeroed_at > time)
        return false;
    }
    return true;
  }
  std::uint64_t valid_count(std::uint32_t node) const {
    return nodes[node].count != 0 && is_valid(node, nodes[node].counted_at) ? nodes[node].count : 0;
  }

  void log(std::uint32_t node) {
    if (jumps == 0)
      return;
    changes.push_back({node, nodes[node]});
    if (journal.recording())
      journal.record_hidden([this] { changes.pop_back(); });
  }

  void set(std::uint32_t node, const Node& value) {
    if (journal.recording()) {
      const Node old = nodes[node];
      const auto restore = [this, node, old](auto) { nodes[node] = old; };
      const std::string id = std::to_string(node);
      if (old.zeroed_at != value.zeroed_at)
        journal.record([id] { return "openings beneath scope #" + id; }, false,
                       [this, node, old] { return nodes[node].zeroed_at != old.zeroed_at; },
                       restore);
      journal.record([id] { return "openings of scope #" + id; }, valid_count(node),
                     [this, node] { return valid_count(node); }, restore);
    }
    nodes[node] = value;
  }

  Journal& journal;
  std::vector<Node> nodes; ///< the first is the root, which has no name
  std::unordered_map<Child, std::uint32_t, ChildHash, ChildEqual> children;
  std::uint64_t clock = 0;
  std::vector<Change> changes; ///< since the outermost open jump began
  std::size_t jumps = 0;
};

} // namespace varscope::core
