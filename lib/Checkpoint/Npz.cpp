// NumPy's .npz: a zip archive with an .npy file for each array.
#include "Checkpoint/Tensor.h"

#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/Regex.h"

#include <memory>
#include <zip.h>

using namespace llvm;
using namespace varscope;

/// The header's limit in practice: a dtype and a shape.
static constexpr std::size_t maxHeader = 1 << 20;

static std::optional<DType> dtypeOf(StringRef descr) {
  return StringSwitch<std::optional<DType>>(descr)
      .Case("<f4", float32)
      .Case("<f8", float64)
      .Case("<f2", float16)
      .Case("<V2", bfloat16)
      .Case("|V2", bfloat16) // NumPy has no bfloat16: two raw bytes
      .Case("|i1", int8)
      .Case("|u1", uint8)
      .Case("<i2", int16)
      .Case("<u2", uint16)
      .Case("<i4", int32)
      .Case("<u4", uint32)
      .Case("<i8", int64)
      .Case("<u8", uint64)
      .Case("|b1", boolean)
      .Default(std::nullopt);
}

/// The text is a Python literal: {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }
static bool parseHeader(StringRef header, checkpoint::Tensor& tensor) {
  static const Regex shape("'shape': *\\(([0-9, ]*)\\)"), simple("'descr': *'([^']*)'"),
      structured("'descr': *(\\[.*\\])");
  SmallVector<StringRef> match;
  if (!shape.match(header, &match))
    return false;
  SmallVector<StringRef> sizes;
  match[1].split(sizes, ',');
  for (StringRef size : sizes) {
    size = size.trim();
    std::int64_t number = 0;
    if (size.empty())
      continue; // "(3,)", "()"
    if (size.getAsInteger(10, number))
      return false;
    tensor.shape.push_back(number);
  }
  if (!simple.match(header, &match) && !structured.match(header, &match))
    return false;
  tensor.dtypeText = match[1].str();
  if (std::optional<DType> dtype = dtypeOf(match[1]))
    setDType(tensor, *dtype);
  return true;
}

static bool readExactly(zip_file_t* file, char* to, std::size_t count) {
  return zip_fread(file, to, count) == static_cast<zip_int64_t>(count);
}

/// Magic, version, length of the text, the text.
static bool readArray(zip_file_t* file, checkpoint::Tensor& tensor) {
  char start[8], length[4] = {};
  if (!readExactly(file, start, sizeof start) || StringRef(start, 6) != "\x93NUMPY")
    return false;
  if (!readExactly(file, length, start[6] == 1 ? 2 : 4))
    return false;
  std::string header(std::min<std::size_t>(support::endian::read32le(length), maxHeader), '\0');
  return readExactly(file, header.data(), header.size()) && parseHeader(header, tensor);
}

Expected<checkpoint::Tensors> checkpoint::readNpz(StringRef path) {
  int error = 0;
  zip_t* archive = zip_open(path.str().c_str(), ZIP_RDONLY, &error);
  if (!archive) {
    zip_error_t text;
    zip_error_init_with_code(&text, error);
    scope_exit finish([&] { zip_error_fini(&text); });
    return createStringError(Twine("not a zip archive: ") + zip_error_strerror(&text));
  }
  scope_exit close([&] { zip_discard(archive); });
  Tensors tensors;
  for (zip_int64_t i = 0, count = zip_get_num_entries(archive, 0); i < count; ++i) {
    const char* entry = zip_get_name(archive, static_cast<zip_uint64_t>(i), 0);
    StringRef name = entry ? entry : "";
    if (!name.consume_back(".npy"))
      continue;
    std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
        zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0), zip_fclose);
    Tensor tensor;
    tensor.name = name.str();
    if (!file || !readArray(file.get(), tensor))
      return createStringError("array '" + name + "' has no NumPy header that can be read");
    tensors.push_back(std::move(tensor));
  }
  return tensors;
}
