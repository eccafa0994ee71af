#include "Emit/Automaton.h"
#include "TestModels.h"

#include <gtest/gtest.h>

using namespace varscope;
using namespace varscope::test;
using core::EventKind;

namespace {

/// `count` scalars.
ResolvedModel scalars(std::uint32_t count) {
  ResolvedModel m;
  m.tag = "m";
  for (std::uint32_t i = 0; i < count; ++i)
    add(m, variable(i, "v" + std::to_string(i), {}, Initializer(runtime::FillKind::zeros)));
  return m;
}

Automaton build(const ResolvedModel& m) {
  auto result = buildAutomaton(m);
  EXPECT_TRUE(std::holds_alternative<Automaton>(result));
  return std::get<Automaton>(std::move(result));
}

/// Every sequence of "line:payload" that the automaton allows.
std::vector<std::string> paths(const Automaton& a, std::uint32_t step = 0, std::string path = "") {
  if (step != 0)
    path += " " + std::to_string(a.sites[a.steps[step].site].first_line) + ":" +
            std::to_string(a.steps[step].payload);
  std::vector<std::string> all;
  if (a.steps[step].may_end)
    all.push_back(path);
  for (std::uint32_t next : a.steps[step].next)
    for (std::string& p : paths(a, next, path))
      all.push_back(std::move(p));
  std::sort(all.begin(), all.end());
  return all;
}

Trace trace(std::vector<GetEvent> events) {
  Trace t;
  for (GetEvent& e : events)
    t.items.push_back(std::move(e));
  return t;
}

TEST(Automaton, NoEvents) {
  Automaton a = build(scalars(0));
  ASSERT_EQ(a.steps.size(), 1u);
  EXPECT_EQ(a.steps[0].kind, plan::StepKind::start);
  EXPECT_TRUE(a.steps[0].may_end);
}

TEST(Automaton, ASiteThatVariesIsAnyPlace) {
  ResolvedModel m = scalars(1);
  GetEvent get{};
  get.result = {core::VariableHandle::Kind::single, 0};
  get.at = {"a.cpp", 3, 1};
  get.site_varies = true;
  m.trace = trace({get});
  Automaton a = build(m);
  ASSERT_EQ(a.steps.size(), 2u);
  const Automaton::Site& site = a.sites[a.steps[1].site];
  EXPECT_EQ(site, (Automaton::Site{"", 0, UINT32_MAX}));
}

TEST(Automaton, OnePathIsAChain) {
  Automaton a = build(gan());
  ASSERT_EQ(a.steps.size(), 7u);
  for (std::size_t i = 0; i + 1 < a.steps.size(); ++i) {
    ASSERT_EQ(a.steps[i].next.size(), 1u);
    EXPECT_EQ(a.steps[i].next[0], i + 1);
    EXPECT_FALSE(a.steps[i].may_end);
  }
  EXPECT_TRUE(a.steps.back().may_end);
  EXPECT_EQ(a.steps[1].kind, plan::StepKind::enter_variable_scope);
  EXPECT_EQ(a.scopes[a.steps[1].payload].name_scope, "d/");
  EXPECT_EQ(a.steps[2].kind, plan::StepKind::get);
  EXPECT_TRUE(a.steps[2].creates);
  EXPECT_FALSE(a.steps[5].creates);
  EXPECT_EQ(a.steps[2].name, plan::fnv1a("kernel"));
  EXPECT_EQ(a.steps[2].full_name, "d/kernel");
  EXPECT_EQ(a.sites[a.steps[2].site].file, "model.cpp");
}

/// A trace without alternatives takes a short cut: to what the passes find.
TEST(Automaton, OnePathIsTheSameAsOneAlternative) {
  ResolvedModel m = gan();
  const Automaton direct = build(m);
  Alternatives one;
  one.paths = {m.trace};
  m.trace.items = {one};
  const Automaton found = build(m);
  ASSERT_EQ(direct.steps.size(), found.steps.size());
  for (std::size_t i = 1; i < direct.steps.size(); ++i) {
    EXPECT_EQ(direct.steps[i].kind, found.steps[i].kind);
    EXPECT_EQ(direct.steps[i].creates, found.steps[i].creates);
    EXPECT_EQ(direct.steps[i].name, found.steps[i].name);
    EXPECT_EQ(direct.steps[i].full_name, found.steps[i].full_name);
    EXPECT_EQ(direct.steps[i].next, found.steps[i].next);
    EXPECT_EQ(direct.steps[i].may_end, found.steps[i].may_end);
    // Tables may be in another order.
    EXPECT_EQ(direct.sites[direct.steps[i].site], found.sites[found.steps[i].site]);
    if (direct.steps[i].kind == plan::StepKind::enter_variable_scope)
      EXPECT_EQ(direct.scopes[direct.steps[i].payload], found.scopes[found.steps[i].payload]);
    else
      EXPECT_EQ(direct.steps[i].payload, found.steps[i].payload);
  }
  EXPECT_EQ(direct.steps[0].next, found.steps[0].next);
}

TEST(Automaton, AlternativesMeetAgain) {
  ResolvedModel m = scalars(4);
  Alternatives either;
  either.paths = {trace({get(m, EventKind::create, 0, 1)}), trace({get(m, EventKind::create, 1, 2)}),
                  Trace()};
  m.trace.items = {either, get(m, EventKind::create, 2, 3), get(m, EventKind::create, 3, 4)};
  Automaton a = build(m);
  EXPECT_EQ(a.steps.size(), 5u) << "what follows is there once";
  EXPECT_EQ(paths(a), (std::vector<std::string>{" 1:0 3:2 4:3", " 2:1 3:2 4:3", " 3:2 4:3"}));
}

TEST(Automaton, CommonBeginningsMerge) {
  ResolvedModel m = scalars(3);
  Alternatives either;
  either.paths = {trace({get(m, EventKind::create, 0, 1), get(m, EventKind::create, 1, 2)}),
                  trace({get(m, EventKind::create, 0, 1), get(m, EventKind::create, 2, 3)}),
                  trace({get(m, EventKind::create, 0, 1)})};
  m.trace.items = {either};
  Automaton a = build(m);
  EXPECT_EQ(a.steps.size(), 4u);
  EXPECT_EQ(paths(a), (std::vector<std::string>{" 1:0", " 1:0 2:1", " 1:0 3:2"}));
}

TEST(Automaton, EqualEndsOfPathsMerge) {
  ResolvedModel m = scalars(3);
  Alternatives either;
  either.paths = {trace({get(m, EventKind::create, 0, 1), get(m, EventKind::create, 2, 3)}),
                  trace({get(m, EventKind::create, 1, 2), get(m, EventKind::create, 2, 3)})};
  m.trace.items = {either};
  EXPECT_EQ(build(m).steps.size(), 4u);
}

TEST(Automaton, OneLineIsToldApartByName) {
  ResolvedModel m = scalars(2);
  Alternatives either;
  either.paths = {trace({get(m, EventKind::create, 0, 1)}), trace({get(m, EventKind::create, 1, 1)})};
  m.trace.items = {either};
  EXPECT_EQ(build(m).steps.size(), 3u);
}

TEST(Automaton, CallsThatLookAlikeAreAmbiguous) {
  ResolvedModel m = scalars(2);
  GetEvent one = get(m, EventKind::create, 0, 5), other = get(m, EventKind::create, 1, 4);
  other.given_name = one.given_name;
  other.at.end_line = 6; // a call over several lines
  Alternatives either;
  either.paths = {trace({one}), trace({other})};
  m.trace.items = {either};
  auto result = buildAutomaton(m);
  ASSERT_TRUE(std::holds_alternative<AmbiguousCalls>(result));
  EXPECT_EQ(std::get<AmbiguousCalls>(result).first.line, 4u);
  EXPECT_EQ(std::get<AmbiguousCalls>(result).second.line, 5u);
}

TEST(Automaton, ManyOptionalPartsStayLinearInSteps) {
  // 2^60 paths, 60 steps.
  ResolvedModel m = scalars(60);
  for (std::uint32_t i = 0; i < 60; ++i) {
    Alternatives maybe;
    maybe.paths = {trace({get(m, EventKind::create, i, i + 1)}), Trace()};
    m.trace.items.push_back(maybe);
  }
  EXPECT_EQ(build(m).steps.size(), 61u);
}

TEST(Automaton, LongTraces) {
  ResolvedModel m = scalars(100000);
  for (std::uint32_t i = 0; i < 100000; ++i)
    m.trace.items.push_back(get(m, EventKind::create, i, i + 1));
  EXPECT_EQ(build(m).steps.size(), 100001u);
}

} // namespace
