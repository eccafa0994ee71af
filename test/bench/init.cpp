// How fast first values are written: VarScope's models beside memset, LibTorch, Eigen and the
// standard library, the same bytes in the same run.
// usage: init [--runs N] [--threads N] [--json FILE]

#include "contestant.h"
#include "models.h"
#include "torch.h"

#include "../../examples/gpt2/model.h"

#include <Eigen/Core>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace vs = varscope;

VS_MODEL(large_constant, bench::one(64 << 20, vs::constant(0.5)));
VS_MODEL(large_uniform, bench::one(64 << 20, vs::random_uniform(0, 1)));
VS_MODEL(large_normal, bench::one(64 << 20, vs::random_normal()));
VS_MODEL(large_truncated, bench::one(64 << 20, vs::truncated_normal()));
VS_MODEL(gpt2_small, gpt2::model(gpt2::Hparams{}));
VS_MODEL(resnet, bench::resnet50());
VS_MODEL(square, [] { vs::get_variable("v", {4096, 1024}, {.initializer = vs::orthogonal()}); }());

namespace {

using bench::Action;
using bench::again;
using bench::Contestant;
using bench::fresh;

/// Seconds: of the processor for one thread, since other programs may want it too, and of the
/// wall for several.
double seconds(unsigned threads) {
  if (threads > 1)
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double time_of(const Action& action, unsigned threads) {
  const double start = seconds(threads);
  action();
  return seconds(threads) - start;
}

class Table {
public:
  explicit Table(int runs) : runs(runs) {}

  /// Every contestant in turn, `runs` times; the first is what the ratios are to.
  void add(const std::string& what, std::uint64_t bytes, unsigned threads,
           const std::vector<Contestant>& contestants) {
    std::vector<Action> actions;
    for (const Contestant& contestant : contestants) {
      actions.push_back(contestant.make());
      actions.back()(); // pages and caches
    }
    std::vector<std::vector<double>> times(contestants.size());
    for (int run = 0; run < runs; ++run)
      for (std::size_t i = 0; i != actions.size(); ++i)
        times[i].push_back(time_of(actions[i], threads));
    double base = 0;
    std::printf("\n%s, %u thread%s\n", what.c_str(), threads, threads == 1 ? "" : "s");
    for (std::size_t i = 0; i != contestants.size(); ++i) {
      std::sort(times[i].begin(), times[i].end());
      const double median = times[i][times[i].size() / 2];
      base = i == 0 ? median : base;
      std::printf("  %-28s %10.2f ms %8.2f GB/s %9.2f x VarScope's time\n", contestants[i].name.c_str(),
                  median * 1e3, static_cast<double>(bytes) / median / 1e9, median / base);
      json.push_back({{"what", what}, {"threads", threads}, {"bytes", bytes}, {"by", contestants[i].name},
                      {"seconds", median}, {"gigabytes_per_second", static_cast<double>(bytes) / median / 1e9},
                      {"times_varscope", median / base}});
    }
    std::fflush(stdout);
  }

  nlohmann::json json = nlohmann::json::array();

private:
  int runs;
};

Contestant memset_of(std::uint64_t bytes, unsigned threads) {
  return {"memset", [bytes, threads]() -> Action {
            auto memory = std::shared_ptr<char>(static_cast<char*>(varscope::runtime::allocate_arena(bytes)),
                                                [bytes](char* at) { varscope::runtime::free_arena(at, bytes); });
            return [memory, bytes, threads] {
              std::vector<std::thread> others;
              const std::uint64_t part = bytes / threads;
              for (unsigned i = 1; i < threads; ++i)
                others.emplace_back([=] { std::memset(memory.get() + i * part, 1, part); });
              std::memset(memory.get(), 1, part);
              for (std::thread& other : others)
                other.join();
            };
          }};
}

Contestant torch_again(const std::vector<bench::Tensor>& tensors, unsigned threads) {
  return {"LibTorch", [=]() -> Action {
            auto model = std::make_shared<bench::TorchModel>(tensors, static_cast<int>(threads));
            return [model] { model->initialize(); };
          }};
}
Contestant torch_fresh(const std::vector<bench::Tensor>& tensors, unsigned threads) {
  return {"LibTorch", [=]() -> Action {
            return [=] { bench::TorchModel model(tensors, static_cast<int>(threads)); };
          }};
}

Contestant eigen_of(std::uint64_t elements) {
  return {"Eigen setRandom (uniform)", [elements]() -> Action {
            auto values = std::make_shared<Eigen::ArrayXf>(static_cast<Eigen::Index>(elements));
            return [values] { values->setRandom(); };
          }};
}
Contestant standard_of(std::uint64_t elements) {
  return {"mt19937, normal_distribution", [elements]() -> Action {
            auto values = std::make_shared<std::vector<float>>(elements);
            return [values] {
              std::mt19937 engine(1);
              std::normal_distribution<float> normal;
              for (float& value : *values)
                value = normal(engine);
            };
          }};
}

bench::Law law_of(const vs::Initializer& initializer) {
  using enum vs::runtime::FillKind;
  switch (initializer.kind()) {
  case zeros: return bench::Law::zeros;
  case ones:
  case constant: return bench::Law::constant;
  case random_uniform:
  case glorot_uniform: return bench::Law::uniform;
  case truncated_normal:
  case he_normal: return bench::Law::truncated_normal;
  case orthogonal: return bench::Law::orthogonal;
  default: return bench::Law::normal;
  }
}

/// What LibTorch is given: the same shapes and laws.
template <class Tag> std::vector<bench::Tensor> tensors_of() {
  std::vector<bench::Tensor> tensors;
  const vs::Outline<Tag> outline;
  for (const vs::Variable& variable : outline.variables())
    tensors.push_back({{variable.shape().begin(), variable.shape().end()}, law_of(variable.initializer())});
  return tensors;
}

template <class Tag> std::uint64_t bytes_of() {
  std::uint64_t bytes = 0;
  const vs::Outline<Tag> outline;
  for (const vs::Variable& variable : outline.variables())
    bytes += variable.size_bytes();
  return bytes;
}

template <class Tag> void measure_large(Table& table, const std::string& law, unsigned threads) {
  const std::uint64_t bytes = bytes_of<Tag>();
  std::vector<Contestant> contestants = {again<Tag>(threads), memset_of(bytes, threads),
                                         torch_again(tensors_of<Tag>(), threads)};
  if (threads == 1 && law == "uniform")
    contestants.push_back(eigen_of(bytes / 4));
  if (threads == 1 && law == "normal")
    contestants.push_back(standard_of(bytes / 4));
  table.add("256 MiB, " + law, bytes, threads, contestants);
}

void measure_model(Table& table, const std::string& name, std::uint64_t bytes,
                   const std::vector<bench::Tensor>& tensors, const Contestant& build,
                   const Contestant& in_place, unsigned threads) {
  table.add(name + ", from nothing", bytes, threads, {build, torch_fresh(tensors, threads)});
  std::vector<Contestant> contestants = {in_place, memset_of(bytes, threads),
                                         torch_again(tensors, threads)};
  if (threads == 1) {
    contestants.push_back(eigen_of(bytes / 4));
    contestants.push_back(standard_of(bytes / 4));
  }
  table.add(name + ", in place", bytes, threads, contestants);
}

template <class Tag> void measure_model(Table& table, const std::string& name, unsigned threads) {
  measure_model(table, name, bytes_of<Tag>(), tensors_of<Tag>(), fresh<Tag>(threads),
                again<Tag>(threads), threads);
}

void measure_tiny(Table& table, unsigned threads) {
  constexpr std::size_t count = 1000000;
  measure_model(table, "1000000 variables of 16 floats, uniform (not planned)", count * 64,
                std::vector<bench::Tensor>(count, {{16}, bench::Law::uniform}),
                bench::tiny_fresh(threads), bench::tiny_again(threads), threads);
}

void measure(Table& table, unsigned most) {
  for (unsigned threads = 1; threads <= most; ++threads) {
    measure_large<large_constant>(table, "constant", threads);
    measure_large<large_uniform>(table, "uniform", threads);
    measure_large<large_normal>(table, "normal", threads);
    measure_large<large_truncated>(table, "truncated normal", threads);
    measure_model<gpt2_small>(table, "GPT-2 small, 148 variables", threads);
    measure_model<resnet>(table, "ResNet-50, 161 variables", threads);
    table.add("orthogonal 4096x1024", bytes_of<square>(), threads,
              {again<square>(threads), torch_again(tensors_of<square>(), threads)});
    measure_tiny(table, threads);
  }
}

} // namespace

int main(int argc, char** argv) {
  int runs = 5;
  unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  std::string file;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    if (option == "--runs")
      runs = std::max(1, std::atoi(argv[i + 1]));
    else if (option == "--threads")
      threads = static_cast<unsigned>(std::max(1, std::atoi(argv[i + 1])));
    else if (option == "--json")
      file = argv[i + 1];
  }
  std::printf("medians of %d runs in turn; VarScope's models are %s\n", runs,
              vs::Model<resnet>::planned() ? "planned" : "not planned");
  Table table(runs);
  measure(table, threads);
  if (!file.empty()) {
    std::ofstream out(file);
    out << table.json.dump(1) << '\n';
    if (!out.flush()) {
      std::fprintf(stderr, "init: cannot write '%s'\n", file.c_str());
      return 2;
    }
    std::printf("\nwritten: %s\n", file.c_str());
  }
}
