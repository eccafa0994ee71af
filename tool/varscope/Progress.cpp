#include "varscope/Progress.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace varscope::tool;

static constexpr char clearLine[] = "\r\x1b[K";

Progress::Progress(std::size_t total)
    : total(total), shown(total > 1 && sys::Process::StandardErrIsDisplayed()) {}

Progress::~Progress() {
  if (shown && count > 0)
    errs() << clearLine;
}

void Progress::done(StringRef source) {
  ++count;
  if (shown)
    errs() << clearLine << formatv("[{0}/{1}] {2}", count, total, sys::path::filename(source));
}

Timing::Timing(const Arguments& arguments) : wanted(arguments.options.hasArg(OPT_timing)) {}

Timing::~Timing() {
  if (wanted)
    for (const auto& [stage, seconds] : stages)
      errs() << formatv("timing: {0,-8} {1,8:F3} s\n", stage, seconds);
}

void Timing::spentOn(StringRef stage) {
  Clock::time_point now = Clock::now();
  stages.emplace_back(stage, std::chrono::duration<double>(now - last).count());
  last = now;
}
