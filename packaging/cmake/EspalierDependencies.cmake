# Libraries that have no CMake package of their own. What each is for stands in the README.
find_package(PkgConfig REQUIRED)
find_package(tl-expected REQUIRED)

# PostgreSQL's parser. Its header has no package of its own; the library's name is the same everywhere.
find_path(PgQuery_INCLUDE_DIR pg_query.h REQUIRED)
find_library(PgQuery_LIBRARY pg_query REQUIRED)
if(NOT TARGET PgQuery::PgQuery)
  add_library(PgQuery::PgQuery UNKNOWN IMPORTED)
  set_target_properties(PgQuery::PgQuery PROPERTIES
    IMPORTED_LOCATION "${PgQuery_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${PgQuery_INCLUDE_DIR}")
endif()

# A header alone: its functions are compiled into ours.
find_path(XxHash_INCLUDE_DIR xxhash.h REQUIRED)
