// Names and operations of a graph: unique_names.h.
#include "TestGraph.h"

#include <map>

namespace varscope::core::test {
namespace {

struct UniqueNamesTest : testing::Test {
  Journal journal;
  UniqueNames names{journal};

  bool is_seen(const std::function<void()>& change) { return !delta_of(journal, change).empty(); }
};

TEST_F(UniqueNamesTest, EachChangeIsSeenAndTakenBack) {
  names.unique("v");
  EXPECT_TRUE(is_seen([&] { names.unique("w"); }));
  EXPECT_TRUE(is_seen([&] { names.unique("v"); }));
  EXPECT_TRUE(is_seen([&] { names.take_parts("v", {NamePart::read}); }));
  EXPECT_TRUE(is_seen([&] { names.add_node("v"); }));
  EXPECT_EQ(names.unique("v/read"), "v/read");
  EXPECT_EQ(names.unique("v"), "v_1");
  EXPECT_TRUE(names.add_node("v"));
}

TEST_F(UniqueNamesTest, ANameThatIsAskedForAgainIsSeen) {
  names.unique("v");
  names.unique("v_1");
  EXPECT_TRUE(is_seen([&] { names.unique("v"); }));
  const auto once = [&] { names.unique("v"); };
  const auto twice = [&] { names.unique("v"), names.unique("v"); };
  EXPECT_NE(delta_of(journal, once), delta_of(journal, twice));
}

// Both take v_1, but only one of them asks for v: the next who does gets another name.
TEST_F(UniqueNamesTest, HowANameWasComeByIsSeen) {
  names.unique("v");
  EXPECT_NE(delta_of(journal, [&] { names.unique("v"); }), delta_of(journal, [&] { names.unique("v_1"); }));
}

TEST_F(UniqueNamesTest, TakenNamesAreListed) {
  const auto taken = [&] {
    std::map<std::string, std::uint64_t> all;
    names.for_each([&](const std::string& name, std::uint64_t count) {
      EXPECT_TRUE(all.emplace(name, count).second) << name;
    });
    return all;
  };
  using Taken = std::map<std::string, std::uint64_t>;
  EXPECT_EQ(taken(), Taken());
  names.unique("V");
  names.unique("v");
  EXPECT_EQ(taken(), (Taken{{"v", 2}, {"v_1", 1}}));
  names.take_parts("v", {NamePart::initializer, NamePart::read});
  EXPECT_EQ(taken(), (Taken{{"v", 2}, {"v_1", 1}, {"v/initializer", 1}, {"v/read", 1}}));
  names.unique("v/read");
  EXPECT_EQ(taken().at("v/read"), 2u) << "once, though it is a part as well";
}

TEST_F(UniqueNamesTest, OtherPartsTellBranchesApart) {
  names.unique("v");
  const auto read = [&] { names.take_parts("v", {NamePart::read}); };
  const auto assign = [&] { names.take_parts("v", {NamePart::assign}); };
  EXPECT_EQ(delta_of(journal, read), delta_of(journal, read));
  EXPECT_NE(delta_of(journal, read), delta_of(journal, assign));
}

TEST_F(UniqueNamesTest, PartsAreTakenOnce) {
  names.unique("v");
  names.take_parts("v", {NamePart::read});
  names.take_parts("v", {NamePart::read}); // again: the next name
  EXPECT_EQ(names.unique("v/read"), "v/read_2");
}

TEST_F(UniqueNamesTest, OperationsOfAVariableAreNodes) {
  names.unique("v");
  names.take_parts("v", {NamePart::initializer, NamePart::read});
  EXPECT_TRUE(names.add_node("v/read")) << "v is no operation yet";
  EXPECT_TRUE(names.add_node("w"));
  EXPECT_TRUE(names.add_node("w/read")) << "w took no parts";
  names.unique("u");
  names.take_parts("u", {NamePart::initializer, NamePart::read});
  EXPECT_TRUE(names.add_node("u"));
  EXPECT_FALSE(names.add_node("u/read"));
  EXPECT_TRUE(names.add_node("u/Initializer")) << "a scope around operations";
  EXPECT_TRUE(names.add_node("u/Assign")) << "not taken";
  EXPECT_FALSE(names.add_node("u"));
}

} // namespace
} // namespace varscope::core::test
