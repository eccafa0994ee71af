#include "../TemporaryDirectory.h"
#include "TestModel.h"

#include <varscope/safetensors.h>

#include <fstream>

namespace {

struct Layer {
  vs::Variable kernel, bias, shared;
};
Layer build_layer() {
  Layer layer;
  VS_VARIABLE_SCOPE("layer") {
    layer.kernel = vs::get_variable("kernel", {2, 3}, {.initializer = vs::random_normal()});
    layer.bias = vs::get_variable("bias", {3}, {.dtype = vs::float16});
  }
  VS_VARIABLE_SCOPE("layer", .reuse = true) { layer.shared = vs::get_variable("kernel", {2, 3}); }
  vs::get_variable("table", {3, 2}, {.partitioner = vs::fixed_size_partitioner(2, 0)});
  vs::get_variable("flag", {}, {.dtype = vs::boolean});
  return layer;
}
VS_MODEL(saved_layer, build_layer());

void build_renamed() {
  VS_VARIABLE_SCOPE("dense") { vs::get_variable("kernel", {2, 3}); }
}
VS_MODEL(renamed_layer, build_renamed());

void build_other() {
  VS_VARIABLE_SCOPE("layer") {
    vs::get_variable("kernel", {3, 2});
    vs::get_variable("bias", {3});
  }
  vs::get_variable("absent", {1});
}
VS_MODEL(other_layer, build_other());

class Safetensors : public varscope::test::TemporaryDirectory {
protected:
  const std::string path = file("model.safetensors");
};

TEST_F(Safetensors, WhatIsSavedIsLoaded) {
  vs::Model<saved_layer> model(1);
  vs::save_safetensors(model, path);
  EXPECT_EQ(vs::safetensors_names(path),
            (std::vector<std::string>{"flag", "layer/bias", "layer/kernel", "table/part_0",
                                      "table/part_1"}));

  vs::Model<saved_layer> loaded(2, {.skip = vs::safetensors_names(path)});
  vs::load_safetensors(loaded, path);
  const auto same = [](std::span<const std::byte> a, std::span<const std::byte> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  };
  EXPECT_TRUE(same(model.arena(), loaded.arena()));
}

TEST_F(Safetensors, RenamedVariables) {
  vs::Model<saved_layer> model(1);
  vs::save_safetensors(model, path);
  vs::Model<renamed_layer> renamed(2);
  EXPECT_THROW(vs::load_safetensors(renamed, path), std::runtime_error);
  vs::load_safetensors(renamed, path,
                       {.renamed_from = {{"dense/kernel", {"older", "layer/kernel"}}}});
  EXPECT_EQ(renamed.find("dense/kernel").data<float>()[5], model->kernel.data<float>()[5]);
}

TEST_F(Safetensors, NothingIsLoadedUnlessAllFits) {
  vs::Model<saved_layer> model(1);
  vs::save_safetensors(model, path);
  vs::Model<other_layer> other(2);
  const float before = other.find("layer/bias").data<float>()[0];
  try {
    vs::load_safetensors(other, path);
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_EQ(error.what(), "'" + path +
                                "' does not fit the model:\n"
                                "  layer/kernel has another shape there\n"
                                "  layer/bias is F16 there, not float32\n"
                                "  absent is missing");
  }
  EXPECT_EQ(other.find("layer/bias").data<float>()[0], before);
}

TEST_F(Safetensors, FilesThatAreNone) {
  vs::Model<saved_layer> model(1);
  EXPECT_THROW(vs::load_safetensors(model, path), std::runtime_error) << "no file";
  std::ofstream(path) << "{}";
  EXPECT_THROW(vs::load_safetensors(model, path), std::runtime_error) << "too short";
  EXPECT_THROW(vs::save_safetensors(model, file("no/such/directory")),
               std::runtime_error);
}

} // namespace
