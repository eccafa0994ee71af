// <cstdarg>: functions of the program that pass what they are given for an ellipsis on to vsnprintf, or read it themselves.
// RUN: %agree-libstdcxx
// RUN: %agree-libcxx
#include "Inputs/names.h"

#include <cstdarg>
#include <cstdio>
#include <string>
#include <vector>

// As most engines have it: once to measure, once to write.
std::string measured(const char* format, va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  const int size = vsnprintf(nullptr, 0, format, again);
  va_end(again);
  std::vector<char> text(static_cast<std::size_t>(size) + 1);
  vsnprintf(text.data(), text.size(), format, arguments);
  return std::string(text.data(), static_cast<std::size_t>(size));
}

std::string text(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  std::string result = measured(format, arguments);
  va_end(arguments);
  return result;
}

struct Tensor {
  char name[16] = "";
  Tensor& called(const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    std::vsnprintf(name, sizeof name, format, arguments);
    va_end(arguments);
    return *this;
  }
};

struct Pair {
  int first, second;
};

// Each letter says of which type the next argument is.
std::string read(const char* letters, ...) {
  va_list arguments;
  va_start(arguments, letters);
  std::string result;
  for (; *letters != '\0'; ++letters) {
    switch (*letters) {
    case 'i':
      result += std::to_string(va_arg(arguments, int));
      break;
    case 'u':
      result += std::to_string(va_arg(arguments, unsigned));
      break;
    case 'l':
      result += std::to_string(va_arg(arguments, long long));
      break;
    case 'd':
      result += std::to_string(static_cast<int>(va_arg(arguments, double) * 10));
      break;
    case 's':
      result += va_arg(arguments, const char*);
      break;
    case 'p': {
      const Pair pair = va_arg(arguments, Pair);
      result += std::to_string(pair.first + pair.second);
    }
    }
    result += '.';
  }
  va_end(arguments);
  return result;
}

void readOne(va_list* arguments, std::string& result) { result += std::to_string(va_arg(*arguments, int)); }
std::string readByPointer(int count, ...) {
  va_list arguments;
  va_start(arguments, count);
  std::string result;
  for (int i = 0; i < count; ++i)
    readOne(&arguments, result);
  va_end(arguments);
  return result;
}

// The copy begins where the list was copied.
std::string readTwice(const char* format, ...) {
  char rest[32];
  va_list arguments, copy;
  va_start(arguments, format);
  const int first = va_arg(arguments, int);
  va_copy(copy, arguments);
  vsprintf(rest, format, copy);
  va_end(copy);
  const int second = va_arg(arguments, int);
  va_end(arguments);
  return std::to_string(first) + "_" + rest + "_" + std::to_string(second);
}

void build() {
  for (int i = 0; i < 2; ++i)
    vs::get_variable(text("blk.%d.%s.%02u%c", i, "attn", 7u, 'q'), {1});
  vs::get_variable(text("%s.%s", text("l%d", 1).c_str(), text("%.1f", 2.5f).c_str()), {1});
  vs::get_variable(Tensor().called("cut.%s", "abcdefghijklm").name, {1});
  short small = 9;
  vs::get_variable("read" + read("iudspli", -1, 2u, 0.5f, "t", Pair{1, 2}, 77LL, small), {1});
  vs::get_variable("none" + read(""), {1});
  vs::get_variable("by_pointer" + readByPointer(3, 7, 8, 9), {1});
  vs::get_variable("twice" + readTwice("%d-%s", 1, 2, "x"), {1});
  const auto lambda = [](const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    std::string result = measured(format, arguments);
    va_end(arguments);
    return result;
  };
  vs::get_variable(lambda("lambda%x", 255), {1});
}
VS_MODEL(variable_arguments, build());

int main() { printNames<variable_arguments>(); }
