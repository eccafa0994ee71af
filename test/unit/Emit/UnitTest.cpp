#include "Emit/Unit.h"
#include "../TemporaryDirectory.h"
#include "TestModels.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

#include <gtest/gtest.h>

#include <fstream>

using namespace varscope;
using namespace varscope::test;
using core::EventKind;

namespace {

std::string unitOf(const ResolvedModel& m) {
  auto plan = planModel(m);
  EXPECT_TRUE(std::holds_alternative<ModelPlan>(plan));
  std::string text;
  llvm::raw_string_ostream os(text);
  llvm::Error error = writeUnit(os, m, std::get<ModelPlan>(plan));
  EXPECT_FALSE(bool(error)) << llvm::toString(std::move(error));
  return text;
}

std::string unitError(const ResolvedModel& m) {
  auto plan = planModel(m);
  std::string text;
  llvm::raw_string_ostream os(text);
  return llvm::toString(writeUnit(os, m, std::get<ModelPlan>(plan)));
}

/// Compiles the unit and a program that prints its tables, runs it, and
/// returns what it printed.
std::string compileAndRun(llvm::StringRef compiler, const std::string& unit,
                          const std::string& program) {
  const varscope::test::OwnDirectory dir;
  std::ofstream(dir.file("unit.cpp")) << unit;
  std::ofstream(dir.file("main.cpp"))
      << "#include <varscope/plan.h>\n#include <cstdio>\n" << program;
  std::string exe = dir.file("a.out"), out = dir.file("out"), unitFile = dir.file("unit.cpp"),
              mainFile = dir.file("main.cpp");
  std::vector<llvm::StringRef> args = {compiler,  "-std=c++20", "-Wall",         "-Wextra",
                                       "-Wpedantic", "-Werror", "-I" TEST_INCLUDE, unitFile,
                                       mainFile,  "-o",         exe};
  EXPECT_EQ(llvm::sys::ExecuteAndWait(compiler, args), 0) << unit;
  std::optional<llvm::StringRef> redirects[] = {std::nullopt, llvm::StringRef(out), std::nullopt};
  EXPECT_EQ(llvm::sys::ExecuteAndWait(exe, {exe}, std::nullopt, redirects), 0);
  auto text = llvm::MemoryBuffer::getFile(out);
  return text ? (*text)->getBuffer().str() : "";
}

void expectOutput(const ResolvedModel& m, const std::string& program, const std::string& output) {
  std::string unit = unitOf(m);
  for (llvm::StringRef compiler : llvm::split(TEST_COMPILERS, ','))
    EXPECT_EQ(compileAndRun(compiler, unit, program), output) << compiler.str();
}

TEST(Unit, HoldsThePlan) {
  expectOutput(gan(), R"(
extern "C" const varscope::plan::Plan varscope_plan_gan;
int main() {
  const auto& p = varscope_plan_gan;
  std::printf("%u %s %d\n", p.version, p.model, int(p.arena_bytes));
  for (unsigned i = 0; i < p.variable_count; ++i) {
    const auto& v = p.variables[i];
    std::printf("%.*s/%s %d [", int(v.name_length), v.name, v.name, int(v.dtype));
    for (unsigned k = 0; k < v.rank; ++k)
      std::printf(" %d", int(v.shape[k]));
    std::printf(" ] %d at %d+%d", int(v.initializer.kind), int(v.offset), int(v.bytes));
    for (unsigned k = 0; k < v.collection_count; ++k)
      std::printf(" %s", v.collections[k]);
    std::printf("\n");
  }
  for (unsigned s = p.steps[0].next[0];; s = p.steps[s].next[0]) {
    const auto& step = p.steps[s];
    std::printf("%d %d %u line %u %s%s\n", int(step.kind), step.creates, step.payload,
                p.sites[step.site].first_line, step.full_name, step.may_end ? " end" : "");
    if (step.may_end)
      break;
  }
  if (p.sites[p.steps[1].site].file != varscope::plan::fnv1a("model.cpp") ||
      p.steps[2].name != varscope::plan::fnv1a("kernel") || p.wholes || p.texts)
    return 1;
  std::printf("%s %s\n", p.scopes[p.steps[1].payload].name_scope,
              p.scopes[p.steps[4].payload].name_scope);
})",
               R"(2 gan 128
d/kernel/d/kernel:0 0 [ 4 3 ] 9 at 0+48 trainable_variables variables
d/bias/d/bias:0 0 [ 3 ] 0 at 64+12 trainable_variables variables
1 0 0 line 10 
3 1 0 line 7 d/kernel
3 1 1 line 8 d/bias
1 0 1 line 11 
3 0 0 line 7 d/kernel
3 0 1 line 8 d/bias end
d/ d_1/
)");
}

TEST(Unit, AnyBytesInNames) {
  ResolvedModel m;
  m.tag = "odd";
  std::string name("?" "?/\"\\*/\n%s\0012\xff", 13);
  add(m, variable(0, name, {}, Initializer(runtime::FillKind::ones)));
  edit(m, 0, [](core::Variable& v) { v.caching_device = "*/ ?" "?= \""; });
  expectOutput(m, R"(
extern "C" const varscope::plan::Plan varscope_plan_odd;
int main() {
  const auto& v = varscope_plan_odd.variables[0];
  for (unsigned i = 0; i < v.name_length; ++i)
    std::printf("%02x", (unsigned char)v.name[i]);
  std::printf(" %s\n", v.caching_device);
})",
               llvm::toHex(name, /*LowerCase=*/true) + " */ \?\?= \"\n");
}

TEST(Unit, NumbersOfInitialisers) {
  auto data = []<class T>(std::initializer_list<T> values) {
    InitialData d;
    d.dtype = dtype_of<T>;
    const auto* bytes = reinterpret_cast<const std::byte*>(values.begin());
    d.bytes.assign(bytes, bytes + values.size() * sizeof(T));
    return Initializer::from_data(runtime::FillKind::constant, d);
  };
  ResolvedModel m;
  m.tag = "numbers";
  add(m, variable(0, "a", {2}, data(std::initializer_list<float>{0.1f, -INFINITY})));
  add(m, variable(1, "b", {2}, data(std::initializer_list<std::int64_t>{INT64_MIN, 7}), int64));
  add(m, variable(2, "c", {2}, data(std::initializer_list<std::uint8_t>{255, 0}), uint8));
  add(m, variable(3, "d", {}, Initializer(runtime::FillKind::random_normal, 0.1, 0.2, -3)));
  add(m, variable(4, "e", {2}, data(std::initializer_list<float>{0.1f, -INFINITY})));
  expectOutput(m, R"(
extern "C" const varscope::plan::Plan varscope_plan_numbers;
int main() {
  const auto* v = varscope_plan_numbers.variables;
  const float* a = static_cast<const float*>(v[0].initializer.data);
  const auto* b = static_cast<const std::int64_t*>(v[1].initializer.data);
  const auto* c = static_cast<const std::uint8_t*>(v[2].initializer.data);
  std::printf("%a %a %d\n", a[0], a[1], int(v[0].initializer.data_count));
  std::printf("%d %d\n", b[0] == INT64_MIN, int(b[1]));
  std::printf("%d %d\n", c[0], c[1]);
  const auto& d = v[3].initializer;
  std::printf("%d %d %a %a\n", d.has_seed, int(d.seed), d.a, d.b);
  std::printf("%d\n", v[4].initializer.data == v[0].initializer.data);
})",
               "0x1.99999ap-4 -inf 2\n1 7\n255 0\n1 -3 0x1.999999999999ap-4 0x1.999999999999ap-3\n1\n");
}

TEST(Unit, PartitionedVariables) {
  ResolvedModel m;
  m.tag = "parts";
  for (std::uint32_t i = 0; i < 2; ++i) {
    add(m, variable(i, "emb/part_" + std::to_string(i), {2, 3}, Initializer(runtime::FillKind::zeros)));
    edit(m, i, [&](core::Variable& v) { v.slice = {"emb", {4, 3}, {2 * i, 0}}; });
  }
  m.partitioned.push_back({0, "emb", float32, {4, 3}, {2, 1}, {0, 1}});
  expectOutput(m, R"(
extern "C" const varscope::plan::Plan varscope_plan_parts;
int main() {
  const auto& p = varscope_plan_parts;
  std::printf("%s %u %d %u %u\n", p.wholes[0].name, p.wholes[0].rank, int(p.wholes[0].shape[0]),
              p.wholes[0].slices[1], p.wholes[0].slice_count);
  const auto& v = p.variables[1];
  std::printf("%s %d %d %d\n", v.slice->of, int(v.slice->full_shape[0]), int(v.slice->offset[0]),
              v.hash.low == p.variables[0].hash.low);
})",
               "emb 2 4 1 2\nemb 4 2 1\n");
}

TEST(Unit, EmptyModel) {
  ResolvedModel m;
  m.tag = "nothing";
  expectOutput(m, R"(
extern "C" const varscope::plan::Plan varscope_plan_nothing;
int main() { std::printf("%u %d\n", varscope_plan_nothing.step_count, varscope_plan_nothing.steps[0].may_end); })",
               "1 1\n");
}

TEST(Unit, SameModelSameBytes) { EXPECT_EQ(unitOf(gan()), unitOf(gan())); }

TEST(Unit, WhatItCannotHold) {
  ResolvedModel m = gan();
  m.tag = "../gan";
  EXPECT_EQ(unitError(m), "model '../gan': the tag is not an identifier");
  m = gan();
  edit(m, 0, [](core::Variable& v) { v.caching_device = std::string("a\0b", 3); });
  EXPECT_EQ(unitError(m), "model 'gan': a name with a NUL character cannot be planned");
}

TEST(PlanModel, AmbiguousCallsAreUnresolved) {
  ResolvedModel m = gan();
  Trace create, share;
  create.items = {get(m, EventKind::create, 0, 5)};
  share.items = {get(m, EventKind::share, 0, 5)};
  m.trace.items = {Alternatives{"'c' is true", {create, share}}};
  auto plan = planModel(m);
  ASSERT_TRUE(std::holds_alternative<Finding>(plan));
  EXPECT_EQ(std::get<Finding>(plan).rule, Rule::Unresolved);
  EXPECT_EQ(std::get<Finding>(plan).at.line, 5u);
  EXPECT_EQ(std::get<Finding>(plan).model, "gan");
}

TEST(PlanModel, TooManyBytes) {
  ResolvedModel m = gan();
  edit(m, 0, [](core::Variable& v) { v.shape = {INT64_MAX, 2}; });
  auto plan = planModel(m);
  ASSERT_TRUE(std::holds_alternative<Finding>(plan));
  EXPECT_EQ(std::get<Finding>(plan).rule, Rule::InvalidArgument);
}

} // namespace
