#pragma once
// Runs every case and prints what LibTorch makes of it: "<tag> error", or "<tag> ok" and what
// named_parameters() and named_buffers() list.
#include <algorithm>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

struct Case {
  const char* tag;
  std::function<std::vector<std::string>()> run;
};
inline std::vector<Case>& cases() {
  static std::vector<Case> all;
  return all;
}

inline std::vector<std::string> list(const torch::nn::Module& module) {
  std::vector<std::string> lines;
  auto add = [&](const auto& dictionary) {
    for (const auto& item : dictionary) {
      std::string line = item.key();
      for (int64_t size : item.value().sizes())
        line += " " + std::to_string(size);
      lines.push_back(line);
    }
  };
  add(module.named_parameters());
  add(module.named_buffers());
  return lines;
}
inline std::vector<std::string> list(int) { return {}; }
template <class M> std::vector<std::string> list(const std::shared_ptr<M>& module) {
  return list(static_cast<const torch::nn::Module&>(*module));
}
template <class M> std::vector<std::string> list(const torch::nn::ModuleHolder<M>& module) {
  return list(static_cast<const torch::nn::Module&>(*module));
}

#define CASE(tag, ...)                                                                             \
  static const bool tag##_case = (cases().push_back({#tag, [] { return list(__VA_ARGS__); }}), true)

inline int runCases() {
  for (const Case& each : cases()) {
    try {
      std::vector<std::string> lines = each.run();
      std::cout << each.tag << " ok\n";
      for (const std::string& line : lines)
        std::cout << "  " << line << '\n';
    } catch (const c10::Error& error) {
      std::cout << each.tag << " error " << error.what_without_backtrace() << '\n';
    }
  }
  return 0;
}
