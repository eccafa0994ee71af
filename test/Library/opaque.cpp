// Work that no name depends on: it passes through as unknown values, and what it only
// reads stays known.
// RUN: %agree-libstdcxx
// RUN: %agree-libcxx
#include "Inputs/names.h"

#include <Eigen/Dense>
#include <atomic>
#include <chrono>
#include <cmath>
#include <complex>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

struct Config {
  std::string name = "net";
  int width = 4;
  double rate = 0.5;
};

class Model {
public:
  explicit Model(const Config& config)
      : config(config), weights(Eigen::MatrixXf::Random(config.width, config.width)), generator(config.width) {}

  void build() {
    std::lock_guard<std::mutex> hold(mutex);
    auto start = std::chrono::steady_clock::now();
    ++calls;
    counter.fetch_add(1);
    std::cout << "";
    std::clog << std::string_view(config.name).substr(3) << std::flush;
    std::printf("%s", config.name.substr(3).c_str());
    Eigen::VectorXf input = Eigen::VectorXf::Ones(config.width);
    input = weights * input + Eigen::VectorXf::Constant(config.width, static_cast<float>(config.rate));
    float norm = input.norm();
    std::normal_distribution<float> normal(0.f, 1.f);
    float noise = normal(generator) + std::exp(norm);
    std::complex<double> phase(config.rate, config.width);
    phase *= std::polar(1.0, config.rate);
    std::filesystem::path path = std::filesystem::path(config.name) / "checkpoint";
    std::ofstream log("/dev/null");
    log << config.name << ' ' << norm << noise << phase.real() << path.string() << '\n';
    int sum = 0;
    std::thread worker([&sum] { sum += 1; });
    worker.join();
    vs::get_variable(config.name + "/w", {config.width});
    vs::get_variable(config.name + "/b", {static_cast<std::int64_t>(config.name.size())});
    std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    if (config.rate < 1)
      losses.push_back(elapsed.count() + static_cast<double>(input.size()) + std::pow(config.rate, 2));
    vs::get_variable("losses_" + std::to_string(losses.size()), {config.width});
  }

private:
  Config config;
  Eigen::MatrixXf weights;
  std::mt19937 generator;
  std::mutex mutex;
  std::atomic<int> counter{0};
  int calls = 0;
  std::vector<double> losses;
};

void build() {
  Model model(Config{});
  model.build();
}
VS_MODEL(opaque, build());

int main() { printNames<opaque>(); }
