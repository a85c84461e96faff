# Everything comes from the system; ARCHITECTURE.md says why each, and what else was weighed.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)
find_package(LibXml2 REQUIRED)
find_package(LibArchive REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Eigen3 REQUIRED)
find_package(fmt REQUIRED)
find_package(ZLIB REQUIRED)
pkg_check_modules(Xapian REQUIRED IMPORTED_TARGET xapian-core>=1.4.22)
pkg_check_modules(Zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(XxHash REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(Md4c REQUIRED IMPORTED_TARGET md4c)
pkg_check_modules(Httplib REQUIRED IMPORTED_TARGET cpp-httplib)
# Since 0.18 (Debian 13) functions in cpp-httplib's header call OpenSSL's, which its package comes with.
find_package(OpenSSL REQUIRED)
target_link_libraries(PkgConfig::Httplib INTERFACE OpenSSL::SSL OpenSSL::Crypto)

# Snowball ships neither a CMake package nor a pkg-config file.
find_path(Stemmer_INCLUDE_DIR libstemmer.h REQUIRED)
find_library(Stemmer_LIBRARY stemmer REQUIRED)
add_library(Stemmer::stemmer UNKNOWN IMPORTED)
set_target_properties(Stemmer::stemmer PROPERTIES IMPORTED_LOCATION ${Stemmer_LIBRARY}
                      INTERFACE_INCLUDE_DIRECTORIES ${Stemmer_INCLUDE_DIR})
