// What -fplugin= names. It needs nothing of Clang itself, so that any compiler can load it and be
// told whether the plugin proper, which lies beside it, is for that compiler.
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <string>

namespace {

/// "22.1" of "Debian clang version 22.1.7 (...)"; empty if there is none.
std::string seriesOf(const std::string& version) {
  const std::string mark = "version ";
  const std::size_t start = version.find(mark);
  if (start == std::string::npos)
    return "";
  const std::string number = version.substr(start + mark.size());
  const std::size_t dot = number.find('.');
  return dot == std::string::npos ? "" : number.substr(0, number.find('.', dot + 1));
}

[[noreturn]] void refuse(const std::string& why) {
  std::fprintf(stderr, "error: the VarScope plugin is for clang %s: %s\n", VARSCOPE_CLANG_SERIES,
               why.c_str());
  std::exit(1);
}

void load() {
  // clang::getClangFullVersion(), of the compiler that runs.
  using Version = std::string();
  auto* version =
      reinterpret_cast<Version*>(dlsym(RTLD_DEFAULT, "_ZN5clang19getClangFullVersionB5cxx11Ev"));
  if (!version)
    refuse("this compiler is another one");
  const std::string running = version();
  if (seriesOf(running) != VARSCOPE_CLANG_SERIES)
    refuse("this compiler is " + running);
  Dl_info self{};
  if (!dladdr(reinterpret_cast<void*>(&load), &self))
    refuse("the plugin's own place is not known");
  const std::string own = self.dli_fname;
  const std::string plugin = own.substr(0, own.rfind('/') + 1) + VARSCOPE_PLUGIN_NAME;
  if (!dlopen(plugin.c_str(), RTLD_NOW | RTLD_LOCAL))
    refuse(dlerror());
}

struct LoadAtOnce {
  LoadAtOnce() { load(); }
} loadAtOnce;

} // namespace
