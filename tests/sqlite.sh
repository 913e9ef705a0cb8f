#!/bin/sh
# Makes the SQLite amalgamation, one file of 250,000 lines, from Debian's source package: build/sources/sqlite3.c.
# It needs tclsh. Usage, from the root of the checkout: tests/sqlite.sh
set -eu
[ -f build/sources/sqlite3.c ] && exit 0
command -v tclsh > /dev/null || { echo "tclsh is missing (apt-get install tcl)" >&2; exit 1; }
folder=$(tests/source.sh sqlite3)
rm -rf build/sources/sqlite3.make
mkdir build/sources/sqlite3.make
cd build/sources/sqlite3.make
../../../"$folder"/configure --disable-tcl > log 2>&1
make sqlite3.c >> log 2>&1
mv sqlite3.c ../sqlite3.c
mv sqlite3.h ../sqlite3.h
cd ../../..
rm -rf build/sources/sqlite3.make
