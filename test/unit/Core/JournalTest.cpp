#include "Dump.h"
#include "TestGraph.h"

#include <random>

namespace varscope::core::test {
namespace {

/// Random scope calls; failures are part of it.
class Driver {
public:
  Driver(TestGraph& test, std::uint32_t seed) : g(test), random(seed) {}

  void run(int steps) {
    for (int i = 0; i < steps; ++i)
      try {
        step();
      } catch (const ScopeError&) {
      }
  }

private:
  std::uint32_t pick(std::uint32_t count) {
    return std::uniform_int_distribution<std::uint32_t>(0, count - 1)(random);
  }
  std::string name() {
    static const char* const names[] = {"a", "b",  "A",      "v",      "a/b",  "x/",
                                        "",  "_u", "v/read", "part_0", "layer"};
    return names[pick(std::size(names))];
  }
  Reuse reuse() {
    const Reuse choices[] = {Reuse(), Reuse(), Reuse(true), Reuse(false), AUTO_REUSE};
    return choices[pick(std::size(choices))];
  }

  void step() {
    Graph& graph = g.graph;
    const std::string text = name();
    ScopeOptions options{.reuse = reuse(), .auxiliary_name_scope = pick(4) != 0};
    if (pick(4) == 0)
      options.dtype = float64;
    if (pick(6) == 0)
      options.partitioner = fixed_size_partitioner(2);
    switch (pick(9)) {
    case 0: entered(graph.enter_variable_scope(std::string_view(text), options)); break;
    case 1:
      options.default_name = "layer";
      entered(graph.enter_variable_scope(std::nullopt, options));
      break;
    case 2:
      if (!seen.empty())
        entered(graph.enter_variable_scope(seen[pick(static_cast<std::uint32_t>(seen.size()))],
                                           options));
      break;
    case 3:
    case 4:
      if (!open.empty()) {
        const ScopeEntry entry = open.back();
        open.pop_back();
        graph.exit_variable_scope(entry);
      }
      break;
    case 5: {
      const auto size = static_cast<std::int64_t>(pick(3));
      g.get(text, {size, 3}, {.regularizer = pick(3) ? Regularizer() : l2(1), .reuse = reuse()});
      break;
    }
    case 6: g.make_name(text); break;
    case 7: {
      const NameScopeEntry entry = graph.enter_name_scope(text);
      graph.unique_name("v");
      graph.exit_name_scope(entry);
      break;
    }
    case 8:
      graph.update(graph.current_scope(), [&](Scope& scope) {
        scope.initializer = pick(2) ? ones() : Initializer();
        scope.reuse = pick(2) ? Reuse(false) : AUTO_REUSE;
      });
      break;
    }
  }
  void entered(ScopeEntry entry) {
    seen.push_back(entry.scope);
    open.push_back(std::move(entry));
  }

public:
  std::vector<ScopeEntry> open;
  std::vector<ScopeRef> seen;

private:
  TestGraph& g;
  std::mt19937 random;
};

/// The same calls again, from a driver that knows the same scopes.
Driver fork(TestGraph& g, const Driver& from, std::uint32_t seed) {
  Driver driver(g, seed);
  driver.open = from.open;
  driver.seen = from.seen;
  return driver;
}

class RandomJournal : public testing::TestWithParam<std::uint32_t> {};

TEST_P(RandomJournal, RollbackGivesTheStateBack) {
  TestGraph g;
  Driver before(g, GetParam());
  before.run(60);
  const std::string state = dump(g.graph);
  Journal& journal = g.graph.journal();
  const Journal::Mark mark = journal.mark();
  fork(g, before, GetParam() + 1000).run(60);
  const std::string first = dump(g.graph);
  const Delta delta = journal.delta(mark);
  EXPECT_EQ(delta.empty(), first == state);

  const Journal::Mark inner = journal.mark();
  fork(g, before, GetParam() + 2000).run(20);
  journal.rollback(inner);
  journal.release(inner);
  EXPECT_EQ(dump(g.graph), first);

  journal.rollback(mark);
  EXPECT_EQ(dump(g.graph), state);
  EXPECT_TRUE(journal.delta(mark).empty());

  fork(g, before, GetParam() + 1000).run(60);
  EXPECT_EQ(dump(g.graph), first) << "the same calls do the same again";
  EXPECT_EQ(journal.delta(mark), delta);
  journal.rollback(mark);
  journal.release(mark);
  EXPECT_FALSE(journal.recording());

  // What was taken back is not seen by what follows: a graph that never went there agrees.
  TestGraph other;
  Driver same(other, GetParam());
  same.run(60);
  Driver go_on = fork(g, before, GetParam() + 3000), other_go_on = fork(other, same, GetParam() + 3000);
  go_on.run(60);
  other_go_on.run(60);
  EXPECT_EQ(dump(g.graph), dump(other.graph));
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomJournal, testing::Range(0u, 60u));

TEST(Journal, EqualBranchesGiveEqualDeltas) {
  TestGraph g;
  Journal& journal = g.graph.journal();
  const auto branch = [&](const std::function<void()>& body) { return delta_of(journal, body); };
  const auto layer = [&](const char* variable) {
    In scope(g, nullptr, {.default_name = "layer"});
    g.get(variable);
  };
  EXPECT_TRUE(branch([] {}).empty());
  EXPECT_EQ(branch([&] { layer("v"); }), branch([&] { layer("v"); }));
  EXPECT_NE(branch([&] { layer("v"); }), branch([&] { layer("w"); }));
  EXPECT_NE(branch([&] { layer("v"); }), branch([] {}));
  const auto device = [&](std::optional<std::string> name) {
    g.graph.update(g.graph.current_scope(), [&](Scope& scope) { scope.caching_device = name; });
  };
  EXPECT_NE(branch([&] { device("a"); }), branch([&] { device("b"); }));
  EXPECT_EQ(branch([&] { device("b"); device("a"); }), branch([&] { device("a"); }))
      << "the last value counts";
  EXPECT_TRUE(branch([&] { device("a"); device(std::nullopt); }).empty());
}

TEST(Journal, EveryPropertyOfAScopeTellsBranchesApart) {
  struct Code : Callable {};
  const CustomGetter one = CustomGetter::from_callable(std::make_shared<Code>()),
                     other = CustomGetter::from_callable(std::make_shared<Code>());
  const std::vector<std::pair<const char*, std::function<void(Scope&)>>> changes = {
      {"id", [](Scope& scope) { ++scope.id; }},
      {"name", [](Scope& scope) { scope.name += "x"; }},
      {"original name scope", [](Scope& scope) { scope.original_name_scope += "x/"; }},
      {"reuse", [](Scope& scope) { scope.reuse = true; }},
      {"dtype", [](Scope& scope) { scope.dtype = float64; }},
      {"initializer", [](Scope& scope) { scope.initializer = zeros(); }},
      {"regularizer", [](Scope& scope) { scope.regularizer = l2(1); }},
      {"partitioner", [](Scope& scope) { scope.partitioner = fixed_size_partitioner(2); }},
      {"constraint", [](Scope& scope) { scope.constraint = non_neg(); }},
      {"caching device", [](Scope& scope) { scope.caching_device = "d"; }},
      {"use_resource", [](Scope& scope) { scope.use_resource = true; }},
      {"a getter", [&](Scope& scope) {
         scope.getters = std::make_shared<GetterChain>(GetterChain{one, nullptr});
       }},
      {"another", [&](Scope& scope) {
         scope.getters = std::make_shared<GetterChain>(GetterChain{other, nullptr});
       }},
      {"both", [&](Scope& scope) {
         const auto outer = std::make_shared<GetterChain>(GetterChain{other, nullptr});
         scope.getters = std::make_shared<GetterChain>(GetterChain{one, outer});
       }}};
  TestGraph g;
  Journal& journal = g.graph.journal();
  std::vector<Delta> deltas;
  for (int round = 0; round < 2; ++round)
    for (const auto& [what, change] : changes) {
      SCOPED_TRACE(what);
      deltas.push_back(delta_of(journal, [&] { g.graph.update(g.graph.current_scope(), change); }));
      EXPECT_FALSE(deltas.back().empty());
    }
  for (std::size_t i = 0; i != deltas.size(); ++i)
    for (std::size_t j = 0; j != deltas.size(); ++j)
      EXPECT_EQ(deltas[i] == deltas[j], i % changes.size() == j % changes.size())
          << changes[i % changes.size()].first << ", " << changes[j % changes.size()].first;
}

TEST(Journal, ScopesThatWereLeftTellBranchesApart) {
  TestGraph g;
  Journal& journal = g.graph.journal();
  std::vector<ScopeRef> kept;
  const auto branch = [&](std::optional<DType> dtype) {
    return delta_of(journal, [&] {
      In a(g, "a", {.dtype = dtype});
      In b(g, "b");
      EXPECT_NE(a->id, b->id);
      kept.push_back(a.scope());
    });
  };
  EXPECT_EQ(branch({}), branch({}));
  EXPECT_NE(branch({}), branch(float64));
}

TEST(Journal, AVariableThatBecomesASliceIsTakenBack) {
  TestGraph g;
  g.get("v/part_0", {2}, {.initializer = zeros()});
  g.get("v/part_1", {2}, {.initializer = zeros()});
  const std::string before = dump(g.graph);
  Journal& journal = g.graph.journal();
  const Journal::Mark mark = journal.mark();
  {
    In root(g, "", {.reuse = AUTO_REUSE});
    g.get("v", {4}, {.partitioner = fixed_size_partitioner(2)});
  }
  const std::vector<std::string> keys = journal.delta(mark).keys();
  EXPECT_EQ(std::count(keys.begin(), keys.end(), "slice of variable 1"), 1);
  EXPECT_TRUE(g.graph.variables()[1].slice);
  journal.rollback(mark);
  journal.release(mark);
  EXPECT_EQ(dump(g.graph), before);
}

struct ScopeCountsTest : testing::Test {
  Journal journal;
  ScopeCounts counts{journal};
};

TEST_F(ScopeCountsTest, WhatIsZeroedIsSeenAndTakenBack) {
  counts.open("a");
  counts.open("a/b");
  const Journal::Mark mark = journal.mark();
  counts.close_beneath("a");
  EXPECT_EQ(counts.count("a/b"), 0u);
  EXPECT_FALSE(journal.delta(mark).empty()) << "though a itself counts as before";
  journal.rollback(mark);
  EXPECT_TRUE(journal.delta(mark).empty());
  EXPECT_EQ(counts.count("a/b"), 1u);
  journal.release(mark);
}

TEST_F(ScopeCountsTest, WhatIsZeroedInAJumpCountsAgainAfterIt) {
  counts.open("a");
  counts.open("a/b");
  const std::size_t jump = counts.begin_jump();
  counts.close_beneath("a");
  EXPECT_EQ(counts.count("a/b"), 0u);
  counts.end_jump(jump);
  EXPECT_EQ(counts.count("a/b"), 1u);
}

TEST_F(ScopeCountsTest, CountsAreListedParentsFirst) {
  counts.open("a/b/c");
  counts.open("a");
  counts.open("a/b/c");
  counts.open("d");
  counts.close_beneath("d");
  counts.open("e");
  counts.open("e/f");
  counts.close_beneath("e");
  std::vector<std::pair<std::string, std::uint64_t>> all;
  counts.for_each([&](const std::string& name, std::uint64_t count) { all.emplace_back(name, count); });
  EXPECT_EQ(all, (std::vector<std::pair<std::string, std::uint64_t>>{
                     {"a", 1}, {"a/b/c", 2}, {"d", 1}, {"e", 1}}));
}

TEST(Journal, CollectionsTellBranchesApart) {
  TestGraph g;
  Journal& journal = g.graph.journal();
  const auto branch = [&](const std::vector<std::string>& collections) {
    return delta_of(journal, [&] { g.get("v", {2}, {.collections = collections}); });
  };
  EXPECT_EQ(branch({"a", "b"}), branch({"b", "a"}));
  EXPECT_NE(branch({"a", "b"}), branch({"a"}));
}

TEST(Journal, ADeltaNamesWhatChanged) {
  TestGraph g;
  Journal& journal = g.graph.journal();
  const std::vector<std::string> keys =
      delta_of(journal, [&] { g.get("v", {2}, {.initializer = zeros()}); }).keys();
  for (const char* key : {"key v", "name v", "variable 0"})
    EXPECT_EQ(std::count(keys.begin(), keys.end(), key), 1) << key;
}

TEST(Journal, InitialValuesTellBranchesApart) {
  TestGraph g;
  Journal& journal = g.graph.journal();
  const auto branch = [&](const Initializer& initializer) {
    return delta_of(journal, [&] { g.get("v", {2}, {.initializer = initializer}); });
  };
  EXPECT_EQ(branch(constant(1.0f)), branch(constant(1.0f)));
  EXPECT_NE(branch(constant(1.0f)), branch(constant(2.0f)));
}

TEST(Journal, NothingIsKeptWithoutAMark) {
  TestGraph g;
  g.get("v");
  const Journal::Mark mark = g.graph.journal().mark();
  EXPECT_EQ(mark, 0u);
  g.get("w");
  g.graph.journal().release(mark);
  EXPECT_EQ(g.graph.journal().mark(), 0u);
  EXPECT_NE(g.graph.find("w"), VariableHandle()) << "released changes stay";
}

} // namespace
} // namespace varscope::core::test
