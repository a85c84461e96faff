# What other programs get: the library with its headers, find_package(osteon), pkg-config, and the
# program. tests/install builds against all three ways in.
include(CMakePackageConfigHelpers)

set(OSTEON_PUBLIC_HEADERS
  base/api.h
  base/error.h
  corpus/paper.h
  corpus/reader.h
  analyzers/token.h
  analyzers/analyzer.h
  analyzers/vocabulary.h
  analyzers/tagger.h
  indexer/index_writer.h
  searcher/completion.h
  searcher/entities.h
  searcher/search.h
  searcher/searcher.h
  searcher/why_not.h)

# Headers as installed: one copy under the build tree serves add_subdirectory too.
set(public_root ${PROJECT_BINARY_DIR}/include)
set(public_headers "")
set(includes "")
foreach(header ${OSTEON_PUBLIC_HEADERS})
  add_custom_command(OUTPUT ${public_root}/osteon/${header}
    COMMAND ${CMAKE_COMMAND} -DIN=${PROJECT_SOURCE_DIR}/${header}
            -DOUT=${public_root}/osteon/${header} -P ${PROJECT_SOURCE_DIR}/cmake/PublicHeader.cmake
    DEPENDS ${header} cmake/PublicHeader.cmake VERBATIM)
  list(APPEND public_headers ${public_root}/osteon/${header})
  string(APPEND includes "#include \"osteon/${header}\"\n")
endforeach()
string(STRIP "${includes}" includes)
configure_file(cmake/osteon.h.in ${public_root}/osteon/osteon.h @ONLY)

# All modules in one shared library that exports what is marked OSTEON_API.
set(modules osteon_base osteon_corpus osteon_analyzers osteon_indexer osteon_query
            osteon_searcher)
add_library(osteon SHARED)
add_custom_target(public_headers ALL DEPENDS ${public_headers})
add_dependencies(osteon public_headers)
add_library(osteon::osteon ALIAS osteon)
foreach(module ${modules})
  target_sources(osteon PRIVATE $<TARGET_OBJECTS:${module}>)
  get_target_property(dependencies ${module} LINK_LIBRARIES)
  list(REMOVE_ITEM dependencies ${modules})
  target_link_libraries(osteon PRIVATE ${dependencies})
endforeach()
set_target_properties(osteon PROPERTIES LINKER_LANGUAGE CXX
  VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
target_link_options(osteon PRIVATE -Wl,--no-undefined)
target_compile_features(osteon INTERFACE cxx_std_20)
target_include_directories(osteon INTERFACE
  $<BUILD_INTERFACE:${public_root}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)

install(TARGETS osteon EXPORT osteonTargets LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${public_root}/osteon DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS osteon_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${PROJECT_BINARY_DIR}/share/osteon/starter.osv
  DESTINATION ${CMAKE_INSTALL_DATADIR}/osteon)

set(package_directory ${CMAKE_INSTALL_LIBDIR}/cmake/osteon)
install(EXPORT osteonTargets NAMESPACE osteon:: DESTINATION ${package_directory})
file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/generated/osteonConfig.cmake CONTENT
  "# The shared library brings its dependencies along; programs that use it need none of them.
include(\${CMAKE_CURRENT_LIST_DIR}/osteonTargets.cmake)
")
write_basic_package_version_file(${PROJECT_BINARY_DIR}/generated/osteonConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
# Found from the .pc file's own place, so that an installed tree can be moved.
file(RELATIVE_PATH pc_to_prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
cmake_path(ABSOLUTE_PATH CMAKE_INSTALL_LIBDIR BASE_DIRECTORY "\${prefix}"
           OUTPUT_VARIABLE pc_libdir)
cmake_path(ABSOLUTE_PATH CMAKE_INSTALL_INCLUDEDIR BASE_DIRECTORY "\${prefix}"
           OUTPUT_VARIABLE pc_includedir)
configure_file(cmake/osteon.pc.in ${PROJECT_BINARY_DIR}/generated/osteon.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/generated/osteonConfig.cmake
              ${PROJECT_BINARY_DIR}/generated/osteonConfigVersion.cmake
  DESTINATION ${package_directory})
install(FILES ${PROJECT_BINARY_DIR}/generated/osteon.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
