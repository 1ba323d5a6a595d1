# SPDX-License-Identifier: GPL-3.0-or-later
# postern_library(NAME SOURCES a.cpp … [DEPENDS other …] [LIBRARIES Qt6::Core …] [PCH <header> …])
#
# One library per folder, shared where BUILD_SHARED_LIBS says so: a hundred tests with sanitizers or debugging in each would
# otherwise fill a disk. Headers are included as "NAME/file.h"; the include path of a library reaches only itself and what
# it DEPENDS on, so an include against the direction of the architecture does not compile. That is what the links below
# ${CMAKE_BINARY_DIR}/include are for: each holds one library's folder and nothing else.
function(postern_library name)
    cmake_parse_arguments(ARG "MOC" "" "SOURCES;DEPENDS;LIBRARIES;PCH" ${ARGN})
    set(root ${CMAKE_BINARY_DIR}/include/${name})
    file(MAKE_DIRECTORY ${root})
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${name} SYMBOLIC)
    add_library(postern_${name} ${ARG_SOURCES})
    target_include_directories(postern_${name} PUBLIC ${root})
    list(TRANSFORM ARG_DEPENDS PREPEND postern_)
    target_link_libraries(postern_${name} PUBLIC postern_flags ${ARG_DEPENDS} ${ARG_LIBRARIES})
    if(ARG_MOC)
        set_target_properties(postern_${name} PROPERTIES AUTOMOC ON)
    endif()
    if(ARG_PCH)
        target_precompile_headers(postern_${name} PRIVATE ${ARG_PCH})
    endif()
endfunction()

# postern_program(NAME SOURCES main.cpp … DEPENDS library …)
function(postern_program name)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LIBRARIES" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    list(TRANSFORM ARG_DEPENDS PREPEND postern_)
    target_link_libraries(${name} PRIVATE ${ARG_DEPENDS} ${ARG_LIBRARIES})
endfunction()

# The tests' own code runs once: optimised by the compiler it would take longer to build than it saves.
set(POSTERN_TEST_OPTIONS -UQT_NO_CAST_FROM_ASCII -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR
    $<$<CONFIG:RelWithDebInfo>:-O0>)

# Reading Qt is most of the work of compiling a test; one small target does it for all tests with windows, one for the others.
# It has no definition that not all of them have, or the compiler would not take what it made: Qt's own names for the folders of
# a test, which no test uses, are taken away.
function(postern_test_headers result label)
    set(target tests_headers)
    if(label STREQUAL ui)
        set(target tests_headers_ui)
    endif()
    set(${result} ${target} PARENT_SCOPE)
    if(TARGET ${target})
        return()
    endif()
    file(CONFIGURE OUTPUT headers.cpp CONTENT "")
    add_library(${target} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/headers.cpp)
    target_link_libraries(${target} PRIVATE postern_flags Qt6::Test)
    target_compile_options(${target} PRIVATE ${POSTERN_TEST_OPTIONS})
    target_precompile_headers(${target} PRIVATE <QtTest> <functional> <memory> <string> <vector>)
    if(label STREQUAL ui)
        target_link_libraries(${target} PRIVATE Qt6::Widgets Qt6::Network)
        target_precompile_headers(${target} PRIVATE <QtWidgets>)
    endif()
endfunction()

# postern_test(NAME LABEL unit|ui|session|store|integration SOURCES NAME.cpp … DEPENDS library … [TIMEOUT seconds])
# A Qt Test program that ctest runs headless.
function(postern_test name)
    cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;DEPENDS;LIBRARIES" ${ARGN})
    postern_test_headers(headers ${ARG_LABEL})
    # A test is one class in one file, which includes what moc made of it: AUTOMOC would configure, scan and compile for each.
    set(moc ${CMAKE_CURRENT_BINARY_DIR}/${name}.moc)
    qt_generate_moc(${name}.cpp ${moc})
    set_property(SOURCE ${name}.cpp APPEND PROPERTY OBJECT_DEPENDS ${moc})
    add_executable(${name} ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES UNITY_BUILD OFF RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
    list(TRANSFORM ARG_DEPENDS PREPEND postern_)
    target_link_libraries(${name} PRIVATE ${ARG_DEPENDS} ${ARG_LIBRARIES} Qt6::Test)
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests) # "support/gui.h"
    # Where each test holds the libraries, what debuggers need would fill a small disk; the objects keep it.
    target_link_options(${name} PRIVATE $<$<CONFIG:RelWithDebInfo>:LINKER:--strip-debug>)
    target_compile_definitions(${name} PRIVATE POSTERN_TEST_DATA="${CMAKE_CURRENT_SOURCE_DIR}")
    # Tests are full of literals; in the programs a text is tr() or says what it is.
    target_compile_options(${name} PRIVATE ${POSTERN_TEST_OPTIONS})
    add_test(NAME ${name} COMMAND ${name})
    if(ARG_LABEL STREQUAL ui OR NOT "${ARG_LIBRARIES}" MATCHES Network) # with it, <QtTest> is another one
        target_precompile_headers(${name} REUSE_FROM ${headers})
    endif()
    if(NOT TARGET tests_${ARG_LABEL})
        add_custom_target(tests_${ARG_LABEL}) # builds the tests of one label
    endif()
    add_dependencies(tests_${ARG_LABEL} ${name})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300)
    endif()
    set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABEL}" TIMEOUT ${ARG_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/tsan.supp:die_after_fork=0")
endfunction()
