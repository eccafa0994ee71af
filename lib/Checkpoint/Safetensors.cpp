#include "Checkpoint/Tensor.h"

#include <varscope/runtime/safetensors.h>

#include "llvm/ADT/ScopeExit.h"

using namespace llvm;
using namespace varscope;

Expected<checkpoint::Tensors> checkpoint::readSafetensors(StringRef path) {
  char problem[512] = "";
  runtime::TensorFile* file = runtime::open_tensors(path.str().c_str(), problem, sizeof problem);
  if (!file)
    return createStringError(problem);
  scope_exit close([&] { runtime::close_tensors(file); });
  std::size_t count = 0;
  const runtime::Tensor* read = runtime::tensors_of(file, count);
  Tensors tensors;
  for (const runtime::Tensor& from : ArrayRef(read, count)) {
    Tensor tensor{std::string(from.name, from.name_length),
                  std::nullopt,
                  from.dtype,
                  {from.shape, from.shape + from.rank}};
    if (from.known_dtype)
      setDType(tensor, from.our_dtype);
    tensors.push_back(std::move(tensor));
  }
  return tensors;
}
