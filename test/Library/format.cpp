// std::format (where the library has it) and {fmt}.
// RUN: %agree-libstdcxx
// RUN: %agree-libcxx
#define FMT_HEADER_ONLY
#include "Inputs/names.h"

#include <cstdint>
#include <fmt/format.h>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>
#include <version>
#ifdef __cpp_lib_format
#include <format>
namespace lib = std;
#else
namespace lib = fmt;
#endif

enum class Kind { Dense = 3 };

void get(std::string_view name, std::int64_t size = 1) { vs::get_variable(name, {size}); }

struct Layer {
  std::string name;
  int index;
  std::string path(std::string_view leaf) const { return lib::format("{}/{}_{:02d}", name, leaf, index); }
};

template <class... Args> std::string path(const Args&... args) {
  std::string out;
  ((out += lib::format("{}.", args)), ...);
  return out + "end";
}

void formatted() {
  const char* text = "chars";
  char buffer[] = "array";
  std::string_view view = "a_view";
  for (int i = 8; i < 11; ++i)
    get(lib::format("layer_{:03}/w{}", i, i - 8), i);
  get(lib::format("{1}_{0}_{1}", text, view.substr(2)));
  get(lib::format("{}{:>6}{:_<6}{:.^7}", buffer, 1, 2, "mid").replace(5, 5, "....."));
  get(lib::format("{:x}_{:#X}_{:b}_{:o}", 255, 255, 5, 8u));
  get(lib::format("{}_{:c}_{}_{:d}", 'c', 100, true, false));
  get(lib::format("{:.2f}_{}_{:.3}_{:e}", 0.125, 0.1, 2.5f, 12345.678).substr(0, 21));
  get(lib::format("{:{}}_{:.>{}.{}}", 7, 4, "abcdef", 5, 3).substr(3));
  get(lib::format("i8_{}_u8_{}_char_{}", std::int8_t(65), std::uint8_t(66), char(67)));
  get(lib::format("{{{}}}", 4).substr(1, 1) + "braces");
  get(lib::format("enum_{}", static_cast<int>(Kind::Dense)));
  get(lib::format("{}", std::string(3, 'x')) + lib::format("{:.2}", "cut"));
  get(lib::format("big_{}_{}", 18446744073709551615ull, 1ll << 40));
  std::string out = "to_";
  lib::format_to(std::back_inserter(out), "{}-{}", 1, "b");
  get(out);
  char raw[16] = {};
  auto* end = lib::format_to(raw, "raw{}", 42);
  get(std::string(raw, end));
  get(Layer{"block", 7}.path("kernel"));
  get(path("v", 1, 'c', 0.5));
  get(lib::vformat("v{}", lib::make_format_args(buffer)));
}

void withFmt() {
  std::vector<int> shape{3, 4, 5};
  get(fmt::format("joined_{}", fmt::join(shape, "x")), 60);
  get(fmt::format("padded_{:02}", fmt::join(shape.begin(), shape.end(), "_")));
  get("string_" + fmt::to_string(12) + fmt::to_string(std::string("s")));
  std::string width = "w{}";
  get(fmt::format(fmt::runtime(width), 9));
}

void build() {
  formatted();
  withFmt();
}
VS_MODEL(format, build());

int main() { printNames<format>(); }
