#!/usr/bin/env bash
# Builds the Windows branch of the file layer with MinGW and runs its contract under Wine: the nearest to Windows that a
# Debian machine offers (packages g++-mingw-w64-x86-64-posix and wine64). Wine's file calls are not those of Windows; what
# passes here compiles and keeps the contract there, and still has to be run on a real one.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)"
folder="$(mktemp -d "${TMPDIR:-/tmp}/mivalidator-wine.XXXXXX")"
trap 'rm -rf "$folder"' EXIT

cd "$root"
x86_64-w64-mingw32-g++-posix -std=c++20 -O1 -static -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
    -Wold-style-cast -Werror -I. -o "$folder/contract.exe" core/support/text.cpp core/support/error.cpp \
    core/platform/*.cpp tests/core/platform/file_layer_contract.cpp
mkdir "$folder/work"
export WINEPREFIX="$folder/prefix" WINEDEBUG=-all DISPLAY=
wine="$(command -v wine64 || command -v wine || echo /usr/lib/wine/wine64)"
"$wine" "$folder/contract.exe" "$folder/work"
