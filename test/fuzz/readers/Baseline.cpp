/// Baselines.

#include "Rules/Baseline.h"
#include "Target.h"

using namespace varscope;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::answerOf(Baseline::read(fuzz::textOf(data, size), "input"));
  return 0;
}
