# Libraries that have no CMake package of their own. What each is for stands in the README.
find_package(PkgConfig REQUIRED)
find_package(tl-expected REQUIRED)
