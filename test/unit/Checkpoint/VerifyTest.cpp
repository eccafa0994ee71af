#include "Checkpoint/Verify.h"
#include "../TemporaryDirectory.h"
#include "TestFiles.h"

#include "llvm/Support/FileSystem.h"

#include <gtest/gtest.h>

#include <fstream>

using namespace varscope;
using namespace varscope::checkpoint;
using namespace std::string_literals;

namespace {

Tensor tensor(std::string name, std::vector<std::int64_t> shape, DType dtype = float32) {
  Tensor made{std::move(name), {}, {}, std::move(shape)};
  setDType(made, dtype);
  return made;
}

Manifest manifestOf(const Tensors& tensors) {
  Manifest manifest;
  for (const Tensor& t : tensors) {
    ManifestVariable v;
    v.name = t.name;
    v.dtype = *t.dtype;
    v.shape = t.shape;
    manifest.variables.push_back(v);
  }
  return manifest;
}

std::vector<std::string> texts(const std::vector<Mismatch>& mismatches) {
  std::vector<std::string> all;
  for (const Mismatch& m : mismatches)
    all.push_back(m.text);
  return all;
}
using Texts = std::vector<std::string>;

struct Format {
  const char* name;
  WriteFile* write;
};
void PrintTo(const Format& format, std::ostream* os) { *os << format.name; }

class EachFormat : public testing::TestWithParam<Format> {
  const varscope::test::OwnDirectory own;

protected:
  const std::string path = own.file(GetParam().name);

  std::vector<std::string> verifyFile(const Tensors& model, const Tensors& file) {
    GetParam().write(path, file);
    llvm::Expected<Tensors> read = readCheckpoint(path);
    if (!read)
      return {toString(read.takeError())};
    return texts(verify(manifestOf(model), *read));
  }
};
INSTANTIATE_TEST_SUITE_P(Verify, EachFormat,
                         testing::Values(Format{"safetensors", writeSafetensors},
                                         Format{"npz", writeNpz}, Format{"gguf", writeGguf},
                                         Format{"index", writeTensorFlowIndex}),
                         [](const auto& param) { return param.param.name; });

const Tensors model = {tensor("a/kernel", {2, 3}), tensor("a/bias", {3}),
                       tensor("scalar", {}),       tensor("half", {4, 1}, bfloat16),
                       tensor("bytes", {5}, int8), tensor("step", {}, int64)};

TEST_P(EachFormat, TheSame) { EXPECT_EQ(verifyFile(model, model), Texts{}); }

TEST_P(EachFormat, Differences) {
  const Tensors file = {tensor("a/kernel", {3, 2}),    tensor("a/biases", {3}),
                        tensor("scalar", {}, float64), tensor("half", {4}, bfloat16),
                        tensor("more", {1}),           tensor("step", {}, int64)};
  EXPECT_EQ(verifyFile(model, file),
            (Texts{"reshaped: a/kernel: [2, 3] in the model, [3, 2] in the checkpoint",
                   "missing: a/bias (float32 [3]); the nearest in the checkpoint is 'a/biases'",
                   "retyped: scalar: float32 in the model, float64 in the checkpoint",
                   "reshaped: half: [4, 1] in the model, [4] in the checkpoint",
                   "missing: bytes (int8 [5]); the nearest in the checkpoint is 'more'",
                   "unexpected: a/biases (float32 [3]); the nearest of the model's is 'a/bias'",
                   "unexpected: more (float32 [1]); the nearest of the model's is 'bytes'"}));
}

// No prefix of a file crashes the reader.
TEST_P(EachFormat, CutShort) {
  GetParam().write(path, model);
  std::uint64_t size = 0;
  ASSERT_FALSE(llvm::sys::fs::file_size(path, size));
  for (std::uint64_t bytes = 0; bytes < size; bytes += 1 + size / 97) {
    GetParam().write(path, model);
    makeLong(path, bytes);
    llvm::Expected<Tensors> read = readCheckpoint(path);
    ASSERT_FALSE(static_cast<bool>(read)) << bytes << " of " << size << " bytes";
    llvm::consumeError(read.takeError());
  }
}

constexpr std::int64_t fiftyGigabytes = 50'000'000'000;

TEST_P(EachFormat, AFileOfFiftyGigabytes) {
  const Tensors large = {tensor("large", {fiftyGigabytes / 4}), tensor("small", {1})};
  GetParam().write(path, large);
  if (GetParam().write == writeGguf)
    makeLong(path, fiftyGigabytes);
  llvm::Expected<Tensors> read = readCheckpoint(path);
  ASSERT_TRUE(static_cast<bool>(read)) << toString(read.takeError());
  EXPECT_EQ(texts(verify(manifestOf(large), *read)), Texts{});
}

// What a block says that it is long is asked of the system, which may have no such room.
TEST(Verify, AnIndexWithABlockOfATerabyte) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "AddressSanitizer ends the program where there is no memory, instead of throwing";
#endif
  const varscope::test::OwnDirectory own;
  const std::string path = own.file("index");
  {
    std::ofstream file(path, std::ios::binary);
    const std::string handle = "\0\0\0\x80\x80\x80\x80\x80\x1e"s; // 0 bytes at 0, 0xf << 36 bytes at 0
    file << handle << std::string(40 - handle.size(), '\0') << "\x57\xfb\x80\x8b\x24\x75\x47\xdb";
  }
  llvm::Expected<Tensors> read = readCheckpoint(path);
  ASSERT_FALSE(static_cast<bool>(read));
  EXPECT_NE(toString(read.takeError()).find("not a TensorFlow index"), std::string::npos);
}

TEST(Verify, APartitionedVariableMayBeThereAsAWhole) {
  Manifest manifest = manifestOf({tensor("table/part_0", {2, 3}), tensor("table/part_1", {1, 3})});
  for (ManifestVariable& v : manifest.variables)
    v.partition = ManifestPartition{"table", {3, 3}, {0, 0}};
  EXPECT_EQ(texts(verify(manifest, {tensor("table", {3, 3})})), Texts{});
  EXPECT_EQ(texts(verify(manifest, {tensor("table", {4, 3})})),
            Texts{"reshaped: table: [3, 3] in the model, [4, 3] in the checkpoint"});
  EXPECT_EQ(texts(verify(manifest, {tensor("table/part_0", {2, 3})})),
            Texts{"missing: table/part_1 (float32 [1, 3])"});
}

TEST(Verify, WhatNeedNotBeThere) {
  Manifest manifest = manifestOf({tensor("conditional", {}), tensor("local", {})});
  manifest.variables[0].conditional = true;
  manifest.variables[1].collections = {"local_variables"};
  EXPECT_EQ(texts(verify(manifest, {})), Texts{});
}

TEST(Verify, NoCheckpoint) {
  const varscope::test::OwnDirectory own;
  const std::string path = own.write("text", "a text that is no checkpoint at all");
  llvm::Expected<Tensors> read = readCheckpoint(path);
  ASSERT_FALSE(static_cast<bool>(read));
  EXPECT_EQ(toString(read.takeError()),
            "'" + path + "': not a safetensors file: the header does not fit");
}

} // namespace
