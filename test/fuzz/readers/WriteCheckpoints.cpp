/// Seeds of the target `checkpoint`: two tensors in a file of each format.

#include "unit/Checkpoint/TestFiles.h"

int main(int argc, char** argv) {
  if (argc != 2)
    return 2;
  using namespace varscope;
  const std::string directory = argv[1];
  checkpoint::Tensor kernel, bias;
  kernel.name = "layer/kernel";
  kernel.shape = {3, 2};
  checkpoint::setDType(kernel, DType::float32);
  bias.name = "layer/bias";
  bias.shape = {2};
  checkpoint::setDType(bias, DType::float32);
  const checkpoint::Tensors tensors{kernel, bias};
  checkpoint::writeSafetensors(directory + "/a.safetensors", tensors);
  checkpoint::writeNpz(directory + "/a.npz", tensors);
  checkpoint::writeGguf(directory + "/a.gguf", tensors);
  checkpoint::writeTensorFlowIndex(directory + "/a.index", tensors);
  return 0;
}
