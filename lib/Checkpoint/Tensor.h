#pragma once
/// What a checkpoint file says of its tensors. Only headers are read, whatever the file's size.

#include <varscope/dtype.h>

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace varscope::checkpoint {

struct Tensor {
  std::string name;
  std::optional<DType> dtype;      ///< none: one that VarScope does not have
  std::string dtypeText;           ///< as manifests spell it; otherwise as the format does
  std::vector<std::int64_t> shape; ///< row-major
};

/// Fills in the dtype and its text.
inline void setDType(Tensor& tensor, DType dtype) {
  tensor.dtype = dtype;
  tensor.dtypeText = name(dtype);
}

using Tensors = std::vector<Tensor>;

/// Reads a file of any format; which one its bytes tell, not its name.
/// \returns in the file's order; or an error "'path': what is wrong"
llvm::Expected<Tensors> readCheckpoint(llvm::StringRef path);

// One format per file, each for a path whose first or last bytes are that format's. Errors
// without the path.
llvm::Expected<Tensors> readSafetensors(llvm::StringRef path);
llvm::Expected<Tensors> readNpz(llvm::StringRef path);
llvm::Expected<Tensors> readGguf(llvm::StringRef path);
llvm::Expected<Tensors> readTensorFlowIndex(llvm::StringRef path);

} // namespace varscope::checkpoint
