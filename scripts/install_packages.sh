#!/usr/bin/env bash
# Installs the Debian packages that are missing: `install_packages.sh build`, `install_packages.sh build test`; `fuzz`
# is what scripts/fuzz.sh needs, `package` what scripts/package does.
set -euo pipefail

build=(g++ cmake ninja-build ccache pkg-config libboost1.81-dev libboost-json1.81-dev libcurl4-openssl-dev libpugixml-dev
  libsqlite3-dev libspdlog-dev libfmt-dev libicu-dev libstemmer-dev libcld2-dev libidn2-dev libpsl-dev libtomlplusplus-dev
  libcli11-dev zlib1g-dev libzstd-dev libbrotli-dev libxxhash-dev libssl-dev libsystemd-dev libre2-dev libexpected-dev ca-certificates)
test=(libgtest-dev librapidcheck-dev chromium newsboat python3 python3-feedparser python3-icalendar python3-jsonschema
  libkf5syndication-dev liferea xvfb dbus-daemon iproute2 libxml2-utils clang-format clang-tidy curl openssl systemd
  bash-completion man-db mandoc)
fuzz=(clang libclang-rt-14-dev)
package=(debhelper dpkg-dev fakeroot lintian mmdebstrap iproute2 python3-feedparser)

wanted=()
for set in "$@"; do
  case $set in
    build) wanted+=("${build[@]}") ;;
    test) wanted+=("${test[@]}") ;;
    fuzz) wanted+=("${fuzz[@]}") ;;
    package) wanted+=("${package[@]}") ;;
    *) echo "usage: $0 build|test|fuzz|package …" >&2; exit 64 ;;
  esac
done
# A machine with its own Node keeps it: Debian's npm would bring another.
if [[ " $* " == *" test "* ]] && ! command -v npm >/dev/null; then wanted+=(nodejs npm); fi

missing=()
for package in "${wanted[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
  echo "   all ${#wanted[@]} packages are there"
  exit 0
fi

echo "   installing ${#missing[@]} of ${#wanted[@]} packages: ${missing[*]}"
sudo=
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || { echo "$0: needs root or sudo to install packages" >&2; exit 1; }
  sudo=sudo
fi
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
$sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
