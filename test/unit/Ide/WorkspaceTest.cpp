#include "Ide/Workspace.h"
#include "../TemporaryDirectory.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>

using namespace varscope;
using namespace varscope::ide;

namespace {

/// Programs that never see <varscope/varscope.h>: they have no models, but are parsed all the same.
class WorkspaceTest : public varscope::test::TemporaryDirectory {
protected:
  WorkspaceTest() {
    options.root = directory;
    options.pause = {};
  }

  void database() {
    write("compile_commands.json",
          "[{\"directory\": \"" + directory + "\", \"file\": \"a.cpp\", \"command\": \"g++ -c a.cpp\"},"
          "{\"directory\": \"" + directory + "\", \"file\": \"b.cpp\", \"command\": \"g++ -c b.cpp\"}]");
  }
  std::unique_ptr<Workspace> open() {
    return std::make_unique<Workspace>(options, [this](const Snapshot& snapshot, const AnalysisReport& report,
                                                       const std::map<std::string, Document>&) {
      reports.push_back(report);
      broken = snapshot.broken;
    });
  }
  static llvm::lsp::TextDocumentContentChangeEvent whole(std::string text) {
    llvm::lsp::TextDocumentContentChangeEvent change;
    change.text = std::move(text);
    return change;
  }

  WorkspaceOptions options;
  std::vector<AnalysisReport> reports;
  std::vector<std::string> broken;
};

TEST_F(WorkspaceTest, AFileAlone) {
  const std::string file = write("alone.cpp", "");
  auto workspace = open();
  workspace->open(file, 1, "int x;\n");
  workspace->settle();
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].units, 1u);
  EXPECT_TRUE(workspace->isIdle());
  EXPECT_NE(workspace->snapshot(file), nullptr);
}

TEST_F(WorkspaceTest, OnlyWhatChangedIsParsed) {
  write("h.h", "int f();\n");
  const std::string a = write("a.cpp", "#include \"h.h\"\n"), b = write("b.cpp", "#include \"h.h\"\n");
  database();
  auto workspace = open();
  workspace->open(a, 1, "#include \"h.h\"\n");
  workspace->settle();
  EXPECT_EQ(reports.back().parsed, 2u);
  workspace->change(a, 2, whole("#include \"h.h\"\nint x;\n"));
  workspace->settle();
  EXPECT_EQ(reports.back().parsed, 1u);
  const std::string header = directory + "/h.h";
  workspace->open(header, 1, "int f();\n"); // as it is on the disk
  workspace->settle();
  EXPECT_EQ(reports.back().parsed, 0u);
  workspace->change(header, 2, whole("int f(int);\n"));
  workspace->settle();
  EXPECT_EQ(reports.back().parsed, 2u);
  workspace->close(header); // the disk's again
  workspace->settle();
  EXPECT_EQ(reports.back().parsed, 2u);
}

TEST_F(WorkspaceTest, BrokenCodeIsTriedAgainWhenTheDiskChanges) {
  const std::string a = write("a.cpp", "#include \"later.h\"\n");
  write("b.cpp", "");
  database();
  auto workspace = open();
  workspace->open(a, 1, "#include \"later.h\"\n");
  workspace->settle();
  EXPECT_EQ(broken, std::vector{a});
  write("later.h", "");
  workspace->diskChanged();
  workspace->settle();
  EXPECT_TRUE(broken.empty());
}

TEST_F(WorkspaceTest, AChangeOfWhatIsNotOpenIsRefused) {
  auto workspace = open();
  EXPECT_FALSE(workspace->change(directory + "/no.cpp", 1, whole("")));
}

TEST_F(WorkspaceTest, EndsWhileItWorks) {
  const std::string file = write("alone.cpp", "");
  auto workspace = open();
  workspace->open(file, 1, "#include <map>\n#include <string>\n");
  workspace.reset();
  SUCCEED();
}

TEST_F(WorkspaceTest, WhatIsPublishedWhileItStopsMayLookAtIt) {
  const std::string file = write("alone.cpp", "");
  std::promise<void> isPublishing;
  std::unique_ptr<Workspace> workspace;
  bool isThere = false;
  workspace = std::make_unique<Workspace>(options, [&](const Snapshot&, const AnalysisReport&, const auto&) {
    isPublishing.set_value();
    std::this_thread::sleep_for(std::chrono::milliseconds(20)); // so that stop() is under way
    isThere = workspace->document(file).has_value();
  });
  workspace->open(file, 1, "");
  isPublishing.get_future().wait();
  workspace->stop();
  EXPECT_TRUE(isThere);
  workspace->stop(); // once more does nothing
}

} // namespace
