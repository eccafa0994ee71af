# varscope_target(TARGET [ROLES file...] [BIND name=value...] [BASELINE file] [LOCK file] [WERROR]
#                 [EXCLUDE source-or-library...] [EXTRA_ARGS flag...] [REMOVE_ARGS flag...])
#
# Resolves the variable scopes of a program (or shared library) as a part of its build: every
# C++ source of TARGET and of the static and object libraries it links becomes a summary
# (`varscope extract`, one action each, with the source's own flags), the summaries become
# findings and one generated unit (`varscope link`, one action), and the unit is linked into
# TARGET as an object. The targets' own commands stay as they are. See docs/build.md.
#
# Actions replace only files whose contents change, and what depends on an unchanged file is not
# run again: by restat with Ninja, and by a stamp beside each output with Makefiles.
cmake_policy(PUSH)
cmake_policy(VERSION 3.25)

function(varscope_target target)
  cmake_parse_arguments(ARG "WERROR" "BASELINE;LOCK" "ROLES;BIND;EXCLUDE;EXTRA_ARGS;REMOVE_ARGS" ${ARGN})
  if(ARG_UNPARSED_ARGUMENTS OR ARG_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "varscope_target(${target}): cannot use '${ARG_UNPARSED_ARGUMENTS}${ARG_KEYWORDS_MISSING_VALUES}'")
  endif()
  if(NOT TARGET ${target})
    message(FATAL_ERROR "varscope_target(${target}): there is no such target")
  endif()
  get_target_property(type ${target} TYPE)
  if(NOT type MATCHES "^(EXECUTABLE|SHARED_LIBRARY|MODULE_LIBRARY)$")
    message(FATAL_ERROR "varscope_target(${target}): a generated unit is linked as an object, which "
      "an archive may drop; name the programs and shared libraries that link ${target} instead")
  endif()
  get_target_property(home ${target} SOURCE_DIR)
  if(NOT home STREQUAL CMAKE_CURRENT_SOURCE_DIR)
    message(FATAL_ERROR "varscope_target(${target}): call it in ${home}, where the target is made")
  endif()
  get_property(multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  if(multi_config OR NOT CMAKE_GENERATOR MATCHES "Ninja|Makefiles")
    message(FATAL_ERROR "varscope_target: the generators are Ninja and Makefiles, not ${CMAKE_GENERATOR}")
  endif()
  foreach(option ROLES BASELINE LOCK)
    set(files)
    foreach(file IN LISTS ARG_${option})
      get_filename_component(path ${file} ABSOLUTE)
      if(option STREQUAL ROLES AND NOT EXISTS ${path})
        set(path ${file}) # the name of a file that comes with the command
      endif()
      list(APPEND files ${path})
    endforeach()
    set_property(TARGET ${target} PROPERTY VARSCOPE_${option} ${files})
  endforeach()
  foreach(option BIND EXCLUDE WERROR EXTRA_ARGS REMOVE_ARGS)
    set_property(TARGET ${target} PROPERTY VARSCOPE_${option} ${ARG_${option}})
  endforeach()
  target_link_libraries(${target} PRIVATE VarScope::runtime)
  # Sources and libraries may still be added: the actions are made at the directory's end.
  cmake_language(EVAL CODE "cmake_language(DEFER CALL _varscope_add_actions [[${target}]])")
endfunction()

function(_varscope_add_actions target)
  set(libraries)
  set(unknown)
  _varscope_find_libraries(${target} ${target})
  if(unknown)
    # Found out at the end of the whole project: targets of directories that came later.
    cmake_language(EVAL CODE "cmake_language(DEFER DIRECTORY [[${CMAKE_SOURCE_DIR}]] CALL
      _varscope_check_late_targets [[${target}]] [[${unknown}]])")
  endif()

  get_property(excluded TARGET ${target} PROPERTY VARSCOPE_EXCLUDE)
  set(summaries)
  _varscope_extract(${target} ${target})
  foreach(library IN LISTS libraries)
    if(NOT library IN_LIST excluded)
      _varscope_extract(${library} ${target})
    endif()
  endforeach()
  _varscope_link(${target})
endfunction()

function(_varscope_check_late_targets target names)
  foreach(name IN LISTS names)
    if(TARGET ${name})
      message(FATAL_ERROR "varscope_target(${target}): library ${name} is defined after ${target}'s "
        "directory; its directory has to come first")
    endif()
  endforeach()
endfunction()

# Adds to `libraries` the static, object and interface libraries of the project that `item` links,
# directly or not, and to `unknown` the names that are no targets (yet).
macro(_varscope_find_libraries item target)
  foreach(_property LINK_LIBRARIES INTERFACE_LINK_LIBRARIES SOURCES)
    get_target_property(_found_${_property} ${item} ${_property})
  endforeach()
  # What objects are added as, $<TARGET_OBJECTS:lib>, and no plain file names.
  list(FILTER _found_SOURCES INCLUDE REGEX "TARGET_OBJECTS")
  _varscope_target_names(_names ${_found_LINK_LIBRARIES} ${_found_INTERFACE_LINK_LIBRARIES} ${_found_SOURCES})
  foreach(_name IN LISTS _names)
    if(NOT TARGET ${_name})
      list(APPEND unknown ${_name})
      continue()
    endif()
    get_target_property(_alias ${_name} ALIASED_TARGET)
    if(_alias)
      set(_name ${_alias})
    endif()
    get_target_property(_imported ${_name} IMPORTED)
    get_target_property(_type ${_name} TYPE)
    if(NOT _imported AND NOT _name IN_LIST libraries AND NOT _name STREQUAL "${target}"
       AND NOT _name STREQUAL varscope_runtime AND _type MATCHES "^(STATIC|OBJECT|INTERFACE)_LIBRARY$")
      list(APPEND libraries ${_name})
      _varscope_collect_libraries(${_name} ${target})
    endif()
  endforeach()
endmacro()

# A function, for its own variables; what it found goes back.
function(_varscope_collect_libraries item target)
  _varscope_find_libraries(${item} ${target})
  set(libraries ${libraries} PARENT_SCOPE)
  set(unknown ${unknown} PARENT_SCOPE)
endfunction()

# The names in link items, generator expressions looked through: "$<LINK_ONLY:b>" gives b. Words
# that are no targets do no harm.
function(_varscope_target_names out)
  string(REPLACE "::" "/-/" text "${ARGN}")
  string(REGEX REPLACE "\\$<[A-Z_0-9]*|[<>:,$]" ";" text "${text}")
  string(REPLACE "/-/" "::" text "${text}")
  list(FILTER text EXCLUDE REGEX "^(.*-NOTFOUND|-.*|[0-9]*|.*/.*)$")
  list(REMOVE_DUPLICATES text)
  set(${out} ${text} PARENT_SCOPE)
endfunction()

# The file that a custom command makes, if a source of `owner` is one. CMake must not be asked about a
# file that does not exist: from then on it takes it for the source of that name.
function(_varscope_generated out owner source)
  get_target_property(directory ${owner} SOURCE_DIR)
  get_target_property(binary_directory ${owner} BINARY_DIR)
  get_filename_component(written ${source} ABSOLUTE BASE_DIR ${directory})
  get_filename_component(path ${source} ABSOLUTE BASE_DIR ${binary_directory})
  set(is_generated NO)
  if(path STREQUAL written OR NOT EXISTS ${written})
    get_source_file_property(is_generated ${path} TARGET_DIRECTORY ${owner} GENERATED)
  endif()
  if(NOT is_generated)
    set(path)
  endif()
  set(${out} ${path} PARENT_SCOPE)
endfunction()

# The C++ sources of a target, absolute, without those that TARGET's EXCLUDE names.
function(_varscope_sources out owner target)
  get_target_property(listed ${owner} SOURCES)
  get_target_property(directory ${owner} SOURCE_DIR)
  get_property(excluded TARGET ${target} PROPERTY VARSCOPE_EXCLUDE)
  get_target_property(home ${target} SOURCE_DIR)
  set(left_out)
  foreach(file IN LISTS excluded)
    get_filename_component(file ${file} ABSOLUTE BASE_DIR ${home})
    list(APPEND left_out ${file})
  endforeach()
  get_target_property(type ${owner} TYPE)
  if(NOT type STREQUAL INTERFACE_LIBRARY)
    # Sources that come with what the owner links are compiled as its own.
    foreach(library IN LISTS libraries)
      get_target_property(more ${library} INTERFACE_SOURCES)
      if(more AND owner STREQUAL "${target}")
        list(APPEND listed ${more})
      endif()
    endforeach()
  endif()
  set(sources)
  foreach(source IN LISTS listed)
    if(source MATCHES "[<>]" OR NOT source MATCHES "\\.(cc|cpp|cxx|c\\+\\+|C|cppm|ixx)$")
      continue()
    endif()
    get_filename_component(path ${source} ABSOLUTE BASE_DIR ${directory})
    _varscope_generated(generated ${owner} ${source})
    if(generated)
      set(path ${generated})
    endif()
    get_source_file_property(header_only ${path} TARGET_DIRECTORY ${owner} HEADER_FILE_ONLY)
    if(NOT header_only AND NOT path IN_LIST left_out)
      list(APPEND sources ${path})
    endif()
  endforeach()
  list(REMOVE_DUPLICATES sources)
  set(${out} ${sources} PARENT_SCOPE)
endfunction()

# Headers that custom commands of the target's directory make: extraction waits for them.
function(_varscope_generated_headers out owner)
  get_target_property(listed ${owner} SOURCES)
  set(headers)
  foreach(source IN LISTS listed)
    if(NOT source MATCHES "[<>]" AND NOT source MATCHES "\\.(c|cc|cpp|cxx|c\\+\\+|C)$")
      _varscope_generated(path ${owner} ${source})
      list(APPEND headers ${path})
    endif()
  endforeach()
  set(${out} ${headers} PARENT_SCOPE)
endfunction()

# An action whose outputs keep their time when their contents stay: _varscope_action(STAMP file
# OUTPUTS file... COMMAND word... [DEPFILE file] [DIRECTORY dir] DEPENDS file... COMMENT text).
function(_varscope_action)
  cmake_parse_arguments(PARSE_ARGV 0 ARG "" "STAMP;COMMENT;DEPFILE;DIRECTORY" "OUTPUTS;DEPENDS;COMMAND")
  set(depfile)
  if(ARG_DEPFILE)
    set(depfile DEPFILE ${ARG_DEPFILE})
  endif()
  if(CMAKE_GENERATOR MATCHES Ninja)
    add_custom_command(OUTPUT ${ARG_OUTPUTS} COMMAND ${ARG_COMMAND} DEPENDS ${ARG_DEPENDS} ${depfile}
      WORKING_DIRECTORY ${ARG_DIRECTORY} COMMENT "${ARG_COMMENT}" VERBATIM COMMAND_EXPAND_LISTS)
    return()
  endif()
  # Make takes an output that its recipe does not touch for remade again and again. The stamp is
  # what the action makes; an empty recipe then lets make look at the output's own time.
  add_custom_command(OUTPUT ${ARG_STAMP} COMMAND ${ARG_COMMAND} COMMAND ${CMAKE_COMMAND} -E touch ${ARG_STAMP}
    DEPENDS ${ARG_DEPENDS} ${depfile} WORKING_DIRECTORY ${ARG_DIRECTORY} COMMENT "${ARG_COMMENT}"
    VERBATIM COMMAND_EXPAND_LISTS)
  foreach(output IN LISTS ARG_OUTPUTS)
    add_custom_command(OUTPUT ${output} DEPENDS ${ARG_STAMP} COMMAND : COMMENT "" VERBATIM)
  endforeach()
endfunction()

# Adds to `summaries` those of the owner's sources: made once, whatever number of targets link it
# with the same roles and flags.
function(_varscope_extract owner target)
  set(directory ${CMAKE_CURRENT_BINARY_DIR}/${target}.varscope/${owner})
  _varscope_sources(sources ${owner} ${target})
  get_target_property(type ${owner} TYPE)
  if(NOT sources OR type STREQUAL INTERFACE_LIBRARY)
    return()
  endif()
  get_property(roles TARGET ${target} PROPERTY VARSCOPE_ROLES)
  get_property(extra TARGET ${target} PROPERTY VARSCOPE_EXTRA_ARGS)
  get_property(remove TARGET ${target} PROPERTY VARSCOPE_REMOVE_ARGS)
  set(options --source-root ${CMAKE_SOURCE_DIR})
  set(inputs ${roles})
  list(FILTER inputs INCLUDE REGEX "^/")
  foreach(file IN LISTS roles)
    list(APPEND options --roles=${file})
  endforeach()
  foreach(flag IN LISTS extra)
    list(APPEND options --extra-arg=${flag})
  endforeach()
  foreach(flag IN LISTS remove)
    list(APPEND options --remove-arg=${flag})
  endforeach()

  # Libraries are extracted by a target of their own, after what they generate; TARGET's own
  # sources as a part of it.
  string(MD5 key "${owner}\n${sources}\n${options}")
  if(NOT owner STREQUAL target)
    get_property(known GLOBAL PROPERTY VARSCOPE_EXTRACTED_${key})
    if(known)
      list(POP_FRONT known by)
      add_dependencies(${target} ${by})
      set(summaries ${summaries} ${known} PARENT_SCOPE)
      return()
    endif()
  endif()

  get_target_property(object_directory ${owner} BINARY_DIR)
  set(work_directory ${CMAKE_BINARY_DIR})
  if(NOT CMAKE_GENERATOR MATCHES Ninja)
    set(work_directory ${object_directory}) # where the compiler runs
  endif()
  set_property(TARGET ${owner} PROPERTY EXPORT_COMPILE_COMMANDS ON)
  set(database ${CMAKE_BINARY_DIR}/compile_commands.json)
  set(listing ${directory}/sources.rsp)
  list(TRANSFORM sources REPLACE "(.+)" "\"\\1\"" OUTPUT_VARIABLE lines)
  list(JOIN lines "\n" lines)
  file(GENERATE OUTPUT ${listing} CONTENT "${lines}\n")

  set(flag_files)
  set(made)
  set(headers)
  if(owner STREQUAL target)
    _varscope_generated_headers(headers ${owner})
  endif()
  foreach(source IN LISTS sources)
    file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${source})
    if(name MATCHES "^\\.\\./")
      string(SUBSTRING ${source} 1 -1 name)
    endif()
    set(base ${directory}/${name})
    list(APPEND flag_files ${base}.flags)
    list(APPEND made ${base}.vsum)
    set(dependent ${base}.vsum)
    if(NOT CMAKE_GENERATOR MATCHES Ninja)
      set(dependent ${base}.extracted) # what the rule makes
    endif()
    _varscope_action(STAMP ${base}.extracted OUTPUTS ${base}.vsum
      COMMAND VarScope::varscope extract ${source} -o ${base}.vsum -MD -MF ${base}.d -MT ${dependent} ${options} -- @${base}.flags
      DEPENDS ${source} ${base}.flags ${inputs} ${headers} $<TARGET_FILE:VarScope::varscope>
      DEPFILE ${base}.d DIRECTORY ${work_directory} COMMENT "Extracting scopes of ${name}")
  endforeach()
  _varscope_action(STAMP ${directory}/flags.made OUTPUTS ${flag_files}
    COMMAND VarScope::varscope flags @${listing} -p ${CMAKE_BINARY_DIR} -o ${directory}
            --objects ${object_directory}/CMakeFiles/${owner}.dir --source-root ${CMAKE_SOURCE_DIR}
    DEPENDS ${database} ${listing} DIRECTORY ${CMAKE_BINARY_DIR} COMMENT "Reading the flags of ${owner}")

  if(NOT owner STREQUAL target)
    set(by ${target}_varscope_${owner})
    add_custom_target(${by} DEPENDS ${made})
    add_dependencies(${by} ${owner})
    add_dependencies(${target} ${by})
    set_property(GLOBAL PROPERTY VARSCOPE_EXTRACTED_${key} ${by} ${made})
  endif()
  set(summaries ${summaries} ${made} PARENT_SCOPE)
endfunction()

function(_varscope_link target)
  set(directory ${CMAKE_CURRENT_BINARY_DIR}/${target}.varscope)
  set(unit ${directory}/${target}.units.cpp)
  set(options)
  get_property(werror TARGET ${target} PROPERTY VARSCOPE_WERROR)
  if(werror)
    list(APPEND options -Werror)
  endif()
  get_property(bindings TARGET ${target} PROPERTY VARSCOPE_BIND)
  foreach(binding IN LISTS bindings)
    list(APPEND options --bind=${binding})
  endforeach()
  set(inputs)
  foreach(option BASELINE LOCK)
    get_property(file TARGET ${target} PROPERTY VARSCOPE_${option})
    if(file)
      string(TOLOWER ${option} name)
      list(APPEND options --${name}=${file})
      list(APPEND inputs ${file})
    endif()
  endforeach()
  list(TRANSFORM summaries REPLACE "(.+)" "\"\\1\"" OUTPUT_VARIABLE lines)
  list(JOIN lines "\n" lines)
  file(GENERATE OUTPUT ${directory}/summaries.rsp CONTENT "${lines}\n")
  _varscope_action(STAMP ${directory}/linked OUTPUTS ${unit}
    COMMAND VarScope::varscope link @${directory}/summaries.rsp -o ${directory} --unit ${unit} ${options}
    DEPENDS ${summaries} ${inputs} ${directory}/summaries.rsp $<TARGET_FILE:VarScope::varscope>
    DIRECTORY ${CMAKE_SOURCE_DIR} COMMENT "Resolving the variable scopes of ${target}")
  target_sources(${target} PRIVATE ${unit})
  set_source_files_properties(${unit} PROPERTIES
    SKIP_UNITY_BUILD_INCLUSION ON SKIP_PRECOMPILE_HEADERS ON)
endfunction()

cmake_policy(POP)
