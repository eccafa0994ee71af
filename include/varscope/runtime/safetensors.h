#pragma once
/// The safetensors format, compiled: plain data only, as in fill.h. A file is a header (JSON: a
/// name, dtype, shape and place for each tensor) and the tensors' bytes.
///
/// Functions that fail leave a text in `problem`, which holds `problem_size` bytes.

#include <varscope/dtype.h>

#include <cstddef>
#include <cstdint>

namespace varscope::runtime {

struct Tensor {
  const char* name = nullptr;
  std::size_t name_length = 0;
  const char* dtype = nullptr;      ///< as the format spells it: "F32"; when writing: unused
  bool known_dtype = false;         ///< whether it is one of ours
  DType our_dtype = DType::float32; ///< meaningful if known_dtype
  std::uint32_t rank = 0;
  const std::int64_t* shape = nullptr; ///< rank numbers
  const void* data = nullptr;          ///< of a file: in its mapping
  std::uint64_t bytes = 0;
};

/// A file that is mapped into memory; only what is read of it costs time.
class TensorFile;

/// Reads and checks the header. Null if the file cannot be read or is not sound.
TensorFile* open_tensors(const char* path, char* problem, std::size_t problem_size) noexcept;
void close_tensors(TensorFile* file) noexcept;
/// By name, sorted. Valid until the file is closed.
const Tensor* tensors_of(const TensorFile* file, std::size_t& count) noexcept;

/// Replaces the file as a whole or not at all. Dtypes are `our_dtype`.
bool write_tensors(const char* path, const Tensor* tensors, std::size_t count, char* problem,
                   std::size_t problem_size) noexcept;

} // namespace varscope::runtime
