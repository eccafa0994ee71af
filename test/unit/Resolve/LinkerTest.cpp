#include "Resolve/Linker.h"
#include "ScopeIR/Parser.h"
#include "ScopeIR/Printer.h"

#include "llvm/ADT/STLExtras.h"

#include <gtest/gtest.h>

namespace varscope {
namespace {

using Modules = std::vector<std::unique_ptr<ir::Module>>;

std::unique_ptr<ir::Module> parse(const std::string& forms) {
  auto module = ir::parse("varscope-summary 1\n" + forms, "x");
  EXPECT_TRUE(bool(module)) << llvm::toString(module.takeError());
  return module ? std::move(*module) : nullptr;
}

std::vector<const ir::Module*> pointers(const Modules& modules) {
  std::vector<const ir::Module*> result;
  for (const auto& module : modules)
    result.push_back(module.get());
  return result;
}

std::string linked(const Modules& modules) {
  return ir::toString(*link(pointers(modules)).module);
}

/// Units that share declarations, an inline function, one that differs, models of
/// one tag, records, globals, lines; with files listed in different orders.
Modules program() {
  Modules units;
  units.push_back(parse(R"((files "a.cpp" "net.h")
(event "varscope.get_variable" 2)
(model "net" "c:@F@build#" @0:9:1)
(look-up "net" "w" @0:12:3)
(global "c:@width" "width" @1:2:5 i32)
(record "c:@S@Net" "Net" @1:3:8 (field "w" (lib "varscope.Variable")))
(function "c:@F@build#" "build" @0:4:5 void (body (block (do-expr (call "c:@F@layer#" @5:7)))))
(function "c:@F@inlined#" "inlined" @1:8:5 i32 (body (return (int "1" i32 @1:9:3))))
(function "c:@F@differs#" "differs" @1:12:5 i32 (body (return (int "1" i32))))
(function "c:@F@layer#" "layer" @1:7:5 void)
(suppress 1 3 "b" "a")
(line 0 5 "layer();"))"));
  units.push_back(parse(R"((files "net.h" "b.cpp")
(event "varscope.get_variable" 1)
(model "net" "c:@F@other#" @1:20:1)
(look-up "net" "w" @1:12:3)
(global "c:@width" "width" @1:2:5 i32 constant (int "3" i32))
(record "c:@S@Net" "Net" @0:3:8 (field "w" (lib "varscope.Variable")))
(function "c:@F@other#" "other" @1:19:1 void (body (block)))
(function "c:@F@inlined#" "inlined" @0:8:5 i32 (body (return (int "1" i32 @0:9:3))))
(function "c:@F@differs#" "differs" @0:12:5 i32 (body (return (int "2" i32))))
(function "c:@F@layer#" "layer" @1:7:5 void (body (block @7:6)))
(suppress 0 3 "a" "b"))"));
  units.push_back(parse(R"((files "c.cpp")
(function "c:@F@differs#" "differs" @0:1:5 i32 (body (return (int "3" i32))))
(function "c:@F@layer#" "layer" @0:1:1 void))"));
  return units;
}

TEST(Linker, Merges) {
  EXPECT_EQ(linked(program()), R"(varscope-summary 1
(files "a.cpp" "b.cpp" "c.cpp" "net.h")
(event "varscope.get_variable" 3)
(model "net" "c:@F@build#" @0:9:1)
(model "net" "c:@F@other#" @1:20:1)
(look-up "net" "w" @0:12:3)
(look-up "net" "w" @1:12:3)
(global "c:@width" "width" @1:2:5 i32 constant
  (int "3" i32))
(record "c:@S@Net" "Net" @3:3:8
  (field "w" (lib "varscope.Variable")))
(function "c:@F@build#" "build" @0:4:5 void
  (body
    (block
      (do-expr (call "c:@F@layer#" @5:7)))))
(function "c:@F@differs#" "differs" @3:12:5 i32
  (body
    (return (int "1" i32))))
(function "c:@F@inlined#" "inlined" @3:8:5 i32
  (body
    (return (int "1" i32 @9:3))))
(function "c:@F@layer#" "layer" @1:7:5 void
  (body
    (block @7:6)))
(function "c:@F@other#" "other" @1:19:1 void
  (body
    (block)))
(suppress 3 3 "a" "b")
(line 0 5 "layer();")
)");
}

TEST(Linker, OrderDoesNotMatter) {
  const std::string expected = linked(program());
  std::vector<int> order{0, 1, 2};
  do {
    Modules all = program(), permuted;
    for (int i : order)
      permuted.push_back(std::move(all[i]));
    EXPECT_EQ(linked(permuted), expected);
    // Definitions that differ are told in the same way, too.
    LinkedProgram result = link(pointers(permuted));
    ASSERT_EQ(result.conflicts.size(), 1u);
    EXPECT_EQ(result.conflicts[0].usr, "c:@F@differs#");
    EXPECT_EQ(result.module->files[result.conflicts[0].kept.file], "net.h");
    ASSERT_EQ(result.conflicts[0].dropped.size(), 1u);
    EXPECT_EQ(result.module->files[result.conflicts[0].dropped[0].file], "c.cpp");
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(Linker, GroupingDoesNotMatter) {
  const std::string expected = linked(program());
  for (int alone = 0; alone < 3; ++alone) {
    Modules all = program(), pair;
    for (int i = 0; i < 3; ++i)
      if (i != alone)
        pair.push_back(std::move(all[i]));
    Modules grouped;
    grouped.push_back(link(pointers(pair)).module);
    grouped.push_back(std::move(all[alone]));
    EXPECT_EQ(linked(grouped), expected);
  }
}

TEST(Linker, OneModelInAHeaderIsOneModel) {
  Modules units;
  for (const char* source : {"a.cpp", "b.cpp"})
    units.push_back(parse("(files \"net.h\" \"" + std::string(source) +
                          "\")(model \"m\" \"f\" @0:3:1)"
                          "(function \"f\" \"f\" @0:3:1 void (body (block)))"));
  EXPECT_EQ(link(pointers(units)).module->models.size(), 1u);
}

} // namespace
} // namespace varscope
