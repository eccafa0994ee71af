// fill(): the tasks' blocks form one long range of bytes, which threads claim
// piece by piece. Orthogonal wholes are claimed one by one, before the rest.
#include "Runtime/Fill.h"

#include "Runtime/Blocks.h"
#include "Runtime/Constant.h"
#include "Runtime/Element.h"
#include "Runtime/Orthogonal.h"
#include "Runtime/Painter.h"
#include "Runtime/Threads.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>

namespace varscope::runtime {
namespace {

/// Less than this is not worth another thread.
constexpr std::uint64_t leastPiece = 512 << 10;
/// Byte positions are kept for every so many tasks, not for each: an array
/// with one entry per tiny task would take longer to page in than to use.
constexpr std::size_t groupSize = 64;
/// Pieces start at multiples of this within their task: whole Philox blocks.
constexpr std::uint64_t pieceAlignment = 64;

bool isRandom(Law law) {
  return law == Law::uniform || law == Law::normal || law == Law::truncated_normal ||
         law == Law::integer;
}

class Job {
public:
  Job(const KernelTable& table, const FillTask* tasks, std::size_t count, std::uint64_t modelSeed,
      bool outIsZero)
      : table(table), tasks(tasks), count(count), modelSeed(modelSeed), outIsZero(outIsZero) {}
  ~Job() { std::free(groups); }
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  FillStatus run(unsigned threads);

private:
  FillStatus measure();
  void work();
  void workOrthogonal();
  FillStatus fillWhole(std::size_t first);
  void fillBytes(std::uint64_t begin, std::uint64_t end);
  void fillPart(const FillTask& task, const Recipe& recipe, Painter& painter,
                      std::uint64_t first, std::uint64_t last);
  rng::StreamKey streamOf(const FillTask& task) const {
    return rng::derive_stream(task.spec.has_seed ? static_cast<std::uint64_t>(task.spec.seed)
                                                 : modelSeed,
                              task.name);
  }
  void fail(FillStatus failure) {
    if (failure != FillStatus::ok)
      status.store(failure, std::memory_order_relaxed);
  }

  const KernelTable& table;
  const FillTask* tasks;
  std::size_t count;
  std::uint64_t modelSeed;
  bool outIsZero;

  std::uint64_t* groups = nullptr; ///< bytes before each group of tasks; orthogonal ones have none
  std::uint64_t total = 0, piece = 0;
  std::size_t wholes = 0;        ///< orthogonal ones
  std::atomic<std::uint64_t> nextPiece{0};
  std::atomic<std::size_t> nextTask{0};
  std::atomic<FillStatus> status{FillStatus::ok};
};

FillStatus Job::run(unsigned threads) {
  if (const FillStatus measured = measure(); measured != FillStatus::ok)
    return measured;
  if (threads == 0)
    threads = processorCount();
  const std::uint64_t useful = total / leastPiece + wholes;
  threads = static_cast<unsigned>(std::clamp<std::uint64_t>(useful, 1, threads));
  // A few pieces for each thread, so that none waits long for the last one.
  piece = threads == 1 ? std::max<std::uint64_t>(total, 1)
                       : std::max(leastPiece, total / (std::uint64_t{threads} * 8));
  runThreads(threads, [](void* job) { static_cast<Job*>(job)->work(); }, this);
  return status.load();
}

/// Bytes that `task` takes part with when the job is cut.
std::uint64_t cutBytes(const FillTask& task) {
  return task.spec.kind == FillKind::orthogonal ? 0 : Block(task).elements() * size_of(task.dtype);
}

/// Checks every task's shape and memory, and sums up. Tasks without bytes are
/// part of no piece: their arguments are checked here.
FillStatus Job::measure() {
  groups = static_cast<std::uint64_t*>(std::malloc((count / groupSize + 1) * sizeof(*groups)));
  if (!groups)
    return FillStatus::out_of_memory;
  for (std::size_t i = 0; i < count; ++i) {
    const FillTask& task = tasks[i];
    const std::size_t size = size_of(task.dtype);
    std::uint64_t bytes = 0;
    if (!Block::valid(task) || __builtin_mul_overflow(Block(task).elements(), size, &bytes) ||
        (bytes > 0 && !task.out) || reinterpret_cast<std::uintptr_t>(task.out) % size != 0)
      return FillStatus::bad_argument;
    Recipe unused;
    if (bytes == 0 && prepare(task, unused) != FillStatus::ok)
      return FillStatus::bad_argument;
    if (i % groupSize == 0)
      groups[i / groupSize] = total;
    wholes += task.spec.kind == FillKind::orthogonal;
    if (__builtin_add_overflow(total, cutBytes(task), &total))
      return FillStatus::bad_argument;
  }
  return FillStatus::ok;
}

void Job::work() {
  if (wholes > 0)
    workOrthogonal();
  while (true) {
    const std::uint64_t at = nextPiece.fetch_add(1, std::memory_order_relaxed);
    if (at * piece >= total)
      return;
    fillBytes(at * piece, std::min(total, (at + 1) * piece));
  }
}

void Job::workOrthogonal() {
  while (true) {
    const std::size_t at = nextTask.fetch_add(1, std::memory_order_relaxed);
    if (at >= count)
      return;
    const bool first = at == 0 || !sameWhole(tasks[at - 1], tasks[at]);
    if (tasks[at].spec.kind == FillKind::orthogonal && first)
      fail(fillWhole(at));
  }
}

/// Computes one orthogonal whole for all its blocks that stand together.
FillStatus Job::fillWhole(std::size_t first) {
  std::size_t last = first + 1;
  while (last < count && sameWhole(tasks[first], tasks[last]))
    ++last;
  Recipe recipe;
  if (const FillStatus prepared = prepare(tasks[first], recipe); prepared != FillStatus::ok)
    return prepared;
  return fillOrthogonal(tasks + first, last - first, recipe, streamOf(tasks[first]), table);
}

/// Bytes [begin, end) of the whole job.
void Job::fillBytes(std::uint64_t begin, std::uint64_t end) {
  Painter painter(table);
  Recipe recipe;
  const FillTask* prepared = nullptr; // the task that `recipe` was made for
  // Start at the last group that begins at or before `begin`.
  const std::size_t groupCount = (count + groupSize - 1) / groupSize;
  const auto* next = std::upper_bound(groups, groups + groupCount, begin);
  const std::size_t group = next == groups ? 0 : static_cast<std::size_t>(next - groups) - 1;
  std::uint64_t taskEnd = groups[group];
  for (std::size_t i = group * groupSize; i < count && taskEnd < end; ++i) {
    const FillTask& task = tasks[i];
    const std::uint64_t taskBegin = taskEnd;
    taskEnd += cutBytes(task);
    if (taskEnd <= begin || taskEnd == taskBegin)
      continue;
    const auto cut = [&](std::uint64_t position) {
      if (position <= taskBegin)
        return std::uint64_t{0};
      return position >= taskEnd ? taskEnd - taskBegin
                                 : (position - taskBegin) / pieceAlignment * pieceAlignment;
    };
    const std::size_t size = size_of(task.dtype);
    if (!prepared || !sameRecipe(*prepared, task)) {
      const FillStatus done = prepare(task, recipe);
      prepared = done == FillStatus::ok ? &task : nullptr;
      fail(done);
      if (isRandom(recipe.law))
        painter.use(recipe);
    }
    if (prepared)
      fillPart(task, recipe, painter, cut(begin) / size, cut(end) / size);
  }
}

void Job::fillPart(const FillTask& task, const Recipe& recipe, Painter& painter,
                         std::uint64_t first, std::uint64_t last) {
  if (first >= last)
    return;
  const Block block(task);
  auto* out = static_cast<unsigned char*>(task.out) + first * size_of(task.dtype);
  switch (recipe.law) {
  case Law::pattern:
    if (recipe.pattern != 0 || !outIsZero)
      fillPattern(out, last - first, recipe.pattern, size_of(task.dtype));
    break;
  case Law::list: fillList(task, block, recipe, first, last, out); break;
  case Law::identity: fillIdentity(task, block, recipe, first, last, out, outIsZero); break;
  case Law::orthogonal: break;
  default: {
    const rng::StreamKey stream = streamOf(task);
    forEachRun(block, first, last, [&](std::uint64_t position, std::uint64_t length) {
      painter.paint(stream, position, length, out);
      out += length * size_of(task.dtype);
    });
  }
  }
}

} // namespace

FillStatus fillWith(const KernelTable& table, const FillTask* tasks, std::size_t count,
                    std::uint64_t modelSeed, unsigned threads, bool outIsZero) noexcept {
  return Job(table, tasks, count, modelSeed, outIsZero).run(threads);
}

FillStatus fill(const FillTask* tasks, std::size_t count, std::uint64_t model_seed,
                unsigned threads, bool out_is_zero) noexcept {
  return fillWith(kernels(), tasks, count, model_seed, threads, out_is_zero);
}

} // namespace varscope::runtime
