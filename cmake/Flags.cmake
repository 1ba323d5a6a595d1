# SPDX-License-Identifier: GPL-3.0-or-later
# One target carries what every translation unit of Postern is compiled with.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

option(POSTERN_WARNINGS_AS_ERRORS "Treat compiler warnings as errors" OFF)
set(POSTERN_SANITIZE "" CACHE STRING "Sanitizers to build with, e.g. address,undefined or thread")

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # The precompiled header holds __TIME__-like macros and defines that ccache must be told to overlook.
    # By what a file depends on instead of its preprocessed text: preprocessing twice is a third of the work.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1 ${CCACHE})
endif()

add_library(postern_flags INTERFACE)
target_compile_options(postern_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wcast-qual
    -Wno-missing-field-initializers -fpch-preprocess)
target_compile_definitions(postern_flags INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_STRICT_ITERATORS
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400
    ASIO_NO_DEPRECATED SPDLOG_FMT_EXTERNAL POSTERN_VERSION="${PROJECT_VERSION}")
if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    target_compile_options(postern_flags INTERFACE -Wno-subobject-linkage) # takes the sources for headers there
endif()
if(POSTERN_WARNINGS_AS_ERRORS)
    target_compile_options(postern_flags INTERFACE -Werror)
endif()
if(POSTERN_SANITIZE)
    target_compile_options(postern_flags INTERFACE -fsanitize=${POSTERN_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(postern_flags INTERFACE -fsanitize=${POSTERN_SANITIZE})
    target_compile_definitions(postern_flags INTERFACE POSTERN_SANITIZED) # for tests that read memory
    if(POSTERN_SANITIZE MATCHES undefined)
        target_compile_options(postern_flags INTERFACE -fno-sanitize-recover=undefined) # a report fails the test
    endif()
    if(POSTERN_SANITIZE MATCHES thread)
        target_compile_options(postern_flags INTERFACE -Wno-tsan)   # GCC 12 warns in Asio's fences
    endif()
endif()
