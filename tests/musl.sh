#!/bin/sh
# Makes sure that musl's static libc is there for each target named: Debian's musl-dev. For the machine's
# own architecture the package is installed; for another its files are unpacked into build/sysroot/TARGET, which
# changes nothing on the machine.
#
# Usage, from the root of the checkout: tests/musl.sh x86_64 aarch64
set -eu
own=$(uname -m)
for target; do
    [ -f "build/sysroot/$target/usr/lib/$target-linux-musl/libc.a" ] && continue
    if [ "$target" = "$own" ]; then
        [ -f "/usr/lib/$target-linux-musl/libc.a" ] && continue
        echo "musl for $target is missing (apt-get install musl-dev)" >&2
        exit 1
    fi
    case $target in
        x86_64) arch=amd64 ;;
        aarch64) arch=arm64 ;;
        *) echo "no musl is known for '$target'" >&2 && exit 1 ;;
    esac
    apt="$PWD/build/sysroot/apt-$target"
    mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial" "build/sysroot/$target.part"
    set_apt="-o APT::Architecture=$arch -o APT::Architectures=$arch -o Dir::State=$apt/state -o Dir::Cache=$apt/cache
        -o Dir::State::status=/dev/null -o APT::Sandbox::User=root -o pkgCacheGen::Essential=none"
    # shellcheck disable=SC2086
    apt-get $set_apt update -qq
    # shellcheck disable=SC2086
    (cd "$apt" && apt-get $set_apt download -qq musl-dev:$arch)
    dpkg -x "$apt"/musl-dev_*.deb "build/sysroot/$target.part"
    rm -rf "$apt" "build/sysroot/$target"
    mv "build/sysroot/$target.part" "build/sysroot/$target"
done
