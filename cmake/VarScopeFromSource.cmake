# For this repository's projects that are built as users' are: the command is VARSCOPE_COMMAND,
# the run time is built from the sources, and varscope_target() is what find_package gives.
set(VARSCOPE_COMMAND "" CACHE FILEPATH "The varscope command")
if(NOT VARSCOPE_COMMAND)
  message(FATAL_ERROR "set VARSCOPE_COMMAND to the path of the varscope command")
endif()
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

set(VARSCOPE_BUILD_TOOL OFF CACHE BOOL "The command comes from VARSCOPE_COMMAND")
add_subdirectory(${CMAKE_CURRENT_LIST_DIR}/.. varscope)
add_executable(VarScope::varscope IMPORTED)
set_target_properties(VarScope::varscope PROPERTIES IMPORTED_LOCATION ${VARSCOPE_COMMAND})
include(${CMAKE_CURRENT_LIST_DIR}/VarScopeTarget.cmake)
