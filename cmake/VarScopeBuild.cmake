# Helpers that every CMakeLists.txt of this project uses.

find_program(VARSCOPE_CCACHE ccache)
if(VARSCOPE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers need these two to be cacheable.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      ${VARSCOPE_CCACHE})
endif()

add_library(varscope_warnings INTERFACE)
target_compile_options(varscope_warnings INTERFACE -Wall -Wextra -Wpedantic)

# LLVM's headers come last: where libc++abi is installed its <cxxabi.h> stands among them, and the
# standard library's own is to be found first.
function(varscope_llvm_includes target visibility)
  list(JOIN LLVM_INCLUDE_DIRS " -idirafter " directories)
  target_compile_options(${target} ${visibility} "SHELL:-idirafter ${directories}")
endfunction()

# varscope_library(NAME SOURCES... [LINK targets...] [PCH clang|core])
# A static library of lib/. Headers are included by their path under lib/.
function(varscope_library name)
  cmake_parse_arguments(ARG "" "PCH" "LINK" ${ARGN})
  add_library(${name} STATIC ${ARG_UNPARSED_ARGUMENTS})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/lib ${PROJECT_SOURCE_DIR}/include)
  varscope_llvm_includes(${name} PUBLIC)
  target_link_libraries(${name} PUBLIC ${ARG_LINK} LLVM PRIVATE varscope_warnings)
  if(ARG_PCH STREQUAL clang)
    target_link_libraries(${name} PUBLIC clang-cpp)
  endif()
  if(ARG_PCH)
    varscope_pch(${name} ${ARG_PCH})
  endif()
endfunction()

# Large headers that few edits touch. Most of what a file of ours takes to compile is these.
set(VARSCOPE_PCH_clang
  <clang/AST/ASTContext.h> <clang/AST/RecursiveASTVisitor.h> <clang/Frontend/CompilerInstance.h>
  <clang/Tooling/Tooling.h> <map> <string> <vector>)
set(VARSCOPE_PCH_core
  <varscope/core/graph.h> <llvm/ADT/DenseMap.h> <llvm/ADT/SmallVector.h> <llvm/ADT/StringExtras.h> <llvm/ADT/StringMap.h>
  <llvm/ADT/Twine.h> <llvm/Support/FormatVariadic.h> <llvm/Support/raw_ostream.h>
  <algorithm> <chrono> <deque> <functional> <map> <memory> <optional> <set> <string> <variant> <vector>)

# A precompiled header that ccache can keep.
function(varscope_no_pch_timestamp target)
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    target_compile_options(${target} PRIVATE -Xclang -fno-pch-timestamp)
  endif()
endfunction()

# varscope_own_pch(TARGET headers...): these headers, precompiled for one target.
function(varscope_own_pch target)
  varscope_no_pch_timestamp(${target})
  target_precompile_headers(${target} PRIVATE ${ARGN})
endfunction()

# varscope_pch(TARGET clang|core): these headers, precompiled once for all targets.
function(varscope_pch target headers)
  varscope_no_pch_timestamp(${target})
  set(pch varscope_${headers}_pch)
  if(NOT TARGET ${pch})
    file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/${headers}_pch.cpp CONTENT "") # leaves an equal file alone
    add_library(${pch} OBJECT ${PROJECT_BINARY_DIR}/${headers}_pch.cpp)
    target_include_directories(${pch} PUBLIC ${PROJECT_SOURCE_DIR}/include)
    varscope_llvm_includes(${pch} PUBLIC)
    target_link_libraries(${pch} PRIVATE varscope_warnings)
    varscope_own_pch(${pch} ${VARSCOPE_PCH_${headers}})
  endif()
  target_precompile_headers(${target} REUSE_FROM ${pch})
endfunction()

# varscope_unit_test(NAME SOURCES... [LINK targets...] [PCH core]): one GoogleTest program, found by ctest.
function(varscope_unit_test name)
  cmake_parse_arguments(ARG "" "PCH" "LINK" ${ARGN})
  add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE ${ARG_LINK} GTest::gtest_main varscope_warnings)
  if(ARG_PCH)
    varscope_pch(${name} ${ARG_PCH})
  endif()
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60)
endfunction()
