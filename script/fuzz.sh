#!/usr/bin/env bash
# fuzz.sh [TARGET...]: runs the fuzz targets one after the other, each for SECONDS_EACH seconds (600). Stable Rust is enough: without a
# sanitizer libFuzzer needs only the compiler's coverage, and `unsafe` is in the C ABI alone, whose tests run under ASAN.
# What it finds is in fuzz/artifacts: make a test of it in tests/rust.
set -euo pipefail
cd "$(dirname "$0")/../fuzz"
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(transform css message session restore capi)
host=$(rustc -vV | sed -n 's/^host: //p')

# With a --target, build scripts and procedural macros are left as they are.
coverage=(--cfg fuzzing -Cpasses=sancov-module)
for option in level=4 inline-8bit-counters pc-table trace-compares; do coverage+=("-Cllvm-args=-sanitizer-coverage-$option"); done
RUSTFLAGS="${coverage[*]}" cargo build --release --target "$host" --bins

node seeds.mjs
for target in "${targets[@]}"; do
  printf '\n==> %s\n' "$target"
  dictionary=()
  if [ -e "dict/$target.dict" ]; then dictionary=("-dict=dict/$target.dict"); fi
  mkdir -p "corpus/$target" "artifacts/$target"
  "${CARGO_TARGET_DIR:-target}/$host/release/$target" "corpus/$target" -artifact_prefix="artifacts/$target/" "${dictionary[@]}" \
    -max_total_time="${SECONDS_EACH:-600}" -timeout=20 -rss_limit_mb=4096 -max_len=4096 -print_final_stats=1
done
