# One interface target carries the language level, the warnings and the strict Qt defines.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

add_library(mi_options INTERFACE)
target_compile_features(mi_options INTERFACE cxx_std_20)
target_include_directories(mi_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_definitions(mi_options INTERFACE
    MIVALIDATOR_VERSION="${PROJECT_VERSION}"
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400)

if(MSVC)
    target_compile_options(mi_options INTERFACE /W4 /utf-8 /permissive-)
else()
    target_compile_options(mi_options INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
        -Wnon-virtual-dtor -Woverloaded-virtual)
    # Build folders do not show in binaries, assertions or debug information.
    target_compile_options(mi_options INTERFACE "-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=")
endif()
if(MIVALIDATOR_WARNINGS_AS_ERRORS)
    target_compile_options(mi_options INTERFACE $<IF:$<CXX_COMPILER_ID:MSVC>,/WX,-Werror>)
endif()
if(MIVALIDATOR_SANITIZE)
    target_compile_options(mi_options INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    target_link_options(mi_options INTERFACE -fsanitize=address,undefined)
endif()
if(MIVALIDATOR_FUZZ)
    if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        message(FATAL_ERROR "MIVALIDATOR_FUZZ needs clang with libFuzzer")
    endif()
    # Assertions stay on. libFuzzer's own main is linked by the targets in tests/fuzz. The steps are for tables that are
    # sorted by the compiler.
    set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g")
    target_compile_options(mi_options INTERFACE
        -fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined
        -fconstexpr-steps=10000000)
    target_link_options(mi_options INTERFACE -fsanitize=address,undefined)
endif()
