// Abseil's strings. Debian's Abseil is built with libstdc++.
// RUN: %agree-libstdcxx --libraries "%runtime-lib -labsl_strings -labsl_str_format_internal -labsl_int128 -labsl_throw_delegate -labsl_raw_logging_internal -labsl_base -labsl_strings_internal"
// RUN: mkdir -p %t && %varscope generate -Werror %s -o %t -- %include -stdlib=libc++
// RUN: FileCheck %s --input-file=%t/abseil.varscope.json
#include "Inputs/names.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <absl/strings/str_join.h>
#include <absl/strings/str_split.h>
#include <absl/strings/substitute.h>
#include <string>
#include <vector>

void get(absl::string_view name, std::int64_t size = 1) { vs::get_variable(std::string_view(name.data(), name.size()), {size}); }

void build(const std::string& prefix, int layers) {
  for (int i = 0; i < layers; ++i)
    get(absl::StrCat(prefix, "/layer_", i, "/", "kernel", ".", 0.5, ".", 7u, "_", -1LL), i + 1);
  // CHECK: "name": "net/layer_0/kernel.0.5.7_-1"
  get(absl::StrCat("dec_", absl::Dec(7, absl::kZeroPad3), "_", absl::Hex(255, absl::kZeroPad4))); // CHECK: "dec_007_00ff"
  std::string name = "append";
  absl::StrAppend(&name, "_", 3, "_", true);
  get(name); // CHECK: "append_3_1"
  get(absl::StrFormat("%s_%02d_%x_%5.2f_%c", prefix, 4, 255, 12.375, 'z')); // CHECK: "net_04_ff_12.38_z"
  absl::StrAppendFormat(&name, "_%d%%_%u", 5LL, 6u);
  get(name.substr(0, 12)); // CHECK: "append_3_1_5"
  std::vector<int> sizes{1, 2, 3};
  get(absl::StrJoin(sizes, "x")); // CHECK: "1x2x3"
  std::vector<std::string> parts = absl::StrSplit("a/b/c", '/');
  std::string changed = "pre/fix";
  std::vector<absl::string_view> views = absl::StrSplit(changed, '/');
  absl::string_view stripped = absl::StripPrefix(changed, "pre/");
  changed[4] = 'm';
  get(absl::StrCat(views[0], views[1], stripped)); // CHECK: "premixmix"
  get(absl::StrJoin(parts, "-", [](std::string* out, const std::string& part) { absl::StrAppend(out, part, part); })); // CHECK: "aa-bb-cc"
  for (absl::string_view part : absl::StrSplit("p,,q", ",", absl::SkipEmpty()))
    get(part); // CHECK: "name": "p"
  get(absl::Substitute("$1.$0.$2", "first", prefix, true)); // CHECK: "net.first.true"
  get(absl::StripPrefix("model/rest", "model/")); // CHECK: "rest"
  get(absl::StartsWith(prefix, "ne") ? absl::AsciiStrToUpper(prefix) : "no"); // CHECK: "NET"
}
VS_MODEL(abseil, build("net", 2));

int main() { printNames<abseil>(); }
