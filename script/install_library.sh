#!/usr/bin/env bash
# install_library.sh BUILT PREFIX: puts the C library that was built into the folder BUILT below PREFIX (below DESTDIR, for packagers).
set -euo pipefail
built=$1 prefix=$2 to=${DESTDIR:-}$2
cd "$(dirname "$0")/.."
version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)
abi=$(sed -n 's/^#define HOTFRAME_ABI_VERSION //p' include/hotframe.h)

install -d "$to/lib/pkgconfig" "$to/include"
install -m 644 include/hotframe.h "$to/include/"
install -m 755 "$built/libhotframe_capi.so" "$to/lib/libhotframe.so.$abi.$version"
ln -sf "libhotframe.so.$abi.$version" "$to/lib/libhotframe.so.$abi"
ln -sf "libhotframe.so.$abi" "$to/lib/libhotframe.so"
if [ -e "$built/libhotframe_capi.a" ]; then install -m 644 "$built/libhotframe_capi.a" "$to/lib/libhotframe.a"; fi
sed "s|@PREFIX@|$prefix|; s|@VERSION@|$version|" include/hotframe.pc.in > "$to/lib/pkgconfig/hotframe.pc"
