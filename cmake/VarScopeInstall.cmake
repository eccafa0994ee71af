# The installed layout: bin/varscope, include/varscope, the run time, the CMake package. The
# command finds its headers by this layout (../include). Two components, each a package of
# Debian's: `tool`, and `development` (what programs are built with).
include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/VarScope)

set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME development)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/varscope DESTINATION include)
install(TARGETS varscope_runtime EXPORT VarScopeRuntimeTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT VarScopeRuntimeTargets NAMESPACE VarScope:: DESTINATION ${package})
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/VarScopeConfig.cmake.in
  ${PROJECT_BINARY_DIR}/VarScopeConfig.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/VarScopeConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/VarScopeConfig.cmake ${PROJECT_BINARY_DIR}/VarScopeConfigVersion.cmake
  ${PROJECT_SOURCE_DIR}/cmake/VarScopeTarget.cmake
  DESTINATION ${package})
file(RELATIVE_PATH VARSCOPE_PC_TO_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(${PROJECT_SOURCE_DIR}/cmake/varscope.pc.in ${PROJECT_BINARY_DIR}/varscope.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/varscope.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

if(VARSCOPE_BUILD_TOOL)
  set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME tool)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/roles DESTINATION ${CMAKE_INSTALL_DATADIR}/varscope)
  install(TARGETS varscope EXPORT VarScopeToolTargets RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  install(EXPORT VarScopeToolTargets NAMESPACE VarScope:: DESTINATION ${package})
  install(TARGETS varscope_plugin varscope_plugin_loader LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/varscope)
  install(TARGETS VarScopeTidy LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(FILES ${PROJECT_BINARY_DIR}/varscope.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  install(FILES ${PROJECT_SOURCE_DIR}/tool/varscope/completion.bash
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME varscope)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR VarScope)
set(CPACK_PACKAGE_CONTACT "The VarScope developers")
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL development tool)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE gzip)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libvarscope-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS libhwy-dev)
set(CPACK_DEBIAN_TOOL_PACKAGE_NAME varscope)
set(CPACK_DEBIAN_TOOL_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_TOOL_PACKAGE_SHLIBDEPS ON)
# Clang's own headers; and the run time's, which nearly every source includes.
set(CPACK_DEBIAN_TOOL_PACKAGE_DEPENDS "libclang-common-${LLVM_VERSION_MAJOR}-dev, libvarscope-dev (= ${PROJECT_VERSION})")
include(CPack)
