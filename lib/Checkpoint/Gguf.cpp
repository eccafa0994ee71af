// GGUF: typed metadata, then a name, shape, type and place for each tensor.
#include "Checkpoint/Tensor.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/DataExtractor.h"
#include "llvm/Support/MemoryBuffer.h"

#include <algorithm>

using namespace llvm;
using namespace varscope;

namespace {

/// ggml's tensor types, by number; those without a name no longer exist.
struct TensorType {
  const char* name;
  std::optional<DType> dtype;
};
constexpr TensorType tensorTypes[] = {
    {"F32", float32},  {"F16", float16}, {"Q4_0", {}},   {"Q4_1", {}},     {nullptr, {}},
    {nullptr, {}},     {"Q5_0", {}},     {"Q5_1", {}},   {"Q8_0", {}},     {"Q8_1", {}},
    {"Q2_K", {}},      {"Q3_K", {}},     {"Q4_K", {}},   {"Q5_K", {}},     {"Q6_K", {}},
    {"Q8_K", {}},      {"IQ2_XXS", {}},  {"IQ2_XS", {}}, {"IQ3_XXS", {}},  {"IQ1_S", {}},
    {"IQ4_NL", {}},    {"IQ3_S", {}},    {"IQ2_S", {}},  {"IQ4_XS", {}},   {"I8", int8},
    {"I16", int16},    {"I32", int32},   {"I64", int64}, {"F64", float64}, {"IQ1_M", {}},
    {"BF16", bfloat16}};

/// Bytes of metadata types, by number: u8, i8, u16, i16, u32, i32, f32, bool, string, array, u64,
/// i64, f64.
constexpr std::uint8_t valueBytes[] = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};
constexpr std::uint32_t stringType = 8, arrayType = 9;
constexpr unsigned maxNesting = 16, maxRank = 64;

class Reader {
public:
  explicit Reader(StringRef bytes)
      : bytes(bytes, /*IsLittleEndian=*/true, /*AddressSize=*/8), at(4) {}

  Expected<checkpoint::Tensors> read() {
    std::uint32_t version = bytes.getU32(at);
    if (at && version != 2 && version != 3)
      return stop("GGUF version " + Twine(version) + ", which is neither 2 nor 3");
    std::uint64_t tensorCount = bytes.getU64(at), valueCount = bytes.getU64(at);
    for (std::uint64_t i = 0; at && i < valueCount; ++i) {
      string();
      if (!skipValue(bytes.getU32(at), 0))
        return stop("metadata of an unknown type");
    }
    checkpoint::Tensors tensors;
    for (std::uint64_t i = 0; at && i < tensorCount; ++i)
      tensors.push_back(tensor());
    if (!at) {
      consumeError(at.takeError());
      return createStringError("the GGUF header does not end: it has been cut short");
    }
    return tensors;
  }

private:
  DataExtractor bytes;
  DataExtractor::Cursor at;

  Error stop(const Twine& why) {
    consumeError(at.takeError());
    return createStringError(why);
  }

  std::string string() {
    std::uint64_t length = bytes.getU64(at);
    return bytes.getBytes(at, length).str();
  }

  bool skipValue(std::uint32_t type, unsigned nesting) {
    if (!at)
      return true; // said by read()
    if (type == stringType) {
      string();
    } else if (type == arrayType) {
      std::uint32_t element = bytes.getU32(at);
      std::uint64_t count = bytes.getU64(at);
      if (nesting == maxNesting)
        return false;
      if (element < std::size(valueBytes) && valueBytes[element] != 0)
        skip(count, valueBytes[element]);
      else
        for (std::uint64_t i = 0; at && i < count; ++i)
          if (!skipValue(element, nesting + 1))
            return false;
    } else if (type < std::size(valueBytes)) {
      skip(1, valueBytes[type]);
    } else {
      return false;
    }
    return true;
  }

  void skip(std::uint64_t count, std::uint64_t each) {
    bytes.skip(at, count > UINT64_MAX / each ? UINT64_MAX : count * each);
  }

  checkpoint::Tensor tensor() {
    checkpoint::Tensor tensor;
    tensor.name = string();
    std::uint32_t rank = bytes.getU32(at);
    for (std::uint32_t i = 0; at && i < std::min(rank, maxRank); ++i)
      tensor.shape.push_back(static_cast<std::int64_t>(bytes.getU64(at)));
    std::reverse(tensor.shape.begin(), tensor.shape.end()); // the innermost dimension is first
    std::uint32_t type = bytes.getU32(at);
    bytes.getU64(at); // its place
    if (type < std::size(tensorTypes) && tensorTypes[type].name) {
      tensor.dtypeText = tensorTypes[type].name;
      if (tensorTypes[type].dtype)
        setDType(tensor, *tensorTypes[type].dtype);
    } else {
      tensor.dtypeText = "type " + std::to_string(type);
    }
    return tensor;
  }
};

} // namespace

Expected<checkpoint::Tensors> checkpoint::readGguf(StringRef path) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> file =
      MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!file)
    return createStringError(file.getError().message());
  return Reader((*file)->getBuffer()).read();
}
