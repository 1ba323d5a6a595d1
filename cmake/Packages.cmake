# SPDX-License-Identifier: GPL-3.0-or-later
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Charts Gui Widgets Network Sql Svg Test LinguistTools)
find_package(SQLite3 REQUIRED)
find_package(Threads REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(tl-expected REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
find_package(CURL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(psl REQUIRED IMPORTED_TARGET libpsl)
pkg_check_modules(idn2 REQUIRED IMPORTED_TARGET libidn2)
pkg_check_modules(idn REQUIRED IMPORTED_TARGET libidn)
find_library(POSTERN_UNISTRING unistring REQUIRED) # it has no file for pkg-config
pkg_check_modules(systemd REQUIRED IMPORTED_TARGET libsystemd)

find_path(ASIO_INCLUDE_DIR asio.hpp REQUIRED)
add_library(postern_asio INTERFACE)
target_include_directories(postern_asio SYSTEM INTERFACE ${ASIO_INCLUDE_DIR})
# Asio 1.22 finds aligned allocation only where a standard header happened to come first, so two translation units may
# disagree on how the same memory is given back. Off for all.
target_compile_definitions(postern_asio INTERFACE ASIO_STANDALONE ASIO_DISABLE_STD_ALIGNED_ALLOC)
target_link_libraries(postern_asio INTERFACE Threads::Threads)

# Its pkg-config file asks for the development packages of libraries that only a static link would need.
find_path(UNBOUND_INCLUDE_DIR unbound.h REQUIRED)
find_library(UNBOUND_LIBRARY unbound REQUIRED)
add_library(postern_unbound INTERFACE)
target_include_directories(postern_unbound SYSTEM INTERFACE ${UNBOUND_INCLUDE_DIR})
target_link_libraries(postern_unbound INTERFACE ${UNBOUND_LIBRARY})
