# lt_library(<folder> SOURCES … [PUBLIC deps…] [PRIVATE deps…])
#   One folder, one static library `lt_<folder>`, includes relative to gateway/.
function(lt_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(lt_${name} STATIC ${arg_SOURCES})
  target_include_directories(lt_${name} PUBLIC ${CMAKE_SOURCE_DIR}/gateway)
  target_link_libraries(lt_${name} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE} lt_options)
endfunction()

# lt_test(<name> SOURCES … DEPS …)
#   One GoogleTest program. It runs in the source tree and writes its count for `./run test` to sum. Its own sources are not
#   optimised: under sanitizers they compile in 40 % of the time, and the libraries that they test are optimised all the same.
function(lt_test name)
  cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  set_source_files_properties(${arg_SOURCES} PROPERTIES COMPILE_OPTIONS -O0)
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_link_libraries(${name} PRIVATE ${arg_DEPS} GTest::gtest GTest::gtest_main lt_options)
  add_test(NAME ${name} COMMAND ${name} --gtest_output=json:${CMAKE_BINARY_DIR}/results/${name}.json
           WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  if(arg_TIMEOUT)
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT})
  else()
    set_tests_properties(${name} PROPERTIES TIMEOUT 300)
  endif()
endfunction()
