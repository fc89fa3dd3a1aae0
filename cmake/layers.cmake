# One CMake target a folder. `commonplace_layer(parse LINKS … SOURCES …)` makes commonplace_parse (alias
# commonplace::parse) out of src/parse; cmake/layers.txt holds the edges the includes may follow.

add_library(commonplace_settings INTERFACE)
target_include_directories(commonplace_settings INTERFACE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
target_compile_options(commonplace_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual -Wold-style-cast
  $<$<BOOL:${COMMONPLACE_WARNINGS_ARE_ERRORS}>:-Werror> -fno-strict-aliasing -fstack-protector-strong)
target_link_libraries(commonplace_settings INTERFACE Threads::Threads)
if(COMMONPLACE_SANITIZE)
  target_compile_options(commonplace_settings INTERFACE
    -fsanitize=${COMMONPLACE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
    # What clang 14 puts before each function for this check, it cannot put before a coroutine.
    $<$<CXX_COMPILER_ID:Clang>:-fno-sanitize=function>)
  target_link_options(commonplace_settings INTERFACE -fsanitize=${COMMONPLACE_SANITIZE})
else()
  target_compile_options(commonplace_settings INTERFACE $<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
  target_link_options(commonplace_settings INTERFACE -Wl,-z,relro,-z,now)
endif()

function(commonplace_layer name)
  cmake_parse_arguments(LAYER "" "" "SOURCES;LINKS" ${ARGN})
  add_library(commonplace_${name} STATIC ${LAYER_SOURCES})
  add_library(commonplace::${name} ALIAS commonplace_${name})
  target_link_libraries(commonplace_${name} PUBLIC commonplace_settings ${LAYER_LINKS})
endfunction()

# commonplace_test(parse LINKS … SOURCES …): one executable a folder, every TEST a ctest.
function(commonplace_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name}_test ${TEST_SOURCES})
  target_link_libraries(${name}_test PRIVATE commonplace_settings ${TEST_LINKS} GTest::gtest_main)
  target_include_directories(${name}_test PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_compile_definitions(${name}_test PRIVATE COMMONPLACE_TEST_DATA="${PROJECT_SOURCE_DIR}/tests")
  add_test(NAME ${name} COMMAND ${name}_test --gtest_brief=1)
  # Properties are tried on the same cases in each run of the suite; run the program itself for others.
  set_tests_properties(${name} PROPERTIES TIMEOUT 300 ENVIRONMENT "RC_PARAMS=seed=1729")
endfunction()
