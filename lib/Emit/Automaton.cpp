#include "Emit/Automaton.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>
#include <type_traits>

using namespace varscope;

namespace {

using Id = std::uint32_t;

/// Gives equal values equal numbers, in order of first appearance.
template <class T> class Interner {
public:
  Id operator()(const T& value) {
    auto [entry, isNew] = ids.try_emplace(value, Id(ids.size()));
    if (isNew)
      order.push_back(&entry->first);
    return entry->second;
  }
  const T& operator[](Id id) const { return *order[id]; }
  std::size_t size() const { return order.size(); }
  std::vector<T> values() const {
    std::vector<T> copies;
    copies.reserve(order.size());
    for (const T* value : order)
      copies.push_back(*value);
    return copies;
  }

private:
  std::map<T, Id> ids;
  std::vector<const T*> order;
};

/// What a step does and how the run time recognises it.
struct Label {
  plan::StepKind kind = plan::StepKind::start;
  bool creates = false;
  std::uint32_t payload = 0, site = 0;
  std::uint64_t name = 0;
  std::string full_name;
  friend auto operator<=>(const Label&, const Label&) = default;
};

/// The tables, and the events as labels in them.
class Tables {
public:
  Interner<Automaton::Scope> scopes;
  Interner<std::string> texts;
  Interner<Automaton::Site> sites;
  Interner<Label> labels;
  std::vector<SourceLocation> places; ///< of labels: their first event

  /// Events with equal labels are one call to the run time.
  template <class Event>
  Id label(const Event& e) {
    const Id id = labels(describe(e));
    if (id == places.size())
      places.push_back(e.at);
    return id;
  }

  Label describe(const GetEvent& e) {
    Label l;
    switch (e.result.kind) {
    case core::VariableHandle::Kind::none:
      l.kind = plan::StepKind::get_nothing;
      break;
    case core::VariableHandle::Kind::single:
      l.kind = plan::StepKind::get;
      l.payload = e.result.index;
      break;
    case core::VariableHandle::Kind::partitioned:
      l.kind = plan::StepKind::get_partitioned;
      l.payload = e.result.index;
      break;
    }
    l.creates = e.kind != core::EventKind::share;
    l.full_name = e.full_name;
    return called(std::move(l), e);
  }
  Label describe(const ScopeEvent& e) {
    Label l;
    l.kind = plan::StepKind::enter_variable_scope;
    l.payload = scopes({e.name, e.original_name_scope, e.name_scope, e.reuse});
    return called(std::move(l), e);
  }
  Label describe(const NameScopeEvent& e) { return withText(plan::StepKind::enter_name_scope, e); }
  Label describe(const UniqueNameEvent& e) { return withText(plan::StepKind::unique_name, e); }

  /// Two of the labels that the run time could take for each other; none if
  /// it can tell them all apart.
  std::optional<AmbiguousCalls> lookAlikes(std::vector<Id> candidates) const {
    auto key = [&](Id id) {
      const Label& l = labels[id];
      const Automaton::Site& site = sites[l.site];
      return std::tuple(callKind(l.kind), l.name, std::string_view(site.file), site.first_line);
    };
    std::ranges::sort(candidates, {}, key);
    for (std::size_t i = 1; i < candidates.size(); ++i) {
      auto [kind, name, file, line] = key(candidates[i]);
      auto [kindBefore, nameBefore, fileBefore, lineBefore] = key(candidates[i - 1]);
      if (kind == kindBefore && name == nameBefore &&
          (fileBefore.empty() ||
           (file == fileBefore && line <= sites[labels[candidates[i - 1]].site].last_line)))
        return AmbiguousCalls{places[candidates[i - 1]], places[candidates[i]]};
    }
    return std::nullopt;
  }

private:
  template <class Event>
  Label withText(plan::StepKind kind, const Event& e) {
    Label l;
    l.kind = kind;
    l.payload = texts(e.text);
    return called(std::move(l), e);
  }
  template <class Event>
  Label called(Label l, const Event& e) {
    l.site = sites(e.site_varies ? Automaton::Site{{}, 0, UINT32_MAX}
                                 : Automaton::Site{std::string(plan::file_name(e.at.file.str())),
                                                   e.at.line, std::max(e.at.line, e.at.end_line)});
    l.name = plan::fnv1a(e.given_name);
    return l;
  }
  /// Gets are one kind of call, whatever they yield.
  static plan::StepKind callKind(plan::StepKind kind) {
    return kind == plan::StepKind::get_partitioned || kind == plan::StepKind::get_nothing
               ? plan::StepKind::get
               : kind;
  }
};

Automaton::Step stepOf(const Label& label) {
  Automaton::Step step;
  step.kind = label.kind;
  step.creates = label.creates;
  step.payload = label.payload;
  step.site = label.site;
  step.name = label.name;
  step.full_name = label.full_name;
  return step;
}

/// What may come after a point of the trace.
struct Continuation {
  std::vector<Id> next; ///< nodes, each once, from high to low: nodes are numbered from the end
  bool may_end = false;
  friend auto operator<=>(const Continuation&, const Continuation&) = default;

  void merge(const Continuation& other) {
    std::vector<Id> both;
    std::ranges::set_union(next, other.next, std::back_inserter(both), std::greater());
    next = std::move(both);
    may_end |= other.may_end;
  }
};

/// Pass 1: the trace as a graph.
struct Node {
  Id label = 0;
  Continuation then;
  friend auto operator<=>(const Node&, const Node&) = default;
};

class GraphBuilder {
public:
  explicit GraphBuilder(Tables& tables) : tables(tables) {}
  Interner<Node> nodes;

  Continuation build(const Trace& trace, Continuation then) {
    for (std::size_t i = trace.items.size(); i-- > 0;)
      then = std::visit([&](const auto& item) { return before(item, std::move(then)); },
                        trace.items[i]);
    return then;
  }

private:
  Tables& tables;

  template <class Event> Continuation before(const Event& event, Continuation then) {
    return {{nodes({tables.label(event), std::move(then)})}, false};
  }
  Continuation before(const Alternatives& alternatives, Continuation then) {
    Continuation any;
    for (const Trace& path : alternatives.paths)
      any.merge(build(path, then));
    return any;
  }
};

/// Passes 2 and 3.
class Determiniser {
public:
  Determiniser(const Interner<Node>& nodes, const Tables& tables) : nodes(nodes), tables(tables) {}

  std::optional<AmbiguousCalls> run(const Continuation& start) {
    sets.push_back({});
    if (auto ambiguous = expand(0, start))
      return ambiguous;
    // `sets` grows while it is read.
    for (Id set = 1; set < sets.size(); ++set) {
      Continuation then;
      for (Id node : *members[set])
        then.merge(nodes[node].then);
      if (auto ambiguous = expand(set, then))
        return ambiguous;
    }
    return std::nullopt;
  }

  std::vector<Automaton::Step> minimise() {
    mergeFromTheEnd();
    return number();
  }

private:
  struct Set {
    Id label = 0;
    std::vector<Id> next; ///< sets
    bool may_end = false;
    friend auto operator<=>(const Set&, const Set&) = default;
  };
  const Interner<Node>& nodes;
  const Tables& tables;
  std::vector<Set> sets;                             ///< 0: start
  std::map<std::vector<Id>, Id> ids;                 ///< nodes, as in a Continuation -> set
  std::vector<const std::vector<Id>*> members{nullptr}; ///< of each set

  std::optional<AmbiguousCalls> expand(Id from, const Continuation& then) {
    sets[from].may_end = then.may_end;
    std::vector<std::pair<Id, std::vector<Id>>> byLabel; // in the order of `then`
    std::map<Id, std::size_t> index;
    for (Id node : then.next) {
      Id label = nodes[node].label;
      auto [entry, isNew] = index.try_emplace(label, byLabel.size());
      if (isNew)
        byLabel.push_back({label, {}});
      byLabel[entry->second].second.push_back(node);
    }
    std::vector<Id> labels;
    for (const auto& [label, group] : byLabel)
      labels.push_back(label);
    if (auto ambiguous = tables.lookAlikes(std::move(labels)))
      return ambiguous;
    for (auto& [label, group] : byLabel) {
      auto [entry, isNew] = ids.try_emplace(std::move(group), Id(sets.size()));
      if (isNew) {
        sets.push_back({label, {}, false});
        members.push_back(&entry->first);
      }
      sets[from].next.push_back(entry->second);
    }
    return std::nullopt;
  }

  /// Lets every edge lead to the first of the sets that do the same from there
  /// on. There are no cycles, so post-order meets a set's successors first.
  void mergeFromTheEnd() {
    constexpr Id unvisited = Id(-1);
    std::vector<Id> merged(sets.size(), unvisited);
    std::map<Set, Id> canonical;
    std::vector<std::pair<Id, std::size_t>> stack{{0, 0}}; // a set and how many of its edges are done
    while (!stack.empty()) {
      auto& [set, done] = stack.back();
      if (done < sets[set].next.size()) {
        Id next = sets[set].next[done++];
        if (merged[next] == unvisited)
          stack.push_back({next, 0});
        continue;
      }
      if (merged[set] == unvisited) {
        for (Id& next : sets[set].next)
          next = merged[next];
        // The start is no call: nothing equals it.
        merged[set] = set == 0 ? 0 : canonical.try_emplace(sets[set], set).first->second;
      }
      stack.pop_back();
    }
  }

  /// The merged sets as steps, in the order in which they are met first.
  std::vector<Automaton::Step> number() const {
    std::vector<Id> order{0};
    std::vector<Id> numbers(sets.size(), Id(-1));
    numbers[0] = 0;
    for (std::size_t i = 0; i < order.size(); ++i)
      for (Id next : sets[order[i]].next)
        if (numbers[next] == Id(-1)) {
          numbers[next] = Id(order.size());
          order.push_back(next);
        }
    std::vector<Automaton::Step> steps;
    steps.reserve(order.size());
    for (Id set : order) {
      Automaton::Step step = set == 0 ? Automaton::Step() : stepOf(tables.labels[sets[set].label]);
      step.may_end = sets[set].may_end;
      for (Id next : sets[set].next)
        step.next.push_back(numbers[next]);
      steps.push_back(std::move(step));
    }
    return steps;
  }
};

/// The steps of a trace without alternatives: its events. (The passes would find the same, with
/// tables that take more memory than the model itself.)
std::vector<Automaton::Step> stepsInARow(const Trace& trace, Tables& tables) {
  std::vector<Automaton::Step> steps(1);
  steps.reserve(trace.items.size() + 1);
  for (const auto& item : trace.items)
    std::visit(
        [&]<class Event>(const Event& event) {
          if constexpr (!std::is_same_v<Event, Alternatives>) {
            steps.back().next.push_back(Id(steps.size()));
            steps.push_back(stepOf(tables.describe(event)));
          }
        },
        item);
  steps.back().may_end = true;
  return steps;
}

Automaton withTables(std::vector<Automaton::Step> steps, const Tables& tables) {
  return {std::move(steps), tables.scopes.values(), tables.texts.values(), tables.sites.values()};
}

} // namespace

std::variant<Automaton, AmbiguousCalls> varscope::buildAutomaton(const ResolvedModel& model) {
  Tables tables;
  if (std::ranges::none_of(model.trace.items, [](const auto& item) {
        return std::holds_alternative<Alternatives>(item);
      }))
    return withTables(stepsInARow(model.trace, tables), tables);
  GraphBuilder graph(tables);
  Continuation start = graph.build(model.trace, {{}, true});
  Determiniser determiniser(graph.nodes, tables);
  if (std::optional<AmbiguousCalls> ambiguous = determiniser.run(start))
    return *ambiguous;
  return withTables(determiniser.minimise(), tables);
}
