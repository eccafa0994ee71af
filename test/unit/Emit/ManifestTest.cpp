#include "Emit/Manifest.h"
#include "TestModels.h"

#include <gtest/gtest.h>

using namespace varscope;
using namespace varscope::test;
using core::EventKind;

namespace {

Manifest manifestOf(const ResolvedModel& m) {
  return makeManifest(m, *core::arena_layout(m.variables));
}
std::string written(const Manifest& m) {
  std::string text;
  llvm::raw_string_ostream os(text);
  writeManifest(os, m);
  return text;
}
Manifest read(llvm::StringRef text) {
  llvm::Expected<Manifest> m = readManifest(text, "m.json");
  EXPECT_TRUE(bool(m)) << (m ? "" : llvm::toString(m.takeError()));
  return m ? *m : Manifest();
}
std::string readError(llvm::StringRef text) {
  llvm::Expected<Manifest> m = readManifest(text, "m.json");
  return m ? "" : llvm::toString(m.takeError());
}

TEST(Manifest, Bytes) {
  ResolvedModel m = gan();
  m.conditional[1] = true;
  EXPECT_EQ(written(manifestOf(m)), R"({
  "schema": 1,
  "model": "gan",
  "arena_bytes": 128,
  "variables": [
    {"name": "d/kernel", "dtype": "float32", "shape": [4, 3], "trainable": true, "collections": ["trainable_variables", "variables"],
     "initializer": {"kind": "glorot_uniform", "seed": null}, "regularizer": null, "constraint": null, "caching_device": null,
     "partition": null, "offset": 0, "bytes": 48, "conditional": false},
    {"name": "d/bias", "dtype": "float32", "shape": [3], "trainable": true, "collections": ["trainable_variables", "variables"],
     "initializer": {"kind": "zeros"}, "regularizer": null, "constraint": null, "caching_device": null,
     "partition": null, "offset": 64, "bytes": 12, "conditional": true}
  ],
  "events": [
    {"kind": "create", "name": "d/kernel", "at": "src/model.cpp:7:11", "stack": ["src/model.cpp:90:7", "src/model.cpp:99:21"]},
    {"kind": "create", "name": "d/bias", "at": "src/model.cpp:8:11", "stack": ["src/model.cpp:90:7", "src/model.cpp:99:21"]},
    {"kind": "share", "name": "d/kernel", "at": "src/model.cpp:7:11", "stack": ["src/model.cpp:90:7", "src/model.cpp:99:21"]},
    {"kind": "share", "name": "d/bias", "at": "src/model.cpp:8:11", "stack": ["src/model.cpp:90:7", "src/model.cpp:99:21"]}
  ],
  "scopes": [
    {"name": "d", "name_scope": "d/"},
    {"name": "d", "name_scope": "d_1/"}
  ]
}
)");
}

TEST(Manifest, ReadsWhatItWrites) {
  ResolvedModel m = gan();
  core::Variable slice = variable(2, "emb/part_1", {2, 4}, Initializer(runtime::FillKind::random_normal, 0, 0.1, 5), int8);
  slice.slice = {"emb", {5, 4}, {3, 0}};
  slice.regularizer = l2(0.5);
  slice.constraint = non_neg();
  slice.caching_device = "/gpu:0 \"quoted\"\n";
  slice.trainable = false;
  slice.collections = {};
  add(m, slice);
  std::string text = written(manifestOf(m));
  EXPECT_EQ(written(read(text)), text);
  EXPECT_NE(text.find(R"("partition": {"of": "emb", "full_shape": [5, 4], "offset": [3, 0]})"),
            std::string::npos);
}

TEST(Manifest, EmptyModel) {
  ResolvedModel m;
  m.tag = "none";
  std::string text = written(manifestOf(m));
  EXPECT_NE(text.find("\"variables\": [],"), std::string::npos);
  EXPECT_EQ(written(read(text)), text);
}

TEST(Manifest, NewVariablesAreCreated) {
  ResolvedModel m = gan();
  m.trace.items = {get(m, EventKind::new_variable, 0, 3)};
  EXPECT_EQ(manifestOf(m).events.at(0).kind, "create");
}

TEST(Manifest, AForwardedGetIsTheGettersOwnGets) {
  ResolvedModel m = gan();
  GetEvent inner = get(m, EventKind::create, 0, 3), outer = get(m, EventKind::create, 0, 8),
           redirected = get(m, EventKind::share, 1, 9);
  outer.forwarded = true;
  m.trace.items = {inner, outer, redirected};
  std::vector<std::string> places;
  for (const ManifestEvent& e : manifestOf(m).events)
    places.push_back(e.kind + " " + e.at);
  EXPECT_EQ(places, (std::vector<std::string>{"create src/model.cpp:3:11", "share src/model.cpp:9:11"}));
}

TEST(Manifest, PathsThatExcludeEachOtherAreUnited) {
  ResolvedModel m = gan();
  Trace both, one;
  both.items = {get(m, EventKind::create, 0, 1), get(m, EventKind::share, 0, 2),
                get(m, EventKind::share, 0, 2), scope("s", "s/", 5)};
  one.items = {get(m, EventKind::share, 0, 2), get(m, EventKind::create, 1, 4),
               scope("s", "s/", 5)};
  m.trace.items = {Alternatives{"'c' is true", {both, one}}, get(m, EventKind::share, 1, 9)};
  Manifest manifest = manifestOf(m);
  std::vector<std::string> places;
  for (const ManifestEvent& e : manifest.events)
    places.push_back(e.kind + " " + e.at);
  EXPECT_EQ(places, (std::vector<std::string>{"create src/model.cpp:1:11", "share src/model.cpp:2:11",
                                              "share src/model.cpp:2:11", "create src/model.cpp:4:11",
                                              "share src/model.cpp:9:11"}));
  EXPECT_EQ(manifest.scopes.size(), 1u);
}

TEST(Manifest, UnreadableTextIsAnError) {
  EXPECT_NE(readError("").find("m.json: not a manifest: "), std::string::npos);
  EXPECT_NE(readError("[]").find("expected object"), std::string::npos);
  EXPECT_NE(readError(R"({"schema": 2})").find("schema"), std::string::npos);
  EXPECT_NE(readError(R"({"schema": 1, "model": "m"})").find("arena_bytes"), std::string::npos);
  std::string text = written(manifestOf(gan()));
  for (auto [from, to] : {std::pair{"float32", "float33"}, {"[4, 3]", "[4, -3]"}, {"\"seed\": null}", "7"},
                          {"{\"kind\": \"zeros\"}", "7"}, {"\"stack\"", "\"stick\""}}) {
    std::string broken = text;
    broken.replace(broken.find(from), std::string(from).size(), to);
    EXPECT_NE(readError(broken), "") << from;
  }
}

} // namespace
