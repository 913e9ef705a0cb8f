#!/bin/sh
# Fetches Debian source packages into build/sources, once, and prints the folder of each: build/sources/PACKAGE.
#
# Usage, from the root of the checkout: tests/source.sh PACKAGE…
# The system's mirrors are asked as deb-src, by a configuration of apt of its own, so that nothing on the machine
# changes.
set -eu
out=build/sources
apt=$PWD/$out/apt

stop() {
    echo "source.sh: $*" >&2
    exit 1
}

prepare() {
    command -v apt-get > /dev/null || stop "apt-get is missing (package apt)"
    command -v dpkg-source > /dev/null || stop "dpkg-source is missing (apt-get install dpkg-dev)"
    mkdir -p "$apt/parts" "$apt/lists/partial" "$apt/cache/archives/partial"
    for list in /etc/apt/sources.list.d/debian.sources; do
        [ -f "$list" ] && sed 's/^Types:.*/Types: deb-src/' "$list" > "$apt/parts/debian.sources"
    done
    for list in /etc/apt/sources.list /etc/apt/sources.list.d/debian.list; do
        [ -f "$list" ] && sed -n 's/^deb /deb-src /p' "$list" > "$apt/parts/$(basename "$list" .list).list"
    done
    get update > "$apt/log" 2>&1 || stop "apt-get update failed, see $apt/log"
}

get() {
    apt-get -q -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$apt/parts" \
        -o Dir::State::Lists="$apt/lists" -o Dir::Cache="$apt/cache" -o APT::Sandbox::User= "$@"
}

ready=
for package; do
    if [ ! -d "$out/$package" ]; then
        [ -n "$ready" ] || prepare
        ready=1
        rm -rf "$out/$package.part"
        mkdir -p "$out/$package.part"
        (cd "$out/$package.part" && get source "$package") >> "$apt/log" 2>&1 ||
            stop "apt-get source $package failed, see $apt/log"
        mv "$out/$package.part"/*/ "$out/$package"
        rm -rf "$out/$package.part"
    fi
    echo "$out/$package"
done
