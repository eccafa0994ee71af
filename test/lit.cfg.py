# Stage tests: lit + FileCheck. Values of the build come from lit.site.cfg.py.
#
# Substitutions for tests:
#   %varscope     the command under test
#   %FileCheck    FileCheck that fails on any diagnostic the test does not expect
#   %gxx %clangxx the compilers of user programs, with %cxxflags
#   %gxx-path %clangxx-path   the same without flags
#   %cxxflags     language level and warnings that user code must be clean under
#   %include      -I flags of the run-time headers
#   %plugin       the Clang plugin's flag
#   %runtime-lib  link flags of the run time
#   %examples     the examples' directory
#   %agree-libstdcxx %agree-libcxx  Library/Inputs/agree.py on the test's source, with g++ and
#                 libstdc++ and with clang and libc++; options may follow
#   %tidy         clang-tidy with our module: %clang-tidy, %tidy-module
#   %python %utils %source %build   Python, the scripts of utils/, the roots of sources and build
#   %path         the search path of commands
# and not, split-file, FileCheck by their names.

import os
import shutil

import lit.formats

config.name = "VarScope"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".cpp", ".ir", ".vsum", ".test"]
config.excludes = ["Inputs", "unit", "bench", "conformance", "consumer", "CMakeLists.txt"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.varscope_build, "test")

config.environment["PATH"] = os.pathsep.join([config.llvm_tools, os.environ.get("PATH", "")])
# ccache works in tests too; nothing else of the environment may matter.
for name in ("HOME", "CCACHE_DIR", "ASAN_OPTIONS", "LSAN_OPTIONS"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

include = "-I" + os.path.join(config.varscope_source, "include")
cxxflags = "-std=c++20 -Wall -Wextra -Wpedantic -Werror"
agree = '%%python %s %%varscope %s %%t.%s %%s --libraries "%%runtime-lib %s" --flags "-std=c++20 %s %s"'
agree_py = os.path.join(os.path.dirname(__file__), "Library", "Inputs", "agree.py")
libraries = "-isystem /usr/include/eigen3 " + include
config.substitutions += [
    ("%agree-libstdcxx", agree % (agree_py, config.gxx, "libstdcxx", "", libraries, "")),
    # Debian's shared libc++ may be older than its headers; the static one comes with them.
    ("%agree-libcxx", agree % (agree_py, config.libcxx_clangxx, "libcxx", "-static-libstdc++", libraries, "-stdlib=libc++")),
    ("%varscope", config.varscope_tool),
    ("%FileCheck", "FileCheck --implicit-check-not=error: --implicit-check-not=warning:"),
    ("%build", config.varscope_build),
    ("%gxx-path", config.gxx),
    ("%clangxx-path", config.clangxx),
    ("%gxx", "%s %s %s" % (config.gxx, cxxflags, include)),
    ("%clangxx", "%s %s %s" % (config.clangxx, cxxflags, include)),
    ("%clang-tidy", config.clang_tidy),
    ("%tidy-module", config.tidy_module),
    ("%tidy", "%s -load=%s" % (config.clang_tidy, config.tidy_module)),
    ("%cxxflags", cxxflags),
    ("%include", include),
    ("%plugin", "-fplugin=" + os.path.join(config.varscope_build, "lib", "varscope", "varscope-plugin.so")),
    ("%runtime-lib", config.runtime_lib),
    ("%examples", os.path.join(config.varscope_source, "examples")),
    ("%python", config.python),
    ("%utils", os.path.join(config.varscope_source, "utils")),
    ("%source", config.varscope_source),
    ("%path", config.environment["PATH"]),
]

# One machine is enough for a test under MPI, and it may be root's.
if shutil.which("mpirun") and shutil.which("mpicxx"):
    config.available_features.add("mpi")
config.environment["OMPI_CXX"] = config.gxx
config.environment["OMPI_MCA_rmaps_base_oversubscribe"] = "1"
config.environment["OMPI_ALLOW_RUN_AS_ROOT"] = config.environment["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1"

# LibTorch is large; its tests run where it is installed (libtorch-dev).
if os.path.exists("/usr/include/torch/csrc/api/include/torch/torch.h"):
    config.available_features.add("libtorch")

# A sanitised module cannot be loaded into a compiler that is not.
if not config.sanitizers:
    config.available_features.add("modules")
