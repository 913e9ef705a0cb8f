#!/bin/sh
# Makes sure that what the project needs is installed: Debian packages, by name. As root it installs
# what is missing; otherwise it says in one line what to install.
#
# Usage: tests/deps.sh [rust | chain]; with `rust`, only what builds the seed: Rust 1.91 or later, which
# may come from anywhere (Debian 12 has it as cargo-web and rustc-web); with `chain`, also what runs the other
# architecture's stage2.
set -eu
packages=
if [ "${1-}" = chain ]; then
    packages=qemu-user-static
elif [ "${1-}" != rust ]; then
    packages="gcc clang tcc pcc chibicc libc6-dev make binutils binutils-aarch64-linux-gnu
        binutils-riscv64-linux-gnu qemu-user-static csmith libcsmith-dev elfutils faketime dpkg-dev bzip2
        libclang-rt-14-dev musl-dev gcc-aarch64-linux-gnu libc6-dev-arm64-cross gdb g++ python3 tcl time"
fi
minor=$(cargo --version 2>/dev/null | sed -n 's/^cargo 1\.\([0-9]*\)\..*/\1/p')
[ "${minor:-0}" -ge 91 ] || packages="$packages cargo-web rustc-web"
missing=
for package in $packages; do
    [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null || true)" = "ii " ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing:$missing"
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null
else
    echo "Install these packages as root: apt-get install$missing" >&2
    exit 1
fi
