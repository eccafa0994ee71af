// fill(): the tasks' blocks form one long range of bytes, which threads claim
// piece by piece. Orthogonal wholes are claimed one by one, before the rest.
#include "Runtime/Fill.h"

#include "Runtime/Blocks.h"
#include "Runtime/Constant.h"
#include "Runtime/Element.h"
#include "Runtime/Orthogonal.h"
#include "Runtime/Painter.h"
#include "Runtime/TensorFlow.h"
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
/// Pieces start at multiples of this within their variable: whole Philox blocks.
constexpr std::uint64_t pieceAlignment = 64;
/// Variables of up to so many bytes are not cut when there are several in a task.
constexpr std::uint64_t uncutBytes = 4096;

bool isRandom(Law law) {
  return law == Law::uniform || law == Law::normal || law == Law::truncated_normal ||
         law == Law::integer;
}

class Job {
public:
  Job(const KernelTable& table, const FillTask* tasks, std::size_t count, std::uint64_t modelSeed,
      bool outIsZero, SeedPolicy policy)
      : table(table), tasks(tasks), count(count), modelSeed(modelSeed), outIsZero(outIsZero),
        policy(policy) {}
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
  void fillPart(const FillTask& task, const Recipe& recipe, Painter& painter, std::uint64_t first,
                std::uint64_t last);
  void fillOne(const FillTask& task, NameHash name, const Recipe& recipe, Painter& painter,
               std::uint64_t first, std::uint64_t last, unsigned char* out);
  std::uint64_t seedOf(const FillTask& task) const {
    return task.spec.has_seed ? static_cast<std::uint64_t>(task.spec.seed) : modelSeed;
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
  SeedPolicy policy;

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

/// Whether the task fills its wholes from their first elements on, without a gap.
bool isPrefix(const FillTask& task) {
  std::uint64_t elements = 0;
  countElements(task.full_shape, task.rank, elements);
  return task.first == 0 && Block(task).elements() == elements;
}

/// Elements of one of the task's variables; all of them are valid.
std::uint64_t elementsEach(const FillTask& task) {
  std::uint64_t elements = 0;
  Block(task).partElements(elements);
  return elements;
}

/// Bytes that `task` takes part with when the job is cut.
std::uint64_t cutBytes(const FillTask& task) {
  return task.spec.kind == FillKind::orthogonal
             ? 0
             : elementsEach(task) * size_of(task.dtype) * task.count;
}

/// \returns false for shapes, parts and memory that do not fit.
bool isValid(const FillTask& task) {
  const std::size_t size = size_of(task.dtype);
  std::uint64_t elements = 0, bytes = 0;
  if (!Block::valid(task) || !Block(task).partElements(elements) ||
      __builtin_mul_overflow(elements, size, &bytes) ||
      reinterpret_cast<std::uintptr_t>(task.out) % size != 0)
    return false;
  if (task.count != 1 && (task.count == 0 || !task.names || task.stride < bytes || task.stride % size != 0 ||
                          task.spec.kind == FillKind::orthogonal))
    return false;
  return !__builtin_mul_overflow(bytes, task.count, &bytes) && (bytes == 0 || task.out);
}

/// Checks every task's shape and memory, and sums up. Tasks without bytes are
/// part of no piece: their arguments are checked here.
FillStatus Job::measure() {
  groups = static_cast<std::uint64_t*>(std::malloc((count / groupSize + 1) * sizeof(*groups)));
  if (!groups)
    return FillStatus::out_of_memory;
  for (std::size_t i = 0; i < count; ++i) {
    const FillTask& task = tasks[i];
    if (!isValid(task))
      return FillStatus::bad_argument;
    Recipe unused;
    if (elementsEach(task) * task.count == 0 && prepare(task, unused, policy) != FillStatus::ok)
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
  if (const FillStatus prepared = prepare(tasks[first], recipe, policy); prepared != FillStatus::ok)
    return prepared;
  return fillOrthogonal(tasks + first, last - first, recipe, rng::derive_stream(seedOf(tasks[first]), tasks[first].name), table);
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
    const std::size_t size = size_of(task.dtype);
    const std::uint64_t each = (taskEnd - taskBegin) / task.count;
    const auto cut = [&](std::uint64_t position) { // in elements of the task
      if (position <= taskBegin)
        return std::uint64_t{0};
      if (position >= taskEnd)
        return (taskEnd - taskBegin) / size;
      const std::uint64_t at = position - taskBegin, inside = at % each;
      const bool whole = task.count > 1 && each <= uncutBytes;
      return (at - inside + (whole ? 0 : inside / pieceAlignment * pieceAlignment)) / size;
    };
    if (!prepared || !sameRecipe(*prepared, task)) {
      const FillStatus done = prepare(task, recipe, policy);
      prepared = done == FillStatus::ok ? &task : nullptr;
      fail(done);
      if (isRandom(recipe.law))
        painter.use(recipe);
    }
    if (prepared)
      fillPart(task, recipe, painter, cut(begin), cut(end));
  }
}

/// Elements [first, last) of the task's variables, one after the other.
void Job::fillPart(const FillTask& task, const Recipe& recipe, Painter& painter,
                   std::uint64_t first, std::uint64_t last) {
  const std::size_t size = size_of(task.dtype);
  const std::uint64_t each = elementsEach(task);
  auto* const out = static_cast<unsigned char*>(task.out);
  if (recipe.law == Law::pattern && task.count > 1 && task.stride == each * size) {
    fillOne(task, {}, recipe, painter, first, last, out + first * size);
    return;
  }
  if (first < last && task.count > 1 && isRandom(recipe.law) && policy == SeedPolicy::by_name && isPrefix(task) &&
      painter.isSmall(each)) {
    const std::uint64_t variable = first / each;
    painter.paintMany(seedOf(task), task.names + variable, last / each - variable, each,
                      task.stride, out + variable * task.stride);
    return;
  }
  while (first < last) {
    const std::uint64_t variable = first / each, inside = first % each;
    const std::uint64_t length = std::min(each - inside, last - first);
    fillOne(task, task.count > 1 ? task.names[variable] : task.name, recipe, painter,
            task.first + inside, task.first + inside + length,
            out + variable * task.stride + inside * size);
    first += length;
  }
}

/// Elements [first, last) of one block; the first goes to `out`.
void Job::fillOne(const FillTask& task, NameHash name, const Recipe& recipe, Painter& painter,
                  std::uint64_t first, std::uint64_t last, unsigned char* out) {
  const Block block(task);
  switch (recipe.law) {
  case Law::pattern:
    if (recipe.pattern != 0 || !outIsZero)
      fillPattern(out, last - first, recipe.pattern, size_of(task.dtype));
    break;
  case Law::list: fillList(task, block, recipe, first, last, out); break;
  case Law::identity: fillIdentity(task, block, recipe, first, last, out, outIsZero); break;
  case Law::orthogonal: break;
  default: {
    if (policy == SeedPolicy::tensorflow)
      return fillTensorflow(recipe, tensorflowStream(modelSeed, task.spec.seed), first,
                            last - first, out);
    const rng::StreamKey stream = rng::derive_stream(seedOf(task), name);
    forEachRun(block, first, last, [&](std::uint64_t position, std::uint64_t length) {
      painter.paint(stream, position, length, out);
      out += length * size_of(task.dtype);
    });
  }
  }
}

} // namespace

FillStatus fillWith(const KernelTable& table, const FillTask* tasks, std::size_t count,
                    std::uint64_t modelSeed, unsigned threads, bool outIsZero,
                    SeedPolicy policy) noexcept {
  return Job(table, tasks, count, modelSeed, outIsZero, policy).run(threads);
}

FillStatus fill(const FillTask* tasks, std::size_t count, std::uint64_t model_seed,
                unsigned threads, bool out_is_zero, SeedPolicy policy) noexcept {
  return fillWith(kernels(), tasks, count, model_seed, threads, out_is_zero, policy);
}

} // namespace varscope::runtime
