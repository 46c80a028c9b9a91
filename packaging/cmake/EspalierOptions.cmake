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
  # What ccache needs to see through precompiled headers (its manual, "Precompiled headers").
  set(ESPALIER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${ESPALIER_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${ESPALIER_LAUNCHER})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${ESPALIER_LAUNCHER})
endif()
find_program(ESPALIER_MOLD mold)
if(ESPALIER_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_library(espalier_options INTERFACE)
target_compile_options(espalier_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion $<$<BOOL:${ESPALIER_WERROR}>:-Werror>)
if(NOT CMAKE_UNITY_BUILD) # there, a local name meets the private ones of other files
  target_compile_options(espalier_options INTERFACE -Wshadow)
endif()
target_compile_definitions(espalier_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
  QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_include_directories(espalier_options INTERFACE "${CMAKE_SOURCE_DIR}/app" "${CMAKE_SOURCE_DIR}/ui")
if(ESPALIER_SANITIZE)
  target_compile_options(espalier_options INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer)
  target_link_options(espalier_options INTERFACE -fsanitize=address,undefined)
endif()

# Coverage for libFuzzer in every library; the targets of tests/fuzz are linked with its main().
option(ESPALIER_FUZZ "Build the fuzz targets with libFuzzer (needs Clang)" OFF)
if(ESPALIER_FUZZ)
  target_compile_options(espalier_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# A few precompiled headers serve every target: reading Qt's headers is three quarters of the compiler's work. They hold
# nothing of this project, so that no edit rebuilds them, and no path, so that ccache finds them again elsewhere.
option(ESPALIER_PRECOMPILED "Precompile Qt's and the standard library's headers" ON)
set(ESPALIER_PRECOMPILED_core
  <QByteArray> <QCoreApplication> <QDateTime> <QDir> <QDirIterator> <QElapsedTimer> <QFile> <QFileInfo> <QHash> <QJsonArray>
  <QJsonDocument> <QJsonObject> <QList> <QMap> <QObject> <QProcess> <QRegularExpression> <QSet> <QString> <QStringList>
  <QThread> <QTimer> <QUrl> <QVariant> <tl/expected.hpp>
  <algorithm> <array> <atomic> <cmath> <functional> <map> <memory> <mutex> <optional> <set> <string> <thread>
  <unordered_map> <utility> <variant> <vector>)
set(ESPALIER_PRECOMPILED_window
  ${ESPALIER_PRECOMPILED_core}
  <QAbstractTableModel> <QApplication> <QCheckBox> <QComboBox> <QFormLayout> <QHeaderView> <QLabel> <QLineEdit> <QMenu>
  <QPainter> <QPushButton> <QStackedWidget> <QTableView> <QToolButton> <QVBoxLayout> <QWidget>)
set(ESPALIER_PRECOMPILED_test ${ESPALIER_PRECOMPILED_core} <QSignalSpy> <QTemporaryDir> <QTest>)
set(ESPALIER_PRECOMPILED_window_test ${ESPALIER_PRECOMPILED_window} <QSignalSpy> <QTemporaryDir> <QTest>)
# Qt6::Test defines these two per folder (for QFINDTESTDATA, not used here); a header precompiled with another value
# would not be used.
set(ESPALIER_PRECOMPILED_OPTIONS
  -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)

# espalier_precompiled_header(NAME DEPENDS targets...): makes the header NAME of the lists above.
function(espalier_precompiled_header name)
  cmake_parse_arguments(arg "" "" "DEPENDS" ${ARGN})
  set(source "${CMAKE_BINARY_DIR}/precompiled_${name}.cpp")
  file(CONFIGURE OUTPUT "${source}" CONTENT "")
  add_library(espalier_precompiled_${name} OBJECT "${source}")
  set_target_properties(espalier_precompiled_${name} PROPERTIES AUTOMOC OFF AUTORCC OFF)
  target_link_libraries(espalier_precompiled_${name} PRIVATE espalier_options tl::expected ${arg_DEPENDS})
  target_compile_options(espalier_precompiled_${name} PRIVATE ${ESPALIER_PRECOMPILED_OPTIONS})
  target_precompile_headers(espalier_precompiled_${name} PRIVATE ${ESPALIER_PRECOMPILED_${name}})
endfunction()

# espalier_precompile(TARGET NAME): TARGET's sources begin with the precompiled header NAME.
function(espalier_precompile target name)
  if(NOT ESPALIER_PRECOMPILED)
    return()
  endif()
  target_precompile_headers(${target} REUSE_FROM espalier_precompiled_${name})
  target_compile_options(${target} PRIVATE ${ESPALIER_PRECOMPILED_OPTIONS})
endfunction()

# espalier_library(NAME [PRECOMPILED core|window] [DEPENDS targets...] [EXCLUDE patterns...] [APART patterns...]): the
# static library of one folder, from all its .cpp and .h files. APART: files that a unity build compiles each alone,
# since their private tables bear the same names.
function(espalier_library name)
  cmake_parse_arguments(arg "" "PRECOMPILED" "DEPENDS;EXCLUDE;APART" ${ARGN})
  if(NOT arg_PRECOMPILED)
    set(arg_PRECOMPILED core)
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "*.cpp" "*.h" "*.c")
  foreach(pattern IN LISTS arg_EXCLUDE)
    list(FILTER sources EXCLUDE REGEX "${pattern}")
  endforeach()
  add_library(espalier_${name} STATIC ${sources})
  foreach(pattern IN LISTS arg_APART)
    set(apart ${sources})
    list(FILTER apart INCLUDE REGEX "${pattern}")
    set_source_files_properties(${apart} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endforeach()
  add_library(Espalier::${name} ALIAS espalier_${name})
  target_link_libraries(espalier_${name} PUBLIC espalier_options ${arg_DEPENDS})
  espalier_precompile(espalier_${name} ${arg_PRECOMPILED})
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
    if("${arg_DEPENDS}" MATCHES "Espalier::(ui|graphview)|Qt6::(Gui|Widgets)")
      espalier_precompile(${name} window_test)
    elseif(NOT "${arg_DEPENDS}" MATCHES "Qt6::Network") # QTest's header depends on QT_NETWORK_LIB
      espalier_precompile(${name} test)
    endif()
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
