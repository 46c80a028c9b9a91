# One INTERFACE target carries the standard, the warnings and Qt's strictness; the functions below make every library
# and every test the same way, so that a folder's CMakeLists.txt says only what it depends on.

option(ESPALIER_WERROR "Warnings are errors (CI)" OFF)
option(ESPALIER_SANITIZE "Address and undefined-behaviour sanitizers" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

find_program(ESPALIER_CCACHE ccache)
if(ESPALIER_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${ESPALIER_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${ESPALIER_CCACHE})
endif()
find_program(ESPALIER_MOLD mold)
if(ESPALIER_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_library(espalier_options INTERFACE)
target_compile_options(espalier_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion $<$<BOOL:${ESPALIER_WERROR}>:-Werror>)
target_compile_definitions(espalier_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
  QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_include_directories(espalier_options INTERFACE "${CMAKE_SOURCE_DIR}/app" "${CMAKE_SOURCE_DIR}/ui")
if(ESPALIER_SANITIZE)
  target_compile_options(espalier_options INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer)
  target_link_options(espalier_options INTERFACE -fsanitize=address,undefined)
endif()

# espalier_library(NAME [DEPENDS targets...]): the static library of one folder, from all its .cpp and .h files.
function(espalier_library name)
  cmake_parse_arguments(arg "" "" "DEPENDS;EXCLUDE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "*.cpp" "*.h" "*.c")
  foreach(pattern IN LISTS arg_EXCLUDE)
    list(FILTER sources EXCLUDE REGEX "${pattern}")
  endforeach()
  add_library(espalier_${name} STATIC ${sources})
  add_library(Espalier::${name} ALIAS espalier_${name})
  target_link_libraries(espalier_${name} PUBLIC espalier_options ${arg_DEPENDS})
endfunction()

# espalier_tests([DEPENDS targets...] [LABELS labels...] [TIMEOUT seconds] [SERVERS]): one test program for each
# tst_*.cpp here. SERVERS: it needs the throwaway database servers, which ctest then starts before and stops after.
# Qt Test ends a run with skipped functions as a success; here a skip is a failure.
function(espalier_tests)
  cmake_parse_arguments(arg "SERVERS" "TIMEOUT" "DEPENDS;LABELS" ${ARGN})
  if(arg_SERVERS)
    list(APPEND arg_LABELS server)
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  file(GLOB tests CONFIGURE_DEPENDS "tst_*.cpp")
  foreach(test IN LISTS tests)
    get_filename_component(name ${test} NAME_WE)
    add_executable(${name} ${test})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_link_libraries(${name} PRIVATE espalier_options Espalier::test_support ${arg_DEPENDS} Qt6::Test)
    target_compile_definitions(${name} PRIVATE ESPALIER_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
      ESPALIER_BINARY_DIR="${CMAKE_BINARY_DIR}")
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
      FAIL_REGULAR_EXPRESSION "SKIP   : "
      ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=UTC")
    if(arg_SERVERS)
      set_tests_properties(${name} PROPERTIES FIXTURES_REQUIRED servers)
    endif()
  endforeach()
endfunction()

# espalier_benchmarks([DEPENDS targets...]): one Google Benchmark program for each bench_*.cpp here. Not part of ctest's
# pass or fail beyond a run with one short iteration, which keeps them building and working.
function(espalier_benchmarks)
  cmake_parse_arguments(arg "" "" "DEPENDS" ${ARGN})
  if(NOT ESPALIER_BENCHMARKS)
    return()
  endif()
  find_package(benchmark REQUIRED)
  file(GLOB benches CONFIGURE_DEPENDS "bench_*.cpp")
  foreach(bench IN LISTS benches)
    get_filename_component(name ${bench} NAME_WE)
    add_executable(${name} ${bench})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_link_libraries(${name} PRIVATE espalier_options Espalier::test_support ${arg_DEPENDS} benchmark::benchmark)
  endforeach()
endfunction()
