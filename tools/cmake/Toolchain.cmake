# Compiler, warnings, sanitizers, hardening. Everything here is settings; nothing builds.

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  message(FATAL_ERROR
    "GCC ${CMAKE_CXX_COMPILER_VERSION} miscompiles coroutines: an aggregate temporary inside `co_await f(T{...})` is "
    "destroyed twice (reproduced with 12.2). Use clang 16 (preset `asan` or `release`) or GCC 13 and later.")
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

set(LT_SANITIZE "" CACHE STRING "Sanitizers for every target, e.g. address,undefined")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(lt_options INTERFACE)
target_compile_options(lt_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Wcast-align -Wformat=2 -Wimplicit-fallthrough -Wnull-dereference -Wswitch-enum -Werror
  -ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
target_link_options(lt_options INTERFACE -fuse-ld=lld)

if(LT_SANITIZE)
  # -g1: stack traces with lines, a fifth of the object size.
  target_compile_options(lt_options INTERFACE -O1 -g1 -fsanitize=${LT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(lt_options INTERFACE -fsanitize=${LT_SANITIZE})
else()
  target_compile_options(lt_options INTERFACE
    -O2 -g1 -D_FORTIFY_SOURCE=3 -D_GLIBCXX_ASSERTIONS -fstack-protector-strong -fstack-clash-protection
    -fcf-protection=full -ftrivial-auto-var-init=zero -fPIE)
  target_link_options(lt_options INTERFACE -pie -Wl,-z,relro,-z,now,-z,noexecstack)
endif()

# A file that instantiates Beast and TLS takes about 1 GB under sanitizers; two at once is what the machine holds.
set_property(GLOBAL PROPERTY JOB_POOLS compile=2 link=1 heavy=1)
set(CMAKE_JOB_POOL_COMPILE compile)
set(CMAKE_JOB_POOL_LINK link)
