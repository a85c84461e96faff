# shellcheck shell=bash
# Sourced by the scripts beside it: installing what is missing, configuring, building.

say() { printf '==> %s\n' "$*" >&2; }

# need_packages GROUP...: installs those packages of tools/packages that are missing. Touches apt
# only then, so that an ordinary user can run everything once the packages are there.
need_packages() {
  local group package missing=()
  for group in "$@"; do
    while read -r package; do
      [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
        missing+=("$package")
    done < <(awk -v group="$group" '$1 == group { print $2 }' tools/packages)
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
      say "missing packages, and neither root nor sudo to install them: ${missing[*]}"
      return 1
    }
    as_root=(sudo)
  fi
  say "installing ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# configure DIRECTORY OPTION...
configure() {
  local directory=$1
  shift
  cmake -S . -B "$directory" -G Ninja "$@" >/dev/null
}

# build DIRECTORY TARGET...: on all cores; in a log only what the compiler has to say.
build() {
  local directory=$1 quiet=(--quiet)
  shift
  [ ! -t 1 ] || quiet=()
  cmake --build "$directory" --target "$@" -- "${quiet[@]}"
}
