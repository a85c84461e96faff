# The installed library, its headers, find_package(osteon) and pkg-config.
