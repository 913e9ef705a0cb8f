#!/bin/sh
# Makes sure that the programs that the tests use are installed: Debian packages, by name. As root it
# installs what is missing; otherwise it says in one line what to install.
set -eu
packages="gcc clang tcc pcc chibicc libc6-dev make binutils binutils-aarch64-linux-gnu
    binutils-riscv64-linux-gnu qemu-user-static csmith libcsmith-dev elfutils faketime dpkg-dev bzip2 time"
missing=
for package in $packages; do
    [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null || true)" = "ii " ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null
else
    echo "To test, install these packages as root: apt-get install$missing" >&2
    exit 1
fi
