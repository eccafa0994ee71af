// TensorFlow's <prefix>.index: a LevelDB table; its keys are the tensors' names, its values
// BundleEntryProto messages (tensorflow/core/protobuf/tensor_bundle.proto). The key "" is the
// bundle's own header; keys of slices begin with a NUL.
#include "Checkpoint/Tensor.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>
#include <leveldb/env.h>
#include <leveldb/iterator.h>
#include <leveldb/options.h>
#include <leveldb/table.h>

#include <memory>
#include <new>

using namespace llvm;
using namespace varscope;
using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

namespace {

/// TensorFlow's DataType, by number (types.proto).
struct DataType {
  int number;
  const char* name;
  std::optional<DType> dtype;
};
constexpr DataType dataTypes[] = {
    {1, "float", float32},  {2, "double", float64},     {3, "int32", int32},   {4, "uint8", uint8},
    {5, "int16", int16},    {6, "int8", int8},          {7, "string", {}},     {8, "complex64", {}},
    {9, "int64", int64},    {10, "bool", boolean},      {11, "qint8", {}},     {12, "quint8", {}},
    {13, "qint32", {}},     {14, "bfloat16", bfloat16}, {15, "qint16", {}},    {16, "quint16", {}},
    {17, "uint16", uint16}, {18, "complex128", {}},     {19, "half", float16}, {20, "resource", {}},
    {21, "variant", {}},    {22, "uint32", uint32},     {23, "uint64", uint64}};

// Field numbers.
constexpr int entryDType = 1, entryShape = 2, shapeDim = 2, dimSize = 1;

/// Reads the fields of a message that lasts to the stream's limit. `field` is given the number and
/// the type, and reads the value or returns false to have it skipped.
template <class Field>
bool readMessage(CodedInputStream& in, Field field) {
  while (std::uint32_t tag = in.ReadTag()) {
    if (field(WireFormatLite::GetTagFieldNumber(tag), WireFormatLite::GetTagWireType(tag)))
      continue;
    if (!WireFormatLite::SkipField(&in, tag))
      return false;
  }
  return in.ConsumedEntireMessage();
}

template <class Field>
bool readNested(CodedInputStream& in, Field field) {
  std::uint32_t length = 0;
  if (!in.ReadVarint32(&length) || in.BytesUntilLimit() < static_cast<int>(length))
    return false;
  CodedInputStream::Limit limit = in.PushLimit(static_cast<int>(length));
  bool read = readMessage(in, field);
  in.PopLimit(limit);
  return read;
}

bool readShape(CodedInputStream& in, std::vector<std::int64_t>& shape) {
  bool good = true;
  bool read = readNested(in, [&](int number, WireFormatLite::WireType type) {
    if (number != shapeDim || type != WireFormatLite::WIRETYPE_LENGTH_DELIMITED)
      return false;
    std::uint64_t size = 0; // a size of 0 is not written
    good &= readNested(in, [&](int dimNumber, WireFormatLite::WireType dimType) {
      return dimNumber == dimSize && dimType == WireFormatLite::WIRETYPE_VARINT &&
             in.ReadVarint64(&size);
    });
    shape.push_back(static_cast<std::int64_t>(size));
    return true;
  });
  return read && good;
}

bool readEntry(StringRef bytes, checkpoint::Tensor& tensor) {
  CodedInputStream in(reinterpret_cast<const std::uint8_t*>(bytes.data()),
                      static_cast<int>(bytes.size()));
  in.PushLimit(static_cast<int>(bytes.size()));
  std::uint32_t number = 0;
  bool good = true;
  bool read = readMessage(in, [&](int field, WireFormatLite::WireType type) {
    if (field == entryDType && type == WireFormatLite::WIRETYPE_VARINT)
      return in.ReadVarint32(&number);
    if (field != entryShape || type != WireFormatLite::WIRETYPE_LENGTH_DELIMITED)
      return false;
    good &= readShape(in, tensor.shape);
    return true;
  });
  const auto* found =
      find_if(dataTypes, [&](const DataType& t) { return t.number == int(number); });
  tensor.dtypeText =
      found == std::end(dataTypes) ? "type " + std::to_string(number) : std::string(found->name);
  if (found != std::end(dataTypes) && found->dtype)
    setDType(tensor, *found->dtype);
  return read && good;
}

Error failed(const leveldb::Status& status) {
  return createStringError("not a TensorFlow index: " + status.ToString());
}

Expected<checkpoint::Tensors> readTable(StringRef path, std::uint64_t size) {
  leveldb::RandomAccessFile* opened = nullptr;
  leveldb::Status status = leveldb::Env::Default()->NewRandomAccessFile(path.str(), &opened);
  if (!status.ok())
    return failed(status);
  std::unique_ptr<leveldb::RandomAccessFile> file(opened);
  leveldb::Table* made = nullptr;
  status = leveldb::Table::Open(leveldb::Options(), file.get(), size, &made);
  if (!status.ok())
    return failed(status);
  std::unique_ptr<leveldb::Table> table(made);
  leveldb::ReadOptions options;
  options.verify_checksums = true;
  std::unique_ptr<leveldb::Iterator> entry(table->NewIterator(options));
  checkpoint::Tensors tensors;
  for (entry->SeekToFirst(); entry->Valid(); entry->Next()) {
    StringRef key(entry->key().data(), entry->key().size());
    if (key.empty() || key.front() == '\0')
      continue;
    checkpoint::Tensor tensor;
    tensor.name = key.str();
    if (!readEntry({entry->value().data(), entry->value().size()}, tensor))
      return createStringError("the entry of '" + key + "' cannot be read");
    tensors.push_back(std::move(tensor));
  }
  if (!entry->status().ok())
    return failed(entry->status());
  return tensors;
}

} // namespace

Expected<checkpoint::Tensors> checkpoint::readTensorFlowIndex(StringRef path) {
  std::uint64_t size = 0;
  if (std::error_code error = sys::fs::file_size(path, size))
    return errorCodeToError(error);
  try {
    return readTable(path, size);
  } catch (const std::bad_alloc&) { // LevelDB makes room for what a block says that it is long
    return createStringError("not a TensorFlow index: a block of it is said to be larger than memory");
  }
}
