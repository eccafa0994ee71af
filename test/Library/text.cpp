// Text that is built by the C library, streams and conversions of numbers.
// RUN: %agree-libstdcxx
// RUN: %agree-libcxx
#include "Inputs/names.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

void get(std::string_view name, std::int64_t size = 1) { vs::get_variable(name, {size}); }

struct Config {
  std::string prefix = "encoder";
  int layers = 2;
  double rate = 0.25;
};

void printed(const Config& config) {
  char name[64];
  for (int i = 0; i < config.layers; ++i) {
    std::snprintf(name, sizeof(name), "%s_%02d", config.prefix.c_str(), i);
    get(name);
  }
  std::snprintf(name, sizeof name, "w%zu_%lld_%x_%c_%5.2f", sizeof(name), -3LL, 255u, 'q', config.rate);
  std::string text = name;
  for (char& c : text)
    if (c == ' ')
      c = '.';
  get(text);
  snprintf(name, 8, "cut_off_%d", 5); // 7 characters fit
  get(name);
  int length = std::sprintf(name, "%-4s.%d.%#o.%.3s", "ab", 7, 8, "abcdef");
  get(std::string(name, length).substr(5));
  std::vector<char> buffer(16);
  std::snprintf(buffer.data(), buffer.size(), "buffer%*d", 4, 12);
  text.assign(buffer.data());
  text.replace(text.find(' '), 2, "__");
  get(text);
  std::array<char, 12> array{};
  std::snprintf(array.data(), array.size(), "%s", "array");
  get(array.data());
  int size = std::snprintf(nullptr, 0, "%d", 12345);
  std::string exact(size, '\0');
  std::snprintf(&exact[0], exact.size() + 1, "%d", 12345);
  get("exact" + exact);
  char joined[32] = "c";
  std::strcat(joined, "_str");
  get(joined, std::strlen(joined));
  std::strcpy(joined, "copied");
  get(joined + 2);
  char literal[] = "literal";
  literal[0] = 'L';
  get(literal);
  get(std::strcmp(literal, "Literal") == 0 ? "same" : "different");
}

std::ostream& dot(std::ostream& out) { return out << '.'; }

struct Path {
  std::string scope;
  int index;
};
std::ostream& operator<<(std::ostream& out, const Path& path) { return out << path.scope << '-' << path.index; }

void streamed(const Config& config) {
  std::ostringstream out;
  out << config.prefix << "/layer_" << std::setw(3) << std::setfill('0') << 7;
  get(out.str());
  out.str("");
  out << "h" << std::hex << 255 << std::dec << std::setw(4) << 1 << 'x' << true << std::boolalpha << false;
  get(out.str());
  std::stringstream more;
  more << "f" << std::fixed << std::setprecision(3) << 0.5 << '_' << 1.5f << dot << -2L << dot << 3u;
  get(more.str());
  more.str(std::string());
  more.width(5);
  more.fill('_');
  more << std::left << 12 << ".";
  get(more.str());
  std::ostringstream path;
  path << Path{"user", 4};
  get(path.str());
  get((std::ostringstream() << "r" << 1).str());
  std::ostringstream plain;
  plain << 1e5 << "_" << 0.1 << "_" << -2.5f << '_' << std::string_view("view").substr(1) << std::int8_t('c');
  get(plain.str());
  std::cout << std::flush;
  std::clog << "";
  std::ostringstream at("old text", std::ios::ate);
  at << ".more";
  get(at.str().substr(4));
  std::ostringstream over("old_text");
  over << "new";
  get(over.str());
}

void parsed() {
  std::istringstream in("64 dense 0.5 true x");
  int width = 0;
  std::string kind;
  double rate = 0;
  bool flag = false;
  if (in >> width >> kind >> rate >> std::boolalpha >> flag)
    get(kind + std::to_string(rate > 0.25) + (flag ? "t" : "f"), width);
  std::stringstream list("a,b,,c");
  for (std::string item; std::getline(list, item, ',');)
    get("item_" + (item.empty() ? std::string("none") : item));
  std::istringstream words("one two three");
  std::string word;
  while (words >> word)
    get("word_" + word);
}

void converted() {
  get("n" + std::to_string(std::stoi("42x") + std::stol("-2") + static_cast<int>(std::stoul("3"))));
  char digits[16];
  auto [end, error] = std::to_chars(digits, digits + sizeof(digits), 1234);
  if (error == std::errc())
    get("to_chars_" + std::string(digits, end));
  int value = 0;
  std::string_view text = "77rest";
  auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec == std::errc{})
    get("from_chars_" + std::to_string(value), value);
  std::size_t used = 0;
  int leading = std::stoi("128px", &used);
  get("used" + std::to_string(used), leading);
  get("a" + std::to_string(std::atoi("31")));
}

void build(Config config) {
  printed(config);
  streamed(config);
  parsed();
  converted();
}
VS_MODEL(text, build(Config{}));

int main() { printNames<text>(); }
