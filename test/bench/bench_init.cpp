// How fast variables get their first values: the laws beside memset, in one
// run. Not a test; prints a table of GB/s and ratios at the end.
#include <varscope/runtime/fill.h>

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <vector>

using namespace varscope;
using namespace varscope::runtime;

namespace {

constexpr std::int64_t largeElements = std::int64_t{64} << 20; // 256 MiB of float32
constexpr std::size_t tinyCount = 1000000;

/// One arena for all benchmarks, touched once.
float* arena() {
  static auto* const memory = [] {
    void* bytes = allocate_arena(largeElements * sizeof(float));
    if (!bytes)
      std::abort();
    std::memset(bytes, 1, largeElements * sizeof(float));
    return static_cast<float*>(bytes);
  }();
  return memory;
}

FillSpec specOf(FillKind kind) {
  static const float constant = 0.5F;
  FillSpec spec;
  spec.kind = kind;
  spec.b = 1;
  if (kind == FillKind::constant) {
    spec.data = &constant;
    spec.data_count = 1;
  }
  return spec;
}

void large(benchmark::State& state, FillKind kind, unsigned threads) {
  const std::int64_t shape[] = {largeElements};
  FillTask task;
  task.out = arena();
  task.rank = 1;
  task.full_shape = shape;
  task.name = hash_name("v", 1);
  task.spec = specOf(kind);
  for (auto _ : state)
    if (fill(&task, 1, 42, threads, false) != FillStatus::ok)
      state.SkipWithError("fill failed");
  state.SetBytesProcessed(state.iterations() * largeElements * 4);
}

void tiny(benchmark::State& state, FillKind kind) {
  const std::int64_t shape[] = {16};
  std::vector<FillTask> tasks(tinyCount);
  for (std::size_t i = 0; i < tinyCount; ++i) {
    const std::string name = "v" + std::to_string(i);
    tasks[i].out = arena() + i * 16;
    tasks[i].rank = 1;
    tasks[i].full_shape = shape;
    tasks[i].name = hash_name(name.data(), name.size());
    tasks[i].spec = specOf(kind);
  }
  for (auto _ : state)
    if (fill(tasks.data(), tasks.size(), 42, 1, false) != FillStatus::ok)
      state.SkipWithError("fill failed");
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(tinyCount) * 64);
}

void setMemory(benchmark::State& state) {
  arena();
  for (auto _ : state) {
    std::memset(arena(), 1, largeElements * sizeof(float));
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(state.iterations() * largeElements * 4);
}

/// From no memory to initialised: first touch included.
void fresh(benchmark::State& state, FillKind kind) {
  const std::int64_t shape[] = {largeElements};
  for (auto _ : state) {
    FillTask task;
    task.out = allocate_arena(largeElements * 4);
    task.rank = 1;
    task.full_shape = shape;
    task.spec = specOf(kind);
    if (!task.out || fill(&task, 1, 42, 1, true) != FillStatus::ok)
      state.SkipWithError("fill failed");
    free_arena(task.out, largeElements * 4);
  }
  state.SetBytesProcessed(state.iterations() * largeElements * 4);
}

void orthogonal(benchmark::State& state) {
  const std::int64_t shape[] = {4096, 1024};
  FillTask task;
  task.out = arena();
  task.rank = 2;
  task.full_shape = shape;
  task.spec = specOf(FillKind::orthogonal);
  task.spec.a = 1;
  for (auto _ : state)
    if (fill(&task, 1, 42, 1, false) != FillStatus::ok)
      state.SkipWithError("fill failed");
  state.SetBytesProcessed(state.iterations() * 4096 * 1024 * 4);
}

/// Google Benchmark's table, then the ratios to memset.
class RatioReporter : public benchmark::ConsoleReporter {
public:
  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs)
      if (run.aggregate_name == "median" || run.run_type == Run::RT_Iteration)
        if (const auto rate = run.counters.find("bytes_per_second"); rate != run.counters.end())
          rates[run.run_name.str()] = rate->second;
  }

  void Finalize() override {
    ConsoleReporter::Finalize();
    const double base = rates["memset/real_time"];
    std::printf("\n%-44s %8s %10s\n", "", "GB/s", "of memset");
    for (const auto& [name, rate] : rates)
      std::printf("%-44s %8.2f %9.0f%%\n", name.c_str(), rate / 1e9, base > 0 ? 100 * rate / base : 0);
  }

private:
  std::map<std::string, double> rates;
};

template <class Body, class... Arguments>
void add(const std::string& name, Body body, Arguments... arguments) {
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) { body(state, arguments...); })
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
}

} // namespace

int main(int argc, char** argv) {
  const struct { const char* name; FillKind kind; } laws[] = {
      {"zeros", FillKind::zeros}, {"constant", FillKind::constant}, {"uniform", FillKind::random_uniform},
      {"normal", FillKind::random_normal}, {"truncated_normal", FillKind::truncated_normal}};
  add("memset", setMemory);
  for (const auto& law : laws) {
    add(std::string("256MiB/") + law.name, large, law.kind, 1U);
    add(std::string("256MiB, all processors/") + law.name, large, law.kind, 0U);
  }
  for (const auto& law : laws)
    add(std::string("1000000 of 16/") + law.name, tiny, law.kind);
  add("fresh 256MiB/normal", fresh, FillKind::random_normal);
  add("orthogonal 4096x1024", orthogonal);
  benchmark::Initialize(&argc, argv);
  RatioReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  return 0;
}
