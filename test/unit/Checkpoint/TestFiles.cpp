#include "TestFiles.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/EndianStream.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <leveldb/env.h>
#include <leveldb/options.h>
#include <leveldb/table_builder.h>

#include <deque>
#include <map>
#include <memory>
#include <zip.h>

using namespace llvm;
using namespace varscope;
using namespace varscope::checkpoint;

static std::uint64_t bytesOf(const Tensor& tensor) {
  std::uint64_t bytes = size_of(tensor.dtype.value_or(float32));
  for (std::int64_t size : tensor.shape)
    bytes *= static_cast<std::uint64_t>(size);
  return bytes;
}

static std::string sizes(const Tensor& tensor) {
  return join(map_range(tensor.shape, [](std::int64_t n) { return std::to_string(n); }), ", ");
}

void checkpoint::makeLong(const std::string& path, std::uint64_t bytes) {
  int descriptor = -1;
  cantFail(errorCodeToError(
      sys::fs::openFileForReadWrite(path, descriptor, sys::fs::CD_OpenExisting, sys::fs::OF_None)));
  cantFail(errorCodeToError(sys::fs::resize_file_sparse(descriptor, bytes)));
  sys::fs::file_t file = sys::fs::convertFDToNativeFile(descriptor);
  sys::fs::closeFile(file);
}

void checkpoint::writeSafetensors(const std::string& path, const Tensors& tensors) {
  static const std::map<DType, const char*> names = {
      {float32, "F32"}, {float64, "F64"}, {bfloat16, "BF16"}, {int8, "I8"}, {int64, "I64"}};
  std::string header = R"({"__metadata__": {"format": "pt"})";
  std::uint64_t offset = 0;
  for (const Tensor& t : tensors) {
    header +=
        formatv(", \"{0}\": {{\"dtype\": \"{1}\", \"shape\": [{2}], \"data_offsets\": [{3}, {4}]}",
                t.name, names.at(*t.dtype), sizes(t), offset, offset + bytesOf(t));
    offset += bytesOf(t);
  }
  header += "}";
  std::error_code error;
  {
    raw_fd_ostream os(path, error);
    support::endian::write<std::uint64_t>(os, header.size(), endianness::little);
    os << header;
  }
  makeLong(path, 8 + header.size() + offset);
}

void checkpoint::writeNpz(const std::string& path, const Tensors& tensors) {
  static const std::map<DType, const char*> names = {
      {float32, "<f4"}, {float64, "<f8"}, {bfloat16, "<V2"}, {int8, "|i1"}, {int64, "<i8"}};
  int error = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  std::deque<std::string> contents;
  for (const Tensor& t : tensors) {
    std::string text = formatv("{{'descr': '{0}', 'fortran_order': False, 'shape': ({1}{2}), }\n",
                               names.at(*t.dtype), sizes(t), t.shape.size() == 1 ? "," : "");
    std::string& array = contents.emplace_back("\x93NUMPY\1", 7);
    array += '\0';
    array += static_cast<char>(text.size() & 0xff);
    array += static_cast<char>(text.size() >> 8);
    array += text;
    zip_source_t* source = zip_source_buffer(archive, array.data(), array.size(), 0);
    zip_int64_t index = zip_file_add(archive, (t.name + ".npy").c_str(), source, 0);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index),
                             index % 2 ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
  }
  zip_close(archive);
}

void checkpoint::writeGguf(const std::string& path, const Tensors& tensors) {
  static const std::map<DType, std::uint32_t> numbers = {
      {float32, 0}, {float64, 28}, {bfloat16, 30}, {int8, 24}, {int64, 27}};
  std::error_code error;
  raw_fd_ostream os(path, error);
  support::endian::Writer out(os, endianness::little);
  auto text = [&](StringRef string) {
    out.write<std::uint64_t>(string.size());
    os << string;
  };
  os << "GGUF";
  out.write<std::uint32_t>(3);
  out.write<std::uint64_t>(tensors.size());
  out.write<std::uint64_t>(2);
  text("general.alignment");
  out.write<std::uint32_t>(4);
  out.write<std::uint32_t>(32);
  text("tokenizer.tokens"); // an array of two strings
  out.write<std::uint32_t>(9);
  out.write<std::uint32_t>(8);
  out.write<std::uint64_t>(2);
  text("one");
  text("two");
  std::uint64_t offset = 0;
  for (const Tensor& t : tensors) {
    text(t.name);
    out.write<std::uint32_t>(t.shape.size());
    for (std::int64_t size : reverse(t.shape))
      out.write<std::uint64_t>(size);
    out.write<std::uint32_t>(numbers.at(*t.dtype));
    out.write<std::uint64_t>(offset);
    offset += bytesOf(t);
  }
}

namespace {
/// A field of a protocol buffer: (number, wire type 0 or 2).
void varint(google::protobuf::io::CodedOutputStream& out, std::uint32_t field,
            std::uint64_t value) {
  out.WriteTag(field << 3);
  out.WriteVarint64(value);
}
template <class Message>
std::string message(Message write) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream out(&stream);
  write(out);
  out.Trim();
  return bytes;
}
void nested(google::protobuf::io::CodedOutputStream& out, std::uint32_t field,
            const std::string& bytes) {
  out.WriteTag(field << 3 | 2);
  out.WriteVarint32(static_cast<std::uint32_t>(bytes.size()));
  out.WriteString(bytes);
}
} // namespace

void checkpoint::writeTensorFlowIndex(const std::string& path, const Tensors& tensors) {
  static const std::map<DType, std::uint64_t> numbers = {
      {float32, 1}, {float64, 2}, {bfloat16, 14}, {int8, 6}, {int64, 9}};
  std::map<std::string, std::string> entries; // keys are sorted
  entries[""] = message([](auto& out) { varint(out, 1, 1); });
  for (const Tensor& t : tensors)
    entries[t.name] = message([&](auto& out) {
      varint(out, 1, numbers.at(*t.dtype));
      nested(out, 2, message([&](auto& shape) {
               for (std::int64_t size : t.shape)
                 nested(shape, 2, message([&](auto& dim) { varint(dim, 1, size); }));
             }));
      varint(out, 5, bytesOf(t));
    });
  leveldb::WritableFile* opened = nullptr;
  leveldb::Env::Default()->NewWritableFile(path, &opened);
  std::unique_ptr<leveldb::WritableFile> file(opened);
  leveldb::TableBuilder table(leveldb::Options(), file.get());
  for (const auto& [key, value] : entries)
    table.Add(key, value);
  table.Finish();
  file->Close();
}
