# TreeSitter::core and TreeSitter::python: the parser library and its Python grammar. Each is the system's where
# pkg-config finds one that will do, else compiled from the npm packages that
# packaging/tree-sitter-python/package-lock.json pins by their hashes. Those are installed into the build tree without
# running any of their scripts; once they are there, building needs no network.
#
# Older libraries than 0.22 will not do: up to 0.20.7 (Debian 12) a node's children are counted in 16 bits, and a file
# of junk with more of them corrupts memory.
find_package(PkgConfig REQUIRED)
pkg_check_modules(TreeSitterSystem QUIET IMPORTED_TARGET "tree-sitter>=0.22")
pkg_check_modules(TreeSitterPythonSystem QUIET IMPORTED_TARGET tree-sitter-python)

function(_espalier_install_tree_sitter folder)
  set(pins "${CMAKE_SOURCE_DIR}/packaging/tree-sitter-python")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${pins}/package-lock.json")
  file(SHA256 "${pins}/package-lock.json" wanted)
  set(stamp "${folder}/installed")
  if(EXISTS "${stamp}")
    file(READ "${stamp}" present)
    if(present STREQUAL wanted)
      return()
    endif()
  endif()
  find_program(ESPALIER_NPM npm)
  if(NOT ESPALIER_NPM)
    message(FATAL_ERROR "tree-sitter and its Python grammar are neither installed (pkg-config tree-sitter>=0.22, "
      "tree-sitter-python) nor can they be fetched: there is no npm. Install npm, or packages that bring both.")
  endif()
  message(STATUS "Installing tree-sitter and its Python grammar with npm")
  file(COPY "${pins}/package.json" "${pins}/package-lock.json" DESTINATION "${folder}")
  execute_process(
    COMMAND "${ESPALIER_NPM}" ci --ignore-scripts --no-audit --no-fund --prefer-offline
    WORKING_DIRECTORY "${folder}" RESULT_VARIABLE failed OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(failed)
    message(FATAL_ERROR "npm could not install tree-sitter and its Python grammar:\n${output}")
  endif()
  file(WRITE "${stamp}" "${wanted}")
endfunction()

# Generated and foreign C: without our warnings, and without sanitizers, which make parsing many times slower.
function(_espalier_foreign_library name)
  add_library(${name} STATIC ${ARGN})
  target_compile_options(${name} PRIVATE -w -O2)
  set_target_properties(${name} PROPERTIES
    C_STANDARD 11 AUTOMOC OFF AUTORCC OFF POSITION_INDEPENDENT_CODE ON)
endfunction()

if(NOT TARGET TreeSitter::python)
  set(_packages "${CMAKE_BINARY_DIR}/tree-sitter-python")
  if(NOT TreeSitterSystem_FOUND OR NOT TreeSitterPythonSystem_FOUND)
    _espalier_install_tree_sitter("${_packages}")
  endif()
  if(TreeSitterSystem_FOUND)
    add_library(TreeSitter::core ALIAS PkgConfig::TreeSitterSystem)
  else()
    set(_library "${_packages}/node_modules/tree-sitter/vendor/tree-sitter/lib")
    _espalier_foreign_library(tree_sitter "${_library}/src/lib.c")
    target_compile_definitions(tree_sitter PRIVATE _DEFAULT_SOURCE _POSIX_C_SOURCE=200112L)
    target_include_directories(tree_sitter PRIVATE "${_library}/src")
    target_include_directories(tree_sitter SYSTEM PUBLIC "${_library}/include")
    add_library(TreeSitter::core ALIAS tree_sitter)
  endif()
  if(TreeSitterPythonSystem_FOUND)
    add_library(TreeSitter::python ALIAS PkgConfig::TreeSitterPythonSystem)
    set(TreeSitterPython_VERSION "${TreeSitterPythonSystem_VERSION}")
  else()
    set(_grammar "${_packages}/node_modules/tree-sitter-python/src")
    _espalier_foreign_library(tree_sitter_python "${_grammar}/parser.c" "${_grammar}/scanner.c")
    target_include_directories(tree_sitter_python PRIVATE "${_grammar}")
    add_library(TreeSitter::python ALIAS tree_sitter_python)
    set(TreeSitterPython_VERSION "0.23.6")
  endif()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(TreeSitterPython REQUIRED_VARS TreeSitterPython_VERSION)
