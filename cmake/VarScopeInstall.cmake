# The installed layout: bin/varscope, include/varscope, the run time, the CMake package. The
# command finds its headers by this layout (../include).
include(CMakePackageConfigHelpers)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/varscope DESTINATION include)
install(TARGETS varscope_runtime EXPORT VarScopeTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
if(VARSCOPE_BUILD_TOOL)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/roles DESTINATION ${CMAKE_INSTALL_DATADIR}/varscope)
  install(TARGETS varscope EXPORT VarScopeTargets RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/VarScope)
install(EXPORT VarScopeTargets NAMESPACE VarScope:: DESTINATION ${package})
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/VarScopeConfig.cmake.in
  ${PROJECT_BINARY_DIR}/VarScopeConfig.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/VarScopeConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/VarScopeConfig.cmake ${PROJECT_BINARY_DIR}/VarScopeConfigVersion.cmake
  DESTINATION ${package})
