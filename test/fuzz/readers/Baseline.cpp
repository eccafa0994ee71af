/// Baselines.

#include "Rules/Baseline.h"
#include "Target.h"

using namespace varscope;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto baseline = Baseline::read(fuzz::textOf(data, size), "input");
  if (!baseline)
    llvm::consumeError(baseline.takeError());
  return 0;
}
