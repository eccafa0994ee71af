#pragma once
/// A directory of a test's own, gone with it: tests run side by side.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace varscope::test {

class OwnDirectory {
public:
  OwnDirectory() {
    std::string path = (std::filesystem::temp_directory_path() / "varscope-test-XXXXXX").string();
    EXPECT_TRUE(mkdtemp(path.data()));
    directory = std::filesystem::canonical(path).string();
  }
  OwnDirectory(const OwnDirectory&) = delete;
  OwnDirectory& operator=(const OwnDirectory&) = delete;
  ~OwnDirectory() { std::filesystem::remove_all(directory); }

  std::string file(const std::string& name) const { return directory + "/" + name; }
  /// \returns the file's path
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(file(name)) << text;
    return file(name);
  }

  std::string directory;
};

class TemporaryDirectory : public testing::Test, protected OwnDirectory {};

} // namespace varscope::test
