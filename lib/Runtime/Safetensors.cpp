// Safetensors: an 8-byte length, a JSON header, then the tensors' bytes without gaps.
#include "Runtime/MappedFile.h"
#include "Runtime/ReplacedFile.h"

#include <varscope/runtime/safetensors.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

static_assert(std::endian::native == std::endian::little, "the format is little-endian");

namespace varscope::runtime {
namespace {

using nlohmann::json;

constexpr std::size_t lengthBytes = 8;
constexpr std::uint64_t maxHeader = 100'000'000; // the format's own limit

/// Names by DType.
constexpr const char* dtypeNames[] = {"F32", "F64", "F16", "BF16", "I8",  "U8",  "I16",
                                      "U16", "I32", "U32", "I64",  "U64", "BOOL"};
static_assert(std::size(dtypeNames) == std::size(detail::dtype_table));

/// Runs `action`; an exception becomes a text.
template <class Action>
auto guarded(char* problem, std::size_t size, const Action& action) {
  try {
    return action();
  } catch (const std::exception& error) {
    if (size > 0)
      std::snprintf(problem, size, "%s", error.what());
    return decltype(action()){};
  }
}

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error(what); }

std::uint64_t elements(const std::vector<std::int64_t>& shape, const std::string& name) {
  std::uint64_t product = 1;
  for (const std::int64_t size : shape)
    if (size < 0 || __builtin_mul_overflow(product, std::uint64_t(size), &product))
      fail("tensor '" + name + "' has an impossible shape");
  return product;
}

} // namespace

class TensorFile {
public:
  explicit TensorFile(const char* path) : file(path) {
    if (file.size() < lengthBytes)
      fail("not a safetensors file: too short");
    std::uint64_t headerBytes = 0;
    std::memcpy(&headerBytes, file.data(), lengthBytes);
    if (headerBytes > maxHeader || headerBytes > file.size() - lengthBytes)
      fail("not a safetensors file: the header does not fit");
    const char* header = file.data() + lengthBytes;
    const json parsed = json::parse(header, header + headerBytes, nullptr, /*exceptions=*/false);
    if (!parsed.is_object())
      fail("not a safetensors file: the header is not a JSON object");
    const char* data = header + headerBytes;
    for (const auto& [name, entry] : parsed.items())
      if (name != "__metadata__")
        add(name, entry, data, file.size() - lengthBytes - headerBytes);
    for (Entry& entry : entries)
      tensors.push_back({entry.name.data(), entry.name.size(), entry.dtype.c_str(), entry.known,
                         entry.ours, static_cast<std::uint32_t>(entry.shape.size()),
                         entry.shape.data(), entry.data, entry.bytes});
  }

  std::vector<Tensor> tensors;

private:
  struct Entry {
    std::string name, dtype;
    bool known;
    DType ours;
    std::vector<std::int64_t> shape;
    const char* data;
    std::uint64_t bytes;
  };

  void add(const std::string& name, const json& entry, const char* data, std::uint64_t dataBytes) {
    const auto isNumber = [](const json& value) { return value.is_number_unsigned(); };
    const auto dtype = entry.find("dtype"), shape = entry.find("shape"),
               offsets = entry.find("data_offsets");
    if (!entry.is_object() || dtype == entry.end() || !dtype->is_string() || shape == entry.end() ||
        !shape->is_array() || !std::all_of(shape->begin(), shape->end(), isNumber) ||
        offsets == entry.end() || !offsets->is_array() || offsets->size() != 2 ||
        !std::all_of(offsets->begin(), offsets->end(), isNumber))
      fail("tensor '" + name + "' has no dtype, shape or data_offsets");
    const auto begin = offsets->at(0).get<std::uint64_t>(),
               end = offsets->at(1).get<std::uint64_t>();
    if (begin > end || end > dataBytes)
      fail("tensor '" + name + "' lies outside the file: it has been cut short");
    Entry made{name,
               dtype->get<std::string>(),
               false,
               DType::float32,
               shape->get<std::vector<std::int64_t>>(),
               data + begin,
               end - begin};
    const std::uint64_t count = elements(made.shape, name);
    for (std::size_t i = 0; i < std::size(dtypeNames); ++i)
      if (made.dtype == dtypeNames[i]) {
        made.known = true;
        made.ours = DType(i);
        std::uint64_t expected = 0;
        if (__builtin_mul_overflow(count, std::uint64_t(size_of(made.ours)), &expected) ||
            expected != made.bytes)
          fail("tensor '" + name + "' has a shape of another size than its data");
      }
    entries.push_back(std::move(made));
  }

  MappedFile file;
  std::vector<Entry> entries;
};

TensorFile* open_tensors(const char* path, char* problem, std::size_t problem_size) noexcept {
  return guarded(problem, problem_size, [&] { return new TensorFile(path); });
}

void close_tensors(TensorFile* file) noexcept { delete file; }

const Tensor* tensors_of(const TensorFile* file, std::size_t& count) noexcept {
  count = file->tensors.size();
  return file->tensors.data();
}

bool write_tensors(const char* path, const Tensor* tensors, std::size_t count, char* problem,
                   std::size_t problem_size) noexcept {
  return guarded(problem, problem_size, [&] {
    std::string header = "{";
    std::uint64_t offset = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const Tensor& tensor = tensors[i];
      const std::vector<std::int64_t> shape(tensor.shape, tensor.shape + tensor.rank);
      header += (i == 0 ? "" : ",") + json(std::string(tensor.name, tensor.name_length)).dump() +
                ":{\"dtype\":\"" + dtypeNames[static_cast<std::size_t>(tensor.our_dtype)] +
                "\",\"shape\":" + json(shape).dump() + ",\"data_offsets\":[" +
                std::to_string(offset) + "," + std::to_string(offset + tensor.bytes) + "]}";
      offset += tensor.bytes;
    }
    header += "}";
    // Data starts at a multiple of 64 bytes; blanks may follow the header.
    header.resize((lengthBytes + header.size() + 63) / 64 * 64 - lengthBytes, ' ');
    const std::uint64_t headerBytes = header.size();
    ReplacedFile file(path);
    file.write(&headerBytes, lengthBytes);
    file.write(header.data(), header.size());
    for (std::size_t i = 0; i < count; ++i)
      file.write(tensors[i].data, tensors[i].bytes);
    file.keep();
    return true;
  });
}

} // namespace varscope::runtime
