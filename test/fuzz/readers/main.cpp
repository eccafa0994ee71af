/// Runs a target on files, for builds without libFuzzer: inputs that it kept stay tests.

#include "Target.h"

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const auto file = llvm::MemoryBuffer::getFile(argv[i], /*IsText=*/false, /*RequiresNullTerminator=*/false);
    if (!file) {
      llvm::errs() << "cannot read '" << argv[i] << "': " << file.getError().message() << '\n';
      return 2;
    }
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>((*file)->getBufferStart()), (*file)->getBufferSize());
  }
  llvm::outs() << argc - 1 << " inputs\n";
  return argc > 1 ? 0 : 2;
}
