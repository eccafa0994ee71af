#pragma once
/// A directory of a test's own, gone with it.

#include "llvm/Support/FileSystem.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace varscope::test {

class TemporaryDirectory : public testing::Test {
protected:
  TemporaryDirectory() {
    llvm::SmallString<128> path;
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("varscope-test", path));
    EXPECT_FALSE(llvm::sys::fs::real_path(path, path));
    directory = path.str().str();
  }
  ~TemporaryDirectory() override { llvm::sys::fs::remove_directories(directory); }

  /// \returns the file's path
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(directory + "/" + name) << text;
    return directory + "/" + name;
  }

  std::string directory;
};

} // namespace varscope::test
