#include "ScopeIR/Printer.h"
#include "ScopeIR/Parser.h"

#include <gtest/gtest.h>

namespace varscope::ir {
namespace {

Loc at(std::uint32_t file, std::uint32_t line, std::uint32_t column) {
  return {file, line, column};
}

/// int width(int n) { return n * 2; } and a model, with files in the given order.
std::unique_ptr<Module> sample(bool headerFirst) {
  auto module = std::make_unique<Module>();
  if (headerFirst)
    module->file("a.h");
  std::uint32_t source = module->file("net.cpp");
  std::uint32_t header = module->file("a.h");
  const Type* i32 = module->type({.kind = TypeKind::Int, .width = 32, .isSigned = true});
  const Node* n = module->node(Op::Local, at(source, 4, 27), {}, "n");
  const Node* two = module->node(Op::Int, at(header, 1, 13), {}, "2", i32);
  const Node* load = module->node(Op::Load, {}, {n});
  const Node* product = module->node(Op::Binary, at(source, 4, 27), {load, two}, "*", i32);
  const Node* result = module->node(Op::Return, at(source, 4, 20), {product});
  Function f;
  f.usr = module->intern("c:@F@width#I#");
  f.name = module->intern("width");
  f.loc = {source, 4, 5, 4, 10, header, 9};
  f.result = i32;
  f.params = {{module->intern("n"), i32}};
  f.body = module->node(Op::Block, at(source, 4, 18), {result});
  module->functions[f.usr] = f;
  std::vector<Model> models{{module->intern("one"), f.usr, at(source, 9, 1)},
                            {module->intern("one"), f.usr, at(header, 2, 1)}};
  if (headerFirst)
    std::swap(models[0], models[1]);
  module->models = models;
  module->lines[{source, 4}] = "int width(int n) { return n * TWO; }";
  module->suppressions.push_back({header, 3, {}});
  return module;
}

TEST(Printer, FormIsReadable) {
  EXPECT_EQ(toString(*sample(false)), R"(varscope-summary 1
(files "a.h" "net.cpp")
(model "one" "c:@F@width#I#" @0:2:1)
(model "one" "c:@F@width#I#" @1:9:1)
(function "c:@F@width#I#" "width" @1:4:5-4:10~0:9 i32
  (param "n" i32)
  (body
    (block @4:18
      (return @4:20 (bin "*" i32 @4:27 (load (local "n" @4:27)) (int "2" i32 @0:1:13))))))
(suppress 0 3)
(line 1 4 "int width(int n) { return n * TWO; }")
)");
}

TEST(Printer, EqualModulesPrintEqualBytes) {
  EXPECT_EQ(toString(*sample(false)), toString(*sample(true)));
}

TEST(Printer, TypesAreInterned) {
  Module module;
  const Type* f32 = module.type({.kind = TypeKind::Float, .width = 32});
  const Type* args[] = {f32};
  const Type* array =
      module.type({.kind = TypeKind::Library, .count = 4, .name = "std::array", .args = args});
  EXPECT_EQ(toString(*array), R"((lib "std::array" f32 4))");
  EXPECT_EQ(
      array,
      module.type({.kind = TypeKind::Library, .count = 4, .name = "std::array", .args = args}));
  // What a kind does not use does not tell types apart.
  EXPECT_EQ(f32, module.type({.kind = TypeKind::Float, .width = 32, .count = 7, .name = "x"}));
  EXPECT_NE(f32, module.type({.kind = TypeKind::Float, .width = 32, .isConst = true}));
  EXPECT_NE(f32, module.type({.kind = TypeKind::Float, .width = 64}));
}

TEST(Printer, EveryByteSurvivesInStrings) {
  std::string bytes;
  for (int c = 0; c < 256; ++c)
    bytes += static_cast<char>(c);
  Module module;
  Global global;
  global.usr = module.intern(bytes);
  global.name = module.intern("g");
  global.type = module.type({.kind = TypeKind::Void});
  global.init = module.node(Op::Str, {}, {}, bytes);
  module.globals[global.usr] = global;
  auto parsed = parse(toString(module), "x");
  ASSERT_TRUE(bool(parsed)) << llvm::toString(parsed.takeError());
  EXPECT_EQ((*parsed)->globals.begin()->first, bytes);
  EXPECT_EQ((*parsed)->globals.begin()->second.init->text, bytes);
}

} // namespace
} // namespace varscope::ir
