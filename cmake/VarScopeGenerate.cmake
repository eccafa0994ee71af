# varscope_generate(TARGET MODELS tag...)
#
# Adds the generated units of the named models to TARGET: its sources (so far) are one
# program, resolved by ${VARSCOPE_COMMAND} with the target's include directories and
# definitions. List the headers among the sources: the units are made anew when one changes.
function(varscope_generate target)
  cmake_parse_arguments(ARG "" "" "MODELS" ${ARGN})
  set(dir ${CMAKE_CURRENT_BINARY_DIR}/${target}.varscope)
  get_target_property(sources ${target} SOURCES)
  list(TRANSFORM sources PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ REGEX "^[^/]")
  set(units ${sources})
  list(FILTER units INCLUDE REGEX "\\.(cpp|cc|cxx)$")
  list(TRANSFORM ARG_MODELS PREPEND ${dir}/ OUTPUT_VARIABLE outputs)
  list(TRANSFORM outputs APPEND .varscope.json OUTPUT_VARIABLE manifests)
  list(TRANSFORM outputs APPEND .varscope.cpp)
  set(includes $<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>)
  set(definitions $<TARGET_PROPERTY:${target},COMPILE_DEFINITIONS>)
  add_custom_command(
    OUTPUT ${outputs} ${manifests}
    COMMAND ${VARSCOPE_COMMAND} generate ${units} -o ${dir} --source-root ${CMAKE_SOURCE_DIR} -- -std=c++20
            "$<$<BOOL:${includes}>:-I$<JOIN:${includes},;-I>>"
            "$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},;-D>>"
    # The command leaves unchanged files alone; the build system wants to see that it ran.
    COMMAND ${CMAKE_COMMAND} -E touch ${outputs} ${manifests}
    DEPENDS ${sources} ${VARSCOPE_COMMAND}
    COMMENT "Resolving the variable scopes of ${target}"
    COMMAND_EXPAND_LISTS VERBATIM)
  target_sources(${target} PRIVATE ${outputs})
endfunction()
