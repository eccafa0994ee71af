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

# varscope_library(NAME SOURCES... [LINK targets...] [CLANG])
# A static library of lib/. Headers are included by their path under lib/.
# CLANG: uses Clang's headers, which are then precompiled once for all.
function(varscope_library name)
  cmake_parse_arguments(ARG "CLANG" "" "LINK" ${ARGN})
  add_library(${name} STATIC ${ARG_UNPARSED_ARGUMENTS})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/lib ${PROJECT_SOURCE_DIR}/include)
  target_include_directories(${name} SYSTEM PUBLIC ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
  target_link_libraries(${name} PUBLIC ${ARG_LINK} LLVM PRIVATE varscope_warnings)
  if(ARG_CLANG)
    target_link_libraries(${name} PUBLIC clang-cpp)
    varscope_clang_pch(${name})
  endif()
endfunction()

# Precompile Clang's large headers once and share them between targets.
function(varscope_clang_pch target)
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    target_compile_options(${target} PRIVATE -Xclang -fno-pch-timestamp)
  endif()
  if(NOT TARGET varscope_clang_pch)
    file(WRITE ${PROJECT_BINARY_DIR}/clang_pch.cpp "")
    add_library(varscope_clang_pch OBJECT ${PROJECT_BINARY_DIR}/clang_pch.cpp)
    target_include_directories(varscope_clang_pch SYSTEM PUBLIC ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
    if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
      target_compile_options(varscope_clang_pch PRIVATE -Xclang -fno-pch-timestamp)
    endif()
    target_link_libraries(varscope_clang_pch PRIVATE varscope_warnings)
    target_precompile_headers(varscope_clang_pch PRIVATE
      <clang/AST/ASTContext.h> <clang/AST/RecursiveASTVisitor.h> <clang/Frontend/CompilerInstance.h>
      <clang/Tooling/Tooling.h> <map> <string> <vector>)
  endif()
  target_precompile_headers(${target} REUSE_FROM varscope_clang_pch)
endfunction()

# varscope_unit_test(NAME SOURCES... [LINK targets...]): one GoogleTest program, found by ctest.
function(varscope_unit_test name)
  cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
  add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE ${ARG_LINK} GTest::gtest_main varscope_warnings)
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60)
endfunction()
